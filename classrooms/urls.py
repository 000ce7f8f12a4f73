from django.urls import path

from .views import (
    adding,
    classrooms,
    front,
    groups,
    home,
    invitations,
    passphrases,
    selection,
    students,
    teachers,
)

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
        adding.add_students,
        name="add-students",
    ),
    path(
        "classrooms/<uuid:classroom_id>/students/move/",
        selection.move_students,
        name="move-students",
    ),
    path(
        "classrooms/<uuid:classroom_id>/students/group/",
        selection.group_students,
        name="group-students",
    ),
    path(
        "classrooms/<uuid:classroom_id>/students/passphrases/",
        passphrases.reset_passphrases,
        name="reset-passphrases",
    ),
    path(
        "classrooms/<uuid:classroom_id>/students/<uuid:student_id>/name/",
        students.rename_student,
        name="rename-student",
    ),
    path(
        "classrooms/<uuid:classroom_id>/groups/",
        groups.groups,
        name="groups",
    ),
    path(
        "classrooms/<uuid:classroom_id>/groups/<uuid:group_id>/",
        groups.rename_group,
        name="rename-group",
    ),
    path(
        "classrooms/<uuid:classroom_id>/groups/<uuid:group_id>/delete/",
        groups.delete_group,
        name="delete-group",
    ),
]
