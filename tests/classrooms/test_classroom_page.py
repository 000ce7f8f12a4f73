from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from classrooms import actions, presence
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase, make_project, make_student


class ClassroomPageTests(SchoolTestCase):
    """GET /classrooms/<classroom_id>/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.url = reverse("classrooms:detail", args=[cls.year_5.pk])

    def setUp(self) -> None:
        give_own_cache(self)
        self.client.force_login(self.rivera)

    def rows(self) -> dict[str, object]:
        rows = self.client.get(self.url).context["rows"]
        return {str(row.student): row for row in rows}

    def test_it_asks_the_database_as_often_for_many_students(self) -> None:
        for more in (0, 10):
            for number in range(more):
                student = make_student(f"Student {number}", self.year_5)
                make_project(student, cat=1)
                group = actions.add_group(self.year_5, f"Group {number}")
                actions.put_in_group(self.year_5, [student.student], group)
            # session, user, classroom, students with their groups, how many, groups
            with self.subTest(more=more), self.assertNumQueries(6):
                self.client.get(self.url)

    def test_it_says_who_is_here_and_who_was(self) -> None:
        presence.arrive(self.ada.student.pk, "page", presence.Place())
        self.grace.student.last_seen_at = timezone.now() - timedelta(hours=3, minutes=5)
        self.grace.student.save()
        make_student("Alan", self.year_5)

        response = self.client.get(self.url)

        self.assertContains(response, "Here now", 1)
        self.assertContains(response, "3\xa0hours ago", 1)
        self.assertContains(response, "Not yet", 1)

    def test_it_counts_projects(self) -> None:
        for _ in range(3):
            make_project(self.ada)

        self.assertEqual(self.rows()["Ada"].student.project_count, 3)
        self.assertEqual(self.rows()["Grace"].student.project_count, 0)

    def test_numbers_are_sorted_as_people_do(self) -> None:
        for name in ("star10", "Star2", "star1"):
            make_student(name, self.year_5)

        names = ["Ada", "Grace", "star1", "Star2", "star10"]
        self.assertEqual(list(self.rows()), names)

    def test_digits_of_every_script_are_numbers(self) -> None:
        for name in ("٣", "نجمة١٠", "نجمة٢"):
            make_student(name, self.year_5)

        names = list(self.rows())
        self.assertLess(names.index("نجمة٢"), names.index("نجمة١٠"))
        self.assertIn("٣", names)

    def test_a_row_leads_to_what_can_be_done(self) -> None:
        response = self.client.get(self.url)

        ids = [self.year_5.pk, self.ada.student.pk]
        for name in ("classrooms:rename-student", "training:export-student"):
            self.assertContains(response, reverse(name, args=ids))
        for name in (
            "classrooms:reset-passphrases",
            "classrooms:move-students",
            "classrooms:group-students",
            "training:erase-students",
        ):
            url = reverse(name, args=[self.year_5.pk])
            self.assertContains(response, f"{url}?student={self.ada.student.pk}")

    def test_an_empty_class_says_what_to_do(self) -> None:
        self.year_5.students.all().delete()

        self.assertContains(self.client.get(self.url), "Nobody here yet.")

    def test_only_its_teachers_see_it(self) -> None:
        for user in (self.okoro, self.ada):
            self.client.force_login(user)
            self.assertEqual(self.client.get(self.url).status_code, 404)
