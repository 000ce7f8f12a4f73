from uuid import UUID, uuid4

from django.db import OperationalError
from django.test import TransactionTestCase

from projects import actions
from projects.models import DiscardedFiles, Label, Project, TrainingExample
from projects.room import NoRoomForExamples
from projects.tasks import delete_discarded_files
from projects.uploads import read_picture
from tests.at_once import at_once
from tests.school import make_image_project, make_student, stored_examples

from .pictures import jpeg, small
from .uploads_at_once import UploadsAtOnce

UPLOADS = 8
MEBIBYTE = 1024 * 1024


class PicturesAtOnceTests(UploadsAtOnce, TransactionTestCase):
    """Promises that hold when a class sends pictures in the same moment."""

    uploads = UPLOADS
    room = 3
    quota_name = "image_quota"

    def make_project(self) -> Project:
        return make_image_project(self.ada, red=1, blue=0)

    def upload(
        self, seed: int, project: Project | None = None, id: UUID | None = None
    ) -> TrainingExample:
        project = Project.objects.get(pk=(project or self.project).pk)
        label = project.live_labels().get(number=2)
        return actions.add_upload(project, label, jpeg(small(seed)), project.owner, id)

    def test_exactly_as_many_bytes_as_the_class_has(self) -> None:
        """Of two projects, whose children do not wait for each other elsewhere."""
        grace = make_student("Grace", self.classroom)
        other = make_image_project(grace, red=1, blue=0)
        sizes = [read_picture(jpeg(small(n))).size for n in range(UPLOADS)]
        self.classroom.policy.storage_quota = 10
        self.classroom.policy.save()
        taken = other.examples.get().stored_bytes
        room = 3 * max(sizes)
        self.project.examples.update(stored_bytes=10 * MEBIBYTE - taken - room)

        results = at_once(
            lambda n: self.upload(n, other if n % 2 else self.project), UPLOADS
        )

        stored = [each for each in results if isinstance(each, TrainingExample)]
        refused = [each for each in results if isinstance(each, NoRoomForExamples)]
        self.assertEqual(len(stored) + len(refused), UPLOADS, results)
        self.assertGreaterEqual(len(stored), 3)
        self.assertLessEqual(sum(each.stored_bytes for each in stored), room)
        left = room - sum(each.stored_bytes for each in stored)
        self.assertLess(left, max(sizes))
        self.assertNothingIsLeft()

    def test_one_of_the_same_id_sent_many_times_is_stored_once(self) -> None:
        pk = uuid4()

        results = at_once(lambda n: self.upload(n, id=pk), UPLOADS)

        self.assertEqual({each.pk for each in results}, {pk})
        self.assertEqual(len({each.file for each in results}), 1)
        self.assertEqual(self.project.examples.count(), 2)
        self.assertNothingIsLeft()

    def test_deleting_the_project_while_pictures_come_in(self) -> None:
        def act(number: int) -> object:
            if number == 3:
                project = Project.objects.get(pk=self.project.pk)
                return actions.delete_project(project, by=self.ada)
            return self.upload(number)

        results = at_once(act, UPLOADS)

        gone = (Project.DoesNotExist, Label.DoesNotExist, TrainingExample)
        del results[3]
        self.assertEqual([e for e in results if not isinstance(e, gone)], [])
        self.assertFalse(Project.objects.exists())
        self.assertNothingIsLeft()

    def test_deleting_the_label_while_pictures_come_in(self) -> None:
        label = self.project.live_labels().get(number=2)

        def act(number: int) -> object:
            if number == 3:
                return actions.delete_label(label)
            return self.upload(number)

        results = at_once(act, UPLOADS)

        away = [each for each in results if isinstance(each, OperationalError)]
        self.assertEqual(away, [])
        self.assertFalse(self.project.examples.filter(label=label).exists())
        # What was deleted with it waits, so that it can be brought back.
        DiscardedFiles.objects.update(keep_until=None)
        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)
        self.assertNothingIsLeft()

    def test_undone_many_times_at_once(self) -> None:
        for seed in range(3):
            self.upload(seed)
        before = stored_examples(self.project)
        ids = [row["id"] for row in before]
        deleted = actions.delete_examples(self.project, ids, self.project.owner)
        new = [
            actions.NewExample(
                each.label, each.content, each.pk, each.created_at, each.author_id
            )
            for each in deleted
        ]

        results = at_once(
            lambda _: actions.add_examples(
                Project.objects.get(pk=self.project.pk), new, self.ada
            ),
            UPLOADS,
        )

        self.assertEqual([len(each) for each in results], [4] * UPLOADS)
        self.assertEqual(stored_examples(self.project), before)
        self.assertNothingIsLeft()
