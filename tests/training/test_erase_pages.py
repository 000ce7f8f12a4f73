from unittest.mock import patch

from django.urls import reverse

from classrooms.models import (
    Classroom,
    EraseReceipt,
    Role,
    Student,
    Teaching,
    User,
)
from projects.models import TrainingExample
from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, make_image_project, make_project
from training import erasing
from training.models import MLModel

ERASE = {"examples": "erase"}  # also what they added to projects of others


class ErasePagesTestCase(SchoolTestCase):
    def setUp(self) -> None:
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.client.force_login(self.rivera)

    def co_teach(self) -> None:
        Teaching.objects.create(
            classroom=self.year_5, user=self.okoro, role=Role.CO_TEACHER
        )


class EraseStudentsTests(ErasePagesTestCase):
    """/classrooms/<classroom_id>/students/erase/?student=…"""

    def url(self, *users: User, classroom: Classroom | None = None) -> str:
        page = reverse("training:erase-students", args=[(classroom or self.year_5).pk])
        return f"{page}?{'&'.join(f'student={user.student.pk}' for user in users)}"

    def test_it_says_in_words_what_will_go(self) -> None:
        make_project(self.ada, cat=3, dog=2)
        make_project(self.grace, cat=1)

        page = self.client.get(self.url(self.ada, self.grace))

        for words in ("2 students", "2 projects", "6 examples", "Ada", "Grace"):
            self.assertContains(page, words)
        self.assertNotContains(page, "trained model")
        self.assertNotContains(page, "Models of others")
        self.assertEqual(Student.objects.count(), 3)

    def test_it_erases_them_and_shows_the_receipt(self) -> None:
        make_project(self.ada, cat=3)

        response = self.client.post(self.url(self.ada), follow=True)

        self.assertContains(response, "It is erased")
        self.assertContains(response, "being deleted")
        self.assertNotContains(response, "Ada")
        self.assertFalse(User.objects.filter(pk=self.ada.pk).exists())
        self.assertTrue(User.objects.filter(pk=self.grace.pk).exists())

    def test_it_asks_about_models_of_others_only_where_there_are_any(self) -> None:
        project = make_project(self.linus, cat=3, dog=3)
        TrainingExample.objects.update(author=self.ada)
        self.assertNotContains(self.client.get(self.url(self.ada)), "Models of others")
        MLModel.objects.create(project=project)

        page = self.client.get(self.url(self.ada))
        bad = self.client.post(self.url(self.ada), {**ERASE, "models": "keep"})

        self.assertContains(page, "Models of others")
        self.assertEqual(bad.status_code, 400)
        self.client.post(self.url(self.ada), {**ERASE, "models": "delete"})
        self.assertFalse(project.examples.exists())

    def test_it_asks_about_examples_in_projects_of_others(self) -> None:
        self.assertNotContains(self.client.get(self.url(self.ada)), "without a name")
        project = make_project(self.linus, cat=3)
        project.examples.update(author=self.ada)

        page = self.client.get(self.url(self.ada))
        bad = self.client.post(self.url(self.ada), {})

        self.assertContains(page, "These are 3 examples.")
        self.assertContains(page, "some may say who wrote them")
        self.assertNotContains(page, 'badge-stop">3 examples')
        self.assertEqual(bad.status_code, 400)
        self.assertTrue(User.objects.filter(pk=self.ada.pk).exists())
        done = self.client.post(self.url(self.ada), {"examples": "keep"}, follow=True)
        self.assertContains(done, "Examples kept, without a name")
        self.assertEqual(project.examples.filter(author=None).count(), 3)

    def test_it_warns_of_faces_and_voices(self) -> None:
        give_own_storage(self)
        project = make_image_project(self.linus, red=1)
        project.examples.update(author=self.ada)

        self.assertContains(self.client.get(self.url(self.ada)), "faces and voices")

    def test_the_receipt_says_of_everybody_whom_a_back_up_must_lose(self) -> None:
        ids = {str(user.student.pk) for user in (self.ada, self.grace)}

        response = self.client.post(self.url(self.ada, self.grace), follow=True)

        receipt = EraseReceipt.objects.get()
        self.assertEqual({receipt.subject_id, *receipt.other_ids}, ids)
        for student_id in ids:
            self.assertContains(response, student_id)

    def test_who_presses_twice_gets_the_receipt(self) -> None:
        url = self.url(self.grace, self.ada)
        self.client.post(url)
        receipt = EraseReceipt.objects.get()

        for answer in (self.client.get, self.client.post):
            response = answer(url, follow=True)
            page = reverse("training:receipt", args=[receipt.pk])
            self.assertRedirects(response, page)
            self.assertContains(response, "erased already")
        self.assertEqual(EraseReceipt.objects.count(), 1)

    def test_a_colleague_is_told_that_they_are_gone(self) -> None:
        url = self.url(self.ada)
        self.client.post(url)
        self.co_teach()
        self.client.force_login(self.okoro)

        for answer in (self.client.get, self.client.post):
            response = answer(url, follow=True)
            self.assertRedirects(response, self.year_5.get_absolute_url())
            self.assertContains(response, "no longer in this class")

    def test_who_comes_second_at_the_same_time_is_told_so(self) -> None:
        with patch(
            "training.erasing.erase_students", side_effect=erasing.AlreadyErased
        ):
            response = self.client.post(self.url(self.ada), follow=True)

        self.assertContains(response, "no longer in this class")

    def test_students_of_another_class_stay(self) -> None:
        response = self.client.post(self.url(self.linus))

        self.assertRedirects(response, self.year_5.get_absolute_url())
        self.assertTrue(User.objects.filter(pk=self.linus.pk).exists())

    def test_addresses_without_sense_do_nothing(self) -> None:
        for query in ("", "?student=", "?student=x&student=%00"):
            page = reverse("training:erase-students", args=[self.year_5.pk])
            self.assertEqual(self.client.post(page + query).status_code, 302)

    def test_any_teacher_of_the_class_may(self) -> None:
        self.co_teach()
        self.client.force_login(self.okoro)

        self.client.post(self.url(self.ada))

        self.assertFalse(User.objects.filter(pk=self.ada.pk).exists())

    def test_nobody_else_knows_of_it(self) -> None:
        for user in (self.okoro, self.ada, self.grace):
            self.client.force_login(user)
            for answer in (self.client.get, self.client.post):
                self.assertEqual(answer(self.url(self.ada)).status_code, 404)
        self.assertEqual(Student.objects.count(), 3)


class EraseClassroomTests(ErasePagesTestCase):
    """/classrooms/<classroom_id>/erase/"""

    def setUp(self) -> None:
        super().setUp()
        self.url = reverse("training:erase-classroom", args=[self.year_5.pk])

    def test_its_name_has_to_be_typed(self) -> None:
        make_project(self.ada, cat=3)
        page = self.client.get(self.url)

        for typed in ("", "Year 6"):
            response = self.client.post(self.url, {"name": typed})
            self.assertEqual(response.status_code, 400)

        self.assertContains(page, "2 students")
        self.assertContains(response, "not its name", status_code=400)
        self.assertTrue(Classroom.objects.filter(pk=self.year_5.pk).exists())

    def test_it_goes_with_everybody_in_it(self) -> None:
        response = self.client.post(self.url, {"name": " year  5 "}, follow=True)

        self.assertContains(response, "It is erased")
        self.assertEqual(Student.objects.get(), self.linus.student)
        self.assertFalse(Classroom.objects.filter(pk=self.year_5.pk).exists())

    def test_a_second_tab_gets_the_receipt(self) -> None:
        self.client.post(self.url, {"name": "Year 5"})

        response = self.client.post(self.url, {"name": "Year 5"}, follow=True)

        self.assertContains(response, "gone already")
        self.assertEqual(EraseReceipt.objects.count(), 1)

    def test_who_presses_twice_gets_the_receipt(self) -> None:
        erase = erasing.erase_classroom

        def come_second(*given: object) -> None:
            erase(*given)
            raise erasing.AlreadyErased

        with patch("training.erasing.erase_classroom", side_effect=come_second):
            response = self.client.post(self.url, {"name": "Year 5"}, follow=True)

        self.assertContains(response, "It is erased")

    def test_who_comes_second_to_a_colleague_is_told_so(self) -> None:
        with patch(
            "training.erasing.erase_classroom", side_effect=erasing.AlreadyErased
        ):
            response = self.client.post(self.url, {"name": "Year 5"}, follow=True)

        self.assertContains(response, "gone already")

    def test_only_its_owner_may(self) -> None:
        self.co_teach()
        for user, status in ((self.okoro, 403), (self.ada, 404), (self.linus, 404)):
            self.client.force_login(user)
            response = self.client.post(self.url, {"name": "Year 5"})
            self.assertEqual(response.status_code, status)
        self.assertTrue(Classroom.objects.filter(pk=self.year_5.pk).exists())
