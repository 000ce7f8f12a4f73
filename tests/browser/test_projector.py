from playwright.sync_api import Locator, expect

from .class_pages import ClassPagesTestCase


class ProjectorTests(ClassPagesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.open("projects:together")

    def bucket(self, name: str) -> Locator:
        name_of = self.page.locator(".filling-name").get_by_text(name, exact=True)
        return self.page.locator("filling-bucket").filter(has=name_of)

    def test_buckets_fill_and_name_nobody(self) -> None:
        expect(self.page.get_by_text("waiting for your examples")).to_be_visible()

        self.add(self.ada, "I laugh")
        self.add(self.grace, "I sing")
        self.add(self.grace, "I cry", label=2)

        count = self.bucket("happy").locator(".filling-count")
        expect(count).to_have_text("2")
        expect(self.bucket("sad").locator(".filling-count")).to_have_text("1")
        expect(self.page.locator("[data-part=total]")).to_have_text("3")
        expect(self.page.get_by_text("2 of 2 have added something.")).to_be_visible()
        for name in ("Ada", "Grace", "I laugh"):
            expect(self.page.get_by_text(name)).to_have_count(0)

    def test_levels_can_be_compared(self) -> None:
        for number in range(4):
            self.add(self.ada, f"I laugh {number}")
        self.add(self.ada, "I cry", label=2)
        expect(self.bucket("sad").locator(".filling-count")).to_have_text("1")

        for name, level in (("happy", "0.4000"), ("sad", "0.1000")):
            style = self.bucket(name).locator(".filling-level")
            expect(style).to_have_attribute("style", f"--level: {level};")

    def test_the_class_is_thanked_when_the_buckets_close(self) -> None:
        self.add(self.ada, "I laugh")

        self.ask_as_teacher("PATCH", "sharing/", {"is_collecting": False})

        expect(self.page.get_by_text("Thank you!")).to_be_visible()

    def test_new_buckets_stand_beside_the_others_and_deleted_ones_go(self) -> None:
        expect(self.bucket("sad")).to_be_visible()

        self.ask_as_teacher("POST", "labels/", {"name": "angry"})
        self.ask_as_teacher("DELETE", "labels/2/")

        expect(self.bucket("angry")).to_be_visible()
        expect(self.page.locator("filling-bucket")).to_have_count(2)

    def test_it_fills_the_screen(self) -> None:
        self.page.get_by_role("button", name="Fill the screen").click()

        expect(self.page.locator("#together:fullscreen")).to_be_visible()

    def test_what_is_taken_back_is_shown_no_more(self) -> None:
        expect(self.bucket("happy")).to_be_visible()

        self.ask_as_teacher("DELETE", "sharing/")

        expect(self.page.get_by_text("not filled together any more")).to_be_visible()
        expect(self.bucket("happy")).to_be_hidden()
