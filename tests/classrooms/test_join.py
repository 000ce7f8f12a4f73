from unittest.mock import patch

from django.urls import reverse

from classrooms import actions
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase


class JoinTests(SchoolTestCase):
    """POST /join/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        ((_student, cls.passphrase),) = actions.reset_passphrases([cls.ada.student])
        cls.url = reverse("classrooms:join")

    def setUp(self) -> None:
        give_own_cache(self)

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

    def test_a_code_on_a_card_is_shown_as_people_spell_it(self) -> None:
        response = self.client.get(self.url, {"code": "year5555"})

        self.assertContains(response, 'value="YEAR-5555"')

    def test_typing_begins_in_the_first_empty_field(self) -> None:
        for query, field in [
            ({}, "code"),
            ({"code": "YEAR5555"}, "username"),
            ({"code": "YEAR5555", "username": "Ada"}, "passphrase"),
            ({"code": " ", "username": "\0"}, "code"),
        ]:
            with self.subTest(query=query):
                form = self.client.get(self.url, query).context["form"]
                focused = [f.name for f in form if "autofocus" in f.field.widget.attrs]
                self.assertEqual(focused, [field])

    def test_garbage_on_a_card_does_no_harm(self) -> None:
        for garbage in ("x" * 5000, "\0\u202e<b>", "\u0301" * 9000, "👩‍🚀"):
            with self.subTest(garbage=garbage[:9]):
                card = {"code": garbage, "username": garbage}
                response = self.client.get(self.url, card)
                form = response.context["form"]
                self.assertEqual(response.status_code, 200)
                self.assertLessEqual(len(form["code"].value()), 9)
                self.assertLessEqual(len(form["username"].value()), 40)
                self.assertNotContains(response, "<b>")

    def test_the_next_student_ends_the_session_of_the_last(self) -> None:
        self.client.force_login(self.grace)

        self.join()

        self.assertEqual(self.client.session["_auth_user_id"], str(self.ada.pk))
        self.assertFalse(self.grace.sessions.exists())

    def test_nothing_is_left_of_a_teacher_who_was_about_to_log_in(self) -> None:
        session = self.client.session
        session["account_login"] = "waits for the second step"
        session.save()

        self.join()

        self.assertEqual(self.client.session["_auth_user_id"], str(self.ada.pk))
        self.assertNotIn("account_login", self.client.session)

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

    def test_too_many_tries_have_to_wait_and_nobody_else_does(self) -> None:
        for _number in range(5):
            self.join(passphrase="wrong")
        refused = self.join()
        other = self.join(username="Grace", passphrase="wrong")

        sentence = "Too many tries. Wait 5 seconds, or ask your teacher for a new card."
        self.assertContains(refused, sentence, status_code=429)
        self.assertEqual(refused["Retry-After"], "5")
        self.assertContains(other, "did not fit together", status_code=400)

    def test_names_that_nobody_has_are_treated_the_same(self) -> None:
        answers = []
        for username in ("Ada", "Nobody"):
            for _number in range(6):
                response = self.join(username=username, passphrase="wrong")
                sentence = response.context["form"].non_field_errors()
                answers.append((username, response.status_code, sentence))

        ada, nobody = ([a[1:] for a in answers if a[0] == n] for n in ("Ada", "Nobody"))
        self.assertEqual(ada, nobody)
        self.assertEqual([status for status, _sentence in ada], [400] * 5 + [429])

    def test_coming_in_forgets_the_wrong_tries(self) -> None:
        for _number in range(4):
            self.join(passphrase="wrong")
        self.join()

        statuses = [self.join(passphrase="wrong").status_code for _ in range(5)]

        self.assertEqual(statuses, [400] * 5)

    def test_new_words_from_the_teacher_end_the_wait(self) -> None:
        for _number in range(6):
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
