"""Every endpoint that takes JSON, and what a mischievous program would send to it."""

from collections.abc import Iterator
from unittest.mock import patch

from django.urls import reverse

from projects.models import ProjectKey
from tests.school import SchoolTestCase, make_project
from training.models import MLModel

DEEP = "[" * 900 + "]" * 900
NASTY_VALUES = [
    "null",
    "true",
    "-1",
    "1e400",
    "NaN",
    "9" * 400,
    "9" * 5000,
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '"a:b:\\udfff"',
    '"' + "\ufdfa" * 40 + '"',
    '"x' + "\u0315\u0301" * 3_000 + '"',
    "[]",
    "[[]]",
    '[{"": null}]',
    '["\\ud800", {}]',
    '{"1": "\\u0000"}',
    '{"1": [1, {"a": "b"}]}',
    '{"\\ud800": 1}',
    '{"1": ' + DEEP + "}",
    DEEP,
]
NASTY_BODIES = ["", "{", "[]", "3", '"x"', "null", DEEP, "[" * 100_000, '{"a":' * 900]
# By endpoint: what it takes, with a value that is right for each.
GOOD = {
    "project": {"name": '"Pets"', "reason": '"x"'},
    "labels": {"name": '"bird"'},
    "label": {"name": '"cat"', "position": "1"},
    "fields": {"name": '"legs"', "kind": '"choice"', "choices": '["a", "b"]'},
    "field": {"name": '"size"', "position": "1", "choices": '["red", "blue"]'},
    "examples": {"id": "null", "label": "1", "values": '{"1": 1}'},
    "example": {"label": "1", "values": '{"1": 1}'},
    "delete-examples": {"ids": "[]"},
    "move-examples": {"ids": "[]", "label": "1"},
    "restore-examples": {"examples": '[{"undo": "x"}]'},
    "import-examples": {"text": '"a,b"', "preview": "true", "skip_bad": "false"},
    "key": {},
    "training:model": {},
    "training:cancel": {"id": "null", "failed": "false"},
    "training:lesson-progress": {"stage": '"looking"', "fraction": "0.5"},
    "training:lesson-result": {"report": '"{}"'},
    "training:scratch-classify": {"data": '[1, "red"]'},
    "training:scratch-train": {"data": '[1, "red"]', "label": '"cat"'},
    "training:scratch-models": {},
    "training:scratch-nothing": {},
}


def bodies(good: dict[str, str]) -> Iterator[str]:
    """Yield whole bodies that are nasty, then good ones with one nasty value."""
    yield from NASTY_BODIES
    for name in good:
        for value in NASTY_VALUES:
            members = {**good, name: value}.items()
            yield "{" + ", ".join(f'"{key}": {each}' for key, each in members) + "}"
    yield '{"examples": [{"undo": ' + DEEP + "}]}"


class NastyRequestTests(SchoolTestCase):
    """Nothing that is sent breaks the site, or is answered with a page."""

    def setUp(self) -> None:
        self.enterContext(patch("training.actions.train_model.send"))
        self.project = make_project(self.ada, cat=1, dog=1)
        self.lesson = MLModel.objects.create(
            project=self.project, status="training", in_browser=True
        )
        self.client.force_login(self.ada)

    def address(self, name: str) -> str:
        if name.startswith("training:scratch-"):
            key = ProjectKey.objects.of_member(self.project, self.ada).spell()
            return reverse(name, args=[key])
        more = {"label": [1], "field": [2], "example": [self.project.examples.first()]}
        for told in ("progress", "result"):
            more[f"training:lesson-{told}"] = [self.lesson]
        arguments = [getattr(each, "pk", each) for each in more.get(name, [])]
        name = name if ":" in name else f"projects:{name}"
        return reverse(name, args=[self.project.pk, *arguments])

    def test_every_body_is_answered_in_json(self) -> None:
        for name, good in GOOD.items():
            address = self.address(name)
            for body in bodies(good):
                for method in ("post", "patch"):
                    with self.subTest(name=name, method=method, body=body[:80]):
                        ask = getattr(self.client, method)
                        response = ask(address, body.encode(), "application/json")
                        self.assertLess(response.status_code, 500)
                        self.assertEqual(response["Content-Type"], "application/json")

    def test_every_form_is_answered_in_json(self) -> None:
        many = {f"x{number}": "" for number in range(2000)}
        self.enterContext(self.assertLogs("django.security"))  # It notes each.
        for name in GOOD:
            for form in ({"text": "\0", "name": "\0"}, many):
                with self.subTest(name=name, fields=len(form)):
                    response = self.client.post(self.address(name), form)
                    self.assertLess(response.status_code, 500)
                    self.assertEqual(response["Content-Type"], "application/json")
