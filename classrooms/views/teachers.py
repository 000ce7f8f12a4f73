"""Who teaches a class, as seen from that class."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from .. import actions
from ..forms import CoTeacherForm, InviteForm
from ..letters import LetterNotSent, send_invitation
from ..models import Classroom, Invitation, User
from ..quotas import QuotaExceeded
from ..requests import owned_classroom, signed_in, taught_classroom


@never_cache
@require_GET
def teachers(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    return render_teachers(request, classroom, InviteForm())


def render_teachers(
    request: HttpRequest, classroom: Classroom, form: InviteForm
) -> HttpResponse:
    # By the words themselves, the owner comes before the co-teachers.
    teachings = classroom.teachings.select_related("user").order_by("-role", "pk")
    may_change = classroom.is_owned_by(signed_in(request))
    invitations = classroom.invitations.open().order_by("created_at")
    context = {
        "classroom": classroom,
        "teachings": teachings,
        "may_change": may_change,
        "form": form,
        "invitations": [
            (invitation, link_to(request, invitation))
            for invitation in (invitations if may_change else [])
        ],
    }
    status = 400 if form.errors else 200
    return render(request, "classrooms/teachers.html", context, status=status)


def link_to(request: HttpRequest, invitation: Invitation) -> str:
    return request.build_absolute_uri(invitation.get_absolute_url())


@require_POST
def invite(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Invite a colleague; where no letter can be sent, the page has the link."""
    classroom = owned_classroom(request, classroom_id)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            email = form.cleaned_data["email"]
            invitation = actions.invite_teacher(classroom, signed_in(request), email)
        except (ValidationError, QuotaExceeded) as error:
            form.add_error("email", getattr(error, "messages", str(error)))
        else:
            send_letter(request, invitation)
            return redirect("classrooms:teachers", classroom.pk)
    form.fields["email"].widget.attrs["autofocus"] = True  # Far down on a phone.
    return render_teachers(request, classroom, form)


@require_POST
def invite_again(
    request: HttpRequest, classroom_id: UUID, invitation_id: UUID
) -> HttpResponse:
    classroom = owned_classroom(request, classroom_id)
    invitation = get_object_or_404(classroom.invitations, pk=invitation_id)
    try:
        send_letter(request, actions.renew_invitation(invitation))
    except actions.InvitationIsOver as error:  # Since the line above.
        messages.info(request, str(error))
    return redirect("classrooms:teachers", classroom.pk)


def send_letter(request: HttpRequest, invitation: Invitation) -> None:
    try:
        send_invitation(invitation, link_to(request, invitation))
    except LetterNotSent as error:
        messages.warning(request, str(error))
    else:
        sentence = _("A letter is on its way to %(email)s.")
        messages.success(request, sentence % {"email": invitation.email})


@require_POST
def take_back_invitation(
    request: HttpRequest, classroom_id: UUID, invitation_id: UUID
) -> HttpResponse:
    """End an invitation; twice is harmless."""
    classroom = owned_classroom(request, classroom_id)
    try:
        actions.take_back_invitation(classroom, invitation_id)
    except actions.InvitationIsOver as error:
        messages.info(request, str(error))
    else:
        messages.success(request, _("The invitation is taken back."))
    return redirect("classrooms:teachers", classroom.pk)


@require_POST
def remove_teacher(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = owned_classroom(request, classroom_id)
    if teacher := chosen(request, classroom):
        actions.remove_teacher(classroom, teacher)
        sentence = _("%(name)s does not help to teach this class any more.")
        messages.success(request, sentence % {"name": teacher})
    return redirect("classrooms:teachers", classroom.pk)


@require_POST
def hand_over(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = owned_classroom(request, classroom_id)
    if teacher := chosen(request, classroom):
        try:
            actions.hand_over(classroom, signed_in(request), teacher)
        except (ValidationError, QuotaExceeded) as error:
            messages.error(request, getattr(error, "message", str(error)))
        else:
            sentence = _("%(name)s owns this class now. You help to teach it.")
            messages.success(request, sentence % {"name": teacher})
    return redirect("classrooms:teachers", classroom.pk)


def chosen(request: HttpRequest, classroom: Classroom) -> User | None:
    """Return the co-teacher whom a form names; say so if there is none such."""
    form = CoTeacherForm(classroom, request.POST)
    if form.is_valid():
        teacher: User = form.cleaned_data["teacher"]
        return teacher
    messages.error(request, _("This teacher is not in the class any more."))
    return None


@require_POST
def leave_class(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    actions.leave_class(classroom, signed_in(request))
    sentence = _("You do not teach %(classroom)s any more.")
    messages.success(request, sentence % {"classroom": classroom})
    return redirect("classrooms:list")
