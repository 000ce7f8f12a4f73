import json
from unittest.mock import patch

from projects.models import ProjectKey
from training.clients import throttles

from .scratch import ScratchTestCase


class KeyTests(ScratchTestCase):
    """What holds of every endpoint that takes a key."""

    NAMES = ("status", "classify", "train", "models")

    def test_a_key_has_the_shape_clients_check(self) -> None:
        hex_ = "[0-9a-f]"
        self.assertRegex(
            self.key.spell(),
            f"^{hex_}{{8}}-{hex_}{{4}}-1{hex_}{{3}}-[89ab]{hex_}{{3}}-{hex_}{{12}}"
            f"{hex_}{{8}}-{hex_}{{4}}-4{hex_}{{3}}-[89ab]{hex_}{{3}}-{hex_}{{12}}$",
        )

    def test_an_unknown_key_is_not_found(self) -> None:
        other = "0" * 72
        for name in self.NAMES:
            for key in (other, "x", "é" * 72, self.key.spell()[:-1]):
                with self.subTest(name=name, key=key[:5]):
                    url = self.url(name, key=key)
                    method = self.client.post if name == "models" else self.client.get
                    response = method(url)
                    self.assertEqual(response.status_code, 404)
                    self.assertEqual(
                        response.json(), {"error": "Scratch key not found"}
                    )

    def test_a_renewed_key_locks_the_former_out(self) -> None:
        former = self.url("status")
        self.key.renew()

        self.assertEqual(self.client.get(former).status_code, 404)
        self.assertEqual(self.client.get(self.url("status")).status_code, 200)

    def test_the_key_of_who_is_locked_out_is_locked_out_as_well(self) -> None:
        self.ada.is_active = False
        self.ada.save(update_fields=["is_active"])

        answers = [
            self.client.get(self.url("status")),
            self.client.get(self.url("classify"), {"data": ["5", "red"]}),
            self.post("train", {"data": [1, "red"], "label": "cat"}),
            self.post("models", {}),
        ]

        self.assertEqual([answer.status_code for answer in answers], [404] * 4)

    def test_each_scope_is_asked_for(self) -> None:
        asks = {
            "can_classify": lambda: self.client.get(self.url("status")),
            "can_write": lambda: self.post(
                "train", {"data": [1, "red"], "label": "cat"}
            ),
            "can_train": lambda: self.post("models", {}),
        }
        for scope, ask in asks.items():
            with self.subTest(scope=scope):
                for each in asks:
                    setattr(self.key, each, each != scope)
                self.key.save()
                self.assertEqual(ask().status_code, 403)
                self.assertEqual(ask().json(), {"error": "This key may not do that"})

    def test_pages_of_any_site_may_ask(self) -> None:
        for name in self.NAMES:
            with self.subTest(name=name):
                preflight = self.client.options(self.url(name))
                self.assertEqual(preflight.status_code, 204)
                self.assertEqual(preflight["Access-Control-Allow-Origin"], "*")
                self.assertEqual(
                    preflight["Access-Control-Allow-Headers"],
                    "Content-Type, Accept, X-User-Agent, If-Modified-Since",
                )
                self.assertIn("POST", preflight["Access-Control-Allow-Methods"])
                answer = self.client.delete(self.url(name))
                self.assertEqual(answer.status_code, 405)
                self.assertEqual(answer["Access-Control-Allow-Origin"], "*")

    def test_no_cookies_no_csrf(self) -> None:
        client = self.client_class(enforce_csrf_checks=True)

        response = client.post(
            self.url("train"),
            json.dumps({"data": [1, "red"], "label": "cat"}),
            "application/json",
        )

        self.assertEqual(response.status_code, 200)
        self.assertFalse(response.cookies)

    def test_a_program_that_runs_wild_is_told_to_wait(self) -> None:
        throttles._uses.clear()
        with patch.dict("training.clients.throttles.ALLOWED", {"classify": 2}):
            codes = [self.client.get(self.url("status")) for _ in range(3)]

        self.assertEqual([each.status_code for each in codes], [200, 200, 429])
        self.assertGreaterEqual(int(codes[2]["Retry-After"]), 1)

    def test_two_first_looks_make_one_key(self) -> None:
        first = ProjectKey.objects.of_member(self.project, self.grace)
        second = ProjectKey.objects.of_member(self.project, self.grace)

        self.assertEqual(first.spell(), second.spell())

    def test_the_database_does_not_hold_the_key(self) -> None:
        stored = str(ProjectKey.objects.filter(pk=self.key.pk).values().get())

        self.assertNotIn(self.key.spell(), stored)
        self.assertNotIn(self.key.spell()[:36], stored)
