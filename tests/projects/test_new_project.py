from django.urls import reverse

from projects.kinds import KINDS
from tests.school import SchoolTestCase


class ChooseKindTests(SchoolTestCase):
    """The form for a new project on /projects/"""

    def setUp(self) -> None:
        self.client.force_login(self.ada)
        self.url = reverse("projects:list")

    def test_every_kind_has_a_picture_and_a_sentence(self) -> None:
        page = self.client.get(self.url)

        for code, kind in KINDS.items():
            with self.subTest(kind=code):
                self.assertContains(page, f"img/kind_{code}.svg")
                self.assertContains(page, str(kind.about))

    def test_a_child_chooses_without_being_led(self) -> None:
        self.assertNotContains(self.client.get(self.url), "checked")

        response = self.client.post(self.url, {"name": "Moods"})

        self.assertContains(response, "Choose what you will show it.", status_code=400)
        self.assertFalse(self.ada.projects.exists())

    def test_what_was_chosen_stays_when_the_name_is_wrong(self) -> None:
        response = self.client.post(self.url, {"name": "", "kind": "text"})

        self.assertContains(response, 'value="text"', status_code=400)
        self.assertContains(response, "checked", 1, status_code=400)

    def test_where_there_is_one_kind_nobody_need_choose(self) -> None:
        self.year_5.policy.allowed_kinds = ["text"]
        self.year_5.policy.save()

        page = self.client.get(self.url)

        self.assertContains(page, "checked", 1)
        self.assertNotContains(page, "img/kind_numbers.svg")

    def test_the_list_says_of_which_kind_a_project_is(self) -> None:
        self.client.post(self.url, {"name": "Moods", "kind": "text"})
        project = self.ada.projects.get()

        for url in (self.url, project.get_absolute_url()):
            self.assertContains(
                self.client.get(url), '<span class="badge">Text</span>', html=True
            )
