"""Pages that ask before something is erased for good, and what is left: a receipt."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from classrooms.models import Classroom, EraseReceipt, Student, Subject, User
from classrooms.requests import (
    owned_classroom,
    signed_in,
    taught_classroom,
    teacher_of,
)
from projects.models import Project

from .. import erasing
from ..erasing.forms import EraseAccountForm, EraseClassroomForm, EraseForm
from ..erasing.words import describe_tally, lines_of


@never_cache
@require_http_methods(["GET", "POST"])
def erase_students(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Ask if those students, named in the address, shall go for good; then do it."""
    classroom = taught_classroom(request, classroom_id)
    students = chosen_students(request, classroom)
    if not students:
        return say_gone(request, classroom)
    going = erasing.of_students([each.pk for each in students], {classroom.pk})
    form = EraseForm(sent(request), going=going)
    if form.is_valid():
        try:
            receipt = erasing.erase_students(
                students, signed_in(request), form.after, form.elsewhere
            )
        except erasing.AlreadyErased:
            return say_gone(request, classroom)
        return redirect("training:receipt", receipt.pk)
    context = {"classroom": classroom, "students": students}
    return ask(request, "training/erase_students.html", form, going, context)


def chosen_students(request: HttpRequest, classroom: Classroom) -> Sequence[Student]:
    """Return those students of the class whose ids are in the address."""
    students = classroom.students.filter(pk__in=chosen_ids(request))
    return list(students.order_by("folded_username"))


def chosen_ids(request: HttpRequest) -> set[UUID]:
    ids = set()
    for text in request.GET.getlist("student"):
        try:
            ids.add(UUID(text))
        except ValueError:
            continue
    return ids


def say_gone(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    """Show the receipt to who has pressed twice; tell others that they are gone."""
    receipts = signed_in(request).receipts.filter(subject=Subject.STUDENT)
    ids = [str(each) for each in chosen_ids(request)]
    if receipt := receipts.filter(subject_id__in=ids).first():
        messages.info(request, _("They are erased already. Here is the receipt."))
        return redirect("training:receipt", receipt.pk)
    messages.info(request, _("They are no longer in this class. Nothing was erased."))
    return redirect(classroom)


@never_cache
@require_http_methods(["GET", "POST"])
def erase_classroom(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Ask if a class shall go for good, with everybody in it; then do it."""
    user = signed_in(request)
    if user.receipts.filter(subject_id=str(classroom_id)).exists():
        return say_erased(request, classroom_id)
    classroom = owned_classroom(request, classroom_id)
    going = erasing.of_classroom(classroom.pk)
    form = EraseClassroomForm(sent(request), classroom=classroom, going=going)
    if form.is_valid():
        try:
            receipt = erasing.erase_classroom(
                classroom, user, form.after, form.elsewhere
            )
        except erasing.AlreadyErased:
            return say_erased(request, classroom_id)
        return redirect("training:receipt", receipt.pk)
    context = {"classroom": classroom, "filled": classroom.projects.order_by("name")}
    return ask(request, "training/erase_classroom.html", form, going, context)


def say_erased(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Show the receipt to who has pressed twice; tell others that it is gone."""
    receipts = signed_in(request).receipts.filter(subject_id=str(classroom_id))
    if receipt := receipts.first():
        messages.info(request, _("This class is gone already. Here is the receipt."))
        return redirect("training:receipt", receipt.pk)
    messages.info(request, _("This class is gone already."))
    return redirect("classrooms:list")


@never_cache
@require_GET
def account_data(request: HttpRequest) -> HttpResponse:
    """What a teacher can do with all that is here about them."""
    receipts = teacher_of(request).receipts.order_by("-erased_at")
    return render(request, "training/account_data.html", {"receipts": receipts})


@never_cache
@require_http_methods(["GET", "POST"])
def erase_account(request: HttpRequest) -> HttpResponse:
    """Ask a teacher if all that is theirs shall go for good; then do it."""
    user = teacher_of(request)
    going = erasing.of_account(user.pk)
    form = EraseAccountForm(sent(request), user=user, going=going)
    problem = why_not(user, going)
    if not problem and form.is_valid():
        try:
            receipt = erasing.erase_account(user, user, form.after, form.elsewhere)
        except erasing.LastSuperuser as error:  # Another has gone at the same time.
            problem = str(error)
        except erasing.AlreadyErased:  # Who pressed twice has shown who they are.
            return say_good_bye(request, receipt_of_account(user.pk))
        else:
            return say_good_bye(request, receipt)
    owned = Classroom.objects.filter(pk__in=going.classrooms).order_by("name")
    handed_over = Project.objects.filter(pk__in=going.handed_over).order_by("name")
    context = {"classrooms": owned, "handed_over": handed_over, "problem": problem}
    return ask(request, "training/erase_account.html", form, going, context)


def why_not(user: User, going: erasing.Going) -> str:
    """Return why this account has to stay, or "" if it may go."""
    try:
        erasing.check_may_be_erased(user, going)
    except erasing.LastSuperuser as error:
        return str(error)
    return ""


def receipt_of_account(user_id: int) -> EraseReceipt:
    receipts = EraseReceipt.objects.filter(subject=Subject.ACCOUNT)
    return receipts.filter(subject_id=str(user_id)).latest("erased_at")


def say_good_bye(request: HttpRequest, receipt: EraseReceipt) -> HttpResponse:
    """Show the receipt, this once, to who has no account any more."""
    logout(request)  # The sessions are gone: this forgets the cookie.
    return render_receipt(request, receipt)


def sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def ask(
    request: HttpRequest,
    template: str,
    form: EraseForm,
    going: erasing.Going,
    context: Mapping[str, object],
) -> HttpResponse:
    """Show the page that says what will go."""
    what_goes = describe_tally(going.count(), "examples" not in form.fields)
    everything = {**context, "form": form, "what_goes": what_goes}
    status = 400 if form.errors else 200
    if context.get("problem") and request.method == "POST":
        status = 409
    return render(request, template, everything, status=status)


@never_cache
@require_GET
def receipt(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """What remains: for whoever erased it, and nobody else."""
    receipts = signed_in(request).receipts
    return render_receipt(request, get_object_or_404(receipts, pk=receipt_id))


def render_receipt(request: HttpRequest, receipt: EraseReceipt) -> HttpResponse:
    context = {"receipt": receipt, "lines": lines_of(receipt)}
    return render(request, "training/receipt.html", context)
