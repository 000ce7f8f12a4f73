from django.contrib.messages import get_messages
from django.urls import reverse

from classrooms.models import Student, User
from tests.school import SchoolTestCase

LONGEST_LINE = (
    4_000  # what the most careful of proxies takes of an address, or sends on
)


class PickingTests(SchoolTestCase):
    """The bar above the students of a class, however many of them are ticked."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        users = User.objects.bulk_create(User(is_student=True) for _ in range(498))
        Student.objects.bulk_create(
            Student(
                user=user, classroom=cls.year_5, username=name, folded_username=name
            )
            for user, name in zip(users, map("star{}".format, range(498)), strict=True)
        )
        cls.ids = [pk.hex for pk in cls.year_5.students.values_list("pk", flat=True)]

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def pick(self, route: str, ids: list[str]):
        """Press a button of the bar, as a browser does without any script."""
        url = reverse(f"classrooms:{route}", args=[self.year_5.pk])
        return self.client.post(url, {"ask": "yes", "student": ids})

    def test_everybody_in_a_class_of_five_hundred_is_asked_about(self) -> None:
        before = set(self.year_5.students.values_list("user__password", "group"))

        for route in ("reset-passphrases", "group-students", "move-students"):
            with self.subTest(route=route):
                page = self.pick(route, self.ids)

                self.assertEqual(page.status_code, 200)
                self.assertEqual(len(page.context["students"]), 500)
                self.assertNotContains(page, "errorlist")
        after = set(self.year_5.students.values_list("user__password", "group"))
        self.assertEqual(after, before)

    def test_the_bar_sends_them_and_does_not_put_them_into_the_address(self) -> None:
        page = self.client.get(self.year_5.get_absolute_url())

        self.assertContains(page, 'id="picked" method="post"')
        self.assertContains(page, 'name="ask" value="yes"')

    def test_the_page_that_asks_about_erasing_is_told_by_its_address(self) -> None:
        answer = self.pick("pick-to-erase", self.ids[:60])

        self.assertLess(len(answer.url), LONGEST_LINE)
        page = self.client.get(answer.url)
        self.assertEqual(len(page.context["students"]), 60)
        self.assertEqual(self.year_5.students.count(), 500)

    def test_more_than_sixty_are_not_erased_at_once(self) -> None:
        answer = self.pick("pick-to-erase", self.ids[:61])

        self.assertRedirects(answer, self.year_5.get_absolute_url())
        (message,) = get_messages(answer.wsgi_request)
        self.assertIn("60 students at once", str(message))

    def test_nobody_picked_is_said(self) -> None:
        for route in ("pick-to-erase", "reset-passphrases", "move-students"):
            with self.subTest(route=route):
                answer = self.pick(route, [])

                page = self.client.get(answer.url)
                self.assertContains(page, "Tick some students first.")

    def test_students_of_other_classes_are_not_found(self) -> None:
        for ids in ([self.linus.student.pk.hex], ["x"]):
            with self.subTest(ids=ids):
                answer = self.pick("pick-to-erase", ids)
                self.assertEqual(answer.status_code, 404)
