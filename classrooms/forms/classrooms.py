"""A classroom itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Classroom
from .fields import NameField


class ClassroomForm(forms.ModelForm[Classroom]):
    name = NameField(label=_("Name of the class"))

    class Meta:
        model = Classroom
        fields = ["name"]
