import re

from django.urls import reverse
from playwright.sync_api import Locator, expect

from classrooms.models import User
from tests.school import make_classroom, make_student, make_text_project

from .site import SiteTestCase
from .test_text_lesson import LESSONS


class TryTextOutTests(SiteTestCase):
    """Whatever else a child may type on Learn & Test."""

    needs_worker = True

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        ada = make_student("Ada", make_classroom("Year 5", self.rivera, "YEAR5555"))
        self.project = make_text_project(ada, **LESSONS["en"].examples)
        self.sign_in(ada)
        self.page.goto(reverse("training:learn", args=[self.project.pk]))
        self.page.get_by_role("button", name="Train", exact=True).click()
        expect(self.page.get_by_text("Ready. Type something")).to_be_visible()

    @property
    def card(self) -> Locator:
        return self.page.locator("[data-card=test]")

    def test_a_teacher_is_not_asked_to_train_what_is_not_theirs(self) -> None:
        self.project.touch()
        self.page.reload()
        expect(self.page.get_by_text("changed since: train again.")).to_be_visible()

        address = self.page.url
        self.page.goto("about:blank")  # Else what it still fetches would be refused.
        self.context.clear_cookies()
        self.sign_in(self.rivera)
        self.page.goto(address)

        expect(self.page.get_by_text("The examples changed since.")).to_be_visible()
        expect(self.page.get_by_text("changed since: train again.")).to_have_count(0)

    def test_how_good_each_was_fits_on_a_phone(self) -> None:
        self.page.set_viewport_size({"width": 360, "height": 740})
        table = self.page.locator("model-history .table-scroll")
        expect(table).to_contain_text("right")

        hidden = table.evaluate("box => box.scrollWidth - box.clientWidth")

        self.assertLessEqual(hidden, 0)

    def test_it_answers_while_somebody_types(self) -> None:
        self.card.get_by_role("textbox").press_sequentially("We eat soup")

        expect(self.page.locator("confidence-bars li").first).to_contain_text("food")
        expect(self.card.locator(".push-sentence")).to_have_text("We eat soup")

        self.card.get_by_role("textbox").fill("")
        expect(self.page.locator("confidence-bars li")).to_have_count(0)
        expect(self.card.locator("sentence-pushes")).to_be_hidden()

    def test_it_says_when_it_knows_nothing_of_it(self) -> None:
        self.ask("щяйъ ψξ")

        expect(self.card).to_contain_text("I have not seen anything like this.")
        expect(self.card.locator("sentence-pushes")).to_be_hidden()

    def test_it_says_when_the_question_is_an_example(self) -> None:
        self.ask("this SOUP tastes great")

        expect(self.card).to_contain_text("This is one of your examples")
        expect(self.card.locator(".push-sentence")).to_be_visible()

    def test_the_pushes_of_another_label_can_be_seen(self) -> None:
        self.ask("We eat soup for dinner")
        word = self.card.locator(".push-sentence .push").filter(has_text="soup")
        expect(word).to_have_class(re.compile("is-towards"))

        self.card.get_by_role("button", name="weather").focus()
        self.page.keyboard.press("Enter")

        expect(word).to_have_class(re.compile("is-away"))
        expect(self.card.get_by_role("button", name="weather")).to_be_focused()

    def ask(self, question: str) -> None:
        self.card.get_by_role("textbox").fill(question)
        self.page.keyboard.press("Enter")


class TextMistakesTests(SiteTestCase):
    """How good is it? With sentences under labels that say the opposite."""

    needs_worker = True

    def test_mistakes_are_shown_as_sentences(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        sentences = [f"Word{number} thing{number}" for number in range(10)]
        project = make_text_project(ada, right=sentences, wrong=sentences)
        self.sign_in(ada)
        self.page.goto(reverse("training:learn", args=[project.pk]))
        self.page.get_by_role("button", name="Train", exact=True).click()

        card = self.page.locator("[data-card=good]")
        card.get_by_role("button", name=re.compile("taken for")).first.click()

        rows = card.get_by_role("region", name="Mistakes").get_by_role("row")
        expect(rows.first).to_contain_text("Sentence")
        expect(rows.nth(1)).to_contain_text(re.compile(r"Word(\d) thing\1"))
