"""How much was or will be erased, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from classrooms.models import EraseReceipt

from .going import Tally
from .learnt import KEPT
from .verbs import HANDED_OVER

# Rows of a receipt that people have a word for; the rest is counted together. The last
# two are no rows that are gone.
WORDS = {
    "classrooms.Classroom": gettext_lazy("Classes"),
    "classrooms.Group": gettext_lazy("Groups"),
    "classrooms.Student": gettext_lazy("Students"),
    "classrooms.User": gettext_lazy("Accounts"),
    "classrooms.Invitation": gettext_lazy("Invitations"),
    "projects.Project": gettext_lazy("Projects"),
    "projects.Label": gettext_lazy("Labels"),
    "projects.Field": gettext_lazy("Columns"),
    "projects.TrainingExample": gettext_lazy("Examples"),
    "projects.LabelProposal": gettext_lazy("Proposed labels"),
    "projects.ProjectKey": gettext_lazy("Keys for programs"),
    "training.MLModel": gettext_lazy("Trained models, also old ones"),
    KEPT: gettext_lazy("Examples kept, without a name"),
    HANDED_OVER: gettext_lazy("Projects given to the teacher who owns their class"),
}


def describe_tally(tally: Tally, with_elsewhere: bool = True) -> list[str]:
    """Return what there is any of, each in words: "2 students", "340 examples".

    Without those in projects of others, where people still choose what becomes of them.
    """
    elsewhere = tally.elsewhere if with_elsewhere else 0
    words = [
        (tally.classes, ngettext("%(n)d class", "%(n)d classes", tally.classes)),
        (tally.students, ngettext("%(n)d student", "%(n)d students", tally.students)),
        (tally.projects, ngettext("%(n)d project", "%(n)d projects", tally.projects)),
        (tally.examples, ngettext("%(n)d example", "%(n)d examples", tally.examples)),
        (
            elsewhere,
            ngettext(
                "%(n)d example in projects of others",
                "%(n)d examples in projects of others",
                elsewhere,
            ),
        ),
        (
            tally.models,
            ngettext("%(n)d trained model", "%(n)d trained models", tally.models),
        ),
    ]
    return [sentence % {"n": count} for count, sentence in words if count]


def lines_of(receipt: EraseReceipt) -> list[tuple[str, int]]:
    """Return what a receipt counts, in words people know."""
    counts = dict(receipt.row_counts)
    lines = [(str(word), counts.pop(name, 0)) for name, word in WORDS.items()]
    lines.append((_("Other records, such as log-ins"), sum(counts.values())))
    return [(word, count) for word, count in lines if count]
