import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from classrooms import actions
from classrooms.enrolling import Newcomer
from classrooms.models import User
from tests.school import make_classroom, make_student

from .site import SiteTestCase


class StudentsTests(SiteTestCase):
    """A teacher's class, from nobody in it to cards on paper."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.sign_in(self.rivera)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).click()

    def come_in(self, child: Page, words: str) -> None:
        child.get_by_label("Your secret words").fill(words)
        child.get_by_role("button", name="Come in").click()

    def cards(self):
        return self.page.locator(".login-card")

    def sheets_of(self, paper: str) -> int:
        pdf = self.page.pdf(format=paper)
        return len(re.findall(rb"/Type\s*/Page\b", pdf))

    def test_a_class_is_filled_and_its_cards_are_printed(self) -> None:
        self.page.goto(self.year_5.get_absolute_url())
        self.follow("Add students")
        self.page.get_by_text("Many, with numbers").click()
        self.page.get_by_label("What the names begin with").fill("star")
        self.page.get_by_label("How many").fill("19")
        self.press("Add and show the cards")
        expect(self.cards()).to_have_count(19)
        self.follow("Back to the class")

        self.follow("Add students")
        self.page.get_by_text("A list", exact=True).click()
        table = self.page.get_by_label("Paste the list here")
        table.fill("username;group\nAda;Tuesday\nSTAR01;Tuesday")
        self.press("Look at it first")
        problem = self.page.get_by_role("row", name=re.compile("STAR01"))
        expect(problem).to_contain_text("already taken in this class")
        table.fill("username;group\nAda;Tuesday\nليلى;Tuesday")
        self.press("Look at it again")
        expect(self.page.get_by_text("2 lines are good")).to_be_visible()
        self.press("Add 2 students and show the cards")
        expect(self.cards()).to_have_count(2)
        self.follow("Back to the class")

        self.follow("New secret words and cards for the whole class")
        self.press("Make them and show the cards")
        expect(self.cards()).to_have_count(21)
        for paper in ("A4", "Letter"):
            with self.subTest(paper=paper):
                self.assertEqual(self.sheets_of(paper), 3)
        self.follow("Back to the class")
        expect(self.page.get_by_role("link", name="Tuesday 2")).to_be_visible()

    def test_loading_the_cards_again_adds_nobody_again(self) -> None:
        self.page.goto(reverse("classrooms:add-students", args=[self.year_5.pk]))
        self.page.get_by_text("Many, with numbers").click()
        self.page.get_by_label("What the names begin with").fill("star")
        self.page.get_by_label("How many").fill("2")
        self.press("Add and show the cards")
        expect(self.cards()).to_have_count(2)
        self.page.wait_for_load_state()  # Its script has run then, and not before.

        self.page.reload()

        expect(self.page.get_by_text("There is room for 58 more.")).to_be_visible()
        self.assertEqual(self.year_5.students.count(), 2)

    def test_back_from_the_first_page_leads_to_the_door_again(self) -> None:
        (card,) = actions.enrol(self.year_5, [Newcomer("Ada")])
        child = self.new_context().new_page()
        child.goto(f"{reverse('classrooms:join')}?code=YEAR5555&username=Ada")
        self.come_in(child, "wrong words here")
        expect(child.get_by_text("That did not fit together.")).to_be_visible()
        child.wait_for_load_state()  # Its script has run then.
        self.come_in(child, card[1])
        expect(child.get_by_role("heading", name="My projects")).to_be_visible()
        self.expect_problem("400")

        child.go_back()

        expect(child.get_by_role("button", name="Come in")).to_be_visible()

    def test_the_code_on_a_card_opens_the_door(self) -> None:
        make_student("李 雷", self.year_5)
        self.page.goto(
            reverse("classrooms:reset-passphrases", args=[self.year_5.pk])
            + "?everybody"
        )
        self.press("Make them and show the cards")
        words = self.page.locator(".login-card-words").first.inner_text()
        child = self.new_context().new_page()

        child.goto(f"/join/?code=YEAR5555&username={'李%20雷'}")
        child.get_by_label("Your secret words").fill(words.upper())
        child.keyboard.press("Enter")

        expect(child.get_by_role("button", name="Log out")).to_be_visible()

    def test_students_are_picked_with_the_keyboard(self) -> None:
        for number in range(1, 6):
            make_student(f"star{number}", self.year_5)
        self.page.goto(self.year_5.get_absolute_url())
        group = self.page.get_by_role("button", name="Put in a group").first
        expect(group).to_be_disabled()

        self.page.get_by_role("checkbox", name="star2").focus()
        self.page.keyboard.press("Space")
        self.page.get_by_role("checkbox", name="star4").click(modifiers=["Shift"])
        expect(self.page.get_by_text("3 students:")).to_be_visible()
        group.focus()
        self.page.keyboard.press("Enter")
        self.page.get_by_label("Name of the group").fill("Tuesday")
        self.page.keyboard.press("Enter")

        expect(self.page.get_by_role("link", name="Tuesday 3")).to_be_visible()

    def test_a_menu_opens_and_closes_with_the_keyboard(self) -> None:
        make_student("Ada", self.year_5)
        self.page.goto(self.year_5.get_absolute_url())

        self.page.get_by_role("button", name="More for Ada").focus()
        self.page.keyboard.press("Enter")
        rename = self.page.get_by_role("link", name="Rename")
        expect(rename).to_be_visible()
        self.page.keyboard.press("Escape")
        expect(rename).to_be_hidden()
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.page.get_by_label("Name").fill("Grace")
        self.page.keyboard.press("Enter")

        expect(self.page.get_by_role("rowheader", name="Grace")).to_be_visible()
