from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

from classrooms import presence
from classrooms.presence import Place
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase, make_project


class PresenceTests(SchoolTestCase):
    """Who has a page of the site open, and which."""

    def setUp(self) -> None:
        give_own_cache(self)
        self.student = self.ada.student
        self.project_id = make_project(self.ada).pk

    def place(self) -> Place | None:
        students = [self.student.pk, self.grace.student.pk]
        return presence.places(students).get(self.student.pk)

    def test_who_arrives_is_where_their_page_is(self) -> None:
        self.assertIsNone(self.place())

        presence.arrive(self.student.pk, "page", Place("train", self.project_id))

        self.assertEqual(self.place(), Place("train", self.project_id))

    def test_the_page_that_was_opened_last_counts(self) -> None:
        presence.arrive(self.student.pk, "first", Place("train"))
        presence.arrive(self.student.pk, "second", Place("learn"))

        self.assertFalse(presence.stay(self.student.pk, "first", Place("train")))

        self.assertEqual(self.place(), Place("learn"))

    def test_closing_a_page_before_the_last_says_nothing(self) -> None:
        presence.arrive(self.student.pk, "first", Place("train"))
        presence.arrive(self.student.pk, "second", Place("learn"))

        self.assertFalse(presence.leave(self.student.pk, "first"))
        self.assertEqual(self.place(), Place("learn"))
        self.assertTrue(presence.leave(self.student.pk, "second"))
        self.assertIsNone(self.place())

    def test_a_page_that_is_left_takes_the_place_of_the_one_closed(self) -> None:
        presence.arrive(self.student.pk, "first", Place("train"))
        presence.arrive(self.student.pk, "second", Place("learn"))

        left = (self.student.pk, "second", "first", Place("train"))
        self.assertTrue(presence.take_over(*left))
        self.assertEqual(self.place(), Place("train"))

    def test_no_page_takes_the_place_of_another_that_is_open(self) -> None:
        presence.arrive(self.student.pk, "third", Place("learn"))

        left = (self.student.pk, "second", "first", Place("train"))
        self.assertFalse(presence.take_over(*left))
        self.assertEqual(self.place(), Place("learn"))

    def test_who_was_forgotten_is_here_again_when_their_page_stays(self) -> None:
        self.assertTrue(presence.stay(self.student.pk, "page", Place("make")))
        self.assertEqual(self.place(), Place("make"))

    def test_who_goes_silent_is_forgotten(self) -> None:
        with patch("classrooms.presence.SECONDS_KEPT", 0):
            presence.arrive(self.student.pk, "page", Place("train"))

        self.assertIsNone(self.place())

    def test_last_seen_is_kept_to_the_minute(self) -> None:
        long_ago = timezone.now() - timedelta(minutes=3)
        for before in (None, long_ago):
            type(self.student).objects.update(last_seen_at=before)
            with self.subTest(before=before), self.assertNumQueries(1):
                presence.note_seen(self.student.pk)
            self.student.refresh_from_db()
            self.assertGreater(self.student.last_seen_at, long_ago)

    def test_last_seen_is_not_written_again_within_a_minute(self) -> None:
        just_now = timezone.now() - timedelta(seconds=50)
        type(self.student).objects.update(last_seen_at=just_now)

        presence.note_seen(self.student.pk)

        self.student.refresh_from_db()
        self.assertEqual(self.student.last_seen_at, just_now)
