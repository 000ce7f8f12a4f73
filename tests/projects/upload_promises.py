"""What is promised of every kind of upload: for the tests of each to take up."""

import json
from unittest.mock import patch
from uuid import uuid4

from django.core.files.storage import default_storage
from django.urls import reverse

from classrooms.models import User
from projects.models import Project
from projects.uploads import limits
from tests.own_cache import give_own_cache

FOREVER = "private, max-age=31536000, immutable"


class TakesUploads:
    """A file comes in, and what was sent of it is stored."""

    sent: bytes  # a file that can be taken
    another: bytes
    twins: tuple[bytes, bytes]  # two files that count as the same
    already_there: str
    other_label: int
    refused: list[tuple[bytes, str]]  # files, and what is said of them
    content_types: dict[str, str]  # of the files that are stored
    nothing_sent: str
    unchangeable: str
    quota_name: str

    def setUp(self) -> None:
        super().setUp()
        self.before = self.project.examples.count()
        self.url = reverse("projects:examples", args=[self.project.pk])

    def make_project_of(self, owner: User) -> Project:
        """Make another project of this kind with a label of number 2."""
        raise NotImplementedError

    def test_it_is_stored(self) -> None:
        answer = self.send(self.sent)

        self.assertEqual(self.response.status_code, 201, answer)
        example = self.project.examples.get(pk=answer["id"])
        self.assertEqual((example.label.number, example.author), (2, self.ada))
        folder = example.files_prefix.rstrip("/")
        names = default_storage.listdir(folder)[1]
        self.assertCountEqual(names, self.project.kind.file_names)
        sizes = [default_storage.size(f"{folder}/{name}") for name in names]
        self.assertEqual(example.stored_bytes, sum(sizes))
        self.assertNothingIsLeft()
        self.telling.assert_not_called()

    def test_the_answer_and_the_list_say_where_its_files_are(self) -> None:
        files = self.send(self.sent)["files"]

        self.assertEqual(set(files), set(self.content_types))
        for name, url in files.items():
            response = self.client.get(url)
            self.assertEqual(response.status_code, 200)
            self.assertEqual(response["Content-Type"], self.content_types[name])
            self.assertEqual(response["X-Content-Type-Options"], "nosniff")
            self.assertEqual(response["Cache-Control"], FOREVER)
        listed = self.client.get(self.url).json()["examples"]
        self.assertEqual(listed[0]["files"], files)

    def test_who_sends_a_great_many_has_to_wait_and_nobody_else(self) -> None:
        give_own_cache(self)
        with (
            patch.object(limits, "ALLOWED", 1),
            patch.object(limits.time, "time", return_value=60_000_045.5),
        ):
            self.send(self.sent)
            answer = self.send(self.another)

            self.assertEqual(self.response.status_code, 429)
            self.assertEqual(self.response["Retry-After"], "15")
            sentence = "These are many files at once. Wait a minute, then go on."
            self.assertEqual(answer["detail"], sentence)
            other = self.make_project_of(self.linus)
            self.client.force_login(self.linus)
            self.send(self.another, other)
        self.assertEqual(self.response.status_code, 201)
        self.assertNothingIsLeft()

    def test_twice_is_once(self) -> None:
        pk = uuid4()

        first = self.send(self.sent, id=pk)
        again = self.send(self.another, id=pk)

        self.assertEqual((first, self.response.status_code), (again, 200))
        self.assertEqual(self.project.examples.count(), self.before + 1)
        self.assertNothingIsLeft()

    def test_the_same_again_is_refused(self) -> None:
        first, again = self.twins
        self.send(first)

        answer = self.send(again)

        self.assertEqual(self.response.status_code, 409)
        self.assertEqual(answer["detail"], self.already_there)
        self.assertNothingIsLeft()
        self.send(first, label=self.other_label)
        self.assertEqual(self.response.status_code, 201)

    def test_no_file(self) -> None:
        bodies = (
            {"label": 2},
            {"label": 2, "text": "A cat"},
            {"label": 2, "values": {}},
        )
        answers = [
            self.client.post(self.url, json.dumps(body), "application/json")
            for body in bodies
        ]
        for response in [*answers, self.client.post(self.url, {"label": 2})]:
            self.assertEqual(response.status_code, 400)
            self.assertEqual(response.json()["detail"], self.nothing_sent)

    def test_what_cannot_be_taken_is_refused_in_words(self) -> None:
        for data, sentence in self.refused:
            with self.subTest(sentence):
                answer = self.send(data)
                self.assertEqual(self.response.status_code, 400)
                self.assertIn(sentence, answer["detail"])
        self.assertNothingIsLeft()

    def test_a_table_cannot_be_taken_in(self) -> None:
        answer = self.client.post(
            reverse("projects:import-examples", args=[self.project.pk]),
            {"text": "label\ncat\n", "preview": False},
        )

        self.assertEqual(answer.status_code, 400)
        sentence = "A project of this kind cannot take in a table."
        self.assertEqual(answer.json()["detail"], sentence)

    def test_a_full_project_is_said_before_any_work(self) -> None:
        setattr(self.year_5.policy, self.quota_name, self.before)
        self.year_5.policy.save()

        with patch("projects.actions.uploads.prepare") as prepare:
            answer = self.send(self.sent)

        self.assertEqual(self.response.status_code, 409)
        self.assertIn(f"it has room for {self.before} examples", answer["detail"])
        prepare.assert_not_called()

    def test_one_that_cannot_be_changed_can_be_moved(self) -> None:
        pk = self.send(self.sent)["id"]
        url = reverse("projects:example", args=[self.project.pk, pk])

        for change in ({"text": "A cat"}, {"label": 1, "text": "A cat"}):
            changed = self.client.patch(url, change, content_type="application/json")
            self.assertEqual(changed.status_code, 400)
            self.assertIn(self.unchangeable, changed.json()["detail"])
        moved = self.client.patch(url, {"label": 1}, content_type="application/json")

        self.assertEqual(moved.status_code, 200)
        self.assertEqual(moved.json()["label"], 1)
