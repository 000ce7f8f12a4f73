from django.urls import path

from . import views

app_name = "classrooms"
urlpatterns = [
    path("join/", views.join, name="join"),
    path("classrooms/", views.classroom_list, name="list"),
    path("classrooms/<uuid:classroom_id>/", views.classroom_detail, name="detail"),
    path(
        "classrooms/<uuid:classroom_id>/students/",
        views.add_students,
        name="add-students",
    ),
    path(
        "classrooms/<uuid:classroom_id>/students/<uuid:student_id>/passphrase/",
        views.reset_passphrase,
        name="reset-passphrase",
    ),
]
