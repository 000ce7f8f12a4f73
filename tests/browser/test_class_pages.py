import json
import re

from django.urls import reverse
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from .class_pages import ClassPagesTestCase


class ContributionsTests(ClassPagesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.add(self.ada, "I laugh")
        self.open("projects:class")

    def line(self, name: str) -> Locator:
        link = self.page.get_by_role("link", name=name, exact=True)
        return self.page.locator(".contribution-line").filter(has=link)

    def row(self, name: str) -> Locator:
        link = self.page.get_by_role("link", name=name, exact=True)
        return self.page.locator("tbody tr").filter(has=link)

    def show_table(self) -> None:
        self.page.get_by_label("Table").check()

    def test_lines_grow_while_students_add(self) -> None:
        expect(self.line("Ada")).to_contain_text("happy: 1")
        expect(self.line("Grace")).to_contain_text("nothing yet")

        self.add(self.grace, "I cry", label=2)
        self.add(self.grace, "I weep", label=2)

        expect(self.line("Grace")).to_contain_text("sad: 2")
        expect(self.line("Grace").get_by_title("sad: 2")).to_be_visible()
        expect(self.page.get_by_text("2 of 2 students have added")).to_be_visible()

    def test_the_table_counts_by_student_and_label(self) -> None:
        self.add(self.ada, "I sing")
        self.add(self.grace, "I cry", label=2)
        self.show_table()

        expect(self.row("Ada").locator("td")).to_contain_text(["2", "0", "0", "0", "2"])
        expect(self.row("Grace").locator("td")).to_contain_text(
            ["0", "1", "0", "0", "1"]
        )
        everybody = self.page.locator(".contribution-all td")
        expect(everybody).to_have_text(["2", "1", "0", "0", "3", ""])

    def test_it_is_sorted_by_any_column_with_the_keyboard_too(self) -> None:
        self.show_table()
        names = self.page.locator("tbody th")
        expect(names).to_have_text(["Ada", "Grace"])
        together = self.page.get_by_role("columnheader", name="Together")
        self.add(self.grace, "I smile")
        self.add(self.grace, "I cry", label=2)

        together.get_by_role("button").press("Enter")

        expect(together).to_have_attribute("aria-sort", "descending")
        expect(names).to_have_text(["Grace", "Ada"])
        expect(together.get_by_role("button")).to_be_focused()
        together.get_by_role("button").press("Enter")
        expect(names).to_have_text(["Ada", "Grace"])

    def test_a_name_leads_to_what_that_student_added(self) -> None:
        self.line("Ada").get_by_role("link", name="Ada").click()

        address = f"?show=all&student={self.ada.student.pk}"
        self.wait_until(lambda: address in self.page.url)
        expect(self.page.get_by_text("I laugh")).to_be_visible()

    def test_a_new_label_is_a_new_column(self) -> None:
        self.show_table()

        self.ask_as_teacher("POST", "labels/", {"name": "angry"})

        expect(self.page.get_by_role("columnheader", name="angry")).to_be_visible()


class SwitchesTests(ClassPagesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.open("projects:class")

    def switch(self, name: str) -> Locator:
        return self.page.get_by_role("switch", name=name)

    def test_buckets_are_closed_and_opened_with_the_keyboard(self) -> None:
        self.switch("The buckets are open").press("Space")

        bar = self.page.locator("#class-bar")
        expect(bar.get_by_text("The buckets are closed for now")).to_be_visible()
        self.wait_until(lambda: not self.in_database().is_collecting)
        self.switch("The buckets are open").press("Space")
        expect(bar.get_by_text("The buckets are open")).to_be_visible()
        self.wait_until(lambda: self.in_database().is_collecting)

    def test_what_students_add_waits_and_the_bar_counts_it(self) -> None:
        self.switch("Look at everything first").check()
        self.wait_until(lambda: self.in_database().needs_approval)

        self.add(self.ada, "I laugh")

        review = self.page.locator("#class-bar").get_by_role("link", name="Review")
        expect(review).to_contain_text("1")
        expect(self.page.get_by_text("1 waiting")).to_be_visible()

    def test_everybody_may_add_only_so_many(self) -> None:
        number = self.page.get_by_label("Examples from each student")
        expect(number).to_be_hidden()

        self.switch("Only so many from each student").check()
        self.wait_until(lambda: self.in_database().student_quota == 20)
        number.fill("3")
        number.press("Enter")
        self.wait_until(lambda: self.in_database().student_quota == 3)
        self.switch("Only so many from each student").uncheck()

        self.wait_until(lambda: self.in_database().student_quota is None)
        expect(number).to_be_hidden()

    def test_what_was_told_before_it_was_saved_turns_nothing_back(self) -> None:
        told: list[tuple[WebSocketRoute, str]] = []

        def listen(page: WebSocketRoute) -> None:
            def tell(text: str) -> None:
                told.append((page, text))
                page.send(text)

            page.connect_to_server().on_message(tell)

        self.page.route_web_socket(re.compile("/live/"), listen)
        self.open("projects:class")
        self.wait_until(lambda: len(told) > 0)
        limited = self.switch("Only so many from each student")
        limited.check()
        self.wait_until(lambda: self.in_database().student_quota == 20)
        expect(self.page.locator("[data-part=saved]").first).to_have_text("Saved.")

        page, before = told[0]
        page.send(before)
        state = json.loads(before)
        state["settings"]["is_collecting"] = False
        page.send(json.dumps(state))

        expect(self.switch("The buckets are open")).not_to_be_checked()
        expect(limited).to_be_checked()

    def test_a_number_that_makes_no_sense_is_not_saved(self) -> None:
        self.switch("Only so many from each student").check()
        self.wait_until(lambda: self.in_database().student_quota == 20)
        number = self.page.get_by_label("Examples from each student")

        number.fill("0")
        number.press("Enter")

        expect(self.page.get_by_text("Type a number from 1 to 10,000.")).to_be_visible()
        self.assertEqual(self.in_database().student_quota, 20)

    def test_what_another_teacher_turns_turns_here(self) -> None:
        settings = {"is_collecting": False, "student_quota": 7}

        self.ask_as_teacher("PATCH", "sharing/", settings)

        expect(self.switch("The buckets are open")).not_to_be_checked()
        number = self.page.get_by_label("Examples from each student")
        expect(number).to_have_value("7")

    def test_what_cannot_be_saved_is_turned_back(self) -> None:
        self.page.route("**/sharing/", lambda route: route.abort())

        self.switch("The buckets are open").click()

        expect(self.page.get_by_text("I cannot reach the server")).to_be_visible()
        expect(self.switch("The buckets are open")).to_be_checked()
        self.problems = [each for each in self.problems if "ERR_FAILED" not in each]

    def test_a_label_that_a_student_proposes_is_taken_or_not(self) -> None:
        for name in ("angry", "silly"):
            given = {"name": name}
            self.people.ask(self.ada, "POST", self.project, "proposals/", given)

        self.page.get_by_role("button", name="Add the label “angry”").click()
        self.page.get_by_role("button", name="Do not add “silly”").click()

        expect(self.page.get_by_text("Labels that students would like")).to_be_hidden()
        self.wait_until(
            lambda: self.project.live_labels().filter(name="angry").exists()
        )
        self.assertFalse(self.project.live_labels().filter(name="silly").exists())


class TakingBackTests(ClassPagesTestCase):
    def open_list(self) -> Page:
        context = self.new_context()
        self.sign_in(self.ada, context)
        page = context.new_page()
        page.goto(reverse("projects:list"))
        return page

    def test_it_leaves_the_students_lists_and_comes_back(self) -> None:
        of_ada = self.open_list()
        in_list = of_ada.get_by_role("link", name="Moods")
        expect(in_list).to_be_visible()
        self.open("projects:class")

        self.page.get_by_role("button", name="Take it back from the class").click()
        self.page.get_by_role("button", name="Take it back", exact=True).click()

        share = self.page.get_by_role("button", name="Share it with the class")
        expect(share).to_be_visible()
        expect(in_list).to_be_hidden()
        share.click()
        expect(self.page.get_by_text("What your students may do")).to_be_visible()
        expect(in_list).to_be_visible()

    def test_another_page_of_its_owner_notices(self) -> None:
        self.open("projects:class")
        expect(self.page.get_by_text("What your students may do")).to_be_visible()

        self.ask_as_teacher("DELETE", "sharing/")

        expect(self.page.get_by_text("Let a class fill it")).to_be_visible()


class ClassProjectsPageTests(ClassPagesTestCase):
    def test_a_project_is_started_from_the_pages_of_the_class(self) -> None:
        self.page.goto(reverse("classrooms:detail", args=[self.year_5.pk]))
        nav = self.page.get_by_role("navigation", name="Pages of this class")
        nav.get_by_role("link", name="Projects").click()
        expect(self.page.get_by_role("link", name="Moods", exact=True)).to_be_visible()

        self.page.get_by_label("What will the computer learn").fill("Birds")
        self.page.get_by_label("Sounds").check()
        self.page.get_by_role("button", name="Start").click()

        expect(self.page.get_by_text("Project of the class Year 5")).to_be_visible()
        bar = self.page.get_by_role("navigation", name="For teachers")
        bar.get_by_role("link", name="Class").click()
        expect(self.page.get_by_text("What your students may do")).to_be_visible()
