from uuid import uuid4

from django.urls import reverse
from playwright.sync_api import Locator, expect

from classrooms.models import User
from projects.models import Project
from tests.school import make_classroom, make_student, make_text_project

from .class_people import ClassPeople
from .test_live import LiveTestCase


class ClassLiveTestCase(LiveTestCase):
    """Ms Rivera has a project that her class may fill, and does so from elsewhere."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_text_project(self.rivera, happy=[], sad=[])
        self.people = ClassPeople(self)

    def share(self) -> None:
        given = {"classroom": str(self.year_5.pk)}
        self.people.ask(self.rivera, "POST", self.project, "sharing/", given)

    def take_back(self) -> None:
        self.people.ask(self.rivera, "DELETE", self.project, "sharing/")

    def add(self, person: User, text: str) -> None:
        given = {"id": str(uuid4()), "label": 1, "text": text}
        self.people.ask(person, "POST", self.project, "examples/", given)


class StudentsListTests(ClassLiveTestCase):
    """A student's list of projects, open while the teacher shares one."""

    def setUp(self) -> None:
        super().setUp()
        self.sign_in(self.ada)
        with self.page.expect_response("**/projects/of-class/"):
            self.page.goto("/projects/")  # It listens, and has read what it missed.
        self.card = self.page.get_by_role("link", name="Moods")

    def test_it_appears_and_disappears_without_reloading(self) -> None:
        expect(self.card).to_have_count(0)

        self.share()
        expect(self.card).to_be_visible()
        said = self.page.get_by_text("New project of your class: Moods")
        expect(said).to_be_attached()

        self.take_back()
        expect(self.card).to_have_count(0)
        heading = self.page.get_by_role("heading", name="Projects of your class")
        expect(heading).to_have_count(0)

    def test_it_is_renamed_where_the_keyboard_is(self) -> None:
        self.share()
        expect(self.card).to_be_visible()
        self.card.focus()

        given = {"name": "Feelings"}
        self.people.ask(self.rivera, "PATCH", self.project, "", given)

        renamed = self.page.get_by_role("link", name="Feelings")
        expect(renamed).to_be_focused()

    def test_of_another_class_nothing_appears(self) -> None:
        okoro = User.objects.create_user("okoro@school.example")
        linus = make_student("Linus", make_classroom("Year 6", okoro, "YEAR6666"))
        context = self.new_context()
        self.sign_in(linus, context)
        elsewhere = context.new_page()
        with elsewhere.expect_response("**/projects/of-class/"):
            elsewhere.goto("/projects/")

        self.share()

        expect(self.card).to_be_visible()
        expect(elsewhere.get_by_role("link", name="Moods")).to_have_count(0)


class TeachersWallTests(ClassLiveTestCase):
    """The teacher's live page while the class fills a project."""

    def tile_of(self, project: Project) -> Locator:
        link = self.wall.get_by_role("link", name=project.name, exact=True)
        return self.wall.locator("class-tile").filter(has=link)

    def test_it_grows_and_says_who_is_at_it(self) -> None:
        heading = self.wall.get_by_role("heading", name="Projects of your class")
        expect(heading).to_be_hidden()
        self.share()
        tile = self.tile_of(self.project)
        expect(tile).to_contain_text("Nobody is at it now")
        self.assertEqual(self.wall.locator("class-tile").count(), 1)

        self.sign_in(self.ada)
        self.page.goto(reverse("projects:train", args=[self.project.pk]))
        expect(tile).to_contain_text("1 student is at it")
        self.add(self.ada, "I laugh")
        self.add(self.grace, "I sing")

        expect(tile.get_by_title("happy: 2")).to_be_visible()
        ada = self.tile("Ada")
        expect(ada.get_by_role("link", name="Moods")).to_be_visible()
        expect(ada).to_contain_text("Your class’s project · added 1 example")
        expect(self.tile("Grace")).to_contain_text("No project yet")

        self.take_back()
        expect(heading).to_be_hidden()
        expect(ada).to_contain_text("No project yet")
        # Ada's page has asked whether it may still see the project.
        told = self.page.get_by_text("not shared with your class any more")
        expect(told).to_be_visible()
        self.problems = [each for each in self.problems if "404" not in each]

    def test_it_says_how_many_wait_and_where_to_decide(self) -> None:
        self.share()
        given = {"needs_approval": True}
        self.people.ask(self.rivera, "PATCH", self.project, "sharing/", given)
        for text in ("I laugh", "I sing"):
            self.add(self.ada, text)
        tile = self.tile_of(self.project)
        expect(tile.get_by_title("happy: 0")).to_be_visible()

        tile.get_by_role("link", name="2 wait for you").click()

        address = reverse("projects:review", args=[self.project.pk])
        expect(self.wall).to_have_url(f"{self.site_url}{address}")

    def test_who_joins_later_is_shown_at_it(self) -> None:
        self.share()
        alan = make_student("Alan", self.year_5)
        self.sign_in(alan)

        self.page.goto(reverse("projects:train", args=[self.project.pk]))

        expect(self.tile("Alan").get_by_role("link", name="Moods")).to_be_visible()
