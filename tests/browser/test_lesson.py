import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from classrooms import actions
from classrooms.models import User
from projects.models import Project
from tests.school import make_classroom, make_project, make_student
from training.models import MLModel

from .site import SiteTestCase


class LessonTests(SiteTestCase):
    """A lesson, from coming in to a right answer, as children and teachers do it."""

    needs_worker = True

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")

    def text(self, words: str, page: Page | None = None):
        return (page or self.page).get_by_text(words)

    def press(self, name: str, exact: bool = False) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def test_a_child_teaches_the_computer_from_nothing(self) -> None:
        ((_student, words),) = actions.add_students(self.year_5, ["Ada"])

        self.come_in("year-5555", "ada", words)
        self.start_project("Cats and dogs")
        self.add_column("weight")
        for label in ("cat", "dog"):
            self.add_label(label)
        self.add_examples("cat", "4.1", "3,9", "4.5")
        self.add_examples("dog", "30", "28", "35")
        self.page.get_by_role("link", name="Go to Learn & Test").click()
        self.train()
        self.classify("4")
        self.assert_best("cat")
        self.classify("31")
        self.assert_best("dog")

    def come_in(self, code: str, name: str, words: str) -> None:
        self.page.goto("/")
        self.page.get_by_role("link", name="I am a student").click()
        self.page.get_by_label("Class code").fill(code)
        self.page.get_by_label("Your name in class").fill(name)
        self.page.get_by_label("Your secret words").fill(words)
        self.page.keyboard.press("Enter")

    def start_project(self, name: str) -> None:
        self.page.get_by_label("What will the computer learn").fill(name)
        self.page.get_by_role("radio", name=re.compile("^Numbers")).check()
        self.press("Start")
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()

    def add_column(self, name: str) -> None:
        self.press("Add a column")
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Name").fill(name)
        dialog.get_by_role("button", name="Save").click()
        expect(dialog).to_be_hidden()

    def add_label(self, name: str) -> None:
        self.page.get_by_label("A new label").fill(name)
        self.press("Add this label")
        expect(self.bucket(name)).to_be_visible()

    def bucket(self, name: str):
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("label-bucket").filter(has=heading)

    def add_examples(self, label: str, *weights: str) -> None:
        bucket = self.bucket(label)
        for weight in weights:
            # The keyboard alone: type, Enter, type the next.
            bucket.get_by_label("weight", exact=True).fill(weight)
            self.page.keyboard.press("Enter")
            expect(bucket.get_by_label("weight", exact=True)).to_have_value("")
        expect(bucket.locator("[data-part=count]")).to_contain_text(str(len(weights)))
        # They are shown before they are stored.
        expect(bucket.locator(".is-saving")).to_have_count(0)

    def train(self) -> None:
        self.press("Train", exact=True)
        expect(self.text("Ready! Try it out.")).to_be_visible(timeout=30_000)

    def classify(self, weight: str) -> None:
        card = self.page.locator("[data-card=test]")
        card.get_by_label("weight").fill(weight)
        card.get_by_role("button", name="What is it?").click()

    def assert_best(self, label: str) -> None:
        first = self.page.locator("confidence-bars li").first
        expect(first).to_contain_text(label)
        expect(self.page.locator("confidence-bars li")).to_have_count(2)

    def test_everyone_who_looks_on_sees_it_happen(self) -> None:
        ada = make_student("Ada", self.year_5)
        project = make_project(ada, cat=6, dog=6)
        self.sign_in(ada)
        teacher = self.new_context()
        self.sign_in(self.rivera, teacher)
        onlooker = teacher.new_page()
        url = reverse("training:learn", args=[project.pk])
        onlooker.goto(url)
        expect(onlooker.get_by_role("button", name="Train", exact=True)).to_be_hidden()

        self.page.goto(url)
        self.train()

        expect(self.text("Ready! Try it out.", onlooker)).to_be_visible()
        expect(onlooker.get_by_text(re.compile("it had never seen"))).to_be_visible()

    def test_a_table_is_looked_at_before_it_is_added(self) -> None:
        ada = make_student("Ada", self.year_5)
        project = make_project(ada, cat=0, dog=0)
        self.sign_in(ada)
        self.page.goto(reverse("projects:train", args=[project.pk]))

        self.press("Add many from a table")
        self.page.get_by_label("Or paste it here").fill(
            "weight;colour;label\n4,1;red;cat\nheavy;red;cat\n30;blue;bird\n"
        )
        self.press("Look at it first")
        expect(self.text("Line 3")).to_be_visible()
        expect(self.text("is not a number")).to_be_visible()
        self.press("Add the 2 good rows")

        expect(self.bucket("bird").locator("[data-part=count]")).to_contain_text("1")
        self.assertEqual(Project.objects.get().examples.count(), 2)

    def test_a_whole_table_makes_a_project(self) -> None:
        ada = make_student("Ada", self.year_5)
        self.sign_in(ada)
        self.page.goto(reverse("projects:list"))
        self.start_project("Pets")

        self.press("Add many from a table")
        self.page.get_by_label("Or paste it here").fill(
            "weight,colour,label\n4,red,cat\n5,blue,cat\n30,red,dog\n31,,dog\n"
        )
        self.press("Look at it first")
        expect(self.text("weight (a number)")).to_be_visible()
        self.press("Add the 4 good rows")
        expect(self.bucket("dog").locator("[data-part=count]")).to_contain_text("2")

        self.page.get_by_role("link", name="Go to Learn & Test").click()
        self.train()
        self.classify("29")
        self.assert_best("dog")
        expect(self.text("too few examples to say").first).to_be_visible()
        expect(self.text("Where it was right, and where not")).to_be_hidden()
        expect(self.text("Well taught!")).to_be_hidden()

    def test_a_teacher_mends_an_example_but_adds_none(self) -> None:
        ada = make_student("Ada", self.year_5)
        project = make_project(ada, cat=1, dog=0)
        self.sign_in(self.rivera)
        self.page.goto(reverse("projects:train", args=[project.pk]))

        bucket = self.bucket("cat")
        bucket.get_by_role("button", name=re.compile("Change")).click()
        bucket.get_by_role("textbox", name="weight").fill("7")
        self.page.keyboard.press("Enter")

        expect(bucket.get_by_role("button", name=re.compile("Change"))).to_contain_text(
            "7"
        )
        self.assertEqual(project.examples.get().values["1"], 7.0)
        add = self.page.get_by_role("button", name="Add an example")
        expect(add).to_have_count(0)

    def test_deleting_can_be_undone(self) -> None:
        ada = make_student("Ada", self.year_5)
        project = make_project(ada, cat=3, dog=1)
        self.sign_in(ada)
        self.page.goto(reverse("projects:train", args=[project.pk]))

        count = self.bucket("cat").locator("[data-part=count]")
        expect(count).to_contain_text("3")
        self.bucket("cat").get_by_role(
            "button", name="Delete this example"
        ).first.click()
        expect(count).to_contain_text("2")
        self.press("Undo")
        expect(count).to_contain_text("3")

        self.bucket("cat").get_by_role("button", name=re.compile("Delete.*cat")).click()
        expect(self.bucket("cat")).to_have_count(0)
        self.press("Undo")
        expect(count).to_contain_text("3")
        self.assertEqual(project.examples.count(), 4)

    def test_changed_examples_are_pointed_out(self) -> None:
        ada = make_student("Ada", self.year_5)
        project = make_project(ada, cat=3, dog=3)
        self.sign_in(ada)
        url = reverse("training:learn", args=[project.pk])
        self.page.goto(url)
        self.train()

        project.refresh_from_db()
        project.touch()
        self.page.goto(url)

        expect(self.text("Examples changed since")).to_be_visible()
        self.assertTrue(MLModel.objects.get().is_current)
