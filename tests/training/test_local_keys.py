"""Keys for browser projects: who gets one, what it opens, what it cannot."""

from unittest.mock import patch

from projects.models import ProjectKey
from tests.school import make_project
from training.clients import throttles
from training.models import LocalModel, make_local_key, read_local_key

from .local import LocalTestCase, texts

ALLOWED = throttles.ALLOWED[throttles.SENT]


class LocalKeyTests(LocalTestCase):
    """POST /api/local-key/"""

    def ask(self, body: object):
        return self.client.post("/api/local-key/", body, "application/json")

    def test_who_is_logged_in_gets_a_new_one_each_time(self) -> None:
        self.client.force_login(self.ada)

        first, second = self.ask({"type": "text"}), self.ask({"type": "text"})

        self.assertEqual((first.status_code, first.json()["type"]), (201, "text"))
        self.assertEqual(first["Cache-Control"], "no-store")
        self.assertNotEqual(first.json()["key"], second.json()["key"])
        key = read_local_key(first.json()["key"])
        self.assertEqual((key.user_id, key.kind_code), (self.ada.pk, "text"))

    def test_it_says_what_is_wrong(self) -> None:
        self.assertEqual(self.ask({"type": "text"}).status_code, 403)
        self.client.force_login(self.ada)
        for body in ({}, {"type": "smells"}, {"type": None}, []):
            with self.subTest(body=body):
                self.assertEqual(self.ask(body).status_code, 400)

    def test_a_class_that_does_not_use_the_kind_gives_none(self) -> None:
        self.year_5.policy.allowed_kinds = ["numbers"]
        self.year_5.policy.save()
        self.client.force_login(self.ada)

        response = self.ask({"type": "text"})

        self.assertEqual(response.status_code, 409)
        self.assertIn("does not use this kind", response.json()["detail"])
        sentence = "The class does not use this kind of project"
        self.assert_refused(self.post(texts()), 403, sentence)

    def test_it_has_the_shape_clients_check_and_hides_whose_it_is(self) -> None:
        starts = set()
        for _ in range(50):
            key = make_local_key(self.ada, "text").spelled
            starts.add(key[:12])
            hex_ = "[0-9a-f]"
            self.assertRegex(
                key,
                f"^{hex_}{{8}}-{hex_}{{4}}-1{hex_}{{3}}-[89ab]{hex_}{{3}}-{hex_}{{12}}"
                f"{hex_}{{8}}-{hex_}{{4}}-4{hex_}{{3}}-[89ab]{hex_}{{3}}-{hex_}{{12}}$",
            )
        self.assertEqual(len(starts), 50)

    def test_it_holds_any_account_number(self) -> None:
        for number in (1, 2**31, 2**48 - 1):
            self.ada.pk = number
            key = make_local_key(self.ada, "numbers")
            self.assertEqual(read_local_key(key.spelled), key)

    def test_nobody_can_make_one_up(self) -> None:
        for place in range(0, 72, 5):
            changed = "1" if self.key[place] == "0" else "0"
            forged = self.key[:place] + changed + self.key[place + 1 :]
            with self.subTest(place=place):
                self.assertIsNone(read_local_key(forged))
                self.assert_refused(
                    self.post(texts(), forged), 404, "Scratch key not found"
                )
        with self.settings(SECRET_KEY="another"):
            self.assertIsNone(read_local_key(self.key))
        for forged in (self.key.upper(), self.key[1:], f"{self.key}a", "x", "é" * 72):
            self.assertIsNone(read_local_key(forged))
        self.assertFalse(LocalModel.objects.exists())

    def test_the_key_of_a_project_here_does_not_do(self) -> None:
        project = make_project(self.ada, cat=2, dog=2)
        key = ProjectKey.objects.of_member(project, self.ada).spell()

        self.assert_refused(self.post(texts(), key), 404, "Scratch key not found")

    def test_what_only_projects_here_have_is_not_there(self) -> None:
        for name, body in (("train", {"data": "x", "label": "cat"}), ("models", {})):
            url = self.url(name)
            posted = self.client.post(url, body, "application/json")
            self.assert_refused(posted, 404, "Scratch key not found")
        self.assert_refused(
            self.client.get(self.url("train")), 404, "Scratch key not found"
        )

    def test_it_is_locked_out_with_its_owner_and_gone_with_them(self) -> None:
        self.train()
        asks = [
            lambda: self.post(texts()),
            lambda: self.client.get(self.url("status")),
            lambda: self.client.get(self.url("classify"), {"data": "x"}),
        ]
        self.ada.is_active = False
        self.ada.save(update_fields=["is_active"])
        for ask in asks:
            self.assert_refused(ask(), 404, "Scratch key not found")

        self.ada.delete()
        for ask in asks:
            self.assert_refused(ask(), 404, "Scratch key not found")

    def test_all_keys_of_a_person_are_counted_together(self) -> None:
        throttles._uses.clear()
        self.enterContext(patch.dict(throttles.ALLOWED, {throttles.SENT: 2}))
        self.enterContext(patch.object(throttles.time, "time", return_value=1000.0))

        codes = [
            self.post(texts(), make_local_key(self.ada, "text").spelled).status_code
            for _ in range(3)
        ]

        self.assertEqual(codes, [200, 200, 429])

    def test_one_person_cannot_keep_the_site_reading(self) -> None:
        self.enterContext(patch.dict(throttles.ALLOWED, {throttles.SENT: ALLOWED}))
        self.enterContext(patch.object(throttles.time, "time", return_value=1000.0))

        codes = [self.post(texts()).status_code for _ in range(8)]

        self.assertEqual(codes, [200] * 6 + [429] * 2)

    def test_one_person_cannot_fill_the_queue(self) -> None:
        for _ in range(5):
            key = make_local_key(self.ada, "text").spelled
            self.assertEqual(self.post(texts(), key).status_code, 200)

        self.assert_refused(
            self.post(texts()), 409, "Too much is being trained. Try again in a minute"
        )

    def test_pages_of_any_site_may_ask_without_cookies(self) -> None:
        client = self.client_class(enforce_csrf_checks=True)
        url = self.url("local/models")

        self.assertEqual(client.options(url).status_code, 204)
        response = client.post(url, texts(), "application/json")

        self.assertEqual((response.status_code, len(response.cookies)), (200, 0))
        self.assertEqual(client.get(url).status_code, 405)
