"""What students read of a project while there is nothing to fill, and afterwards."""

from playwright.sync_api import expect

from projects.models import Project
from tests.school import make_text_project

from .class_page import ClassPageTestCase


class BeforeAndAfterTests(ClassPageTestCase):
    def make_project(self) -> Project:
        return make_text_project(self.rivera)

    def test_students_read_that_labels_will_come(self) -> None:
        ada = self.open_for(self.ada)
        waiting = ada.get_by_text("Your teacher has made no labels yet.")
        expect(waiting).to_be_visible()
        table = ada.get_by_role("button", name="Add many from a table")
        expect(table).to_be_hidden()

        self.ask(self.rivera, "POST", "labels/", {"name": "happy"})

        expect(self.field(ada, "happy")).to_be_visible()
        expect(waiting).to_be_hidden()
        expect(table).to_be_visible()

    def test_what_was_taken_back_is_not_called_open(self) -> None:
        ada = self.open_for(self.ada)
        is_open = ada.get_by_text("The buckets are open", exact=True)
        expect(is_open).to_be_visible()

        self.ask(self.rivera, "DELETE", "sharing/")

        expect(ada.get_by_role("link", name="Go to My projects")).to_be_visible()
        expect(is_open).to_be_hidden()
        while self.problems:  # Open pages ask whether it is really gone.
            self.expect_problem("404")
