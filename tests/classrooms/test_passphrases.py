import math
import re
import unicodedata
from unittest.mock import patch
from urllib.parse import quote

from django.test import SimpleTestCase
from django.urls import reverse

from classrooms import actions
from classrooms.actions.passphrases import new_secrets
from classrooms.models import Student
from classrooms.passphrases import (
    LANGUAGES,
    WORDS,
    make_passphrase,
    tidy_passphrase,
    word_list,
)
from classrooms.passphrases.not_for_children import NOT_FOR_CHILDREN
from tests.school import SchoolTestCase, make_student


class PassphraseTests(SimpleTestCase):
    def test_they_are_hard_to_guess_in_every_language(self) -> None:
        for language in LANGUAGES:
            with self.subTest(language=language):
                # What is typed without accents counts as the same word.
                words = {tidy_passphrase(word) for word in word_list(language)}
                self.assertGreaterEqual(WORDS * math.log2(len(words)), 30)

    def test_words_are_short_and_in_small_letters(self) -> None:
        for language in LANGUAGES:
            for word in word_list(language):
                self.assertRegex(word, r"^\w{3,7}$")
                self.assertEqual(word, word.lower())
                self.assertTrue(word.isalpha())
                self.assertEqual(word, unicodedata.normalize("NFC", word))

    def test_some_words_are_not_for_children(self) -> None:
        self.assertEqual(NOT_FOR_CHILDREN.keys(), LANGUAGES.keys())
        for language, unfit in NOT_FOR_CHILDREN.items():
            self.assertEqual(unfit & set(word_list(language)), set())
        for language, word in (("en", "grope"), ("es", "sexo"), ("pt", "orgasmo")):
            self.assertNotIn(word, word_list(language))

    def test_an_unknown_language_gets_english_words(self) -> None:
        self.assertEqual(word_list("tlh"), word_list("en"))

    def test_every_word_may_be_drawn(self) -> None:
        self.assertEqual(len(make_passphrase("fr").split()), WORDS)
        self.assertEqual(len({make_passphrase() for _ in range(100)}), 100)

    def test_typing_is_forgiven(self) -> None:
        for typed in (
            "Bébé-LUNE  été",
            " bebe lune ete ",
            "bébé_lune—été.",
            unicodedata.normalize("NFD", "bébé lune été"),
        ):
            with self.subTest(typed=typed):
                self.assertEqual(tidy_passphrase(typed), "bebe lune ete")

    def test_other_words_are_other_words(self) -> None:
        self.assertNotEqual(tidy_passphrase("cat dog"), tidy_passphrase("dog cat"))
        self.assertEqual(tidy_passphrase(""), "")


class ResetPassphrasesTests(SchoolTestCase):
    """/classrooms/<classroom_id>/students/passphrases/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.url = reverse("classrooms:reset-passphrases", args=[cls.year_5.pk])

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def reset(self, *users):
        ids = [user.student.pk for user in users]
        return self.client.post(self.url, {"student": ids})

    def asked(self, **wanted: object) -> list[str]:
        response = self.client.get(self.url, wanted)
        return [str(student) for student in response.context["students"]]

    def test_each_gets_words_of_their_own(self) -> None:
        response = self.reset(self.ada, self.grace)

        words = dict(response.context["credentials"])
        self.assertEqual(len(set(words.values())), 2)
        for student, passphrase in words.items():
            card = {
                "code": "YEAR5555",
                "username": student.username,
                "passphrase": passphrase,
            }
            joined = self.client.post(reverse("classrooms:join"), card)
            self.assertEqual(joined.status_code, 302)

    def test_the_words_are_in_the_language_of_the_class(self) -> None:
        self.year_5.language = "de"
        self.year_5.save()

        ((_, passphrase),) = self.reset(self.ada).context["credentials"]

        self.assertLessEqual(set(passphrase.split()), set(word_list("de")))

    def test_words_may_be_typed_without_accents(self) -> None:
        student = actions.add_student(self.year_5, "Zoë", "café été bébé")[0]

        card = {"code": "YEAR5555", "username": "zoë", "passphrase": "CAFE ete bebe"}
        self.client.post(reverse("classrooms:join"), card)

        self.assertEqual(self.client.session["_auth_user_id"], str(student.user_id))

    def test_the_old_words_stop_working(self) -> None:
        ((_, old),) = actions.reset_passphrases([self.ada.student])
        self.reset(self.ada)

        card = {"code": "YEAR5555", "username": "Ada", "passphrase": old}
        response = self.client.post(reverse("classrooms:join"), card)

        self.assertEqual(response.status_code, 400)

    def test_whoever_came_in_with_the_old_words_is_out(self) -> None:
        ((_, old),) = actions.reset_passphrases([self.ada.student])
        card = {"code": "YEAR5555", "username": "Ada", "passphrase": old}
        child = self.client_class()
        child.post(reverse("classrooms:join"), card)
        page = reverse("projects:list")
        self.assertEqual(child.get(page).status_code, 200)

        self.reset(self.ada)

        self.assertEqual(child.get(page).status_code, 302)

    def test_who_was_moved_away_meanwhile_keeps_the_old_words(self) -> None:
        before = self.ada.password

        def move_ada(language: str, count: int):
            Student.objects.filter(user=self.ada).update(classroom=self.year_6)
            return new_secrets(language, count)

        with patch("classrooms.actions.passphrases.new_secrets", move_ada):
            response = self.reset(self.ada, self.grace)

        words = dict(response.context["credentials"])
        self.assertEqual(list(words), [self.grace.student])
        self.ada.refresh_from_db()
        self.assertEqual(self.ada.password, before)

    def test_it_asks_for_one_some_a_group_or_everybody(self) -> None:
        red = actions.add_group(self.year_5, "Red")
        actions.put_in_group(self.year_5, [self.grace.student], red)

        self.assertEqual(self.asked(student=self.ada.student.pk), ["Ada"])
        self.assertEqual(self.asked(group=red.pk), ["Grace"])
        self.assertEqual(self.asked(everybody=""), ["Ada", "Grace"])

    def test_asking_changes_and_shows_nothing(self) -> None:
        before = self.ada.password

        response = self.client.get(self.url, {"everybody": ""})

        self.ada.refresh_from_db()
        self.assertEqual(self.ada.password, before)
        self.assertNotIn("credentials", response.context)

    def test_the_words_are_shown_once(self) -> None:
        response = self.reset(self.ada)

        ((_, words),) = response.context["credentials"]
        self.assertContains(response, words)
        self.assertIn("no-store", response["Cache-Control"])
        for address in (self.url, f"{self.url}?student={self.ada.student.pk}"):
            again = self.client.get(address, follow=True)
            self.assertNotContains(again, words)

    def test_nobody_picked_is_said(self) -> None:
        for response in (
            self.client.post(self.url, follow=True),
            self.client.get(self.url, follow=True),
        ):
            self.assertContains(response, "Tick some students first.")

    def test_strangers_are_not_found(self) -> None:
        before = self.linus.password
        their_group = actions.add_group(self.year_6, "Green")

        self.assertEqual(self.reset(self.ada, self.linus).status_code, 404)
        response = self.client.get(self.url, {"group": their_group.pk})
        self.assertEqual(response.status_code, 404)
        self.linus.refresh_from_db()
        self.assertEqual(self.linus.password, before)

    def test_only_its_teachers_may(self) -> None:
        for user in (self.okoro, self.ada):
            self.client.force_login(user)
            self.assertEqual(self.reset(self.ada).status_code, 404)


class CardTests(SchoolTestCase):
    """What is printed for each student."""

    def cards(self, *names: str):
        students = [make_student(name, self.year_5).student for name in names]
        self.client.force_login(self.rivera)
        url = reverse("classrooms:reset-passphrases", args=[self.year_5.pk])
        ids = [student.pk for student in students]
        return self.client.post(url, {"student": ids})

    def test_a_card_says_all_that_is_needed_to_come_in(self) -> None:
        response = self.cards("Alan")

        ((_, words),) = response.context["credentials"]
        for text in ("Year 5", "YEAR-5555", "Alan", words, "testserver"):
            self.assertContains(response, text)

    def test_ten_are_on_a_sheet(self) -> None:
        sheets = self.cards(*[f"n{number}" for number in range(21)]).context["sheets"]

        self.assertEqual([len(sheet) for sheet in sheets], [10, 10, 1])

    def test_the_code_leads_to_a_page_that_is_filled_in_but_for_the_words(self) -> None:
        for name in ("李雷 & Co?", "ليلى", "👩🏽‍🚀" * 8):
            with self.subTest(name=name):
                response = self.cards(name)
                ((_, words),) = response.context["credentials"]
                ((card,),) = response.context["sheets"]

                self.assertTrue(card.address.startswith("http://testserver/join/?"))
                for word in words.split():
                    self.assertNotIn(quote(word), card.address.split("?")[0])
                page = self.client_class().get(card.address)
                initial = page.context["form"].initial
                self.assertEqual(initial["code"].replace("-", ""), "YEAR5555")
                self.assertEqual(initial["username"], name)
                self.assertNotIn(words, page.content.decode())

    def test_the_picture_keeps_the_rules_for_styles(self) -> None:
        response = self.cards("Alan")

        self.assertContains(response, "<svg")
        self.assertIsNone(re.search(r"\sstyle=", response.content.decode()))
