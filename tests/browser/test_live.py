from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from classrooms.models import Teaching, User
from tests.school import add_rows, make_classroom, make_project, make_student
from training.models import MLModel, Problem

from .site import SiteTestCase


class LiveTestCase(SiteTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.grace = make_student("Grace", self.year_5)
        self.wall = self.open_wall()

    def open_wall(self) -> Page:
        teacher = self.new_context()
        self.sign_in(self.rivera, teacher)
        wall = teacher.new_page()
        wall.goto(reverse("training:live", args=[self.year_5.pk]))
        expect(wall.get_by_text("Live", exact=True).last).to_be_visible()
        return wall

    def forgive_closed_sockets(self) -> None:
        self.problems = [each for each in self.problems if "WebSocket" not in each]

    def tile(self, name: str) -> Locator:
        heading = self.wall.get_by_role("heading", name=name)
        return self.wall.locator("student-tile").filter(has=heading)


class LiveTests(LiveTestCase):
    """A teacher watches while a student works, in two browsers at once."""

    needs_worker = True

    def test_the_wall_moves_while_a_student_works(self) -> None:
        tile = self.tile("Ada")
        expect(tile).to_contain_text("Not here yet")
        expect(self.wall.get_by_text("0 of 2 here")).to_be_visible()
        self.sign_in(self.ada)
        self.page.goto("/projects/")
        expect(tile).to_contain_text("Looking at the list of projects")
        expect(self.wall.get_by_text("1 of 2 here")).to_be_visible()

        self.add_rows_of(make_project(self.ada, cat=3, dog=3))
        expect(tile).to_contain_text("At step 1: Train")
        expect(tile.get_by_role("link", name="Pets")).to_be_visible()
        expect(tile.get_by_title("dog: 4")).to_be_visible()

        self.page.get_by_role("link", name="Learn & Test", exact=True).click()
        expect(tile).to_contain_text("At step 2: Learn & Test")
        self.page.get_by_role("button", name="Train", exact=True).click()
        expect(tile).to_contain_text("right", timeout=30_000)
        spoken = self.wall.locator("[data-part=spoken]")
        expect(spoken).to_contain_text("Ada: “Pets” is ready")

        self.page.close()
        expect(tile.locator("[data-part=here]")).to_have_text("Away")
        expect(tile).to_contain_text("Last here")
        expect(self.tile("Grace")).to_contain_text("Not here yet")

    def add_rows_of(self, project) -> None:
        self.page.goto(reverse("projects:train", args=[project.pk]))
        dog = self.page.locator("label-bucket").filter(
            has=self.page.get_by_role("heading", name="dog")
        )
        dog.get_by_role("button", name="Add an example").click()
        dog.get_by_label("weight", exact=True).fill("7")
        self.page.keyboard.press("Enter")


class WallTests(LiveTestCase):
    def test_filters_show_who_needs_help_and_stay(self) -> None:
        make_project(self.ada, cat=3)
        failed = make_project(self.grace, cat=3)
        MLModel.objects.create(
            project=failed,
            status="failed",
            problem=Problem.TOO_LARGE,
            finished_at=failed.created_at,
        )
        self.wall.reload()
        expect(self.wall.get_by_text("1 needs help")).to_be_visible()

        self.wall.get_by_label("Need help").check()

        expect(self.tile("Ada")).to_be_hidden()
        expect(self.tile("Grace")).to_contain_text("too many examples")
        self.wall.get_by_role("button", name="Hide names").click()
        expect(self.wall.get_by_text("Grace", exact=True)).to_be_hidden()
        expect(self.wall.get_by_role("heading", name="Student 2")).to_be_visible()

    def test_a_project_opens_for_looking(self) -> None:
        make_project(self.ada, cat=3)
        self.wall.reload()

        self.tile("Ada").get_by_role("link", name="Pets").click()

        expect(self.wall.get_by_text("project of Ada")).to_be_visible()
        self.wall.get_by_role("link", name="1. Train").click()
        expect(self.wall.get_by_role("heading", name="cat")).to_be_visible()
        button = self.wall.get_by_role("button", name="Add an example")
        expect(button).to_be_hidden()
        self.wall.get_by_role("link", name="Live in Year 5").click()
        expect(self.tile("Ada")).to_be_visible()

    def test_who_no_longer_teaches_the_class_sees_it_no_more(self) -> None:
        make_project(self.ada, cat=3)
        Teaching.objects.all().delete()

        self.tell_of(self.ada)

        expect(
            self.wall.get_by_text("You can no longer see this class")
        ).to_be_visible()
        expect(self.wall.locator("student-tile")).to_have_count(0)
        self.expect_problem("404")
        self.forgive_closed_sockets()

    def tell_of(self, user: User) -> None:
        """Have a page of the student announce something."""
        self.sign_in(user)
        self.page.goto("/projects/")


class WebProcessRestartedTests(LiveTestCase):
    """The web process is stopped and started while a teacher watches."""

    def stop_web(self) -> None:
        self.web.terminate()
        self.web.wait()

    def test_the_wall_comes_back_by_itself_and_is_right(self) -> None:
        project = make_project(self.ada, cat=3, dog=3)
        self.wall.reload()
        expect(self.tile("Ada").get_by_title("cat: 3")).to_be_visible()

        self.stop_web()
        expect(self.wall.get_by_text("Connecting again…")).to_be_visible()
        add_rows(project, cat=39)
        make_student("Alan", self.year_5)
        self.start_web(self.environment_of_site())

        expect(self.tile("Ada").get_by_title("cat: 42")).to_be_visible()
        expect(self.wall.locator("[data-state=live]")).to_be_visible()
        expect(self.tile("Alan")).to_be_visible()
        self.forgive_closed_sockets()


class WithoutRedisTests(LiveTestCase):
    """Redis is away: the wall asks every few seconds."""

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        return super().environment_of_site() | {"REDIS_URL": "redis://127.0.0.1:1/0"}

    def open_wall(self) -> Page:
        teacher = self.new_context()
        self.sign_in(self.rivera, teacher)
        wall = teacher.new_page()
        wall.goto(reverse("training:live", args=[self.year_5.pk]))
        return wall

    def test_it_asks_every_few_seconds(self) -> None:
        expect(self.wall.get_by_text("Updating every 5 seconds")).to_be_visible()

        make_project(self.ada, cat=3)

        expect(self.tile("Ada").get_by_title("cat: 3")).to_be_visible()
        self.forgive_closed_sockets()
