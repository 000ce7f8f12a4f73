"""Every kind of person there is on the site, and one of everything they may want."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from classrooms.models import (
    Classroom,
    EraseReceipt,
    Group,
    Invitation,
    Role,
    Subject,
    Teaching,
    User,
)
from projects.models import (
    LabelProposal,
    Project,
    ProjectKey,
    Removal,
    TrainingExample,
)
from tests.school import (
    SchoolTestCase,
    make_classroom,
    make_image_project,
    make_project,
    make_regression_project,
    make_sound_project,
    make_student,
)
from training.models import LocalModel, MLModel, make_local_key

OWNER, CLASSMATE, TEACHER, CO_TEACHER = "owner", "classmate", "teacher", "co-teacher"
OTHER_TEACHER, OTHER_STUDENT = "other teacher", "other student"
GUEST, OPERATOR, NOBODY = "guest", "site admin", "nobody"
PEOPLE = [
    OWNER,
    CLASSMATE,
    TEACHER,
    CO_TEACHER,
    OTHER_TEACHER,
    OTHER_STUDENT,
    GUEST,
    OPERATOR,
    NOBODY,
]
STUDENTS = [OWNER, CLASSMATE, OTHER_STUDENT, GUEST]
TEACHERS_OF_CLASS = [TEACHER, CO_TEACHER]
TEACHERS = [*TEACHERS_OF_CLASS, OTHER_TEACHER, OPERATOR]

# The kinds of key that programs hold; a revoked one and a made-up one do not exist.
KEY, CLASSIFY_KEY, WRITE_KEY, TRAIN_KEY = "full key", "classify", "write", "train"
MEMBER_KEY = "member's"  # of a student of the class that fills the project
REVOKED_KEY, MADE_UP_KEY = "revoked", "made up"
# Of a browser project, which is another one.
LOCAL_KEY = "browser's"
KEYS = [
    KEY,
    MEMBER_KEY,
    CLASSIFY_KEY,
    WRITE_KEY,
    TRAIN_KEY,
    LOCAL_KEY,
    REVOKED_KEY,
    MADE_UP_KEY,
]

FILES = {"tree.json": b'{"root": {"counts": [3, 3]}}', "client.zip": b""}
SCHEMA = {
    "fields": [
        {"number": 1, "name": "weight", "kind": "number", "choices": []},
        {"number": 2, "name": "colour", "kind": "choice", "choices": ["red", "blue"]},
    ],
    "labels": [{"number": 1, "name": "cat"}, {"number": 2, "name": "dog"}],
    "label_order": [1, 0],
}


class WholeSchoolTestCase(SchoolTestCase):
    """The cast of the school, with co-teacher, guest and operator."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.novak = User.objects.create_user("novak@school.example")
        cls.root = User.objects.create_superuser("root@school.example", "x")
        Teaching.objects.create(
            classroom=cls.year_5, user=cls.novak, role=Role.CO_TEACHER
        )
        in_an_hour = timezone.now() + timedelta(hours=1)
        throw_away = Classroom.objects.create(code="GUEST222", expires_at=in_an_hour)
        cls.guest = make_student("Guest", throw_away)
        address = cls.okoro.email
        EmailAddress.objects.create(user=cls.okoro, email=address, verified=True)
        cls.people = cls.name_people()
        cls.alan = make_student("Alan", cls.year_5)
        cls.another = make_classroom("Year 5 b", cls.rivera, "YEAR5BBB")
        cls.project = make_project(cls.ada, cat=3, dog=3)
        cls.guests_project = make_project(cls.guest, cat=3, dog=3)
        cls.class_project = make_project(cls.rivera, cat=3, dog=3)
        for project in (cls.project, cls.guests_project, cls.class_project):
            furnish(project)
            furnish_owner(project.owner)
        cls.share_with_class()
        cls.furnish_classroom()

    @classmethod
    def name_people(cls) -> dict[str, Any]:
        return {
            OWNER: cls.ada,
            CLASSMATE: cls.grace,
            TEACHER: cls.rivera,
            CO_TEACHER: cls.novak,
            OTHER_TEACHER: cls.okoro,
            OTHER_STUDENT: cls.linus,
            GUEST: cls.guest,
            OPERATOR: cls.root,
            NOBODY: AnonymousUser(),
        }

    @classmethod
    def share_with_class(cls) -> None:
        """Let the class fill what is Ms Rivera's; Ada has added all there is."""
        projects = Project.objects.filter(owner=cls.rivera)
        projects.update(classroom=cls.year_5)
        cls.class_project.refresh_from_db()
        TrainingExample.objects.filter(project__in=projects).update(author=cls.ada)
        LabelProposal.objects.create(
            project=cls.class_project, author=cls.ada, name="cow", folded_name="cow"
        )

    @classmethod
    def furnish_classroom(cls) -> None:
        Group.objects.create(classroom=cls.year_5, name="Owls", folded_name="owls")
        Invitation.objects.create(
            classroom=cls.year_5, email=cls.okoro.email, invited_by=cls.rivera
        )
        EraseReceipt.objects.create(
            subject=Subject.STUDENT, subject_id="x", erased_by=cls.rivera
        )

    def keys(self, project: Project) -> dict[str, str]:
        """Return every kind of key to a project that the class fills, spelled."""
        spelled = {
            KEY: ProjectKey.objects.of_member(project, self.rivera).spell(),
            MEMBER_KEY: ProjectKey.objects.of_member(project, self.ada).spell(),
            LOCAL_KEY: self.make_local_key(),
            MADE_UP_KEY: "0" * 72,
        }
        for scope, member in zip(
            (CLASSIFY_KEY, WRITE_KEY, TRAIN_KEY),
            (self.grace, self.alan, self.novak),
            strict=True,
        ):
            key = ProjectKey.objects.of_member(project, member)
            for each in (CLASSIFY_KEY, WRITE_KEY, TRAIN_KEY):
                setattr(key, f"can_{each}", each == scope)
            key.save()
            spelled[scope] = key.spell()
        revoked = ProjectKey.objects.of_member(project, self.okoro)
        revoked.delete()
        return {**spelled, REVOKED_KEY: revoked.spell()}

    def make_local_key(self) -> str:
        """Return a key for a project in Ada's browser, which was trained just now."""
        key = make_local_key(self.ada, "numbers")
        LocalModel.objects.create(
            user=self.ada,
            key_digest=key.digest,
            kind_code=key.kind_code,
            status="ready",
            finished_at=timezone.now(),
            schema=SCHEMA,
        )
        return key.spelled

    def things(self, project: Project) -> dict[str, Any]:
        """Return what the variables in the site's addresses stand for."""
        return {
            "project_id": project.pk,
            "example_id": project.examples.order_by("pk")[0].pk,
            "number": 1,
            "ml_model_id": project.ml_models.get().pk,
            "removal_id": project.owner.removals.get().pk,
            "key": project.keys.get(member=project.owner).spell(),
            "classroom_id": self.year_5.pk,
            "other_classroom_id": self.another.pk,
            "student_id": self.ada.student.pk,
            "group_id": self.year_5.groups.get().pk,
            "invitation_id": self.year_5.invitations.get().pk,
            "receipt_id": self.rivera.receipts.get().pk,
            "user_id": self.novak.pk,
            "proposal_id": self.class_project.proposals.get().pk,
        }

    def things_of_kind(self, project: Project, kind_code: str) -> dict[str, Any]:
        """Return what differs where another project of the same owner is meant."""
        other = project.owner.projects.get(kind_code=kind_code)
        example = other.examples.order_by("pk")[0]
        return {"project_id": other.pk, "example_id": example.pk}


def furnish_owner(owner: User) -> None:
    """Give somebody a project of each kind that has permissions of its own."""
    make_image_project(owner, red=3, blue=3)
    make_sound_project(owner, background=2, low=2)
    make_regression_project(owner)


def furnish(project: Project) -> None:
    """Give a project one of everything: a model with a file, a key, a deleted part."""
    ml_model = MLModel.objects.create(
        project=project,
        status="ready",
        is_current=True,
        finished_at=timezone.now(),
        schema=SCHEMA,
        file_names=list(FILES),
    )
    for name, content in FILES.items():
        default_storage.save(ml_model.files_prefix + name, ContentFile(content))
    ProjectKey.objects.of_member(project, project.owner)
    Removal.objects.create(owner=project.owner, name="Gone", reason="Why not")
    for parts in (project.labels, project.fields):
        part = parts.order_by("number").last()
        part.pk, part.number, part.deleted_at = None, 9, timezone.now()
        part.name = part.folded_name = "gone"
        part.save()
