"""The students of a classroom."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..names import tidy

LONGEST_LIST = 20_000  # characters of pasted usernames


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
