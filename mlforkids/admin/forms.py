"""What the site's operator types about accounts and classes."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.forms import NameField
from classrooms.models import Classroom, Policy, User
from classrooms.passphrases import LANGUAGES
from mlforkids.account_forms import ResetPasswordForm
from projects.kinds import KIND_CHOICES


class TeacherForm(forms.ModelForm[User]):
    """A teacher's account: address, name, and a way to a password."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = NameField(label=gettext_lazy("Name"), required=False)
    new_password = forms.CharField(
        label=gettext_lazy("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Empty: it stays as it is; who is new has none yet."),
    )
    send_letter = forms.BooleanField(
        label=gettext_lazy("Send a letter with a link to choose a password"),
        required=False,
    )

    class Meta:
        model = User
        fields = ("email", "name", "is_active", "is_staff", "is_superuser", "groups")

    def clean_email(self) -> str:
        """Return the address in small letters, if nobody else has it."""
        email = User.objects.normalize_email(self.cleaned_data["email"]).lower()
        others = EmailAddress.objects.filter(email__iexact=email)
        if others.exclude(user=self.instance.pk).exists():
            raise ValidationError(_("Someone already uses this e-mail address."))
        return email

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        if password:
            password_validation.validate_password(password, self.instance)
        return password

    def save_account(self, request: HttpRequest) -> None:
        """Make an address that was typed one that can log in; see to the password."""
        user = self.instance
        if not user.password:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        # Else nobody has said whose it is: a stranger may have signed up with it.
        if {"email", "new_password"} & set(self.changed_data):
            self.vouch_for_address()
        if password := self.cleaned_data.get("new_password"):
            get_adapter().set_password(user, password)
        if self.cleaned_data.get("send_letter"):
            self.send_password_letter(request, str(user.email))

    def vouch_for_address(self) -> None:
        """Take the word of who runs the site that the address is the teacher's."""
        theirs = {"email": str(self.instance.email), "verified": True, "primary": True}
        addresses = EmailAddress.objects.filter(user=self.instance)
        if not addresses.filter(**theirs).exists():
            addresses.delete()
            addresses.create(user=self.instance, **theirs)

    @staticmethod
    def send_password_letter(request: HttpRequest, email: str) -> None:
        """Send the letter that a forgotten password brings."""
        form = ResetPasswordForm({"email": email})
        if form.is_valid():
            form.save(request)


class StudentUserForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("is_active",)


class ClassroomForm(forms.ModelForm[Classroom]):
    name = NameField(label=gettext_lazy("Name of the class"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the secret words"),
        choices=LANGUAGES.items(),
    )

    class Meta:
        model = Classroom
        fields = ("name", "language")


class PolicyForm(forms.ModelForm[Policy]):
    allowed_kinds: Any = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of project"),
        choices=KIND_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: all."),
    )

    class Meta:
        model = Policy
        exclude = ("classroom",)  # noqa: DJ006 (a column may be added without us)
