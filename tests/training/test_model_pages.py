import ast
import json
import re

from django.test import override_settings
from django.urls import reverse

from projects.models import Project, ProjectKey
from tests.school import (
    SchoolTestCase,
    add_sentences,
    make_project,
    make_text_project,
)

NASTY = "Say \"hi\"; $(rm) 'x' \\ </script> — ¡olé! مرحبا 🎉"


class ModelPagesTests(SchoolTestCase):
    """GET /projects/…/learn/ and …/make/, for every kind."""

    def setUp(self) -> None:
        self.client.force_login(self.ada)
        self.rows = make_project(self.ada, cat=1, dog=0)
        self.sentences = make_text_project(self.ada, kind=[])

    def learn(self, project: Project):
        return self.client.get(reverse("training:learn", args=[project.pk]))

    def make(self, project: Project):
        return self.client.get(reverse("training:make", args=[project.pk]))

    def test_the_scripts_are_told_the_kind_and_what_it_needs(self) -> None:
        for project, needed in (
            (self.rows, {"forestWorker", "tfjs", "tfjsTfdf", "tfdfWasm"}),
            (self.sentences, {"tfjs", "wordTable"}),
        ):
            with self.subTest(kind=project.kind_code):
                page = self.learn(project)
                self.assertEqual(page.context["data"]["kind"], project.kind_code)
                self.assertEqual(set(page.context["assets"]), needed)

    def test_each_kind_has_cards_of_its_own(self) -> None:
        self.assertContains(self.learn(self.rows), "<decision-tree>")
        self.assertNotContains(self.learn(self.rows), "<word-lists>")
        self.assertContains(self.learn(self.sentences), "<word-lists>")
        self.assertNotContains(self.learn(self.sentences), "<decision-tree>")

    def test_it_says_what_the_computer_looks_at(self) -> None:
        self.assertContains(self.learn(self.sentences), "at parts of words")
        self.assertNotContains(self.learn(self.sentences), "whole sentences")
        with override_settings(TEXT_ENCODER="all-MiniLM-L6-v2"):
            page = self.learn(self.sentences)
            self.assertContains(page, "with the help of all-MiniLM-L6-v2")
            self.assertNotContains(self.learn(self.rows), "all-MiniLM-L6-v2")

    def test_a_program_asks_about_a_sentence_of_the_project(self) -> None:
        add_sentences(self.sentences, kind=["You are kind"])
        add_sentences(self.sentences, kind=[NASTY])

        page = self.make(self.sentences)

        key = ProjectKey.objects.of_member(self.sentences, self.ada).spell()
        tree = ast.parse(page.context["python_snippet"])
        values = [ast.literal_eval(n.value) for n in tree.body[2:4]]
        self.assertEqual(values[0].split("/")[-2:], [key, "classify"])
        self.assertEqual(values[1], NASTY)
        self.assertNotContains(page, "</script> —")

    def test_the_lines_for_a_terminal_send_the_same(self) -> None:
        plain = NASTY.replace("'", "")
        add_sentences(self.sentences, kind=[plain])

        lines = self.make(self.sentences).context["curl_lines"]

        (body,) = re.findall(r"-d '(.*)' \\\n", lines)
        self.assertEqual(json.loads(body), {"data": plain})

    def test_a_sample_is_short_and_there_from_the_start(self) -> None:
        self.assertContains(self.make(self.sentences), "Hello!")
        add_sentences(self.sentences, kind=["long " * 200])
        self.assertNotContains(self.make(self.sentences), "long " * 20)

    def test_rows_are_sampled_from_their_columns(self) -> None:
        snippet = self.make(self.rows).context["python_snippet"]

        self.assertIn("# weight, colour\n", snippet)
        self.assertIn('data = [1.0, "red"]', snippet)
