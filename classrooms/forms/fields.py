"""Fields that several forms have."""

from typing import Any

from django import forms

from ..names import LONGEST_NAME, check_name, tidy


class NameField(forms.CharField):
    """A name in any script, tidied before it is checked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, strip=False, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return tidy(text) if isinstance(text, str) else text

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value:
            check_name(value)
