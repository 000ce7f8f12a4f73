"""How a student comes in."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from ..codes import LENGTH, tidy_code
from ..names import JOINERS, LONGEST_NAME, is_visible, tidy


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

    @classmethod
    def from_card(cls, query: Mapping[str, str]) -> JoinForm:
        """Return a form with what a card's QR code says, as far as it makes sense."""
        code = tidy_code(readable(query.get("code", "")))[:LENGTH]
        half = LENGTH // 2
        spelled = f"{code[:half]}-{code[half:]}" if len(code) > half else code
        username = tidy(readable(query.get("username", "")))[:LONGEST_NAME]
        return cls(initial={"code": spelled, "username": username})

    def focus_first_gap(self) -> None:
        """Let typing begin where something is missing, else at the secret words."""
        gaps = [field for field in self if not field.value()]
        gap = gaps[0] if gaps else self["passphrase"]
        gap.field.widget.attrs["autofocus"] = True


def readable(text: str) -> str:
    """Leave out what cannot be seen, and what no card would hold."""
    return "".join(
        character
        for character in text[: 10 * LONGEST_NAME]
        if is_visible(character) or character in f" {JOINERS}"
    )
