"""Keeping others from a class while something in it is changed."""

from ..models import Classroom


def hold(*classrooms: Classroom) -> None:
    """Keep everybody else from changing who is in `classrooms` until the commit."""
    rows = Classroom.objects.filter(pk__in=[each.pk for each in classrooms])
    # Always in the same order, or two who hold the same ones wait for ever. Weakly: who
    # changes a project of the class points at it, and must not wait for this.
    list(rows.select_for_update(no_key=True).order_by("pk"))
    for classroom in classrooms:
        # What the class may use can have changed while this waited.
        classroom._state.fields_cache.pop("policy", None)
