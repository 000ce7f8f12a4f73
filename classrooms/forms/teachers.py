"""The teachers of a classroom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Classroom, Role, User


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Your colleague’s e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class CoTeacherForm(forms.Form):
    """Picks one of those who help to teach a class."""

    def __init__(self, classroom: Classroom, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        helpers = User.objects.filter(
            teachings__classroom=classroom, teachings__role=Role.CO_TEACHER
        )
        self.fields["teacher"] = forms.ModelChoiceField(helpers)
