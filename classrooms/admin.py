from django.contrib import admin
from django.http import HttpRequest

from .models import Classroom, Policy, Student, User


class NothingIsDeletedHere:
    """Deleting people takes their files and projects along: a verb of its own."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(NothingIsDeletedHere, admin.ModelAdmin[User]):
    list_display = ["__str__", "email", "is_active", "is_staff", "last_login"]
    search_fields = ["email", "name", "student__username"]
    readonly_fields = ["password", "last_login", "date_joined"]


@admin.register(Classroom)
class ClassroomAdmin(NothingIsDeletedHere, admin.ModelAdmin[Classroom]):
    list_display = ["name", "code", "created_at"]
    search_fields = ["name", "code"]


@admin.register(Student)
class StudentAdmin(NothingIsDeletedHere, admin.ModelAdmin[Student]):
    list_display = ["username", "classroom"]
    search_fields = ["username", "classroom__name"]
    raw_id_fields = ["user", "classroom"]


admin.site.register(Policy)
