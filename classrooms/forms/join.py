"""How a student comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..names import LONGEST_NAME


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
