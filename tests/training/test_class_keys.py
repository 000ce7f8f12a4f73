"""What programs do by the keys of a class: use its model, and add to its examples."""

from collections.abc import Callable
from unittest.mock import patch

from django.urls import reverse

from classrooms.models import Policy, Teaching, User
from projects import actions
from projects.kinds import Content
from projects.models import Project, ProjectKey, TrainingExample
from tests.own_storage import give_own_storage
from tests.projects.class_case import ClassProjectTestCase, move_to, put
from tests.projects.pictures import photo, png
from tests.projects.sounds import note, wav
from tests.school import (
    make_image_project,
    make_project,
    make_regression_project,
    make_sound_project,
)
from training.clients import throttles
from training.models import MLModel

from .scratch import Pretend
from .scratch_files import in_base64

NOT_FOUND = (404, {"error": "Scratch key not found"})


class ClassKeyTestCase(ClassProjectTestCase):
    def setUp(self) -> None:
        throttles._uses.clear()
        self.key = ProjectKey.objects.of_member(self.project, self.ada)

    def url(self, name: str, key: ProjectKey | None = None, *args: object) -> str:
        spelled = (key or self.key).spell()
        return reverse(f"training:scratch-{name}", args=[spelled, *args])

    def post(self, name: str, body: object, key: ProjectKey | None = None):
        response = self.client.post(self.url(name, key), body, "application/json")
        return response.status_code, response.json()

    def add_by_key(
        self, text: str, label: str = "happy", key: ProjectKey | None = None
    ):
        return self.post("train", {"data": text, "label": label}, key)

    def texts(self) -> list[str]:
        return [each["textdata"] for each in self.client.get(self.url("train")).json()]

    def answers(self, key: ProjectKey) -> list[int]:
        """Return what each address says to a key."""
        status = self.client.get(self.url("status", key)).status_code
        listed = self.client.get(self.url("train", key)).status_code
        asked = self.post("classify", {"data": "hm"}, key)[0]
        named = reverse("training:saved-status", args=[f"{key.spell()}"])
        described = self.client.get(self.url("extension", key)).status_code
        kept = self.client.get(named).status_code
        return [status, listed, asked, described, kept]


class WhoseKeyWorksTests(ClassKeyTestCase):
    def assert_works(self, key: ProjectKey) -> None:
        self.assertEqual(self.answers(key), [200] * 5)

    def assert_rests(self, key: ProjectKey) -> None:
        """See that it is as unknown as one that was never made, also to who adds."""
        self.assertEqual(self.answers(key), [404] * 5)
        self.assertEqual(self.add_by_key("Too late", key=key), NOT_FOUND)
        self.assertEqual(self.post("models", {}, key), NOT_FOUND)
        self.assertEqual(self.post("classify", {"data": "hm"}, key), NOT_FOUND)

    def test_while_the_class_fills_the_project(self) -> None:
        of_rivera = ProjectKey.objects.of_member(self.project, self.rivera)
        self.assert_works(self.key)

        actions.unshare_project(self.project)

        self.assert_rests(self.key)
        self.assert_works(of_rivera)
        actions.share_project(self.project, self.year_5, self.rivera)
        self.assert_works(self.key)

    def test_while_the_student_is_in_the_class(self) -> None:
        move_to(self.ada, self.year_6)
        self.assert_rests(self.key)

        move_to(self.ada, self.year_5)
        self.assert_works(self.key)

    def test_while_a_colleague_helps_in_the_class(self) -> None:
        key = ProjectKey.objects.of_member(self.project, self.novak)
        self.assert_works(key)

        Teaching.objects.filter(user=self.novak).delete()

        self.assert_rests(key)

    def test_while_the_student_may_come_in(self) -> None:
        User.objects.filter(pk=self.ada.pk).update(is_active=False)

        self.assert_rests(self.key)

    def test_never_of_somebody_who_only_may_look(self) -> None:
        own = make_project(self.ada, cat=3)
        self.assert_rests(ProjectKey.objects.of_member(own, self.rivera))

    def test_what_is_taken_back_at_this_moment_is_as_unknown(self) -> None:
        def take_back(*given: object, **options: object) -> None:
            actions.unshare_project(Project.objects.get(pk=self.project.pk))
            return add(*given, **options)

        add = actions.add_examples
        with patch("projects.actions.add_examples", take_back):
            self.assertEqual(self.add_by_key("Hooray"), NOT_FOUND)

        self.assertFalse(self.project.examples.exists())


class AddByKeyTests(ClassKeyTestCase):
    """POST /api/scratch/<key>/train of a member"""

    def test_it_is_theirs(self) -> None:
        status, answer = self.add_by_key("Hooray")

        example = TrainingExample.objects.get()
        self.assertEqual((status, answer["id"]), (200, str(example.pk)))
        self.assertEqual((example.author, example.state), (self.ada, "shown"))

    def test_sending_it_twice_stores_it_once(self) -> None:
        ids = [self.add_by_key("Hooray")[1]["id"] for _ in range(2)]

        self.assertEqual(len(set(ids)), 1)
        self.assertEqual(self.project.examples.count(), 1)

    def test_it_waits_where_a_teacher_approves(self) -> None:
        self.decide(needs_approval=True)
        put(self.happy, self.grace, "Whoopee")
        put(self.happy, self.grace, "Rude", state="hidden")

        self.add_by_key("Hooray")
        of_rivera = ProjectKey.objects.of_member(self.project, self.rivera)
        self.add_by_key("Yes", key=of_rivera)

        self.assertEqual(TrainingExample.objects.get(text="Hooray").state, "waiting")
        self.assertEqual(self.texts(), ["Whoopee", "Yes"])

    def test_not_while_collecting_is_closed(self) -> None:
        self.decide(is_collecting=False)

        refused = self.add_by_key("Hooray")

        closed = {"error": "Your teacher has closed the buckets for now"}
        self.assertEqual(refused, (409, closed))
        of_rivera = ProjectKey.objects.of_member(self.project, self.rivera)
        self.assertEqual(self.add_by_key("Hooray", key=of_rivera)[0], 200)

    def test_not_more_than_everybody_may(self) -> None:
        self.decide(student_quota=2)
        put(self.happy, self.ada, "One", "Two", state="waiting")

        used = {"error": "You have added as many examples as everybody may"}
        self.assertEqual(self.add_by_key("Three"), (409, used))

    def test_not_more_than_the_project_holds(self) -> None:
        Policy.objects.update(class_text_quota=1)
        put(self.happy, self.grace, "One")

        full = {"error": "Project already has maximum allowed amount of training data"}
        self.assertEqual(self.add_by_key("Two"), (409, full))

    def test_it_never_trains(self) -> None:
        may_not = (403, {"error": "This key may not do that"})

        self.assertEqual(self.post("models", {}), may_not)
        self.assertFalse(MLModel.objects.exists())

    def test_its_extension_says_what_it_may(self) -> None:
        self.client.logout()
        described = self.client.get(self.url("extension")).json()

        self.assertEqual(described["scopes"], ["classify", "write"])
        self.assertIn("trainNewModel", described["blocks"])


class OwnPicturesByKeyTests(ClassKeyTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        super().setUp()
        self.project = make_image_project(self.rivera, red=1)
        self.decide(classroom=self.year_5, needs_approval=True)
        self.key = ProjectKey.objects.of_member(self.project, self.ada)

    def test_a_picture_that_waits_is_found_by_who_has_sent_it(self) -> None:
        body = {"data": in_base64(png(photo())), "label": "red"}
        _, sent = self.post("train", body)
        of_grace = ProjectKey.objects.of_member(self.project, self.grace)

        for key, status in ((self.key, 200), (of_grace, 404)):
            url = self.url("image", key, sent["id"])
            self.assertEqual(self.client.get(url).status_code, status)
            self.assertEqual(len(self.client.get(self.url("train", key)).json()), 1)


class OneModelForAllTests(ClassKeyTestCase):
    """What the teacher has trained, of any kind, answers to every member's key."""

    def setUp(self) -> None:
        give_own_storage(self)
        super().setUp()

    def ask_all(self, project: Project, data: object) -> list[object]:
        Project.objects.filter(pk=project.pk).update(classroom=self.year_5)
        labels = [{"number": n.number, "name": n.name} for n in project.live_labels()]
        fields = [each.describe() for each in project.live_fields()]
        MLModel.objects.create(
            project=project,
            status="ready",
            is_current=True,
            finished_at=project.created_at,
            schema={
                "fields": fields,
                "labels": labels,
                "label_order": list(range(len(labels))),
            },
        )
        answers = []
        for member in (self.ada, self.grace):
            key = ProjectKey.objects.of_member(project, member)
            status, said = self.post("classify", {"data": data}, key)
            self.assertEqual(status, 200, said)
            answers.append(said)
        self.assertEqual(project.ml_models.count(), 1)
        return answers

    def assert_best(self, answers: list, name: str) -> None:
        for said in answers:
            best = said[0]
            self.assertEqual((best["class_name"], best["confidence"]), (name, 75))
            self.assertNotIn("random", best)

    def test_of_every_kind_that_tells_labels(self) -> None:
        kinds: list[tuple[Callable[[], Project], object, str]] = [
            (lambda: self.project, "hm", "sad"),
            (lambda: make_project(self.rivera, cat=3, dog=3), [5, "red"], "dog"),
            (
                lambda: make_image_project(self.rivera, red=1, blue=1),
                in_base64(png(photo())),
                "blue",
            ),
            (
                lambda: make_sound_project(self.rivera, low=1),
                in_base64(wav(note(440))),
                "low",
            ),
        ]
        for make, data, best in kinds:
            project = make()
            with (
                self.subTest(project.kind_code),
                patch("training.classifying.load", return_value=Pretend(0.25, 0.75)),
            ):
                self.assert_best(self.ask_all(project, data), best)

    def test_that_predicts(self) -> None:
        project = make_regression_project(self.rivera)

        def predict(ml_model: MLModel, content: Content) -> list[tuple[dict, float]]:
            self.assertEqual(ml_model.project, project)
            return [(ml_model.schema["fields"][-1], 12.25)]

        with patch("training.clients.kinds.regression.predict", predict):
            answers = self.ask_all(project, {"sun": 4, "soil": "clay"})

        self.assertEqual(answers, [[{"height": 12.25}]] * 2)
