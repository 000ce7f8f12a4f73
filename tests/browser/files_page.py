"""A project of files on its Train page, for the tests that look at it."""

from playwright.sync_api import Locator, Page, expect

from projects.models import Project

from .site import SiteTestCase


class FilesPageTestCase(SiteTestCase):
    """The buckets of `project`, whatever its files are."""

    project: Project

    def bucket(self, name: str, page: Page | None = None) -> Locator:
        page = page or self.page
        heading = page.get_by_role("heading", name=name, exact=True)
        return page.locator("label-bucket").filter(has=heading)

    def upload(self, label: str, *files: dict[str, object]) -> None:
        self.bucket(label).locator("input[type=file]").set_input_files(list(files))

    def expect_stored(self, label: str, count: int) -> None:
        """Wait until the page has stored its files; count them."""
        # Files are read before they are counted, and counted before they are stored.
        expect(self.bucket(label).locator("[data-part=count]")).to_have_text(str(count))
        expect(self.bucket(label).locator(".is-saving, .is-unsaved")).to_have_count(0)
        self.assertEqual(self.stored(label), count)

    def stored(self, label: str) -> int:
        return self.project.examples.filter(label__name=label).count()

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def toast(self) -> Locator:
        return self.page.locator("undo-toast")
