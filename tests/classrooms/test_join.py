from unittest.mock import patch

from django.core.cache import cache
from django.urls import reverse

from classrooms import actions
from tests.school import SchoolTestCase


class JoinTests(SchoolTestCase):
    """POST /join/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        ((_student, cls.passphrase),) = actions.reset_passphrases([cls.ada.student])
        cls.url = reverse("classrooms:join")

    def setUp(self) -> None:
        cache.clear()
        self.addCleanup(cache.clear)

    def join(self, **changes: str):
        typed = {"code": "YEAR5555", "username": "Ada", "passphrase": self.passphrase}
        return self.client.post(self.url, typed | changes)

    def test_student_comes_in(self) -> None:
        self.assertRedirects(self.join(), reverse("projects:list"))
        self.assertEqual(self.client.session["_auth_user_id"], str(self.ada.pk))

    def test_it_forgives_capitals_dashes_and_spaces(self) -> None:
        response = self.join(
            code=" year-5555",
            username=" ADA ",
            passphrase=self.passphrase.upper().replace(" ", "-") + " ",
        )

        self.assertEqual(response.status_code, 302)

    def test_a_card_fills_in_code_and_username(self) -> None:
        response = self.client.get(self.url, {"code": "YEAR-5555", "username": "Ada"})

        self.assertContains(response, 'value="YEAR-5555"')
        self.assertContains(response, 'value="Ada"')

    def test_wrong_code_name_or_words_all_sound_the_same(self) -> None:
        sentence = "That did not fit together. Check your card, and try again."
        for wrong in (
            {"code": "YEAR6666"},
            {"username": "Grace"},
            {"passphrase": "some other words"},
            {"username": "nobody"},
        ):
            with self.subTest(wrong=wrong):
                response = self.join(**wrong)
                self.assertContains(response, sentence, status_code=400)
                self.assertNotIn("_auth_user_id", self.client.session)

    def test_nul_bytes_are_refused(self) -> None:
        for field in ("code", "username", "passphrase"):
            with self.subTest(field=field):
                self.assertEqual(self.join(**{field: "a\0b"}).status_code, 400)

    def test_tries_are_limited_per_account_not_per_address(self) -> None:
        with patch("classrooms.attempts.ATTEMPTS", 2):
            self.join(passphrase="wrong")
            self.join(passphrase="wrong")
            refused = self.join()
            other = self.join(username="Grace", passphrase="wrong")

        self.assertContains(refused, "Too many tries", status_code=400)
        self.assertContains(other, "did not fit together", status_code=400)

    def test_new_words_from_the_teacher_end_the_wait(self) -> None:
        with patch("classrooms.attempts.ATTEMPTS", 1):
            self.join(passphrase="wrong")
            self.join(passphrase="wrong")
            ((_student, words),) = actions.reset_passphrases([self.ada.student])

            self.assertEqual(self.join(passphrase=words).status_code, 302)

    def test_without_redis_students_still_come_in(self) -> None:
        with patch("classrooms.attempts.cache.incr", side_effect=ValueError):
            self.assertEqual(self.join().status_code, 302)

    def test_logging_in_does_not_make_the_passphrase_slower(self) -> None:
        self.join()
        self.ada.refresh_from_db()

        self.assertTrue(self.ada.password.startswith("pbkdf2_sha256_classroom$"))
