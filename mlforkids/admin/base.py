"""What several pages of the admin do alike: only look, and erase for good."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, Generic, TypeVar

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from training import erasing
from training.erasing import Going

Row = TypeVar("Row", bound=Model)


class OnlyLooked:
    """Rows that the site itself writes, and nobody changes by hand."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NeverDeleted:
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ErasingAdmin(admin.ModelAdmin[Row], Generic[Row]):
    """Deletes by the site's own verbs, so that neither rows nor files are left.

    Django asks first, with its own page; what it counts is what goes.
    """

    view_on_site = False  # Those pages are for teachers and students.

    def what_goes(self, rows: Sequence[Row]) -> Going:
        raise NotImplementedError

    def erase(self, request: HttpRequest, row: Row) -> None:
        raise NotImplementedError

    def must_stay(self, request: HttpRequest, rows: Sequence[Row]) -> list[str]:
        """Say why some of `rows` cannot be erased."""
        return []

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Return what Django's page shows, without reading a class's every example."""
        rows = list(objs)
        tally = self.what_goes(rows).count()
        names = (
            _("classes"),
            _("students"),
            _("projects"),
            _("examples"),
            _("examples in projects of others"),
            _("trained models"),
        )
        counts = {
            name: count for name, count in zip(names, tally, strict=True) if count
        }
        lacking = set() if self.has_delete_permission(request) else {"?"}
        return (
            [str(row) for row in rows],
            counts,
            lacking,
            self.must_stay(request, rows),
        )

    def delete_model(self, request: HttpRequest, obj: Row) -> None:
        """Erase one."""
        try:
            self.erase(request, obj)
        except erasing.AlreadyErased:
            pass  # Somebody else was faster.
        except erasing.LastSuperuser as error:
            self.message_user(request, str(error), messages.ERROR)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Row]) -> None:
        """Erase each on its own, so that what fails leaves no more than itself."""
        for row in list(queryset):
            self.delete_model(request, row)


def together(goings: Iterable[Going]) -> Going:
    """Return what goes with any of them, counted once."""
    return reduce(join, goings, Going(users=frozenset(), projects=frozenset()))


def join(one: Going, other: Going) -> Going:
    return Going(
        users=one.users | other.users,
        projects=one.projects | other.projects,
        classrooms=one.classrooms | other.classrooms,
    )
