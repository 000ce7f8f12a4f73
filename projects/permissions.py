"""Who may change what they may see. Who may see it: `Project.objects.visible_to`."""

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from .models import Project


class OwnsProjectOrReadOnly(BasePermission):
    """Teachers may look at a student's project; only its owner may change it."""

    message = "Only the person who made this project can change it."

    def has_object_permission(
        self, request: Request, view: APIView, obj: Project
    ) -> bool:
        return request.method in SAFE_METHODS or obj.is_owned_by(request.user)


class MayDeleteOrOwns(OwnsProjectOrReadOnly):
    """Its teachers may also delete: everyone who sees a project owns or teaches it."""

    def has_object_permission(
        self, request: Request, view: APIView, obj: Project
    ) -> bool:
        if request.method == "DELETE":
            return True
        return super().has_object_permission(request, view, obj)


class MaySee(BasePermission):
    """For what everyone who sees a project may do, such as deleting an example."""
