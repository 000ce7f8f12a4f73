"""What is asked before something is erased for good."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from classrooms import attempts
from classrooms.models import Classroom, User
from classrooms.names import LONGEST_TYPED, fold
from projects.models import TrainingExample

from ..models import MLModel
from .going import Going
from .learnt import AfterErasing, Elsewhere


class EraseForm(forms.Form):
    """Asks what becomes of what they added to others' projects, and of models there.

    Only where there are any.
    """

    examples = forms.ChoiceField(
        label=gettext_lazy("Examples in projects of the class, or of others"),
        choices=Elsewhere.choices,
        initial=Elsewhere.ERASE,
        widget=forms.RadioSelect,
    )
    models = forms.ChoiceField(
        label=gettext_lazy("Models of others that learnt from what is erased"),
        choices=AfterErasing.choices,
        initial=AfterErasing.DELETE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, going: Going, **options: Any) -> None:
        """Take what will go."""
        super().__init__(*args, **options)
        if going.added_to:
            self.fields["examples"].help_text = say_what_shows(going)
        else:
            del self.fields["examples"]
        if not MLModel.objects.filter(project__in=going.added_to).exists():
            del self.fields["models"]

    @property
    def elsewhere(self) -> Elsewhere:
        """What was chosen for their examples."""
        return Elsewhere(self.cleaned_data.get("examples", Elsewhere.ERASE))

    @property
    def after(self) -> AfterErasing:
        """What was chosen for models."""
        return AfterErasing(self.cleaned_data.get("models", AfterErasing.DELETE))


def say_what_shows(going: Going) -> str:
    """Return how many examples these are, and what says whose, even without a name."""
    examples = TrainingExample.objects.filter(
        project__in=going.added_to, author__in=going.users
    )
    count = examples.count()
    counted = ngettext(
        "This is %(n)d example. ", "These are %(n)d examples. ", count
    ) % {"n": count}
    if examples.exclude(file="").exists():
        return counted + _(
            "Careful: faces and voices say who it was, also without a name."
        )
    return counted + _("Careful: some may say who wrote them, also without a name.")


class EraseClassroomForm(EraseForm):
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
