from django.urls import reverse
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.school import add_sentences

from .class_page import ClassPageTestCase

DELETE = "Delete this example"


class TogetherTests(ClassPageTestCase):
    def test_what_one_adds_everybody_sees_at_once(self) -> None:
        ada, grace, rivera = map(self.open_for, (self.ada, self.grace, self.rivera))

        self.type_into(ada, "happy", "I laugh")
        self.type_into(grace, "happy", "I sing")

        for page in (ada, grace, rivera):
            expect(self.rows(page, "happy")).to_have_count(2)
            expect(self.count(page, "happy")).to_have_text("2")
        of_ada = self.rows(grace, "happy").filter(has_text="I laugh")
        expect(of_ada).to_contain_text("Ada")
        expect(of_ada.get_by_role("button", name=DELETE)).to_be_hidden()
        expect(of_ada.get_by_role("checkbox")).to_be_hidden()
        own = self.rows(grace, "happy").filter(has_text="I sing")
        expect(own).to_contain_text("you")
        expect(own.get_by_role("button", name=DELETE)).to_be_visible()
        expect(grace.get_by_text("You have added 1 example.")).to_be_visible()
        of_ada = self.rows(rivera, "happy").filter(has_text="I laugh")
        expect(of_ada.get_by_role("button", name=DELETE)).to_be_visible()

    def test_own_ones_are_changed_moved_and_deleted_before_all_eyes(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)
        self.type_into(ada, "happy", "I laugh", "I cry")
        expect(self.rows(grace, "happy")).to_have_count(2)

        self.rows(ada, "happy").filter(has_text="I laugh").get_by_role(
            "button", name="Change"
        ).click()
        form = self.bucket(ada, "happy").locator(".is-edited")
        form.get_by_role("textbox").fill("I laugh a lot")
        form.get_by_role("button", name="Save").click()
        expect(self.rows(grace, "happy").filter(has_text="a lot")).to_have_count(1)

        self.rows(ada, "happy").filter(has_text="I cry").get_by_role("checkbox").check()
        ada.locator("selection-bar").get_by_role("button", name="Move").click()
        expect(self.rows(grace, "sad").filter(has_text="I cry")).to_have_count(1)
        expect(self.rows(grace, "happy")).to_have_count(1)
        expect(self.count(grace, "happy")).to_have_text("1")

        self.rows(ada, "sad").get_by_role("button", name=DELETE).click()
        expect(self.rows(grace, "sad")).to_have_count(0)
        ada.locator("undo-toast").get_by_role("button", name="Undo").click()
        expect(self.rows(grace, "sad")).to_have_count(1)
        expect(self.count(grace, "sad")).to_have_text("1")

    def test_what_is_being_changed_stays_while_others_add(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)
        self.type_into(ada, "happy", "I laugh")
        self.rows(ada, "happy").get_by_role("button", name="Change").click()
        form = self.bucket(ada, "happy").locator(".is-edited")
        form.get_by_role("textbox").fill("I laugh and")

        self.type_into(grace, "happy", "I sing", "I dance")

        expect(self.count(ada, "happy")).to_have_text("3")
        field = form.get_by_role("textbox")
        expect(field).to_have_value("I laugh and")
        expect(field).to_be_focused()

    def test_an_example_that_is_told_before_it_is_answered_is_there_once(self) -> None:
        ada = self.open_for(self.ada)
        answers: list[tuple[Route, APIResponse]] = []
        ada.route("**/examples/", lambda route: answers.append((route, route.fetch())))

        self.type_into(ada, "happy", "I laugh")

        # The feed says that it is stored; what was asked for is answered later.
        expect(self.rows(ada, "happy").get_by_role("checkbox")).to_be_enabled()
        self.wait_until(lambda: len(answers) == 1)
        with ada.expect_response("**/examples/"):
            (route, answer), *_ = answers
            route.fulfill(response=answer)
        ada.unroute("**/examples/")
        self.type_into(ada, "sad", "I cry")
        expect(self.count(ada, "sad")).to_have_text("1")
        expect(self.rows(ada, "happy")).to_have_count(1)
        expect(self.count(ada, "happy")).to_have_text("1")

    def test_what_came_before_the_page_was_back_is_there_in_the_end(self) -> None:
        grace = self.open_for(self.grace)
        grace.context.set_offline(True)
        self.add(self.ada, "happy", "I laugh")

        grace.context.set_offline(False)

        expect(self.rows(grace, "happy")).to_have_count(1)
        while self.problems:
            self.expect_problem("ERR_INTERNET_DISCONNECTED")

    def test_a_page_holds_no_more_than_somebody_looks_at(self) -> None:
        add_sentences(self.project, happy=[f"Before {place}" for place in range(60)])
        ada = self.open_for(self.ada)
        expect(self.count(ada, "happy")).to_have_text("60")

        for place in range(30):
            self.add(self.grace, "happy", f"After {place}")

        expect(self.rows(ada, "happy").first).to_contain_text("After 29")
        held = self.bucket(ada, "happy").locator(".examples > li")
        self.assertLessEqual(held.count(), 70)
        more = self.bucket(ada, "happy").get_by_role("button", name="Show more")
        more.click()
        expect(self.rows(ada, "happy")).to_have_count(56)
        more.click()
        expect(self.rows(ada, "happy")).to_have_count(90)
        expect(more).to_be_hidden()
        self.assertEqual(len(set(self.rows(ada, "happy").all_inner_texts())), 90)


class TeacherDecidesTests(ClassPageTestCase):
    def test_only_its_author_and_the_teacher_see_what_waits(self) -> None:
        self.change(needs_approval=True)
        ada, grace, rivera = map(self.open_for, (self.ada, self.grace, self.rivera))

        self.type_into(ada, "happy", "I laugh")

        expect(self.rows(ada, "happy")).to_contain_text("waiting for your teacher")
        expect(self.count(ada, "happy")).to_have_text("0")
        expect(self.rows(rivera, "happy")).to_contain_text("waiting for you")
        waiting = self.bucket(rivera, "happy").get_by_role("link", name="1 waiting")
        review = reverse("projects:review", args=[self.project.pk])
        query = "?show=waiting&label=1"
        expect(waiting).to_have_attribute("href", f"{review}{query}")
        self.type_into(grace, "happy", "I sing")
        expect(self.rows(grace, "happy")).to_have_count(1)
        self.moderate("shown", text="I laugh")
        expect(self.rows(grace, "happy")).to_have_count(2)
        expect(self.count(grace, "happy")).to_have_text("1")
        expect(self.rows(ada, "happy").filter(has_text="waiting")).to_have_count(0)
        expect(self.count(ada, "happy")).to_have_text("1")

    def test_its_author_reads_that_one_was_hidden(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)
        self.type_into(ada, "happy", "Bah")
        expect(self.rows(grace, "happy")).to_have_count(1)

        self.moderate("hidden", text="Bah")

        expect(self.rows(grace, "happy")).to_have_count(0)
        expect(self.rows(ada, "happy")).to_contain_text("hidden by your teacher")
        expect(self.count(ada, "happy")).to_have_text("0")

    def test_the_buckets_close_and_open_by_themselves(self) -> None:
        ada, rivera = self.open_for(self.ada), self.open_for(self.rivera)
        self.field(ada, "happy").fill("I am not ready")

        self.change(is_collecting=False)

        closed = self.bucket(ada, "sad").get_by_text("has closed the buckets for now")
        expect(closed).to_be_visible()
        expect(self.field(ada, "sad")).to_be_hidden()
        expect(self.field(ada, "happy")).to_have_value("I am not ready")
        expect(self.field(ada, "happy")).to_be_visible()
        expect(self.field(rivera, "sad")).to_be_visible()
        self.change(is_collecting=True)
        expect(self.field(ada, "sad")).to_be_visible()
        expect(closed).to_be_hidden()
        self.field(ada, "happy").press("Enter")
        self.wait_until(lambda: self.project.examples.count() == 1)

    def test_everybody_hears_how_many_more_they_may_add(self) -> None:
        self.change(student_quota=2)
        ada = self.open_for(self.ada)

        self.type_into(ada, "happy", "I laugh")
        said = ada.get_by_text("You have added 1 example. 1 more fits.")
        expect(said).to_be_visible()
        self.type_into(ada, "happy", "I sing")

        full = self.bucket(ada, "happy").get_by_text("You have added all 2 examples")
        expect(full).to_be_visible()
        expect(self.field(ada, "happy")).to_be_hidden()
        self.rows(ada, "happy").first.get_by_role("button", name=DELETE).click()
        expect(self.field(ada, "happy")).to_be_visible()

    def test_a_project_that_is_taken_back_says_so_and_keeps_what_is_typed(self) -> None:
        self.add(self.ada, "sad", "I miss my cat")
        ada, rivera = self.open_for(self.ada), self.open_for(self.rivera)
        self.field(ada, "happy").fill("I am half way th")
        delete = self.rows(ada, "sad").get_by_role("button", name=DELETE)
        expect(delete).to_be_visible()

        self.ask(self.rivera, "DELETE", "sharing/")

        over = ada.get_by_role("alert").filter(has_text="is not shared with your class")
        expect(over.first).to_be_visible()
        expect(self.field(ada, "happy")).to_have_value("I am half way th")
        expect(self.field(ada, "sad")).to_be_hidden()
        expect(self.rows(ada, "sad")).to_contain_text("I miss my cat")
        expect(delete).to_be_hidden()
        over.get_by_role("link", name="Go to My projects").click()
        expect(ada.get_by_role("heading", name="My projects")).to_be_visible()
        expect(self.field(rivera, "sad")).to_be_visible()
        while self.problems:
            self.expect_problem("404")

    def test_labels_go_where_the_teacher_puts_them(self) -> None:
        ada = self.open_for(self.ada)
        self.field(ada, "sad").click()
        ada.keyboard.type("I am ty")

        number = self.project.live_labels().get(name="happy").number
        self.ask(self.rivera, "PATCH", f"labels/{number}/", {"position": 7})

        names = ada.locator("label-bucket [data-part=name]")
        expect(names).to_have_text(["sad", "happy"])
        expect(self.field(ada, "sad")).to_be_focused()
        ada.keyboard.type("ping")
        expect(self.field(ada, "sad")).to_have_value("I am typing")

    def test_labels_of_the_teacher_come_and_go_while_somebody_types(self) -> None:
        ada, rivera = self.open_for(self.ada), self.open_for(self.rivera)
        self.field(ada, "happy").click()
        ada.keyboard.type("I am ty")

        self.add_label(rivera, "angry")
        expect(self.bucket(ada, "angry")).to_be_visible()
        self.rename(rivera, "sad", "very sad")
        expect(self.bucket(ada, "very sad")).to_be_visible()
        self.bucket(rivera, "very sad").get_by_role(
            "button", name="Delete “very sad”"
        ).click()
        expect(self.bucket(ada, "very sad")).to_have_count(0)

        expect(self.field(ada, "happy")).to_be_focused()
        ada.keyboard.type("ping")
        expect(self.field(ada, "happy")).to_have_value("I am typing")
        rivera.locator("undo-toast").get_by_role("button", name="Undo").click()
        expect(self.bucket(ada, "very sad")).to_be_visible()
        expect(self.bucket(rivera, "very sad")).to_have_count(1)

    def test_a_label_that_goes_leaves_what_somebody_types_in_it(self) -> None:
        ada, rivera = self.open_for(self.ada), self.open_for(self.rivera)
        self.field(ada, "sad").fill("I am half way th")

        self.bucket(rivera, "sad").get_by_role("button", name="Delete “sad”").click()

        kept = self.bucket(ada, "sad")
        expect(kept.get_by_text("has taken the label “sad” away")).to_be_visible()
        expect(self.field(ada, "sad")).to_have_value("I am half way th")

    def test_a_student_proposes_a_label_and_hears_the_answer(self) -> None:
        ada, rivera = self.open_for(self.ada), self.open_for(self.rivera)

        self.propose(ada, "surprised")
        self.propose(ada, "bored")

        expect(ada.get_by_text("“bored”: your teacher is thinking")).to_be_visible()
        asked = rivera.locator(".proposal")
        expect(asked).to_have_count(2)
        asked.filter(has_text="Ada would like “surprised”").get_by_role(
            "button", name="Add the label “surprised”"
        ).click()
        expect(self.bucket(ada, "surprised")).to_be_visible()
        expect(ada.get_by_text("Your label “surprised” is there")).to_be_visible()
        asked.filter(has_text="bored").get_by_role("button", name="Do not add").click()
        answer = ada.locator(".proposal").filter(has_text="says no this time")
        expect(answer).to_be_visible()
        answer.get_by_role("button", name="OK").click()
        expect(ada.locator(".proposal")).to_have_count(0)
        self.wait_until(lambda: self.project.proposals.count() == 0)

    def propose(self, page: Page, name: str) -> None:
        page.get_by_label("A label is missing?").fill(name)
        page.get_by_role("button", name="Propose this label").click()
        expect(page.locator(".proposal").filter(has_text=name)).to_be_visible()

    def add_label(self, page: Page, name: str) -> None:
        page.get_by_label("A new label").fill(name)
        page.get_by_role("button", name="Add this label").click()
        expect(self.bucket(page, name)).to_be_visible()

    def rename(self, page: Page, old: str, new: str) -> None:
        self.bucket(page, old).get_by_role("button", name=f"Rename “{old}”").click()
        page.get_by_role("textbox", name="Name of the label").fill(new)
        page.keyboard.press("Enter")
        expect(self.bucket(page, new)).to_be_visible()
