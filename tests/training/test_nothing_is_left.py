from collections.abc import Callable, Iterable
from unittest.mock import patch
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from classrooms.models import Classroom, EraseReceipt, User
from projects import actions
from projects.models import DiscardedFiles, Project
from projects.tasks import delete_discarded_files
from tests.pictures import (
    all_models,
    in_database,
    in_redis,
    in_storage,
    is_there,
    rows_of,
)
from tests.school import make_sound_project
from training import erasing

from .whole_lives import WholeLivesTestCase

# Models of which nobody has a row: about the site itself, or never written to.
OF_NOBODY = {
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "classrooms.Notice",
    "classrooms.SiteSettings",
    "contenttypes.ContentType",
    "django_dramatiq.Task",
}
OF_TEACHERS = {
    "account.EmailAddress",
    "account.EmailConfirmation",
    "classrooms.EraseReceipt",
    "classrooms.Invitation",
    "classrooms.Teaching",
    "mfa.Authenticator",
}
OF_CLASSES = {"classrooms.Classroom", "classrooms.Group", "classrooms.Policy"}
OF_PROJECTS = {
    "projects.Field",
    "projects.Label",
    "projects.LabelProposal",
    "projects.Project",
    "projects.ProjectKey",
    "projects.TrainingExample",
    "training.Evaluation",
    "training.LearntFrom",
    "training.MLModel",
}
OF_STUDENTS = {"classrooms.Student"}
# What stays: receipts without whose they were, and what waits for the worker.
KEPT = {"classrooms.EraseReceipt", "projects.DiscardedFiles"}
OF_USERS = {
    "admin.LogEntry",
    "classrooms.Session",
    "classrooms.User",
    "classrooms.User_groups",
    "classrooms.User_user_permissions",
    # Of pictures that they could still bring back, or a receipt of theirs waits for.
    "projects.DiscardedFiles",
    "projects.Removal",
    "training.LocalExamples",
    "training.LocalModel",
}


class NothingIsLeftTests(WholeLivesTestCase):
    """After erasing, no table, file or key knows of it: only the receipt is there.

    A new model has to be named above, and given a row in `whole_lives`.
    """

    def erase(
        self,
        verb: Callable[[], EraseReceipt],
        start: Iterable[Model],
        models: set[str],
        words: Iterable[object],
    ) -> EraseReceipt:
        """Erase, and see that all of it was there before and is gone after."""
        rows = rows_of(start)
        spellings = spell(words)
        self.assertEqual({model._meta.label for model, _pk in rows}, models)
        self.assertNotEqual(in_database(spellings), [])
        self.assertNotEqual(in_storage(spellings), [])

        receipt = self.do(verb)

        survivors = {row[0] for row in rows if is_there(row)} - {EraseReceipt}
        self.assertEqual(survivors, set())
        left = [each for each in in_database(spellings) if not is_receipt(each)]
        self.assertEqual(left, [])
        self.assertEqual(in_storage(spellings), [])
        self.assertEqual(in_redis(spellings), [])
        self.check_receipt(receipt, models)
        return receipt

    def do(self, verb: Callable[[], EraseReceipt]) -> EraseReceipt:
        """Erase for real, with the worker's part done as soon as it is told."""
        with (
            patch.object(delete_discarded_files, "send", delete_discarded_files),
            patch("training.actions.train_model.send"),
            self.captureOnCommitCallbacks(execute=True),
        ):
            receipt = verb()
        for discarded in DiscardedFiles.objects.all():  # What waited before.
            delete_discarded_files(discarded.pk)
        return receipt

    def check_receipt(self, receipt: EraseReceipt, models: set[str]) -> None:
        receipt.refresh_from_db()
        written = str(receipt.__dict__)
        for word in (self.of_ada, self.of_class, self.of_rivera):
            self.assertNotIn(word, written)
        self.assertIsNotNone(receipt.files_gone_at)
        self.assertEqual(set(receipt.row_counts) & models, models - KEPT)

    def test_every_model_is_somebody_s_or_nobody_s(self) -> None:
        named = OF_NOBODY | OF_TEACHERS | OF_CLASSES | OF_PROJECTS
        named |= OF_STUDENTS | OF_USERS
        self.assertEqual(named, {model._meta.label for model in all_models()})

    def test_a_student(self) -> None:
        student = self.ada.student
        examples = self.ada.examples.values_list("pk", flat=True)

        receipt = self.erase(
            lambda: erasing.erase_students([student], self.okoro),
            [self.ada],
            OF_USERS | OF_STUDENTS | OF_PROJECTS,
            [self.of_ada, student.pk, self.ada.pk, self.pets.pk, *examples],
        )

        self.assertEqual(receipt.subject_id, str(student.pk))
        # Three in each of the projects that classes fill.
        self.assertEqual(
            receipt.row_counts["projects.TrainingExample"], 5 + 2 + 3 + 2 * 3
        )
        # Her own project has one file, and each model one, also those of Linus, those
        # that classes fill, and those for the browser. Of each picture there are three:
        # three in her project, two in that of Linus, one of either deleted lately.
        self.assertEqual(receipt.file_count, 1 + 3 + 3 + 2 * 3 + 2 + 3 * (3 + 2))
        self.assertEqual(self.drawn.examples.count(), 2)
        for project in (self.filled, self.of_class_6):
            self.assertEqual(project.examples.count(), 1 + 2 * 3)

    def test_a_student_whose_examples_are_kept(self) -> None:
        """What she wrote is there; neither her name, nor any number of hers."""
        student = self.ada.student
        who = spell([student.pk, self.ada.pk])
        kept = set(self.filled.examples.values_list("pk", flat=True))
        self.assertNotEqual(in_database(who), [])

        receipt = self.do(
            lambda: erasing.erase_students(
                [student], self.okoro, elsewhere=erasing.Elsewhere.KEEP
            )
        )

        left = [each for each in in_database(who) if not is_receipt(each)]
        self.assertEqual((left, in_storage(who), in_redis(who)), ([], [], []))
        self.assertEqual(set(self.filled.examples.values_list("pk", flat=True)), kept)
        self.assertEqual(self.filled.ml_models.count(), 3)
        self.assertIsNotNone(EraseReceipt.objects.get(pk=receipt.pk).files_gone_at)

    def test_a_project(self) -> None:
        receipt = self.erase(
            lambda: actions.delete_project(self.pets, by=self.ada),
            [self.pets],
            OF_PROJECTS,
            [self.pets.pk],
        )

        self.assertEqual((receipt.erased_by, receipt.file_count), (self.ada, 4))

    def test_a_project_of_pictures(self) -> None:
        receipt = self.erase_files_of(self.ada.projects.get(kind_code="images"))

        self.assertEqual(receipt.file_count, 3 * 3)
        self.assertIsNotNone(receipt.files_gone_at)

    def test_a_project_of_sounds(self) -> None:
        receipt = self.erase_files_of(make_sound_project(self.ada, background=1, yes=2))

        self.assertEqual(receipt.file_count, 3 * 3)

    def erase_files_of(self, project: Project):
        receipt = self.do(lambda: actions.delete_project(project, by=self.ada))

        found = in_database(spell([project.pk]))
        self.assertEqual([each for each in found if not is_receipt(each)], [])
        self.assertEqual(in_storage(spell([project.pk])), [])
        receipt.refresh_from_db()
        return receipt

    def test_a_class(self) -> None:
        receipt = self.erase(
            lambda: erasing.erase_classroom(self.year_5, self.rivera),
            [self.year_5, self.ada],
            OF_CLASSES
            | OF_USERS
            | OF_STUDENTS
            | OF_PROJECTS
            | {"classrooms.Teaching", "classrooms.Invitation"},
            [self.of_class, self.of_ada, self.year_5.pk, self.ada.pk, self.pets.pk],
        )

        self.assertTrue(User.objects.filter(pk=self.rivera.pk).exists())
        self.assertTrue(Project.objects.filter(pk=self.hers.pk).exists())
        self.assertEqual(receipt.subject, "classroom")

    def test_an_account(self) -> None:
        receipt = self.erase(
            lambda: erasing.erase_account(self.rivera, self.rivera),
            [self.rivera, self.year_5, self.ada],
            OF_TEACHERS | OF_CLASSES | OF_USERS | OF_STUDENTS | OF_PROJECTS,
            [
                *(self.of_rivera, self.of_class, self.of_ada),
                *(self.rivera.pk, self.year_5.pk, self.hers.pk, self.pets.pk),
            ],
        )

        self.assertIsNone(receipt.erased_by)
        self.assertTrue(User.objects.filter(pk=self.linus.pk).exists())
        self.assertEqual(self.shared.examples.count(), 6)
        self.assertEqual(self.of_class_6.examples.count(), 1 + 3)

    def test_a_guest(self) -> None:
        Classroom.objects.filter(pk=self.year_5.pk).update(expires_at=timezone.now())
        self.year_5.refresh_from_db()

        receipt = self.do(lambda: erasing.erase_classroom(self.year_5, None))

        self.assertEqual((receipt.subject, receipt.erased_by), ("guest", None))
        self.assertFalse(User.objects.filter(pk=self.ada.pk).exists())


def spell(words: Iterable[object]) -> set[str]:
    """Return words and ids as they may be written anywhere."""
    ids = [word.hex for word in words if isinstance(word, UUID)]
    return {str(word).lower() for word in words} | set(ids)


def is_receipt(found: str) -> bool:
    return found.startswith("classrooms_erasereceipt:")
