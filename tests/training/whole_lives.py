"""A school in which everything that can be kept about somebody is kept."""

from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group as Rights
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model
from django.test import Client, TestCase
from django.utils import timezone

from classrooms import attempts, presence
from classrooms.models import (
    Classroom,
    EraseReceipt,
    Group,
    Invitation,
    Role,
    Student,
    Subject,
    Teaching,
    User,
)
from classrooms.names import fold
from projects import actions
from projects.kinds import Content, StoredFile
from projects.models import (
    DiscardedFiles,
    Field,
    Label,
    Project,
    ProjectKey,
    Removal,
    TrainingExample,
)
from tests.school import (
    make_classroom,
    make_image_project,
    make_project,
    make_text_project,
)
from training.models import (
    Evaluation,
    LearntFrom,
    LocalExamples,
    LocalModel,
    MLModel,
)

from .class_lives import FillsClassProjects, tell_people

# Of users, whose ids are numbers: such as occur nowhere else by chance.
FIRST_ID = 987_650_000


class WholeLivesTestCase(FillsClassProjects, TestCase):
    """Ms Rivera, her class and Ada, with all that they can leave anywhere.

    Each has a word that is in everything typed by them, or about them. Beside them are
    Mr Okoro and Linus, to one of whose projects both have added.
    """

    def setUp(self) -> None:
        self.ids = iter(range(FIRST_ID, FIRST_ID + 100))
        self.of_rivera, self.of_class, self.of_ada = (
            f"onion{uuid4().hex[:12]}" for _ in range(3)
        )
        self.okoro = User.objects.create_superuser("okoro@school.example", "x")
        address = f"{self.of_rivera}@school.example"
        self.rivera = self.make_user(email=address, name=self.of_rivera)
        self.year_5 = make_classroom(self.of_class, self.rivera, "YEAR5555")
        self.year_6 = make_classroom("Year 6", self.okoro, "YEAR6666")
        self.ada = self.make_student(self.of_ada, self.year_5)
        self.linus = self.make_student("Linus", self.year_6)
        self.make_teacher_s_life(self.rivera, self.of_rivera)
        self.make_class_s_life()
        self.make_student_s_life(self.ada.student, self.of_ada)
        self.pets = self.make_project(self.ada, self.of_ada)
        self.hers = self.make_project(self.rivera, self.of_rivera)
        self.shared = self.make_shared_project()
        self.make_sentences()
        self.drawn = self.make_pictures()
        self.filled = self.make_class_project(self.year_5, self.rivera)
        self.of_class_6 = self.make_class_project(self.year_6, self.okoro)

    def make_user(self, **fields: object) -> User:
        return User.objects.create(pk=next(self.ids), **fields)

    def make_student(self, name: str, classroom: Classroom) -> User:
        user = self.make_user(is_student=True)
        Student.objects.create(
            user=user,
            classroom=classroom,
            username=name,
            folded_username=fold(name),
            last_seen_at=timezone.now(),
        )
        return user

    def make_teacher_s_life(self, teacher: User, word: str) -> None:
        Teaching.objects.create(
            classroom=self.year_6, user=teacher, role=Role.CO_TEACHER
        )
        for classroom, address, by in (
            (self.year_5, f"friend-{teacher.email}", teacher),
            (self.year_6, f"other-{teacher.email}", self.okoro),
        ):
            Invitation.objects.create(classroom=classroom, email=address, invited_by=by)
        for address in (teacher.email, f"other-{teacher.email}"):
            known = EmailAddress.objects.create(user=teacher, email=address)
            EmailConfirmation.create(known)
        Authenticator.objects.create(
            user=teacher, type=Authenticator.Type.TOTP, data={"secret": word}
        )
        receipt = EraseReceipt.objects.create(
            subject=Subject.STUDENT, subject_id=uuid4(), erased_by=teacher
        )
        DiscardedFiles.objects.create(prefix="projects/nothing/", receipt=receipt)
        attempts.of_password(teacher.email).take_turn()
        self.make_log_in(teacher)
        self.make_local_models(teacher, word)
        self.note(word, teacher, by=teacher)
        self.note(word, teacher, by=self.okoro)

    def make_class_s_life(self) -> None:
        Group.objects.create(
            classroom=self.year_5, name=self.of_class, folded_name=self.of_class
        )
        self.note(self.of_class, self.year_5, by=self.okoro)

    def make_student_s_life(self, student: Student, word: str) -> None:
        student.group = self.year_5.groups.get()
        student.save()
        Removal.objects.create(owner=student.user, name=word, reason=word)
        presence.arrive(student.pk, "page", presence.Place("projects"))
        attempts.of_passphrase("YEAR5555", student.username).take_turn()
        self.make_log_in(student.user)
        self.make_local_models(student.user, word)
        self.note(word, student, student.user, by=self.okoro)
        self.note(word, student, by=student.user)  # As if they had been let in, once.

    def make_local_models(self, user: User, word: str) -> None:
        """Make what a browser has had trained, and what it wants trained now."""
        for state in ({"status": "ready", "finished_at": timezone.now()}, {}):
            local_model = LocalModel.objects.create(
                user=user,
                key_digest=f"the key of {user.pk}",
                kind_code="text",
                schema={"labels": [word]},
                evaluation={"mistakes": [word]},
                **state,
            )
            self.store(f"{local_model.folder}1/words.json", word)
        LocalExamples.objects.create(
            local_model=local_model, contents=[[{}, word]], answers=[0]
        )

    def make_log_in(self, user: User) -> None:
        Client().force_login(user, "classrooms.backends.StudentBackend")
        user.groups.add(Rights.objects.get_or_create(name="editors")[0])
        user.user_permissions.add(Permission.objects.first())

    def note(self, word: str, *rows: Model, by: User) -> None:
        """Note, as the admin site does, that somebody has changed these rows."""
        for row in rows:
            LogEntry.objects.create(
                user=by,
                content_type=ContentType.objects.get_for_model(row),
                object_id=str(row.pk),
                object_repr=word,
                action_flag=CHANGE,
                change_message=word,
            )

    def make_project(self, owner: User, word: str) -> Project:
        project = make_project(owner, cat=2, dog=2)
        Project.objects.filter(pk=project.pk).update(name=word)
        project.labels.filter(name="cat").update(name=word)
        project.fields.filter(name="colour").update(choices=[word])
        project.examples.update(values={"2": word})
        gone = {"project": project, "name": word, "folded_name": word}
        Label.objects.create(**gone, number=8, deleted_at=timezone.now())
        Field.objects.create(**gone, number=9, deleted_at=timezone.now())
        ProjectKey.objects.of_member(project, owner)
        self.make_models(project, word)
        self.propose(project, owner, word)
        self.store(f"{project.files_prefix}examples/1.txt", word)
        DiscardedFiles.objects.create(prefix=f"{project.files_prefix}old/")
        self.note(word, project, project.examples.first(), by=self.okoro)
        return project

    def make_models(self, project: Project, word: str) -> None:
        """Make a model out of use, the one in use, and one that is on its way."""
        finished = {"status": "ready", "finished_at": timezone.now()}
        for number, state in enumerate(({}, {"is_current": True}), start=1):
            ml_model = self.make_model(project, word, {**finished, **state})
            mistakes = {"mistakes": [{"values": {"2": word}}], **tell_people(project)}
            Evaluation.objects.create(
                ml_model=ml_model,
                method="held-back",
                example_count=number,
                details=mistakes,
            )
        self.make_model(project, word, {})

    def make_model(self, project: Project, word: str, state: dict) -> MLModel:
        ml_model = MLModel.objects.create(
            project=project,
            examples_read_at=timezone.now(),
            schema={"labels": [word]},
            **state,
        )
        ids = list(project.examples.order_by("pk").values_list("pk", flat=True))
        LearntFrom.objects.create(ml_model=ml_model, example_ids=ids)
        self.store(f"{ml_model.folder}1/tree.json", word)
        return ml_model

    def store(self, path: str, word: str) -> None:
        default_storage.save(path, ContentFile(word.encode()))
        self.addCleanup(default_storage.delete, path)

    def make_shared_project(self) -> Project:
        """Make a project of Linus with what Ada and Ms Rivera have added to it."""
        project = make_project(self.linus, fish=3, bird=3)
        for author, word in ((self.ada, self.of_ada), (self.rivera, self.of_rivera)):
            TrainingExample.objects.create(
                project=project,
                label=project.labels.first(),
                author=author,
                values={"2": word},
            )
            ProjectKey.objects.of_member(project, author)
        self.make_models(project, f"{self.of_ada} {self.of_rivera}")
        return project

    def make_sentences(self) -> None:
        """Make text projects of Ada and Ms Rivera, and one of Linus with theirs."""
        of_linus = make_text_project(self.linus, fish=["Blub"])
        for author, word in ((self.ada, self.of_ada), (self.rivera, self.of_rivera)):
            make_text_project(author, **{word: [f"I am {word}"]})
            said = TrainingExample(
                project=of_linus, label=of_linus.labels.get(), author=author
            )
            said.hold(Content(text=f"I am {word}"))
            said.save()

    def make_pictures(self) -> Project:
        """Make image projects of Ada and Ms Rivera, and one of Linus with theirs.

        Each has added two to each, and lately deleted the one.
        """
        of_linus = make_image_project(self.linus, fish=1)
        for author, word in ((self.ada, self.of_ada), (self.rivera, self.of_rivera)):
            for project in (of_linus, make_image_project(author, **{word: 1})):
                self.add_picture(project, author, word)
                deleted = self.add_picture(project, author, word)
                actions.delete_examples(project, [deleted.pk], project.owner)
        return of_linus

    def add_picture(self, project: Project, author: User, word: str) -> TrainingExample:
        """Add one whose three files have the word in them, as if it could be read."""
        example = TrainingExample(
            project=project, label=project.labels.get(), author=author
        )
        example.hold(Content(file=StoredFile(uuid4().hex, uuid4().hex, len(word))))
        for name in project.kind.file_names:
            self.store(example.files_prefix + name, word)
        example.save()
        return example
