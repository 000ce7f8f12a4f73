from django.urls import reverse
from playwright.sync_api import expect

from .picture_page import PicturesTestCase

KEEP = """async (project) => {
  const { FeatureCache } = await import("/static/js/learning/feature_cache.js");
  const cache = new FeatureCache("base");
  await cache.put(project, new Map([["picture", new Float32Array([1, 2])]]));
  return (await cache.get(["picture"])).size;
}"""
DATABASES = "async () => (await indexedDB.databases()).map(({ name }) => name)"


class TraceTests(PicturesTestCase):
    """What pictures leave on a computer that others use as well."""

    def test_nothing_is_kept_of_who_logged_out(self) -> None:
        self.open()
        self.assertEqual(self.page.evaluate(KEEP, str(self.project.pk)), 1)
        self.page.goto(reverse("projects:list"))
        self.assertEqual(self.page.evaluate(DATABASES), ["mlforkids-features"])

        # Another page of theirs, which holds the database open, is in nobody's way.
        other = self.context.new_page()
        self.open(other)
        self.assertEqual(other.evaluate(KEEP, str(self.project.pk)), 1)
        self.page.get_by_role("button", name="Log out").click()
        expect(self.page.get_by_role("link", name="Teachers")).to_be_visible()

        self.wait_until(lambda: self.page.evaluate(DATABASES) == [])
        other.goto("about:blank")
