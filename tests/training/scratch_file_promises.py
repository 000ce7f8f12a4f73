"""What programs are promised of examples that are files: for tests to take up."""

from unittest.mock import patch
from uuid import uuid4

from django.core.files.storage import default_storage

from classrooms.models import Policy
from projects import actions
from projects.models import DiscardedFiles, ProjectKey
from projects.uploads import StorageIsDown, StorageIsFull
from training.clients import throttles
from training.models import make_local_key

from .scratch_files import in_base64


class ListsItsFiles:
    """GET /api/scratch/<key>/train, and the addresses that it names."""

    def test_it_lists_all_examples_with_addresses_that_open(self) -> None:
        response = self.client.get(self.url("train"))

        self.assertEqual(response["Cache-Control"], "max-age=120")
        rows = self.project.examples.order_by("created_at", "pk")
        for listed, row in zip(response.json(), rows, strict=True):
            for name in self.more_names:
                del listed[name]
            self.assertEqual(listed, self.in_answer(row))
            opened = self.client.get(listed[self.address_name])
            with default_storage.open(row.files_prefix + self.stored_name) as file:
                self.assertEqual(opened.content, file.read())

    def test_the_number_of_questions_does_not_grow(self) -> None:
        with self.assertNumQueries(2):  # The key with its project, and the examples.
            self.client.get(self.url("train"))
        label = self.project.live_labels()[1]
        for seed in range(5):
            actions.add_upload(self.project, label, self.another(seed), self.ada)

        with self.assertNumQueries(2):
            self.client.get(self.url("train"))

    def test_whoever_may_only_write_may_not_read(self) -> None:
        example = self.project.examples.first()
        self.key.can_classify = False
        self.key.save()

        for response in (
            self.client.get(self.url("train")),
            self.client.get(self.url(self.route, example.pk)),
        ):
            self.assert_refused(response, 403, "This key may not do that")


class GivesItsFiles:
    """GET the address of the file of an example"""

    def setUp(self) -> None:
        super().setUp()
        self.example = self.project.examples.first()
        self.address = self.url(self.route, self.example.pk)

    def test_it_answers_without_a_log_in_and_may_be_kept(self) -> None:
        response = self.client.get(self.address)

        self.assertEqual(response["Content-Type"], self.content_type)
        self.assertEqual(
            response["Cache-Control"], "private, max-age=31536000, immutable"
        )
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
        again = self.client.get(
            self.address, headers={"If-None-Match": response["ETag"]}
        )
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_a_revoked_key_opens_nothing_any_more(self) -> None:
        self.key.delete()

        self.assert_refused(self.client.get(self.address), 404, "Scratch key not found")

    def test_another_project_s_key_opens_nothing(self) -> None:
        project = self.make_project_of(self.linus)
        key = ProjectKey.objects.of_member(project, self.linus)
        theirs = self.address.replace(self.key.spell(), key.spell())

        self.assert_refused(self.client.get(theirs), 404, self.not_found)

    def test_what_is_gone_is_not_found(self) -> None:
        default_storage.delete(self.example.files_prefix + self.stored_name)

        for gone in (self.url(self.route, uuid4()), self.address):
            with self.subTest(gone[-20:]):
                self.assert_refused(self.client.get(gone), 404, self.not_found)

    def test_a_deleted_example_is_gone_at_once(self) -> None:
        actions.delete_examples(self.project, [self.example.pk], self.project.owner)

        self.assertTrue(DiscardedFiles.objects.exists())
        self.assert_refused(self.client.get(self.address), 404, self.not_found)


class TakesFiles:
    """POST /api/scratch/<key>/train"""

    def setUp(self) -> None:
        super().setUp()
        self.before = self.project.examples.count()

    def send(self, data: bytes):
        return self.post("train", {"data": in_base64(data), "label": self.label})

    def test_it_stores_the_file_and_answers_200(self) -> None:
        body = {"data": in_base64(self.sent), "label": self.label.upper()}

        response = self.post("train", body)

        self.assertEqual(response.status_code, 200)
        stored = self.project.examples.order_by("-created_at")[0]
        self.assertEqual((stored.label.name, stored.author), (self.label, self.ada))
        answer = response.json()
        for name in self.more_names:
            del answer[name]
        expected = {**self.in_answer(stored), "projectid": str(self.project.pk)}
        self.assertEqual(answer, expected)
        for name in self.project.kind.file_names:
            self.assertTrue(default_storage.exists(stored.files_prefix + name))

    def test_twice_is_harmless_also_in_another_form(self) -> None:
        first = self.send(self.sent)

        for same in self.same:
            again = self.send(same)
            self.assertEqual((again.status_code, again.json()), (200, first.json()))
        self.assertEqual(self.project.examples.count(), self.before + 1)

    def test_it_says_what_is_wrong(self) -> None:
        data, label = in_base64(self.sent), self.label
        bad = [*self.not_taken, *map(in_base64, self.not_learnt)]
        for body, sentence in (
            ({}, "Missing data"),
            ([], "Missing data"),
            ({"data": data}, "Missing data"),
            ({"label": label}, "Missing data"),
            ({"data": "", "label": label}, "Missing data"),
            ({"data": None, "label": label}, "Missing data"),
            ({"data": data, "label": "maybe"}, "Invalid label"),
            ({"data": data, "label": 3}, "Invalid label"),
            *(({"data": each, "label": label}, "Invalid data") for each in bad),
        ):
            with self.subTest(body=str(body)[:60]):
                self.assert_refused(self.post("train", body), 400, sentence)
        self.assertEqual(self.project.examples.count(), self.before)

    def test_a_full_project_says_so(self) -> None:
        policies = Policy.objects.filter(classroom=self.year_5)
        policies.update(**{self.quota_name: self.before})

        sentence = "Project already has maximum allowed amount of training data"
        self.assert_refused(self.send(self.sent), 409, sentence)

    def test_a_program_that_sends_them_too_fast_has_to_wait(self) -> None:
        throttles._uses.clear()
        self.addCleanup(throttles._uses.clear)
        self.enterContext(patch.object(throttles.time, "time", return_value=1003.0))
        self.enterContext(patch.dict(throttles.ALLOWED, {throttles.FILE: 1}))

        first, second = (self.send(self.sent) for _ in range(2))

        self.assertEqual((first.status_code, second.status_code), (200, 429))
        self.assertEqual(second["Retry-After"], "7")

    def test_a_storage_that_fails_is_not_the_program_s_fault(self) -> None:
        down = "Files cannot be stored or read now. Try again soon"
        full = "There is no room left on this server"
        writing = "projects.actions.uploads.write_files"
        for problem, status, sentence in (
            (StorageIsDown(), 503, down),
            (StorageIsFull(), 507, full),
        ):
            with self.subTest(status), patch(writing, side_effect=problem):
                self.assert_refused(self.send(self.sent), status, sentence)
        self.assertEqual(self.project.examples.count(), self.before)

    def test_what_a_browser_sends_to_be_learnt_is_not_learnt_here(self) -> None:
        kind = self.project.kind_code
        key = make_local_key(self.ada, kind).spelled
        body = {"type": kind, "training": [{"data": "x", "label": self.label}]}

        response = self.client.post(
            f"/api/scratch/{key}/local/models", body, "application/json"
        )

        self.assert_refused(response, 400, self.learnt_elsewhere)
