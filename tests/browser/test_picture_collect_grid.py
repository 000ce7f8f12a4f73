from django.urls import reverse
from playwright.sync_api import expect

from .picture_page import PicturesTestCase, picture_file


class GridTests(PicturesTestCase):
    pictures = {"cat": 30, "dog": 2}

    def test_a_bucket_shows_some_and_more_when_asked(self) -> None:
        self.open()

        self.bucket("cat").get_by_role("button", name="Show more (6 left)").click()

        expect(self.tiles("cat")).to_have_count(30)

    def test_a_finger_opens_a_picture_in_its_middle(self) -> None:
        for width in (360, 768):
            about = {"viewport": {"width": width, "height": 800}, "has_touch": True}
            page = self.new_context(**about).new_page()
            self.sign_in(self.ada, page.context)
            self.open(page)

            self.tiles("cat", page).nth(3).tap()

            expect(page.get_by_role("heading", name="Picture 4 of")).to_be_visible()

    def test_arrow_keys_go_through_the_grid(self) -> None:
        self.open()
        buttons = self.tiles("cat").locator("[data-part=open]")
        columns = self.tiles("cat").evaluate_all(
            "all => all.filter((each) => each.offsetTop === all[0].offsetTop).length"
        )

        buttons.first.focus()
        self.page.keyboard.press("ArrowRight")
        expect(buttons.nth(1)).to_be_focused()
        self.page.keyboard.press("ArrowDown")
        expect(buttons.nth(columns + 1)).to_be_focused()
        self.page.keyboard.press("End")
        expect(buttons.nth(23)).to_be_focused()
        self.page.keyboard.press("Home")
        expect(buttons.first).to_be_focused()
        # Two steps lead through the whole grid, whoever has no mouse.
        self.page.keyboard.press("Tab")
        expect(self.tiles("cat").first.get_by_role("checkbox")).to_be_focused()
        self.page.keyboard.press("Tab")
        expect(
            self.bucket("cat").get_by_role("button", name="Show more")
        ).to_be_focused()

    def test_a_range_is_picked_moved_and_taken_back(self) -> None:
        self.open()
        boxes = self.tiles("cat").get_by_role("checkbox")

        boxes.nth(1).check()
        boxes.nth(4).click(modifiers=["Shift"])
        expect(self.page.get_by_text("4 examples picked")).to_be_visible()
        self.page.get_by_role("button", name="Move", exact=True).click()

        expect(self.toast).to_contain_text("Moved to “dog”.")
        expect(self.tiles("dog")).to_have_count(6)
        self.assertEqual((self.stored("cat"), self.stored("dog")), (26, 6))
        self.toast.get_by_role("button", name="Undo").click()
        expect(self.toast).to_contain_text("It is back.")
        self.assertEqual((self.stored("cat"), self.stored("dog")), (30, 2))

    def test_all_of_a_label_are_picked_deleted_and_taken_back(self) -> None:
        self.open()

        self.bucket("cat").get_by_role("button", name="Pick all").click()
        expect(self.page.get_by_text("30 examples picked")).to_be_visible()
        bar = self.page.get_by_role("region", name="Picked examples")
        bar.get_by_role("button", name="Delete").click()

        expect(self.toast).to_contain_text("30 examples deleted.")
        self.assertEqual(self.stored("cat"), 0)
        self.toast.get_by_role("button", name="Undo").click()
        expect(self.toast).to_contain_text("It is back.")
        self.assertEqual(self.stored("cat"), 30)
        expect(self.tiles("cat")).to_have_count(30)

    def test_a_picture_is_seen_large_with_who_added_it(self) -> None:
        self.open()
        wide = picture_file("red", (400, 200))
        self.upload("dog", wide)
        self.expect_stored("dog", 3)

        self.tiles("dog").first.get_by_role("button").click()

        expect(self.dialog.get_by_role("heading")).to_have_text("Picture 1 of “dog”")
        expect(self.dialog).to_contain_text("Added by Ada")
        image = self.dialog.get_by_role("img")
        expect(image).to_have_js_property("naturalWidth", 400)
        square = self.dialog.locator(".picture-square").bounding_box()
        self.assertAlmostEqual(square["width"], square["height"], delta=2)
        self.assertAlmostEqual(square["width"], image.bounding_box()["height"], delta=2)
        self.page.keyboard.press("ArrowRight")
        expect(self.dialog.get_by_role("heading")).to_have_text("Picture 2 of “dog”")

    def test_it_is_deleted_where_it_is_seen_large(self) -> None:
        self.open()
        self.tiles("dog").first.get_by_role("button").click()

        self.press("Delete")

        expect(self.tiles("dog")).to_have_count(1)
        self.page.keyboard.press("Escape")
        self.toast.get_by_role("button", name="Undo").click()
        expect(self.tiles("dog")).to_have_count(2)

    def test_a_teacher_looks_and_adds_nothing(self) -> None:
        context = self.new_context()
        self.sign_in(self.rivera, context)
        page = context.new_page()

        page.goto(reverse("projects:train", args=[self.project.pk]))

        expect(self.tiles("cat", page)).to_have_count(24)
        expect(page.get_by_role("button", name="Webcam")).to_have_count(0)
        self.tiles("cat", page).first.get_by_role("button").click()
        heading = page.get_by_role("dialog").get_by_role("heading")
        expect(heading).to_have_text("Picture 1 of “cat”")
