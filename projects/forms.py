from django import forms
from django.utils.translation import gettext_lazy as _

from classrooms.forms import NameField

from .kinds import KIND_CHOICES
from .models import Project


class ProjectForm(forms.ModelForm[Project]):
    """A new project: what it is called, and what kind it is."""

    name = NameField(label=_("What will the computer learn to recognise?"))
    kind = forms.ChoiceField(
        label=_("Kind of project"), choices=KIND_CHOICES, initial=KIND_CHOICES[0][0]
    )

    class Meta:
        model = Project
        fields = ["name"]
