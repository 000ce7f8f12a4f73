"""What a class fills together, in the lists of its students and teachers."""

from django.urls import reverse

from projects import actions
from tests.school import SchoolTestCase, make_project


class ClassListTests(SchoolTestCase):
    def setUp(self) -> None:
        self.project = actions.create_class_project(
            self.year_5, self.rivera, "Birds of our yard", "text"
        )
        self.url = reverse("projects:class-list")

    def test_every_student_of_the_class_finds_it_in_their_list(self) -> None:
        self.client.force_login(self.ada)

        for page in (reverse("projects:list"), self.url):
            response = self.client.get(page)
            self.assertContains(response, "Projects of your class")
            self.assertContains(response, "Birds of our yard")

    def test_it_says_how_many_of_the_examples_are_theirs(self) -> None:
        robin = actions.add_label(self.project, "robin")
        robin.examples.create(project=self.project, author=self.ada, text="Tweet")
        robin.examples.create(project=self.project, author=self.grace, text="Peep")
        self.client.force_login(self.ada)

        page = self.client.get(self.url)

        self.assertContains(page, "1 example is yours.")
        self.assertContains(page, "2 examples")

    def test_it_says_that_the_buckets_are_closed(self) -> None:
        actions.change_class_project(self.project, {"is_collecting": False})
        self.client.force_login(self.ada)

        self.assertContains(self.client.get(self.url), "closed for now")

    def test_nobody_of_another_class_finds_it(self) -> None:
        for person in (self.linus, self.okoro):
            self.client.force_login(person)
            for page in (reverse("projects:list"), self.url):
                with self.subTest(person=person, page=page):
                    self.assertNotContains(self.client.get(page), "Birds")

    def test_it_is_gone_once_it_is_taken_back(self) -> None:
        actions.unshare_project(self.project)
        self.client.force_login(self.ada)

        self.assertNotContains(self.client.get(self.url), "Projects of your class")

    def test_more_projects_cost_no_more_queries(self) -> None:
        self.client.force_login(self.ada)
        self.client.get(self.url)
        with self.assertNumQueries(5):
            self.client.get(self.url)
        actions.create_class_project(self.year_5, self.rivera, "Another", "images")
        with self.assertNumQueries(5):
            self.client.get(self.url)

    def test_its_teacher_reads_which_class_fills_it(self) -> None:
        make_project(self.rivera, cat=1)
        self.client.force_login(self.rivera)

        page = self.client.get(reverse("projects:list"))

        self.assertContains(page, "Your class <bdi>Year 5</bdi> fills it together.")
        self.assertNotContains(page, "Projects of your class")

    def test_it_takes_no_room_among_the_teachers_own(self) -> None:
        for number in range(9):
            actions.create_project(self.rivera, f"Own {number}", "text")
        self.client.force_login(self.rivera)

        page = self.client.get(reverse("projects:list"))
        self.assertContains(page, "What will you show it?")
        actions.create_project(self.rivera, "The tenth", "text")
        page = self.client.get(reverse("projects:list"))
        self.assertNotContains(page, "What will you show it?")


class ClassBarTests(SchoolTestCase):
    def setUp(self) -> None:
        self.project = actions.create_class_project(
            self.year_5, self.rivera, "Birds", "text"
        )
        self.pages = [
            reverse("projects:detail", args=[self.project.pk]),
            reverse("projects:train", args=[self.project.pk]),
            reverse("training:learn", args=[self.project.pk]),
        ]

    def test_students_read_whose_it_is_on_every_page(self) -> None:
        self.client.force_login(self.ada)
        for page in self.pages:
            with self.subTest(page=page):
                response = self.client.get(page)
                self.assertContains(response, "<bdi>Year 5</bdi>")
                self.assertNotContains(response, "For teachers")

    def test_nobody_is_said_to_look_at_somebody_elses(self) -> None:
        self.client.force_login(self.ada)
        for page in self.pages:
            self.assertNotContains(self.client.get(page), "You are looking at")


class ClassSettingsGroupsTests(SchoolTestCase):
    def test_every_number_of_the_form_is_in_one_group(self) -> None:
        self.client.force_login(self.rivera)

        page = self.client.get(reverse("classrooms:settings", args=[self.year_5.pk]))

        form = page.context["form"]
        grouped = [each.name for _, fields in form.number_groups() for each in fields]
        numbers = [each for each in form.fields if each.endswith(("_quota", "_days"))]
        self.assertCountEqual(grouped, numbers)
        for name in numbers:
            self.assertContains(page, f'name="{name}"', count=1)
        self.assertContains(page, "Projects that the whole class fills")
