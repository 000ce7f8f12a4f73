"""The page on which a teacher looks through what a class adds."""

from django.urls import reverse
from playwright.sync_api import Locator, expect

from classrooms.models import User
from projects import actions
from projects.kinds import Content
from projects.models import Label, Moderation, Project
from tests.school import make_text_project

from .class_site import ClassSiteTestCase

WAITING, SHOWN, HIDDEN = Moderation.WAITING, Moderation.SHOWN, Moderation.HIDDEN


class ReviewTestCase(ClassSiteTestCase):
    """Ms Rivera looks at what Ada and Grace call happy and sad."""

    def setUp(self) -> None:
        super().setUp()
        self.project = self.make_project()
        Project.objects.filter(pk=self.project.pk).update(
            classroom=self.year_5, needs_approval=True
        )
        self.project.refresh_from_db()
        self.sign_in(self.rivera)

    def make_project(self) -> Project:
        project = make_text_project(self.rivera, happy=[], sad=[])
        self.happy, self.sad = project.live_labels()
        return project

    def add(self, author: User, *texts: str, label: Label | None = None) -> list:
        """Add what a student types, as the site does."""
        project = Project.objects.with_policy().get(pk=self.project.pk)
        new = [
            actions.NewExample(label or self.happy, Content(text=text))
            for text in texts
        ]
        return actions.add_examples(project, new, author)

    def send(self, author: User, *texts: str) -> None:
        """Have the site add what a student types, so that open pages hear of it."""
        for text in texts:
            example = {"label": self.happy.number, "text": text}
            self.people.ask(author, "POST", self.project, "examples/", example)

    def open(self, query: str = "") -> None:
        self.page.goto(reverse("projects:review", args=[self.project.pk]) + query)
        expect(self.page.locator("[data-part=connection]")).to_have_text("Live")

    def tiles(self) -> Locator:
        return self.page.locator(".review-tile")

    def tile(self, text: str) -> Locator:
        return self.tiles().filter(has=self.page.get_by_text(text, exact=True))

    def cell(self, text: str) -> Locator:
        return self.tile(text).get_by_role("gridcell")

    def tab(self, name: str) -> Locator:
        return self.page.locator("[data-part=shows] a").filter(has_text=name)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def expect_texts(self, *texts: str) -> None:
        expect(self.tiles().locator(".review-face")).to_have_text(list(texts))

    def expect_states(self, **states: str) -> None:
        def happened() -> bool:
            stored = self.project.examples.values_list("text", "state")
            return dict(stored) == states

        self.wait_until(happened)

    def labels_of(self, *texts: str) -> list[str]:
        found = {each.text: each.label.name for each in self.project.examples.all()}
        return [found[text] for text in texts]
