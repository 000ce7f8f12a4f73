import json

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from classrooms.models import Role, Teaching
from projects.models import Project, TrainingExample
from tests.school import SchoolTestCase, make_student, make_text_project
from training.feed.state import read_parts, read_state
from training.feed.texts import Texts


class ProjectLiveTests(SchoolTestCase):
    """GET /api/projects/<project_id>/live/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(cls.rivera, kind=["Well done"], mean=["Go"])
        cls.project.classroom = cls.year_5
        cls.project.save()
        cls.url = reverse("training:project-live", args=[cls.project.pk])

    def read_as(self, user) -> dict:
        self.client.force_login(user)
        return self.client.get(self.url).json()

    def add(self, author, text: str, state: str = "shown") -> TrainingExample:
        label = self.project.labels.get(name="kind")
        return self.project.examples.create(
            label=label, author=author, text=text, state=state
        )

    def test_a_student_reads_how_it_is_and_what_is_theirs(self) -> None:
        Project.objects.filter(pk=self.project.pk).update(student_quota=5)
        self.add(self.ada, "Nice", "waiting")
        self.add(self.ada, "Great", "hidden")
        self.add(self.grace, "Lovely")

        state = self.read_as(self.ada)

        self.assertIs(state["whole"], True)
        self.assertEqual(state["mine"], {"count": 2, "left": 3})
        self.assertEqual((state["count"], state["shown"]), (5, 3))
        self.assertEqual([each["example_count"] for each in state["labels"]], [2, 1])
        self.assertNotIn("waiting", state)
        self.assertNotIn("hidden", state)

    def test_a_teacher_reads_what_waits_and_what_is_hidden(self) -> None:
        self.add(self.ada, "Nice", "waiting")
        self.add(self.ada, "Great", "hidden")

        state = self.read_as(self.rivera)

        self.assertEqual((state["waiting"], state["hidden"]), (1, 1))
        self.assertEqual(state["labels"][0]["waiting_count"], 1)
        self.assertNotIn("mine", state)

    def test_quotas_never_leave_less_than_nothing(self) -> None:
        Project.objects.filter(pk=self.project.pk).update(student_quota=1)
        for text in ("Nice", "Great"):
            self.add(self.ada, text)

        self.assertEqual(self.read_as(self.ada)["mine"], {"count": 2, "left": 0})

    def test_of_two_who_wait_each_reads_their_own(self) -> None:
        ada_s = self.add(self.ada, "Nice", "waiting")
        grace_s = self.add(self.grace, "Great", "waiting")
        shown = self.add(self.ada, "Lovely")
        parts = read_parts(self.project.pk)
        asked = [each.pk for each in (ada_s, grace_s, shown)]
        texts = Texts(read_state(parts, asked))

        for person, own, other in (
            (self.ada, ada_s, grace_s),
            (self.grace, grace_s, ada_s),
        ):
            told = json.loads(texts.text_for(person)[1])
            read = {each["id"] for each in told["examples"]}
            with self.subTest(person=str(person)):
                self.assertEqual(read, {str(own.pk), str(shown.pk)})
                self.assertEqual(told["gone"], [str(other.pk)])

    def test_it_is_another_answer_when_an_example_has_changed(self) -> None:
        example = self.add(self.ada, "Nice")
        before = self.read_as(self.grace)
        self.client.force_login(self.ada)

        path = reverse("projects:example", args=[self.project.pk, example.pk])
        change = {"text": "Very nice"}
        self.client.patch(path, change, content_type="application/json")

        self.assertNotEqual(self.read_as(self.grace), before)

    def test_nobody_else_reads_it(self) -> None:
        for user in (self.linus, self.okoro):
            self.client.force_login(user)
            self.assertEqual(self.client.get(self.url).status_code, 404)

    def test_it_is_never_kept(self) -> None:
        self.client.force_login(self.ada)
        headers = self.client.get(self.url).headers
        self.assertEqual(headers["Cache-Control"], "no-store")

    def test_a_project_of_ones_own_has_it_too(self) -> None:
        own = make_text_project(self.ada, happy=["Hooray"])
        self.client.force_login(self.ada)

        state = self.client.get(reverse("training:project-live", args=[own.pk])).json()

        self.assertIs(state["settings"]["is_shared"], False)
        self.assertEqual(state["count"], 1)

    def test_queries_do_not_grow_with_the_class(self) -> None:
        for more in (1, 10):
            for number in range(more):
                student = make_student(f"Student {more} {number}", self.year_5)
                self.add(student, f"Text {more} {number}")
                self.project.proposals.create(
                    name=f"{more} {number}",
                    folded_name=f"{more} {number}",
                    author=student,
                )
            asked = list(self.project.examples.values_list("pk", flat=True))
            # the project, what binds it, its labels, columns and proposals
            with self.subTest(more=more), self.assertNumQueries(5):
                parts = read_parts(self.project.pk)
            # the counts, the examples
            with self.subTest(more=more), self.assertNumQueries(2):
                texts = Texts(read_state(parts, asked))
                for user in (self.ada, self.grace, self.rivera):
                    texts.text_for(user)

    def test_who_may_see_it_is_who_sees_it(self) -> None:
        Teaching.objects.create(
            classroom=self.year_6, user=self.rivera, role=Role.CO_TEACHER
        )
        people = [self.rivera, self.okoro, self.ada, self.grace, self.linus]
        of_ada, of_okoro = make_text_project(self.ada), make_text_project(self.okoro)
        shared = make_text_project(self.okoro)
        Project.objects.filter(pk=shared.pk).update(classroom=self.year_6)
        alone = make_text_project(self.rivera)

        for project in Project.objects.all():
            visible = {
                person.pk
                for person in people
                if Project.objects.visible_to(person).filter(pk=project.pk).exists()
            }
            viewers = set(project.viewers().values_list("pk", flat=True))
            with self.subTest(project=project.pk):
                self.assertEqual(viewers, visible)
                self.assertEqual(project.viewers().count(), len(visible))
        sees = {each: set(each.viewers()) for each in (of_ada, of_okoro, shared, alone)}
        self.assertEqual(sees[of_ada], {self.ada, self.rivera})
        self.assertEqual(sees[alone], {self.rivera})
        self.assertEqual(sees[of_okoro], {self.okoro})
        self.assertFalse(Project.objects.visible_to(AnonymousUser()).exists())
