"""The students of a classroom."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..enrolling import LARGEST_LIST
from ..tables import BadTable, decode
from .fields import NameField

MOST_AT_ONCE = 500  # More than any class has room for.
BYTE_ORDER_MARK = "\ufeff"  # Some editors copy it, too.
TOO_LARGE = _("This list is too large: 256 kB is the limit. Split it up.")


class StudentForm(forms.Form):
    """What one student is called."""

    username = NameField(
        label=_("Name"),
        help_text=_("A first name or a nickname is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NumberedStudentsForm(forms.Form):
    """Many students who are called the same, but for a number."""

    begins_with = NameField(
        label=_("What the names begin with"),
        help_text=_("“star” makes star1, star2, star3 and so on."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_AT_ONCE)


class StudentListForm(forms.Form):
    """A list that is pasted, or uploaded as a file."""

    table = forms.CharField(
        label=_("Paste the list here"),
        required=False,
        strip=False,
        max_length=LARGEST_LIST,
        error_messages={"max_length": TOO_LARGE},
        help_text=_("One student on each line: the name, then a comma and the group."),
        widget=forms.Textarea(
            attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_(
            "A spreadsheet that was saved as CSV. Its first line may name the "
            "columns “username” and “group”."
        ),
        error_messages={"empty": _("This file is empty. Choose another one.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/*"}),
    )

    def clean_file(self) -> str:
        """Return the text of the file, if there is one."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST_LIST:
            raise ValidationError(TOO_LARGE)
        try:
            return decode(file.read())
        except BadTable as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        pasted = data.get("table", "").removeprefix(BYTE_ORDER_MARK)
        data["text"] = data.get("file") or pasted
        if not self.errors and not data["text"].strip():
            raise ValidationError(_("Paste a list or choose a file."))
        return data


class GroupForm(forms.Form):
    """What a group is called."""

    name = NameField(
        label=_("Name of the group"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
