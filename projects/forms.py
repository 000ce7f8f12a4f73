from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from classrooms.forms import NameField
from classrooms.models import Policy, User

from .kinds import KIND_CHOICES, KINDS, Kind
from .models import Project


class ProjectForm(forms.ModelForm[Project]):
    """A new project: what it is called, and what kind it is."""

    name = NameField(label=_("What will the computer learn to recognise?"))
    kind = forms.ChoiceField(
        label=_("What will you show it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you will show it."),
            "invalid_choice": _("Choose one of the kinds in the list."),
        },
    )

    class Meta:
        model = Project
        fields = ["name"]

    def __init__(self, policy: Policy, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        kind.choices = [each for each in KIND_CHOICES if policy.allows_kind(each[0])]
        if len(kind.choices) == 1:
            kind.initial = kind.choices[0][0]

    def kind_cards(self) -> Iterator[tuple[BoundWidget, Kind]]:
        """Yield the button of every kind that may be chosen, with the kind itself."""
        for button in self["kind"]:
            yield button, KINDS[button.data["value"]]


class ShareForm(forms.Form):
    """Which project of one's own a class is to fill."""

    project = forms.ModelChoiceField(
        label=_("A project of your own"),
        queryset=Project.objects.none(),
        empty_label=None,
    )

    def __init__(self, owner: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | options)
        field = self.fields["project"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for types)
        own = owner.projects.filter(classroom=None)
        field.queryset = own.order_by("-created_at")
