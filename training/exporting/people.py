"""Students, classes and accounts as files."""

from collections.abc import Iterator, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.forms import model_to_dict

from classrooms.models import Classroom, Role, Student, User
from projects.models import LabelProposal, Project, TrainingExample

from .archive import Folder
from .examples import copy_file, in_order
from .projects import VERSION, write_project


def write_student(folder: Folder, student: Student) -> None:
    """Write everything of one student into a folder."""
    folder.add_json("student.json", describe_student(student))
    write_projects(folder, student.user.projects.all())
    write_additions(folder, student.user)


def describe_student(student: Student) -> dict[str, Any]:
    removals = student.user.removals.order_by("removed_at")
    proposed = LabelProposal.objects.filter(author=student.user)
    return {
        "format": "mlforkids-student",
        "version": VERSION,
        "username": student.username,
        "class": student.classroom.name,
        "group": student.group.name if student.group else None,
        "added": student.user.date_joined,
        "last_seen": student.last_seen_at,
        "removed_projects": list(removals.values("name", "reason", "removed_at")),
        "proposed_labels": [
            {
                "project": each.project.name,
                "name": each.name,
                "proposed": each.proposed_at,
                "is_declined": each.is_declined,
            }
            for each in proposed.select_related("project").order_by("pk")
        ],
    }


def write_projects(folder: Folder, projects: QuerySet[Project]) -> None:
    inside = Folder(folder.archive, f"{folder.path}projects/")
    listed = projects.select_related("owner__student", "classroom")
    for project in listed.order_by("created_at"):
        write_project(inside.folder(project.name), project)


def write_additions(folder: Folder, author: User) -> None:
    """Write what they have added to projects of other people, if anything."""
    elsewhere = TrainingExample.objects.filter(author=author)
    elsewhere = elsewhere.exclude(project__owner=author)
    if elsewhere.exists():
        header = ["project", "label", "example", "created", "state"]
        paths = write_files_elsewhere(folder, elsewhere)
        rows = additions(elsewhere.select_related("project", "label"), paths)
        folder.add_table("examples in projects of others.csv", header, rows)


def write_files_elsewhere(folder: Folder, examples: Any) -> dict[str, str]:
    """Write those that are files; return where each is, by its name in storage."""
    inside = Folder(folder.archive, f"{folder.path}files in projects of others/")
    paths = {}
    files = examples.exclude(file="").select_related("project")
    for number, example in enumerate(in_order(files), start=1):
        stored = example.files_prefix + example.project.kind.file_names[0]
        path = copy_file(stored, inside, str(number))
        paths[example.file] = path.removeprefix(folder.path)
    return paths


def additions(examples: Any, paths: Mapping[str, str]) -> Iterator[list[object]]:
    names: dict[Any, dict[str, str]] = {}  # of fields, by project
    for example in in_order(examples):
        project = example.project
        if project.pk not in names:
            names[project.pk] = {str(f.number): f.name for f in project.fields.all()}
        said = [
            f"{names[project.pk].get(number, number)}: {value}"
            for number, value in example.values.items()
            if value is not None
        ]
        moment = example.created_at.isoformat(timespec="seconds")
        content = example.text or paths.get(example.file) or "; ".join(said)
        label = example.label.name if example.label else ""
        yield [project.name, label, content, moment, example.state]


def write_classroom(folder: Folder, classroom: Classroom) -> None:
    """Write everything of one class into a folder."""
    folder.add_json("class.json", describe_classroom(classroom))
    students = classroom.students.select_related("user", "group", "classroom")
    listed = students.order_by("folded_username")
    header = ["username", "group", "last_seen"]
    folder.add_table("students.csv", header, (row_of(each) for each in listed))
    inside = Folder(folder.archive, f"{folder.path}students/")
    for student in listed:
        write_student(inside.folder(student.username), student)
    write_projects(folder, classroom.projects.all())


def describe_classroom(classroom: Classroom) -> dict[str, Any]:
    teachings = classroom.teachings.select_related("user").order_by("pk")
    policy = getattr(classroom, "policy", None)
    return {
        "format": "mlforkids-class",
        "version": VERSION,
        "name": classroom.name,
        "language": classroom.language,
        "created": classroom.created_at,
        "teachers": [{"name": str(t.user), "role": t.role} for t in teachings],
        "groups": list(
            classroom.groups.order_by("name").values_list("name", flat=True)
        ),
        "policy": model_to_dict(policy, exclude=["id", "classroom"])
        if policy
        else None,
    }


def row_of(student: Student) -> list[object]:
    seen = student.last_seen_at
    return [
        student.username,
        student.group.name if student.group else "",
        seen.isoformat(timespec="seconds") if seen else "",
    ]


def write_account(folder: Folder, user: User) -> None:
    """Write everything of one teacher into a folder, with the classes they own."""
    folder.add_json("account.json", describe_account(user))
    owned = Classroom.objects.filter(teachings__user=user, teachings__role=Role.OWNER)
    # What their own classes fill is among the files of those.
    write_projects(folder, user.projects.exclude(classroom__in=owned))
    write_additions(folder, user)
    classes = Folder(folder.archive, f"{folder.path}classes/")
    for classroom in owned.order_by("created_at"):
        write_classroom(classes.folder(classroom.name), classroom)


def describe_account(user: User) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    second_steps = Authenticator.objects.filter(user=user).order_by("pk")
    invitations = user.invitations.select_related("classroom").order_by("created_at")
    receipts = user.receipts.order_by("erased_at")
    return {
        "format": "mlforkids-account",
        "version": VERSION,
        "name": user.name,
        "email": user.email,
        "addresses": list(addresses.values("email", "verified", "primary")),
        "joined": user.date_joined,
        "last_login": user.last_login,
        # Of which kind, and never the secrets themselves.
        "second_steps": list(second_steps.values("type", "created_at", "last_used_at")),
        "classes": [
            {"name": each.classroom.name, "role": each.role}
            for each in user.teachings.select_related("classroom").order_by("pk")
        ],
        "invitations": [
            {"class": i.classroom.name, "email": i.email, "sent": i.created_at}
            for i in invitations
        ],
        "receipts": list(receipts.values("id", "subject", "erased_at", "row_counts")),
        "removed_projects": list(user.removals.values("name", "reason", "removed_at")),
    }
