"""What is kept of who has logged in."""

from datetime import timedelta

from django.utils import timezone

from classrooms.models import Session
from classrooms.models.session import SessionStore
from tests.school import SchoolTestCase


class SessionTests(SchoolTestCase):
    def setUp(self) -> None:
        self.store = SessionStore()
        self.store["step"] = "train"
        self.store.create()
        self.key = self.store.session_key

    def test_what_was_kept_is_read_in_one_question(self) -> None:
        again = SessionStore(self.key)
        with self.assertNumQueries(1):
            self.assertEqual(again["step"], "train")
        self.assertEqual(again.session_key, self.key)

    def test_one_that_has_ended_is_as_if_it_had_never_been(self) -> None:
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
        self.assert_is_nobody_s(SessionStore(self.key))

    def test_one_that_is_gone(self) -> None:
        self.store.delete()
        self.assert_is_nobody_s(SessionStore(self.key))

    def test_what_the_site_has_not_signed_says_nothing(self) -> None:
        Session.objects.update(session_data="eyJzdGVwIjogInRyYWluIn0")
        self.assertEqual(dict(SessionStore(self.key).items()), {})

    def assert_is_nobody_s(self, store: SessionStore) -> None:
        """See that it holds nothing, and that its key is not used again."""
        self.assertEqual(dict(store.items()), {})
        self.assertIsNone(store.session_key)
        store.save()
        self.assertNotEqual(store.session_key, self.key)
