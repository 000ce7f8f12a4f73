"""The part of the permission table about classes, and who is in them."""

from classrooms.models import QUOTAS

from .asking import NOT_INVITED, chosen, ruled, taught, the_co_teacher
from .people import (
    CO_TEACHER,
    NOBODY,
    OTHER_TEACHER,
    STUDENTS,
    TEACHER,
    TEACHERS,
)
from .rows import Row

ADA = "?student={student_id}"
SETTINGS = {
    "name": "Year 5",
    "language": "en",
    "allowed_kinds": ["numbers"],
    **dict.fromkeys(QUOTAS, "1"),
}

CLASSES = [
    Row("see one's classes", "classrooms:list", may=TEACHERS, looks=STUDENTS),
    Row(
        "open a class of one's own",
        "classrooms:list",
        "POST",
        may=TEACHERS,
        looks=STUDENTS,
        body={"name": "New"},
    ),
    taught("see a class", "classrooms:detail"),
    taught("watch it live", "training:live"),
    taught("ask how it is now", "training:live-state"),
    taught("hear what changes", "/ws/classrooms/{classroom_id}/live/"),
    taught("see what it fills together", "classrooms:projects"),
    taught(
        "begin a project with it",
        "classrooms:projects",
        "POST",
        body={"name": "New", "kind": "numbers"},
    ),
    taught(
        "share a project with it",
        "classrooms:share-project",
        "POST",
        body={"project": "nothing"},
    ),
    taught("see who teaches it", "classrooms:teachers"),
    taught("see its settings", "classrooms:settings"),
    taught("change its settings", "classrooms:settings", "POST", body=SETTINGS),
    taught("go back to the defaults", "classrooms:reset-settings", "POST"),
    taught("see its groups", "classrooms:groups"),
    taught("make a group", "classrooms:groups", "POST", body={"name": "Bats"}),
    taught("rename a group", "classrooms:rename-group", "POST", body={"name": "Bats"}),
    taught("delete a group", "classrooms:delete-group", "POST"),
    taught("take a class along", "training:export-classroom"),
    Row(
        "leave a class",
        "classrooms:leave-class",
        "POST",
        may=[CO_TEACHER],
        looks=[TEACHER],
    ),
]
STUDENTS_OF_CLASS = [
    taught("see how to add students", "classrooms:add-students"),
    taught(
        "add a student",
        "classrooms:add-students",
        "POST",
        body={"way": "one", "username": "Tim"},
    ),
    taught(
        "rename a student", "classrooms:rename-student", "POST", body={"username": "Al"}
    ),
    chosen("put a student in a group", "classrooms:group-students", name="Bats"),
    chosen("move a student", "classrooms:move-students", may=[TEACHER]),
    chosen("give new secret words", "classrooms:reset-passphrases"),
    taught("take a student's work along", "training:export-student"),
    chosen("pick whom to erase", "classrooms:pick-to-erase"),
    taught("be asked about erasing", "training:erase-students", query=ADA),
    taught(
        "erase a student",
        "training:erase-students",
        "POST",
        query=ADA,
        body={"examples": "erase", "models": "delete"},
    ),
]
TEACHERS_OF_A_CLASS = [
    ruled("invite a teacher", "classrooms:invite", body={"email": "x@school.example"}),
    ruled("invite again", "classrooms:invite-again"),
    ruled("take an invitation back", "classrooms:take-back-invitation"),
    ruled("remove a co-teacher", "classrooms:remove-teacher", body=the_co_teacher),
    ruled("hand a class over", "classrooms:hand-over", body=the_co_teacher),
    ruled("erase a class", "training:erase-classroom", body={"name": "Year 5"}),
    Row(
        "see an invitation",
        "classrooms:invitation",
        may=[*TEACHERS, NOBODY],
        looks=STUDENTS,
    ),
    Row(
        "accept an invitation",
        "classrooms:invitation",
        "POST",
        may=[OTHER_TEACHER],
        looks=NOT_INVITED,
    ),
    Row(
        "decline an invitation",
        "classrooms:decline-invitation",
        "POST",
        may=[OTHER_TEACHER],
        looks=NOT_INVITED,
    ),
]
