"""The settings of a class: its name, its language, and what it may use."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from ..models import QUOTAS, QUOTAS_OF_CLASS, Classroom, Policy, SiteSettings
from ..passphrases import LANGUAGES
from .fields import NameField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_LIFE = 3650  # days
NUMBER_PROBLEMS = ("required", "invalid", "min_value", "max_value")
# What matters whatever the kinds of project are.
LAST_FIELDS = ("needs_approval", "model_days")  # after the quotas
QUOTAS_OF_ALL = ("student_quota", "project_quota", "label_quota", "storage_quota")
# How the page puts the numbers together.
NUMBER_GROUPS = (
    (_("The class"), ("student_quota", "storage_quota", "model_days")),
    (_("A student’s own projects"), ("project_quota", *QUOTAS_OF_CLASS)),
    (_("Every project"), ("label_quota", "field_quota", "choice_quota")),
    (_("Projects that the whole class fills"), tuple(QUOTAS_OF_CLASS.values())),
)


class SettingsForm(forms.Form):
    """Everything that the teachers of a class decide about it."""

    name = NameField(label=_("Name of the class"))
    language = forms.ChoiceField(
        label=_("Language of the secret words"),
        choices=LANGUAGES.items(),
        help_text=_("For new secret words. Those that students have stay as they are."),
    )
    allowed_kinds = forms.MultipleChoiceField(
        label=_("Kinds of project that students may start"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one kind."),
            "invalid_choice": _("Choose from the kinds in the list."),
        },
    )
    needs_approval = forms.BooleanField(
        label=_("Examples wait for a teacher in new class projects"),
        help_text=_("You can change it for each project."),
        required=False,
    )
    model_days = forms.IntegerField(
        label=_("Days that a trained model is kept"),
        help_text=_(
            "Older ones are deleted, and can be trained again. "
            "Leave it empty to keep all."
        ),
        required=False,
        min_value=1,
        max_value=LONGEST_LIFE,
        error_messages=dict.fromkeys(
            NUMBER_PROBLEMS,
            _("Type a number of days from 1 to 3650, or nothing."),
        ),
    )

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[tuple[str, "StrOrPromise"]],
        quotas: Iterable[str],
        ceilings: SiteSettings,
        **options: Any,
    ) -> None:
        """Take the kinds of project there are, and the quotas that matter to them."""
        super().__init__(*args, **{"label_suffix": ""} | options)
        self.kinds = [code for code, _title in kinds]
        field = self.fields["allowed_kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for types)
        field.choices = list(kinds)
        last = [self.fields.pop(name) for name in LAST_FIELDS]
        for name in QUOTAS:
            if name in quotas:
                self.fields[name] = quota_field(name, getattr(ceilings, QUOTAS[name]))
        self.fields.update(zip(LAST_FIELDS, last, strict=True))

    def number_groups(self) -> Iterator[tuple["StrOrPromise", list[BoundField]]]:
        """Yield the numbers that matter, those together that belong together."""
        for title, names in NUMBER_GROUPS:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield title, fields

    def policy(self) -> Mapping[str, Any]:
        """Return what was sent of the policy; all kinds are said by naming none."""
        names = self.fields.keys() - {"name", "language"}
        sent = {name: self.cleaned_data[name] for name in names}
        chosen = sent["allowed_kinds"]
        sent["allowed_kinds"] = [] if set(chosen) == set(self.kinds) else chosen
        return sent


def quota_field(name: str, ceiling: int) -> forms.IntegerField:
    least = min(1, ceiling)  # Where the site's operator allows none, it is none.
    most = number_format(ceiling, force_grouping=True)
    advice = _("Type a number from %(least)d to %(most)s.")
    sentence = advice % {"least": least, "most": most}
    return forms.IntegerField(
        label=str(Policy._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
        help_text=_("Up to %(most)s.") % {"most": most},
        min_value=least,
        max_value=ceiling,
        error_messages=dict.fromkeys(NUMBER_PROBLEMS, sentence),
    )


def settings_as_they_are(
    classroom: Classroom, policy: Policy, kinds: Sequence[str]
) -> dict[str, Any]:
    """Return what the form shows first: what binds the class now."""
    return {
        "name": classroom.name,
        "language": classroom.language,
        "allowed_kinds": [code for code in kinds if policy.allows_kind(code)],
        "needs_approval": policy.needs_approval,
        "model_days": policy.model_days,
        **{name: getattr(policy, name) for name in QUOTAS},
    }
