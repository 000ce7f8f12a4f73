"""What teachers type about their accounts: allauth's forms, in our words."""

import string
from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from classrooms.attempts import of_second_step
from classrooms.forms import NameField
from classrooms.models import SiteSettings, User

from .accounts import WRONG_CODE, check_turn

ADDRESS = _("Your e-mail address")
PASSWORD = _("Your password")
NEW_PASSWORD = _("New password")
AGAIN = _("The new password again")
AS_STUDENTS_KNOW_YOU = _("As your students know you, such as Ms Rivera.")
STRONG = _("At least 10 characters, and none that many people use.")
CODE_LIVES = 90  # seconds, with the steps before and after that are accepted, too


class OurWords(forms.Form):
    """Gives fields our words, and takes away words that vanish while one types."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text)


class LoginForm(OurWords, account.LoginForm):
    labels = {"login": ADDRESS, "password": PASSWORD}


class SignupForm(OurWords, account.SignupForm):
    name = NameField(
        label=_("Your name"),
        help_text=AS_STUDENTS_KNOW_YOU,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]
    labels = {"email": ADDRESS, "password1": PASSWORD}
    helps = {"password1": STRONG}

    @property
    def is_for_invited(self) -> bool:
        return not SiteSettings.current().teachers_may_sign_up

    def signup(self, request: Any, user: User) -> None:
        """Keep the name, too."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class AddEmailForm(OurWords, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Old password"),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }
    helps = {"password1": STRONG}


class SetPasswordForm(OurWords, account.SetPasswordForm):
    labels = {"password1": NEW_PASSWORD, "password2": AGAIN}
    helps = {"password1": STRONG}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    labels = {"email": ADDRESS}


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    labels = {"password1": NEW_PASSWORD, "password2": AGAIN}
    helps = {"password1": STRONG}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    labels = {"password": PASSWORD}


class CodeForm(OurWords):
    """Takes each code once, and lets wrong ones wait."""

    labels = {"code": _("Code")}
    user: User

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs |= {"autofocus": True, "autocapitalize": "off"}

    def clean_code(self) -> str:
        """Return a code that is right, and that nobody has used before."""
        attempts = of_second_step(self.user.pk)
        check_turn(context.request, attempts)
        code: str = super().clean_code()  # type: ignore[misc]  # Of allauth's form.
        if not cache.add(f"used-code:{self.user.pk}:{tidy(code)}", True, CODE_LIVES):
            raise ValidationError(WRONG_CODE)
        attempts.forget()
        return code


def tidy(code: str) -> str:
    """Leave out what makes a code easier to read, as allauth does."""
    return "".join(
        each for each in code if each not in string.punctuation + string.whitespace
    ).lower()


class AuthenticateForm(CodeForm, second_step.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(CodeForm, second_step.ReauthenticateForm):
    pass


class ActivateTOTPForm(OurWords, totp.ActivateTOTPForm):
    labels = {"code": _("The code that the app shows")}


class NameForm(forms.ModelForm[User]):
    name = NameField(label=_("Your name"), help_text=AS_STUDENTS_KNOW_YOU)

    class Meta:
        model = User
        fields = ["name"]
