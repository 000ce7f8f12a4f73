"""Who may change what they may see. Who may see it: `Project.objects.visible_to`."""

from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from .models import Project


class ChangesProjectOrReadOnly(BasePermission):
    """Its owner changes it, or the teachers of its class; others look."""

    def has_object_permission(
        self, request: Request, view: APIView, obj: Project
    ) -> bool:
        self.message = (
            _("Only your teacher can change this project.")
            if obj.classroom_id
            else _("Only the person who made this project can change it.")
        )
        standing = obj.standing_of(request.user)
        return request.method in SAFE_METHODS or standing.may_change


class MayDeleteOrChange(ChangesProjectOrReadOnly):
    """Teachers of the student whose project it is may delete it as well."""

    def has_object_permission(
        self, request: Request, view: APIView, obj: Project
    ) -> bool:
        if request.method == "DELETE" and obj.standing_of(request.user).may_delete:
            return True
        return super().has_object_permission(request, view, obj)


class MayAdd(ChangesProjectOrReadOnly):
    """Students of the class that fills it may add examples as well."""

    def has_object_permission(
        self, request: Request, view: APIView, obj: Project
    ) -> bool:
        if request.method == "POST" and obj.standing_of(request.user).may_add:
            return True
        return super().has_object_permission(request, view, obj)


class MayModerate(ChangesProjectOrReadOnly):
    """For what only teachers do, and only they see."""

    def has_object_permission(
        self, request: Request, view: APIView, obj: Project
    ) -> bool:
        self.message = (
            _("Only your teacher can do this.")
            if obj.classroom_id
            else _("Only projects that a class fills have this.")
        )
        return obj.standing_of(request.user).may_moderate


class MayPropose(ChangesProjectOrReadOnly):
    """Students of the class propose what only their teacher changes."""

    def has_object_permission(
        self, request: Request, view: APIView, obj: Project
    ) -> bool:
        self.message = _("Only students propose labels, to their teacher.")
        standing = obj.standing_of(request.user)
        may_propose = standing.may_add and not standing.may_change
        return request.method in SAFE_METHODS or may_propose


class MaySee(BasePermission):
    """For what everyone who sees a project may do, if only to examples of their own."""
