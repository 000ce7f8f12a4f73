"""The settings of a class, on a page that knows which kinds of project there are."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from classrooms import actions
from classrooms.forms import QUOTAS_OF_ALL, SettingsForm, settings_as_they_are
from classrooms.models import Classroom, SiteSettings
from classrooms.quotas import policy_of
from classrooms.requests import signed_in, taught_classroom

from .kinds import KIND_CHOICES, KINDS


@never_cache
@require_http_methods(["GET", "POST"])
def class_settings(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """What the teachers of a class decide about it, and the way to its end."""
    classroom = taught_classroom(request, classroom_id)
    form = settings_form(request, classroom)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_settings(
            classroom, given["name"], given["language"], form.policy()
        )
        messages.success(request, _("Saved."))
        for sentence in what_is_over(classroom):
            messages.warning(request, sentence)
        return redirect("classrooms:settings", classroom.pk)
    context = {
        # As it is, not as it was just typed.
        "classroom": taught_classroom(request, classroom_id),
        "form": form,
        "may_erase": classroom.is_owned_by(signed_in(request)),
    }
    status = 400 if form.errors else 200
    return render(request, "projects/class_settings.html", context, status=status)


@require_POST
def reset_settings(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Let a class use what every class may at first."""
    classroom = taught_classroom(request, classroom_id)
    actions.reset_policy(classroom)
    messages.success(request, _("The class may use what every new class may."))
    return redirect("classrooms:settings", classroom.pk)


def settings_form(request: HttpRequest, classroom: Classroom) -> SettingsForm:
    quotas = {name for kind in KINDS.values() for name in kind.quota_names}
    return SettingsForm(
        request.POST if request.method == "POST" else None,
        initial=settings_as_they_are(classroom, policy_of(classroom), list(KINDS)),
        kinds=KIND_CHOICES,
        quotas=quotas.union(QUOTAS_OF_ALL),
        ceilings=SiteSettings.current(),
    )


def what_is_over(classroom: Classroom) -> list[str]:
    """Say what the class has more of than it may now: that stays, and is said."""
    policy = policy_of(Classroom.objects.get(pk=classroom.pk))
    own = Q(user__projects__classroom=None)
    students = classroom.students.annotate(count=Count("user__projects", filter=own))
    counts = students.values_list("count", flat=True)
    sentences = []
    if len(counts) > policy.student_quota:
        sentences.append(
            ngettext(
                "The class has %(count)d student. Nobody is removed, but nobody can be "
                "added.",
                "The class has %(count)d students. Nobody is removed, but nobody can "
                "be added.",
                len(counts),
            )
            % {"count": len(counts)}
        )
    if any(count > policy.project_quota for count in counts):
        sentences.append(
            _("Some students have more projects already. They keep them, and start no "
              "others.")
        )  # fmt: skip
    return sentences
