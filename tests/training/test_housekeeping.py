from datetime import timedelta
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisIsAway

from classrooms.actions import open_guest_classroom
from classrooms.models import Classroom, EraseReceipt, Invitation, Session, User
from projects.models import DiscardedFiles, LabelProposal, Removal
from projects.tasks import delete_discarded_files
from tests.at_once import at_once
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase, make_project
from training import housekeeping, schedule
from training.models import MLModel

LONG_AGO = timedelta(days=400)


class EraseExpiredGuestsTests(SchoolTestCase):
    def setUp(self) -> None:
        give_own_cache(self)
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))

    def make_guest(self, left: timedelta) -> Classroom:
        classroom, student = open_guest_classroom()
        make_project(student.user, cat=2)
        classroom.expires_at = timezone.now() + left
        classroom.save()
        return classroom

    def test_those_whose_time_is_up_are_erased_and_the_others_stay(self) -> None:
        over = self.make_guest(-timedelta(seconds=1))
        here = self.make_guest(timedelta(minutes=1))

        housekeeping.erase_expired_guests()

        left = Classroom.objects.of_guests()
        self.assertEqual([each.pk for each in left], [here.pk])
        self.assertFalse(User.objects.filter(student__classroom=over.pk).exists())
        self.assertEqual(User.objects.filter(is_student=True).count(), 3 + 1)
        receipt = EraseReceipt.objects.get()
        self.assertEqual((receipt.subject, receipt.erased_by), ("guest", None))

    def test_one_that_fails_does_not_keep_the_others(self) -> None:
        for _ in range(3):
            self.make_guest(-timedelta(seconds=1))
        real = housekeeping.erasing.erase_classroom
        broken = Classroom.objects.expired().order_by("expires_at").first()

        def erase(classroom: Classroom, by: None) -> object:
            if classroom == broken:
                raise ValueError
            return real(classroom, by=by)

        with (
            patch("training.housekeeping.erasing.erase_classroom", side_effect=erase),
            self.assertLogs("training.housekeeping", "ERROR"),
        ):
            housekeeping.erase_expired_guests()

        self.assertEqual(Classroom.objects.of_guests().get(), broken)

    def test_classes_of_teachers_are_left_alone(self) -> None:
        housekeeping.erase_expired_guests()

        self.assertEqual(Classroom.objects.count(), 2)


class DeleteOldModelsTests(SchoolTestCase):
    def setUp(self) -> None:
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.project = make_project(self.ada, cat=2, dog=2)
        self.keep_for(30)

    def keep_for(self, days: int | None) -> None:
        self.year_5.policy.model_days = days
        self.year_5.policy.save()

    def make_model(self, age: timedelta) -> MLModel:
        then = timezone.now() - age
        ml_model = MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            started_at=then,
            finished_at=then,
            file_names=["model.json"],
            stored_bytes=2,
        )
        name = ml_model.files_prefix + "model.json"
        default_storage.save(name, ContentFile(b"{}"))
        return ml_model

    def test_a_model_goes_on_its_last_day_and_its_page_says_why(self) -> None:
        ml_model = self.make_model(timedelta(days=30, seconds=1))

        housekeeping.delete_old_models()

        ml_model.refresh_from_db()
        self.assertFalse(ml_model.is_current)
        self.assertEqual((ml_model.file_names, ml_model.stored_bytes), ([], 0))
        delete_discarded_files(DiscardedFiles.objects.get().pk)
        name = ml_model.files_prefix + "model.json"
        self.assertFalse(default_storage.exists(name))
        self.client.force_login(self.ada)
        url = reverse("training:model", args=[self.project.pk])
        answer = self.client.get(url).json()
        self.assertIsNone(answer["current"])
        self.assertIn("Train it again", answer["problem"])

    def test_one_that_fails_does_not_keep_the_others(self) -> None:
        self.make_model(LONG_AGO)
        self.project = make_project(self.grace, cat=2, dog=2)
        other = self.make_model(LONG_AGO / 2)

        with (
            patch("training.progress.announce", side_effect=[ValueError, None]),
            self.assertLogs("training.housekeeping", "ERROR"),
        ):
            housekeeping.delete_old_models()

        other.refresh_from_db()
        self.assertFalse(other.is_current)

    def test_not_a_moment_sooner(self) -> None:
        ml_model = self.make_model(timedelta(days=29, hours=23, minutes=59))

        housekeeping.delete_old_models()

        ml_model.refresh_from_db()
        self.assertTrue(ml_model.is_current)

    def test_without_a_limit_they_stay_for_ever(self) -> None:
        self.make_model(LONG_AGO)
        for days in (None, 2**31 - 1):
            self.keep_for(days)

            housekeeping.delete_old_models()

            self.assertTrue(MLModel.objects.get().is_current)

    def test_who_watches_hears_of_it_and_twice_is_harmless(self) -> None:
        self.make_model(LONG_AGO)
        with patch("training.progress.announce") as announce:
            housekeeping.delete_old_models()
            housekeeping.delete_old_models()

        announce.assert_called_once_with(self.project)
        self.assertEqual(DiscardedFiles.objects.count(), 1)


class DeleteOldThingsTests(SchoolTestCase):
    def test_sessions_that_have_ended(self) -> None:
        now = timezone.now()
        Session.objects.create(session_key="over", expire_date=now)
        later = now + timedelta(minutes=1)
        Session.objects.create(session_key="here", expire_date=later)

        with patch("training.housekeeping.BATCH", 1):
            housekeeping.delete_ended_sessions()

        self.assertEqual(Session.objects.get().session_key, "here")

    def test_invitations_that_nobody_can_accept(self) -> None:
        for number, days in enumerate((13, 14, 15)):
            Invitation.objects.create(
                classroom=self.year_5,
                email=f"{number}@school.example",
                invited_by=self.rivera,
                created_at=timezone.now() - timedelta(days=days),
            )

        with patch("training.housekeeping.BATCH", 1):
            housekeeping.delete_old_invitations()

        self.assertEqual(Invitation.objects.get().email, "0@school.example")

    def test_what_nobody_has_read_for_months(self) -> None:
        then = timezone.now() - LONG_AGO
        Removal.objects.create(owner=self.ada, name="Old", reason="x", removed_at=then)
        Removal.objects.create(owner=self.ada, name="New", reason="x")

        housekeeping.delete_old_removals()

        self.assertEqual(Removal.objects.get().name, "New")


class DeleteOldProposalsTests(SchoolTestCase):
    def test_what_was_declined_long_ago_goes(self) -> None:
        project = make_project(self.rivera)
        then = timezone.now() - timedelta(days=91)
        for name, declined, moment in (
            ("old", True, then),
            ("new", True, timezone.now()),
            ("open", False, then),
        ):
            LabelProposal.objects.create(
                project=project,
                author=self.ada,
                name=name,
                folded_name=name,
                is_declined=declined,
                proposed_at=moment,
            )

        housekeeping.delete_old_proposals()

        names = LabelProposal.objects.values_list("name", flat=True)
        self.assertEqual(sorted(names), ["new", "open"])


class DeleteAmongOthersTests(TransactionTestCase):
    def test_a_session_that_is_being_erased_is_not_waited_for(self) -> None:
        for key in ("held", "free"):
            Session.objects.create(session_key=key, expire_date=timezone.now())

        def clean_up() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1s'")
            housekeeping.delete_ended_sessions()

        with transaction.atomic():
            Session.objects.select_for_update().get(session_key="held")
            self.assertEqual(at_once(lambda _: clean_up(), 1), [None])

        self.assertEqual(Session.objects.get().session_key, "held")


class ScheduleTests(TestCase):
    def setUp(self) -> None:
        give_own_cache(self)
        self.sent: list[str] = []
        for actor, _seconds in schedule.SCHEDULE:
            name = actor.actor_name
            self.enterContext(
                patch.object(
                    actor, "send", side_effect=lambda name=name: self.sent.append(name)
                )
            )

    def test_each_job_is_sent_once_however_many_workers_ask(self) -> None:
        at_once(lambda _: schedule.send_due(), 6)

        names = [actor.actor_name for actor, _seconds in schedule.SCHEDULE]
        self.assertEqual(sorted(self.sent), sorted(names))

    def test_a_job_is_sent_again_when_it_is_due_again(self) -> None:
        actor = housekeeping.erase_expired_guests
        with patch("training.schedule.SCHEDULE", [(actor, 60)]):
            schedule.send_due()
            schedule.send_due()
        # A time of 0 is over at once.
        with patch("training.schedule.SCHEDULE", [(housekeeping.delete_old_models, 0)]):
            schedule.send_due()
            schedule.send_due()

        self.assertEqual(self.sent.count("erase_expired_guests"), 1)
        self.assertEqual(self.sent.count("delete_old_models"), 2)

    def test_what_could_not_be_sent_is_sent_next_time(self) -> None:
        actor, _seconds = schedule.SCHEDULE[0]
        with (
            patch.object(actor, "send", side_effect=RedisIsAway),
            self.assertRaises(RedisIsAway),
        ):
            schedule.send_due()

        schedule.send_due()

        self.assertIn(actor.actor_name, self.sent)
