"""An invitation to teach a class, as seen by whom it is for."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions
from ..models import Invitation, User
from ..requests import teacher_of


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Show an invitation to whoever has the link; POST accepts it."""
    if isinstance(request.user, User) and request.user.is_student:
        raise PermissionDenied(
            _("This invitation is for a teacher. If you are one, log out first.")
        )
    if request.method == "GET":
        return show(request, invitation_id)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        teacher = teacher_of(request)
        classroom = actions.accept_invitation(invitation_id, teacher)
    except actions.InvitationIsOver as error:
        return say_it_is_over(request, str(error))
    sentence = _("You help to teach %(classroom)s now.") % {"classroom": classroom}
    messages.success(request, sentence)
    return redirect(classroom)


@require_POST
def decline_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    try:
        actions.decline_invitation(invitation_id, teacher_of(request))
    except actions.InvitationIsOver as error:
        return say_it_is_over(request, str(error))
    messages.success(request, _("The invitation is declined."))
    return redirect("classrooms:list")


def show(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    try:
        invitation = actions.open_invitation(invitation_id)
    except actions.InvitationIsOver as error:
        return say_it_is_over(request, str(error))
    context: dict[str, object] = {"invitation": invitation}
    if isinstance(request.user, User):
        theirs = Invitation.objects.sent_to(request.user)
        context["is_theirs"] = theirs.filter(pk=invitation.pk).exists()
        teachers = invitation.classroom.teachers
        context["teaches_already"] = teachers.filter(pk=request.user.pk).exists()
    return render(request, "classrooms/invitation.html", context)


def say_it_is_over(request: HttpRequest, sentence: str) -> HttpResponse:
    context = {"sentence": sentence}
    return render(request, "classrooms/invitation_over.html", context, status=404)
