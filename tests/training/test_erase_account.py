from unittest.mock import patch

from django.contrib.auth.hashers import make_password
from django.urls import reverse

from classrooms import attempts
from classrooms.models import Classroom, Session, User
from tests.school import make_project
from tests.training.test_erase_pages import ErasePagesTestCase
from training import erasing
from training.models import MLModel

# Of nobody in other tests, which may be guessing passwords at the same time.
EMAIL = "rivera.goes@school.example"


class EraseAccountTests(ErasePagesTestCase):
    """/account/data/ and /account/erase/"""

    def setUp(self) -> None:
        super().setUp()
        self.rivera.password = make_password("three old goats")
        self.rivera.email = EMAIL
        self.rivera.save()
        attempts.of_password(EMAIL).forget()
        self.client.force_login(self.rivera)
        self.url = reverse("training:erase-account")

    def erase(self, **changes: str):
        sent = {"email": EMAIL, "password": "three old goats"}
        return self.client.post(self.url, {**sent, **changes})

    def test_the_page_says_what_goes_and_that_a_class_can_be_kept(self) -> None:
        page = self.client.get(self.url)

        self.assertContains(page, "1 class")
        self.assertContains(page, "2 students")
        teachers = reverse("classrooms:teachers", args=[self.year_5.pk])
        self.assertContains(page, teachers)
        self.assertContains(self.client.get(reverse("training:account-data")), self.url)

    def test_address_and_password_have_to_be_right(self) -> None:
        for changes, sentence in (
            ({"email": "okoro@school.example"}, "not the address"),
            ({"password": "three young goats"}, "not your password"),
            ({"password": ""}, "required"),
        ):
            response = self.erase(**changes)
            self.assertContains(response, sentence, status_code=400)
        self.assertTrue(User.objects.filter(pk=self.rivera.pk).exists())

    def test_a_password_cannot_be_guessed_here_either(self) -> None:
        for _ in range(7):
            response = self.erase(password="wrong")

        self.assertContains(response, "Too many tries", status_code=400)
        self.assertContains(self.erase(), "Too many tries", status_code=400)

    def test_it_shows_the_receipt_once_and_nobody_is_logged_in_any_more(self) -> None:
        other = self.client_class()
        other.force_login(self.rivera)

        response = self.erase()

        self.assertContains(response, "It is erased")
        self.assertNotContains(response, "rivera")
        self.assertFalse(Session.objects.exists())
        for client in (self.client, other):
            self.assertEqual(client.get(reverse("classrooms:list")).status_code, 302)
        self.assertFalse(Classroom.objects.filter(pk=self.year_5.pk).exists())

    def test_who_presses_twice_gets_the_receipt(self) -> None:
        erase = erasing.erase_account

        def come_second(*given: object) -> None:
            erase(*given)
            raise erasing.AlreadyErased

        with patch("training.erasing.erase_account", side_effect=come_second):
            response = self.erase()

        self.assertContains(response, "It is erased")
        self.assertEqual(self.client.get(reverse("classrooms:list")).status_code, 302)

    def test_the_last_who_runs_the_site_has_to_stay(self) -> None:
        User.objects.filter(pk=self.rivera.pk).update(is_superuser=True)

        self.assertContains(self.client.get(self.url), "only one who runs this site")
        self.assertEqual(self.erase().status_code, 409)
        self.assertTrue(User.objects.filter(pk=self.rivera.pk).exists())

        User.objects.filter(pk=self.okoro.pk).update(is_superuser=True)
        self.assertContains(self.erase(), "It is erased")

    def test_students_have_no_such_page(self) -> None:
        self.client.force_login(self.ada)

        for name in ("training:account-data", "training:erase-account"):
            self.assertEqual(self.client.get(reverse(name)).status_code, 403)


class ReceiptTests(ErasePagesTestCase):
    """/receipts/<receipt_id>/"""

    def test_it_is_for_who_erased_and_nobody_else(self) -> None:
        project = make_project(self.ada, cat=1, dog=1)
        MLModel.objects.create(project=project)
        receipt = erasing.erase_students([self.ada.student], self.rivera)
        url = reverse("training:receipt", args=[receipt.pk])

        page = self.client.get(url)

        self.assertContains(page, "Trained models")
        self.assertContains(page, receipt.subject_id)
        self.assertContains(self.client.get(reverse("training:account-data")), url)
        for user in (self.okoro, self.grace):
            self.client.force_login(user)
            self.assertEqual(self.client.get(url).status_code, 404)
