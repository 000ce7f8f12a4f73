from uuid import uuid4

from django.urls import reverse

from projects import actions
from projects.kinds import Content
from projects.models import Project
from tests.own_storage import give_own_storage
from tests.school import (
    SchoolTestCase,
    add_sentences,
    add_sounds,
    make_image_project,
    make_project,
    make_sound_project,
    make_text_project,
)
from training.advice import advice_on


class AdviceTests(SchoolTestCase):
    def setUp(self) -> None:
        super().setUp()
        give_own_storage(self)
        self.shared: list[str] = []  # Fingerprints of more than one picture.

    def test_nothing_to_say_when_all_is_well(self) -> None:
        self.assertEqual(advice_on(make_project(self.ada, cat=5, dog=5)), [])

    def test_a_label_far_behind_the_largest_is_pointed_out(self) -> None:
        project = make_project(self.ada, cat=10, dog=3, bird=4)

        (sentence,) = advice_on(project)

        self.assertIn("“dog” has far fewer examples", sentence)

    def test_equal_examples_under_two_labels_are_counted(self) -> None:
        project = make_project(self.ada, cat=2, dog=2)
        cat, dog = project.live_labels()
        for label in (cat, dog, dog):
            new = actions.NewExample(label, Content({"1": 1.0, "2": "red"}))
            actions.add_examples(project, [new], self.ada)

        (sentence,) = advice_on(project)

        self.assertIn("1 example is under more than one label", sentence)

    def test_a_sentence_under_two_labels_is_named(self) -> None:
        project = make_text_project(
            self.ada,
            sad=["Bye", "See you!"],
            happy=["See you", "Yay"],
            cross=["SEE YOU", "yay"],
        )

        self.assertEqual(
            advice_on(project),
            [
                "“See you” is under “happy” and “cross”. Which one is right?",
                "“Yay” is under “happy” and “cross”. Which one is right?",
            ],
        )

    def test_a_sentence_under_three_labels(self) -> None:
        project = make_text_project(self.ada, sad=[], happy=[], cross=["X" * 100])
        add_sentences(project, happy=["x" * 100], sad=["x" * 100])

        (sentence,) = advice_on(project)

        self.assertEqual(
            sentence,
            f"“{'x' * 60}…” is under “sad”, “happy” and “cross”. Which one is right?",
        )

    def test_of_many_such_sentences_three_are_named_and_the_others_counted(
        self,
    ) -> None:
        texts = [f"Hm {number}" for number in range(5)]
        project = make_text_project(self.ada, happy=texts[:4], sad=texts[:4])
        self.assertIn("1 more example is under more", advice_on(project)[3])

        add_sentences(project, happy=texts[4:], sad=texts[4:])

        with self.assertNumQueries(3):  # labels, what is equal, the three of it
            sentences = advice_on(project)
        self.assertEqual(len(sentences), 4)
        self.assertIn("“Hm 0” is under “happy” and “sad”.", sentences[0])
        self.assertIn("2 more examples are under more than one label.", sentences[3])

    def test_a_picture_under_two_labels_is_told_by_its_labels(self) -> None:
        project = make_image_project(self.ada, cat=2, dog=2, bird=1)
        self.assertEqual(advice_on(project), [])
        self.share(project, "cat", "dog")

        (sentence,) = advice_on(project)
        self.assertEqual(
            sentence,
            "The same picture is under “cat” and “dog”. Which one is right?",
        )
        self.share(project, "cat", "dog")

        (sentence,) = advice_on(project)
        self.assertEqual(
            sentence,
            "2 pictures are under “cat” and “dog” at once. Which one is right?",
        )

    def test_a_recording_under_two_labels_is_told_by_its_labels(self) -> None:
        project = make_sound_project(self.ada, background=2, low=2, high=2)
        self.assertEqual(advice_on(project), [])
        self.share(project, "low", "Background noise")

        (sentence,) = advice_on(project)
        self.assertEqual(
            sentence,
            "The same recording is under “Background noise” and “low”. "
            "Which one is right?",
        )

    def test_much_of_the_room_is_no_reason_to_record_more_words(self) -> None:
        project = make_sound_project(self.ada, background=12, low=3, high=3)
        self.assertEqual(advice_on(project), [])

        project.examples.filter(label__is_background=True).delete()
        add_sounds(project, background=1, low=3)

        sentences = advice_on(project)
        self.assertEqual(len(sentences), 1)
        self.assertIn("“Background noise” has far fewer examples", sentences[0])

    def share(self, project: Project, *names: str) -> None:
        """Let a picture of each of these labels be the same."""
        fingerprint = uuid4().hex
        for name in names:
            alone = project.examples.filter(label__name=name)
            alone = alone.exclude(fingerprint__in=self.shared)
            example = alone.first()
            project.examples.filter(pk=example.pk).update(fingerprint=fingerprint)
        self.shared.append(fingerprint)

    def test_the_page_says_it_to_who_can_change_it(self) -> None:
        project = make_project(self.ada, cat=10, dog=3)
        url = reverse("training:learn", args=[project.pk])
        for user, says in ((self.ada, True), (self.rivera, False)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                page = self.client.get(url)
                self.assertEqual("has far fewer" in page.content.decode(), says)
