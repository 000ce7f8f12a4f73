from django.urls import path

from .views import classrooms, front, home, students, teachers

app_name = "classrooms"
urlpatterns = [
    path("try/", home.try_it, name="try"),
    path("join/", front.join, name="join"),
    path("classrooms/", classrooms.classroom_list, name="list"),
    path("classrooms/<uuid:classroom_id>/", students.classroom_detail, name="detail"),
    path(
        "classrooms/<uuid:classroom_id>/teachers/",
        teachers.teachers,
        name="teachers",
    ),
    path(
        "classrooms/<uuid:classroom_id>/students/",
        students.add_students,
        name="add-students",
    ),
    path(
        "classrooms/<uuid:classroom_id>/students/<uuid:student_id>/passphrase/",
        students.reset_passphrase,
        name="reset-passphrase",
    ),
]
