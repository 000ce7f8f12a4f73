from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from projects.models import DiscardedFiles, Label, TrainingExample
from projects.tasks import delete_discarded_files

from .picture_case import PictureCase
from .pictures import jpeg, small

FIELDS = ("id", "label_id", "file", "stored_bytes", "fingerprint", "author_id")


class PictureUndoTests(PictureCase):
    """Deleting pictures can be undone for an hour; then their files are gone."""

    def setUp(self) -> None:
        super().setUp()
        for seed in (1, 2):
            self.send(jpeg(small(seed)))
        self.blue = self.project.labels.get(number=2)

    def post(self, name: str, **sent: Any) -> dict[str, Any]:
        url = reverse(f"projects:{name}", args=[self.project.pk])
        self.response = self.client.post(url, sent, content_type="application/json")
        return dict(self.response.json())

    def delete_all(self) -> list[dict[str, Any]]:
        ids = [str(each.pk) for each in self.project.examples.all()]
        return list(self.post("delete-examples", ids=ids)["deleted"])

    def rows(self) -> list[dict[str, Any]]:
        return list(self.project.examples.order_by("pk").values(*FIELDS, "created_at"))

    def let_pass(self, minutes: int) -> None:
        """Let that much time pass, and the worker do what is due by then."""
        later = timezone.now() + timedelta(minutes=minutes)
        with patch("django.utils.timezone.now", return_value=later):
            for discarded in DiscardedFiles.objects.overdue():
                delete_discarded_files(discarded.pk)

    def test_files_wait_for_as_long_as_it_can_be_undone(self) -> None:
        before = self.folders()
        self.delete_all()

        self.let_pass(minutes=60)
        self.assertEqual(self.folders(), before)

        self.let_pass(minutes=66)
        self.assertEqual(self.folders(), set())
        self.assertNothingIsLeft()

    def test_undone_everything_is_as_it_was(self) -> None:
        before, folders = self.rows(), self.folders()
        deleted = self.delete_all()
        self.assertEqual(self.rows(), [])

        restored = self.post("restore-examples", examples=deleted)["examples"]

        self.assertEqual(len(restored), 3)
        self.assertEqual(self.rows(), before)
        self.let_pass(minutes=120)
        self.assertEqual(self.folders(), folders)
        self.assertEqual(
            self.client.get(restored[0]["files"]["learning"]).status_code, 200
        )
        self.assertNothingIsLeft()

    def test_undone_twice_and_deleted_again(self) -> None:
        deleted = self.delete_all()
        self.post("restore-examples", examples=deleted)
        again = self.post("restore-examples", examples=deleted)["examples"]
        self.assertEqual((len(again), self.project.examples.count()), (3, 3))

        self.delete_all()
        self.post("restore-examples", examples=deleted)

        self.assertEqual(self.project.examples.count(), 3)
        self.assertNothingIsLeft()

    def test_one_of_several(self) -> None:
        deleted = self.delete_all()

        self.post("restore-examples", examples=deleted[:1])

        self.let_pass(minutes=66)
        self.assertEqual(len(self.folders()), 1)
        self.assertNothingIsLeft()

    def test_too_late(self) -> None:
        deleted = self.delete_all()
        DiscardedFiles.objects.update(keep_until=timezone.now())

        answer = self.post("restore-examples", examples=deleted)

        self.assertEqual(self.response.status_code, 400)
        self.assertEqual(
            answer["detail"], "This can no longer be undone: it was too long ago."
        )
        self.assertEqual(self.rows(), [])

    def test_files_that_are_half_gone_are_not_taken_back(self) -> None:
        deleted = self.delete_all()
        with patch.object(default_storage, "delete", side_effect=OSError(39, "full")):
            self.let_pass(minutes=66)
        self.assertEqual(DiscardedFiles.objects.count(), 3)
        later = timezone.now() + timedelta(minutes=66)

        with patch("projects.actions.files.timezone.now", return_value=later):
            self.post("restore-examples", examples=deleted)

        self.assertEqual(self.response.status_code, 400)

    def test_what_was_added_again_meanwhile_is_not_put_beside_it(self) -> None:
        deleted = self.delete_all()
        self.send(jpeg(small(2)))

        restored = self.post("restore-examples", examples=deleted)["examples"]

        self.assertEqual(len(restored), 2)
        self.assertEqual(self.project.examples.count(), 3)
        self.let_pass(minutes=66)
        self.assertNothingIsLeft()

    def test_a_class_that_has_filled_up_meanwhile(self) -> None:
        deleted = self.delete_all()
        self.send(jpeg(small(3)))
        self.year_5.policy.storage_quota = 10
        self.year_5.policy.save()
        self.project.examples.update(stored_bytes=10 * 1024 * 1024)

        answer = self.post("restore-examples", examples=deleted)

        self.assertEqual(self.response.status_code, 409)
        self.assertIn("There is no room for more", answer["detail"])
        self.assertEqual(DiscardedFiles.objects.count(), 3)

    def test_a_label_with_its_pictures(self) -> None:
        before, folders = self.rows(), self.folders()
        url = reverse("projects:label", args=[self.project.pk, self.blue.number])

        deleted = self.client.delete(url).json()["deleted"]
        self.assertEqual((len(deleted), self.project.examples.count()), (2, 1))
        self.client.post(
            reverse("projects:restore-label", args=[self.project.pk, self.blue.number])
        )
        self.post("restore-examples", examples=deleted)

        self.assertEqual((self.rows(), self.folders()), (before, folders))
        self.assertNothingIsLeft()

    def test_a_label_that_stays_away(self) -> None:
        url = reverse("projects:label", args=[self.project.pk, self.blue.number])
        self.client.delete(url)

        self.let_pass(minutes=66)

        self.assertEqual(len(self.folders()), 1)
        self.assertNothingIsLeft()

    def test_nobody_restores_files_that_are_not_theirs(self) -> None:
        """What is sent back is signed, the folder included."""
        deleted = self.delete_all()[:1]
        other = TrainingExample.objects.filter(file="0" * 32)
        deleted[0]["undo"] = deleted[0]["undo"][:-3] + "abc"

        url = reverse("projects:restore-examples", args=[self.project.pk])
        sent = {"examples": deleted}
        answer = self.client.post(url, sent, content_type="application/json")

        self.assertEqual((answer.status_code, other.count()), (400, 0))

    def test_moving_leaves_files_where_they_are(self) -> None:
        folders = self.folders()
        ids = [str(each.pk) for each in self.blue.examples.all()]

        moved = self.post("move-examples", ids=ids, label=1)

        self.assertEqual(moved, {"moved": 2, "left": 0})
        self.assertEqual(self.folders(), folders)
        self.assertNothingIsLeft()

    def test_moving_to_a_label_that_has_the_same_picture(self) -> None:
        self.send(jpeg(small(1)), label=1)
        ids = [str(each.pk) for each in self.blue.examples.all()]

        self.assertEqual(
            self.post("move-examples", ids=ids, label=1), {"moved": 1, "left": 1}
        )

    def test_erasing_the_project_does_not_wait(self) -> None:
        self.delete_all()
        self.send(jpeg(small(3)))
        url = reverse("projects:project", args=[self.project.pk])

        with self.captureOnCommitCallbacks(execute=True):
            self.client.delete(url)

        self.work()
        self.assertEqual(self.folders(), set())
        self.assertFalse(Label.objects.filter(project=self.project).exists())

    def test_many_take_no_more_queries_than_one(self) -> None:
        ids = [str(each.pk) for each in self.blue.examples.all()]
        for chosen in (ids[:1], ids):
            # Session, person, project; hold it; examples, outbox, deletion, new time,
            # and whose it is, which their own way of logging in knows already.
            with self.assertNumQueries(11):
                deleted = self.post("delete-examples", ids=chosen)["deleted"]
            # The same; labels, twins, both quotas, outbox, and what is there now.
            with self.assertNumQueries(23):
                self.post("restore-examples", examples=deleted)

    def test_a_label_takes_no_more_queries_with_many_pictures(self) -> None:
        url = reverse("projects:label", args=[self.project.pk, 1])
        with CaptureQueriesContext(connection) as one:
            self.client.delete(url)
        url = reverse("projects:label", args=[self.project.pk, 2])
        with self.assertNumQueries(len(one)):
            self.client.delete(url)
