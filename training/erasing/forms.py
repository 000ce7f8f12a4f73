"""What is asked before something is erased for good."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms import attempts
from classrooms.models import Classroom, User
from classrooms.names import LONGEST_TYPED, fold

from ..models import MLModel
from .going import Going
from .learnt import AfterErasing


class EraseForm(forms.Form):
    """Asks what becomes of others' models, if any others have learnt from them."""

    models = forms.ChoiceField(
        label=gettext_lazy("Models of others that learnt from these examples"),
        choices=AfterErasing.choices,
        initial=AfterErasing.DELETE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, going: Going, **options: Any) -> None:
        """Take what will go."""
        super().__init__(*args, **options)
        if not MLModel.objects.filter(project__in=going.added_to).exists():
            del self.fields["models"]

    @property
    def after(self) -> AfterErasing:
        """What was chosen."""
        return AfterErasing(self.cleaned_data.get("models", AfterErasing.DELETE))


class EraseClassroomForm(forms.Form):
    """Asks for the name of the class, which nobody types by mistake."""

    name = forms.CharField(
        label=gettext_lazy("Type the name of the class"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, classroom: Classroom, **options: Any) -> None:
        """Take the class whose name it has to be."""
        super().__init__(*args, **options)
        self.classroom = classroom

    def clean_name(self) -> str:
        """Compare what was typed as people would."""
        typed = str(self.cleaned_data["name"])
        if fold(typed) != fold(self.classroom.name):
            raise ValidationError(
                _("This is not its name. Look above how it is written.")
            )
        return typed


class EraseAccountForm(EraseForm):
    """Asks a teacher for their address and, once more, their password."""

    email = forms.EmailField(
        label=gettext_lazy("Type your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        """Take who is asking."""
        super().__init__(*args, **options)
        self.user = user

    def clean_email(self) -> str:
        """Compare what was typed with the address of the account."""
        typed = str(self.cleaned_data["email"])
        if typed.casefold() != (self.user.email or "").casefold():
            raise ValidationError(_("This is not the address of this account."))
        return typed

    def clean_password(self) -> str:
        """Check it, as often as a password may be guessed."""
        guesses = attempts.of_password(self.user.email or "")
        if seconds := guesses.take_turn():
            raise ValidationError(attempts.sentence_for_teacher(seconds))
        typed = str(self.cleaned_data["password"])
        if not self.user.check_password(typed):
            raise ValidationError(_("This is not your password. Try again."))
        guesses.forget()
        return typed
