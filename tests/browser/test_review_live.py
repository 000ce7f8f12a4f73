from playwright.sync_api import Route, expect

from classrooms.models import User
from projects.kinds import Content
from projects.models import Project

from .review_page import WAITING, ReviewTestCase


class LiveTests(ReviewTestCase):
    def test_new_ones_come_at_the_end_and_nothing_moves(self) -> None:
        self.add(self.ada, "One", "Two")
        self.open()
        self.expect_texts("One", "Two")
        self.press("ArrowRight", "ArrowRight")
        box = self.cell("Two").bounding_box()

        self.send(self.grace, "Three")

        self.expect_texts("One", "Two", "Three")
        expect(self.tab("Waiting")).to_have_text("Waiting 3")
        expect(self.cell("Two")).to_be_focused()
        self.assertEqual(self.cell("Two").bounding_box(), box)

    def test_where_the_newest_are_first_they_wait_to_be_shown(self) -> None:
        self.add(self.ada, "One")
        self.open("?show=all")
        self.expect_texts("One")

        self.send(self.grace, "Two", "Three")

        button = self.page.get_by_role("button", name="2 more have come. Show them.")
        expect(button).to_be_visible()
        self.expect_texts("One")
        button.click()
        self.expect_texts("Three", "Two", "One")
        expect(self.cell("Three")).to_be_focused()

    def test_what_its_student_deletes_says_so_where_it_is(self) -> None:
        (one, _two) = self.add(self.ada, "One", "Two")
        self.open()
        self.expect_texts("One", "Two")

        self.people.ask(self.ada, "DELETE", self.project, f"examples/{one.pk}/")

        expect(self.tile("One")).to_contain_text("This was deleted just now.")
        verbs = self.tile("One").get_by_role("button", name="Approve")
        expect(verbs).to_be_hidden()
        expect(self.tab("Waiting")).to_have_text("Waiting 1")
        self.tile("Two").get_by_role("button", name="Approve").click()
        expect(self.tiles()).to_have_count(0)

    def test_what_another_teacher_does_says_so(self) -> None:
        (one,) = self.add(self.ada, "One")
        self.open()
        self.expect_texts("One")

        job = {"ids": [str(one.pk)], "state": "hidden"}
        self.people.ask(self.rivera, "POST", self.project, "examples/moderate/", job)

        expect(self.tile("One")).to_contain_text("This was hidden just now.")
        expect(self.tab("Hidden")).to_have_text("Hidden 1")

    def test_nobody_approves_what_was_changed_unseen(self) -> None:
        self.add(self.ada, "One", "Two")
        self.open()
        self.expect_texts("One", "Two")
        one = self.project.examples.get(text="One")

        def change(route: Route) -> None:
            one.hold(Content(text="Something else"))
            one.save()
            route.continue_()

        self.page.route("**/examples/moderate/", change, times=1)

        self.tile("One").get_by_role("button", name="Approve").click()

        sentence = "1 was changed meanwhile: look at it again."
        expect(self.page.locator("undo-toast")).to_contain_text(sentence)
        self.expect_texts("Something else", "Two")
        self.expect_states(**{"Something else": WAITING, "Two": WAITING})

    def test_taken_back_from_its_class_it_is_looked_at_no_more(self) -> None:
        novak = User.objects.create_user("novak@school.example")
        Project.objects.filter(pk=self.project.pk).update(owner=novak)
        self.add(self.ada, "One")
        self.open()
        self.expect_texts("One")

        self.people.ask(novak, "DELETE", self.project, "sharing/")

        words = "Your class no longer fills this project, or you no longer teach it."
        expect(self.page.get_by_text(words)).to_be_visible()
        expect(self.tiles()).to_have_count(0)
        self.problems = [each for each in self.problems if "live" not in each]
