from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Classroom
from .names import LONGEST_NAME, check_name, tidy

LONGEST_LIST = 20_000  # characters of pasted usernames


class NameField(forms.CharField):
    """A name in any script, tidied before it is checked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, strip=False, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return tidy(text) if isinstance(text, str) else text

    def validate(self, value: Any) -> None:
        super().validate(value)
        check_name(value)


class ClassroomForm(forms.ModelForm[Classroom]):
    name = NameField(label=_("Name of the class"))

    class Meta:
        model = Classroom
        fields = ["name"]


class StudentsForm(forms.Form):
    usernames = forms.CharField(
        label=_("Names, one on each line"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )

    def clean_usernames(self) -> list[str]:
        lines = self.cleaned_data["usernames"].splitlines()
        usernames = [tidied for line in lines if (tidied := tidy(line))]
        if not usernames:
            raise ValidationError(_("Type at least one name."))
        return usernames


class JoinForm(forms.Form):
    """What a student types to come in."""

    code = forms.CharField(
        label=_("Class code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    username = forms.CharField(
        label=_("Your name in class"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    passphrase = forms.CharField(
        label=_("Your secret words"),
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
