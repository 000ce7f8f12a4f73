from django.contrib import admin

from .models import Classroom, Policy, Student, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["__str__", "email", "is_active", "is_staff", "last_login"]
    search_fields = ["email", "name", "student__username"]
    readonly_fields = ["password", "last_login", "date_joined"]


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin[Classroom]):
    list_display = ["name", "code", "created_at"]
    search_fields = ["name", "code"]


@admin.register(Student)
class StudentAdmin(admin.ModelAdmin[Student]):
    list_display = ["username", "classroom"]
    search_fields = ["username", "classroom__name"]
    raw_id_fields = ["user", "classroom"]


admin.site.register(Policy)
