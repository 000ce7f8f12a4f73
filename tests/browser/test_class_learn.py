import re
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from projects.models import Project
from tests.school import make_regression_project, make_student
from training.models import Evaluation

from .class_people import ClassPeople
from .learn_page import LearnPageTestCase
from .test_regression_trying import NUMBER

STUDENTS = ["Bo", "Cleo", "Dee", "Eve"]
REFUSED = re.compile(r"status of 404|WebSocket connection to .* failed")
BEFORE = 10 + 3 * 6 + 4  # centimetres, as `make_regression_project` has it


class ClassModelTests(LearnPageTestCase):
    """Learn & Test of a project that Year 5 fills: Ms Rivera trains, all use it."""

    def make_project(self) -> Project:
        project = make_regression_project(self.rivera, rows=60)
        project.classroom = self.year_5
        project.save()
        students = [self.ada] + [make_student(name, self.year_5) for name in STUDENTS]
        for number, example in enumerate(project.examples.order_by("pk")):
            example.author = students[number % 5]
            example.save(update_fields=["author"])
        return project

    def setUp(self) -> None:
        super().setUp()
        self.teacher = self.another_page(self.rivera)
        self.people = ClassPeople(self)

    def train(self, button: str = "Train") -> None:
        self.press(button, self.teacher)
        expect(self.part("train", self.teacher)).to_have_text("Train again")
        expect(self.part("train", self.teacher)).to_be_visible()

    def add_plants(self, author: User, count: int, height: float) -> None:
        values = {"1": 6.0, "2": "clay", "3": height}
        new = [{"id": str(uuid4()), "values": values} for _ in range(count)]
        changes = {"rows": [], "new": new}
        self.people.ask(author, "POST", self.project, "examples/change/", changes)

    def news(self, page: Page | None = None) -> Locator:
        return self.part("news", page)

    def guess(self) -> float:
        words = self.page.locator("[data-card=test] .predicted-number")
        expect(words).to_contain_text("cm")
        found = NUMBER.search(words.inner_text())
        assert found is not None
        return float(found[0])

    def test_a_student_waits_for_the_teacher_and_uses_what_is_learnt(self) -> None:
        self.open()
        expect(self.part("about")).to_contain_text("Your teacher trains it")
        expect(self.part("train")).to_be_hidden()
        expect(self.part("collect")).to_be_visible()

        self.train()

        expect(self.news()).to_contain_text("has learnt from what your class has added")
        self.expect_title("Ready! Try it out.")
        expect(self.page.get_by_text("Ready. Type something")).to_be_visible()
        expect(self.part("delete-model")).to_be_hidden()
        expect(self.news(self.teacher)).to_be_empty()

    def test_a_new_model_answers_at_once_what_somebody_has_typed(self) -> None:
        self.train()
        self.open()
        card = self.page.locator("[data-card=test]")
        expect(self.page.get_by_text("Ready. Type something")).to_be_visible()
        card.get_by_label("sun").fill("6")
        card.get_by_label("soil").select_option("clay")
        card.get_by_role("button", name="How much?").click()
        self.assertAlmostEqual(self.guess(), BEFORE, delta=6)
        card.get_by_label("sun").focus()

        self.add_plants(self.ada, 100, 500)
        expect(self.part("about", self.teacher)).to_contain_text("100 added")
        self.train("Train again")

        expect(self.news()).to_contain_text("A new model is here!")
        self.wait_until(lambda: self.guess() > 2 * BEFORE)
        expect(card.get_by_label("sun")).to_have_value("6")
        expect(card.get_by_label("sun")).to_be_focused()

    def test_what_the_class_adds_meanwhile_is_said(self) -> None:
        self.train()
        self.open()
        expect(self.part("about")).to_contain_text("with 60 examples.")

        self.add_plants(self.ada, 3, 20)

        words = "Since then: 3 added."
        expect(self.part("about")).to_contain_text(f"{words} It learns that when")
        expect(self.part("about", self.teacher)).to_contain_text(f"{words} Train again")

    def test_the_teacher_sees_names_and_a_student_only_themselves(self) -> None:
        self.train()
        figures = Evaluation.objects.get().details["contributors"]
        held = {each["author"] for each in figures}
        names = [name for name in ["Ada", *STUDENTS] if self.user(name).pk in held]
        self.assertEqual(len(names), 1)

        people = self.part("people", self.teacher)
        expect(people.get_by_role("listitem")).to_have_count(1)
        expect(people).to_contain_text(names[0])
        expect(people).to_contain_text("cm")
        expect(self.part("held-back", self.teacher)).to_contain_text("learnt nothing")
        context = self.new_context()
        self.sign_in(self.user(names[0]), context)
        of_student = self.open(context.new_page())
        expect(self.part("people", of_student)).to_contain_text("Your examples")
        other = next(each for each in STUDENTS if each not in names)
        context = self.new_context()
        self.sign_in(self.user(other), context)
        of_other = self.open(context.new_page())
        expect(self.part("about", of_other)).to_contain_text("with 60 examples.")
        expect(of_other.locator("[data-card=whose]")).to_be_hidden()

    def test_one_that_is_taken_back_is_put_away(self) -> None:
        self.train()
        self.open()
        expect(self.page.get_by_text("Ready. Type something")).to_be_visible()

        self.people.ask(self.rivera, "DELETE", self.project, "sharing/")

        over = self.part("over")
        expect(over).to_contain_text("not shared with your class any more")
        expect(over.get_by_role("link", name="Go to My projects")).to_be_visible()
        expect(self.page.locator(".card:visible")).to_have_count(0)
        self.page.goto("about:blank")
        # The page has asked if it is gone indeed; Chromium notes that as an error.
        others = [each for each in self.problems if not REFUSED.search(each)]
        self.assertEqual(others, [])
        self.problems.clear()

    def user(self, name: str) -> User:
        return User.objects.get(student__username=name)
