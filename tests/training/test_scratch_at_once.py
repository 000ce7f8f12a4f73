from threading import Thread
from unittest.mock import patch
from uuid import UUID

from django.db import connection
from django.test import Client, TransactionTestCase

from classrooms.models import User
from projects.actions import examples as actions
from projects.kinds import Content
from projects.models import Project, ProjectKey, TrainingExample
from tests.at_once import at_once
from tests.school import add_sentences, make_classroom, make_student
from training import results
from training.actions import start_local_training
from training.clients import throttles
from training.clients.sent import describe
from training.learning.lesson import Lesson
from training.models import LocalModel, Sent, make_local_key

from .local import texts
from .scratch import make_text_project


class AtOnceTests(TransactionTestCase):
    """Many programs, or many tabs, do the same thing at the same moment."""

    def setUp(self) -> None:
        throttles._uses.clear()
        rivera = User.objects.create_user("rivera@school.example")
        self.ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.project = make_text_project(self.ada, cat=["meow"], dog=["woof"])

    def test_first_reads_make_one_key(self) -> None:
        def look(_number: int) -> str:
            project = Project.objects.get(pk=self.project.pk)
            return ProjectKey.objects.of_member(project, self.ada).spell()

        keys = at_once(look, 6)

        self.assertEqual(len(set(keys)), 1, keys)
        self.assertEqual(ProjectKey.objects.get().spell(), keys[0])

    def test_the_same_sentence_is_stored_once_and_everybody_hears_of_it(self) -> None:
        key = ProjectKey.objects.of_member(self.project, self.ada).spell()

        def add(_number: int) -> tuple[int, str]:
            body = {"data": "purr", "label": "cat"}
            url = f"/api/scratch/{key}/train"
            response = Client().post(url, body, "application/json")
            return response.status_code, response.json()["id"]

        answers = at_once(add, 6)

        stored = self.project.examples.get(text="purr")
        self.assertEqual(set(answers), {(200, str(stored.pk))})

    def test_one_like_it_is_not_deleted_before_its_sender_hears_of_it(self) -> None:
        key = ProjectKey.objects.of_member(self.project, self.ada).spell()
        meow = self.project.examples.get(text="meow")
        deleting = Thread(target=delete, args=[self.project, meow.pk])

        def add(*given: object, **more: object) -> list[TrainingExample]:
            added = actions.add_examples(*given, **more)
            deleting.start()
            deleting.join(timeout=0.5)
            return added

        with patch("training.clients.storing.actions.add_examples", add):
            body = {"data": "Meow", "label": "cat"}
            url = f"/api/scratch/{key}/train"
            response = self.client.post(url, body, "application/json")
        deleting.join()

        self.assertEqual(response.json().get("id"), str(meow.pk))

    def test_a_project_that_is_deleted_in_this_moment_is_not_trained(self) -> None:
        key = ProjectKey.objects.of_member(self.project, self.ada).spell()
        add_sentences(self.project, cat=["purr"], dog=["bow wow"])

        def go(project: Project) -> None:
            Project.objects.filter(pk=project.pk).delete()

        with patch("training.actions.check_room", go):
            response = self.client.post(f"/api/scratch/{key}/models")

        self.assertEqual(response.json(), {"error": "Scratch key not found"})
        self.assertEqual(response.status_code, 404)

    def test_what_one_browser_sends_many_times_is_trained_once(self) -> None:
        key = make_local_key(self.ada, "text").spelled

        def send(_number: int) -> int:
            url = f"/api/scratch/{key}/local/models"
            return Client().post(url, texts(), "application/json").status_code

        with patch("training.actions.train_local_model.send"):
            answers = at_once(send, 6)

        self.assertEqual(answers, [200] * 6)
        local_model = LocalModel.objects.get()
        self.assertEqual(local_model.examples.answers, [0, 0, 1, 1])

    def test_what_is_sent_while_the_former_is_kept_is_trained_after_it(self) -> None:
        key = make_local_key(self.ada, "text")
        sent = Sent(
            "text", describe([], ["cat", "dog"]), [Content(text="x")] * 4, [0, 0, 1, 1]
        )
        with patch("training.actions.train_local_model.send"):
            queued = start_local_training(self.ada, key.digest, sent)
            first = LocalModel.objects.claim(queued.pk)
            lesson = Lesson(["model.json"], {}, [0, 1], stored_bytes=1)

            def do(number: int) -> object:
                if number:
                    return start_local_training(self.ada, key.digest, sent).status
                return results.keep_local(first, lesson)

            kept, _queued = at_once(do, 2)

        waiting = LocalModel.objects.unfinished().get()
        self.assertNotEqual(waiting.pk, first.pk)
        self.assertEqual(LocalModel.objects.ready().exists(), kept)


def delete(project: Project, example_id: UUID) -> None:
    """Delete an example on a connection of its own."""
    actions.delete_examples(project, [example_id], project.owner)
    connection.close()
