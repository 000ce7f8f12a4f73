"""Labels that students propose, and their teacher takes or does not."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import User
from classrooms.names import fold, tidy
from classrooms.quotas import check_quota

from .. import live
from ..kinds import BadExample
from ..models import Label, LabelProposal, Project
from .limits import NotYours, check_is_member
from .locks import lock
from .parts import NameTaken, add_label, check_name_is_free

OPEN_PROPOSALS = 3  # of one student in one project


@transaction.atomic
def propose_label(project: Project, name: str, author: User) -> LabelProposal:
    """Ask the teacher for a label.

    Raises `NameTaken`, `QuotaExceeded`, `BadExample` where there are no labels, and
    `Project.DoesNotExist` for a project not shared with the student's class any more.
    """
    lock(project)
    check_is_member(project, author)
    if not project.kind.has_labels:
        raise BadExample(_("A project of this kind has no labels."))
    check_name_is_free(Label, project, name)
    check_is_not_proposed(project, name)
    check_proposal_quota(project, author)
    proposal = LabelProposal.objects.create(
        project=project, author=author, name=tidy(name), folded_name=fold(name)
    )
    live.announce(project)
    return proposal


@transaction.atomic
def accept_proposal(proposal: LabelProposal) -> Label:
    """Make the label; where there is one of that name by now, it is that one.

    Raises `QuotaExceeded`, and `LabelProposal.DoesNotExist` if it is gone meanwhile.
    """
    project = proposal.project
    hold_proposal(proposal)
    same = project.live_labels().filter(folded_name=proposal.folded_name)
    label = same.first() or add_label(project, proposal.name)
    proposal.delete()
    live.announce(project)
    return label


@transaction.atomic
def decline_proposal(proposal: LabelProposal) -> None:
    """Say no; its author reads that, and then puts it away."""
    hold_proposal(proposal)
    proposal.is_declined = True
    proposal.save(update_fields=["is_declined"])
    live.announce(proposal.project)


@transaction.atomic
def withdraw_proposal(proposal: LabelProposal, by: User) -> None:
    """Take a proposal back, or put an answer away that was read."""
    hold_proposal(proposal)
    if proposal.author_id != by.pk:
        raise NotYours
    proposal.delete()
    live.announce(proposal.project)


def hold_proposal(proposal: LabelProposal) -> None:
    """Hold its project, and see it as it is now."""
    lock(proposal.project)
    proposal.refresh_from_db(fields=["name", "folded_name", "is_declined"])


def check_is_not_proposed(project: Project, name: str) -> None:
    """Raise `NameTaken` if somebody has asked for this label before."""
    before = project.proposals.filter(folded_name=fold(name)).first()
    if before is None:
        return
    sentence = (
        _("Your teacher has decided against “%(name)s”. Think of another one.")
        if before.is_declined
        else _("Somebody has proposed “%(name)s” already. Think of another one.")
    )
    raise NameTaken(sentence % {"name": tidy(name)})


def check_proposal_quota(project: Project, author: User) -> None:
    sentence = ngettext(
        "Your teacher has %(quota)d label of yours to think about. Wait a little.",
        "Your teacher has %(quota)d labels of yours to think about. Wait a little.",
        OPEN_PROPOSALS,
    )
    used = project.proposals.filter(author=author, is_declined=False).count()
    check_quota(used, 1, OPEN_PROPOSALS, sentence % {"quota": OPEN_PROPOSALS})
