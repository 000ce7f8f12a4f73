from django.urls import path

from .views import classrooms, front, home, invitations, students, teachers

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
        "classrooms/<uuid:classroom_id>/teachers/invite/",
        teachers.invite,
        name="invite",
    ),
    path(
        "classrooms/<uuid:classroom_id>/teachers/remove/",
        teachers.remove_teacher,
        name="remove-teacher",
    ),
    path(
        "classrooms/<uuid:classroom_id>/teachers/hand-over/",
        teachers.hand_over,
        name="hand-over",
    ),
    path(
        "classrooms/<uuid:classroom_id>/teachers/leave/",
        teachers.leave_class,
        name="leave-class",
    ),
    path(
        "classrooms/<uuid:classroom_id>/invitations/<uuid:invitation_id>/again/",
        teachers.invite_again,
        name="invite-again",
    ),
    path(
        "classrooms/<uuid:classroom_id>/invitations/<uuid:invitation_id>/take-back/",
        teachers.take_back_invitation,
        name="take-back-invitation",
    ),
    path(
        "invitations/<uuid:invitation_id>/",
        invitations.invitation,
        name="invitation",
    ),
    path(
        "invitations/<uuid:invitation_id>/decline/",
        invitations.decline_invitation,
        name="decline-invitation",
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
