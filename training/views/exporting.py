"""Everything of a project, a student, a class or an account, to take along."""

import errno
from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classrooms.requests import signed_in, taught_classroom, teacher_of
from projects.uploads import StorageIsDown
from projects.views import visible_project

from .. import exporting
from ..exporting.names import safe

ZIP = "application/zip"


@never_cache
@require_safe
def export_project(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    project = visible_project(request, project_id)
    if not project.standing_of(request.user).may_edit_all:
        # It has in it who has added what, and what waits or is hidden.
        raise PermissionDenied(_("Only your teacher can download this project."))
    write = partial(exporting.write_project, project=project)
    return download(request, project.name, write)


@never_cache
@require_safe
def export_student(
    request: HttpRequest, classroom_id: UUID, student_id: UUID
) -> HttpResponseBase:
    classroom = taught_classroom(request, classroom_id)
    students = classroom.students.select_related("user", "group", "classroom")
    student = get_object_or_404(students, pk=student_id)
    write = partial(exporting.write_student, student=student)
    return download(request, student.username, write)


@never_cache
@require_safe
def export_classroom(request: HttpRequest, classroom_id: UUID) -> HttpResponseBase:
    classroom = taught_classroom(request, classroom_id)
    write = partial(exporting.write_classroom, classroom=classroom)
    return download(request, classroom.name, write)


@never_cache
@require_safe
def export_account(request: HttpRequest) -> HttpResponseBase:
    user = teacher_of(request)
    write = partial(exporting.write_account, user=user)
    return download(request, _("My data"), write)


def download(
    request: HttpRequest, name: str, write: Callable[[exporting.Folder], None]
) -> HttpResponseBase:
    """Answer with a zip file of that name, which `write` fills."""
    name = f"{safe(name)}.zip"
    if request.method == "HEAD":
        return describe_download(name)
    try:
        file = make_download(request, write)
    except exporting.TooManyAtOnce:
        return say_too_many(request)
    except StorageIsDown:
        return say(request, 503, _("The files cannot be read now. Try again soon."))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return say_disk_is_full(request)
    return FileResponse(file, as_attachment=True, filename=name, content_type=ZIP)


def describe_download(name: str) -> HttpResponseBase:
    """Answer as for the file itself, but for its length: nobody has made it yet."""
    disposition = content_disposition_header(True, name)
    headers = {"Content-Disposition": disposition or "attachment"}
    return StreamingHttpResponse(content_type=ZIP, headers=headers)


def make_download(
    request: HttpRequest, write: Callable[[exporting.Folder], None]
) -> exporting.Download:
    place = exporting.take_turn(signed_in(request))
    try:
        return exporting.Download(exporting.make_archive(write), place)
    except BaseException:
        exporting.give_back(place)
        raise


def say_too_many(request: HttpRequest) -> HttpResponse:
    response = say(request, 429, _("Two downloads are on their way. Wait for one."))
    response["Retry-After"] = str(exporting.SECONDS_TO_WAIT)
    return response


def say_disk_is_full(request: HttpRequest) -> HttpResponse:
    sentence = _("The server’s disk is full. Please tell whoever looks after it.")
    return say(request, 507, sentence)


def say(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    context = {"sentence": sentence}
    return render(request, "training/no_download.html", context, status=status)
