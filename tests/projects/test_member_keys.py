"""Keys to a project that a whole class fills: one for each, in the teacher's care."""

from django.urls import reverse

from projects.actions import share_project, unshare_project
from projects.models import ProjectKey

from .class_case import ClassProjectTestCase, move_to

ALL = ["classify", "write", "train"]


class OwnKeyTests(ClassProjectTestCase):
    """/api/projects/<project_id>/key/ of a class project"""

    def test_everybody_has_a_key_of_their_own(self) -> None:
        people = (self.ada, self.grace, self.rivera, self.novak)

        keys = [self.ask(each, "get", "key").json()["key"] for each in people]

        self.assertEqual(len(set(keys)), 4)
        for person, key in zip(people, keys, strict=True):
            self.assertEqual(ProjectKey.objects.matching(key).get().member, person)

    def test_that_of_a_student_never_trains(self) -> None:
        for person, scopes in (
            (self.ada, ALL[:2]),
            (self.rivera, ALL),
            (self.novak, ALL),
        ):
            with self.subTest(str(person)):
                answer = self.ask(person, "get", "key").json()
                self.assertEqual(answer["scopes"], scopes)

    def test_not_even_where_its_row_says_so(self) -> None:
        key = ProjectKey.objects.of_member(self.project, self.ada)
        ProjectKey.objects.filter(pk=key.pk).update(can_train=True)

        self.assertEqual(self.ask(self.ada, "get", "key").json()["scopes"], ALL[:2])

    def test_a_student_renews_and_revokes_their_own_only(self) -> None:
        teacher_s = self.ask(self.rivera, "get", "key").json()
        first = self.ask(self.ada, "get", "key").json()["key"]

        second = self.ask(self.ada, "post", "key").json()["key"]

        self.assertNotEqual(first, second)
        self.assertFalse(ProjectKey.objects.matching(first).exists())
        self.assertEqual(self.ask(self.ada, "delete", "key").status_code, 204)
        self.assertFalse(ProjectKey.objects.matching(second).exists())
        self.assertEqual(self.ask(self.rivera, "get", "key").json(), teacher_s)

    def test_who_may_not_see_the_project_has_none(self) -> None:
        for person in (self.linus, self.okoro):
            self.assertEqual(self.ask(person, "get", "key").status_code, 404)
        self.assertFalse(ProjectKey.objects.exists())


class MemberKeyTests(ClassProjectTestCase):
    """/api/projects/<project_id>/keys/"""

    def setUp(self) -> None:
        self.of_ada = ProjectKey.objects.of_member(self.project, self.ada)
        self.of_grace = ProjectKey.objects.of_member(self.project, self.grace)
        ProjectKey.objects.of_member(self.project, self.rivera)

    def listed(self) -> list[str]:
        answer = self.ask(self.novak, "get", "member-keys").json()
        return [each["username"] for each in answer["keys"]]

    def test_teachers_see_who_has_one_and_none_of_them(self) -> None:
        response = self.ask(self.rivera, "get", "member-keys")

        self.assertEqual(
            [each["username"] for each in response.json()["keys"]], ["Ada", "Grace"]
        )
        first = response.json()["keys"][0]
        self.assertEqual(first["id"], str(self.ada.student.pk))
        self.assertEqual(first["scopes"], ["classify", "write"])
        for secret in (self.of_ada.spell(), str(self.of_ada.nonce)):
            self.assertNotIn(secret, response.content.decode())

    def test_all_are_read_in_one_query(self) -> None:
        self.client.force_login(self.rivera)
        url = reverse("projects:member-keys", args=[self.project.pk])
        with self.assertNumQueries(5):  # With those for who asks, and about what.
            self.client.get(url)

    def test_they_switch_one_off(self) -> None:
        for _again in range(2):
            response = self.ask(
                self.novak, "delete", "member-key", student=self.ada.student.pk
            )
            self.assertEqual(response.status_code, 204)

        self.assertFalse(ProjectKey.objects.matching(self.of_ada.spell()).exists())
        self.assertTrue(ProjectKey.objects.matching(self.of_grace.spell()).exists())
        self.assertEqual(self.listed(), ["Grace"])

    def test_those_that_rest_are_not_listed(self) -> None:
        move_to(self.ada, self.year_6)
        self.assertEqual(self.listed(), ["Grace"])
        move_to(self.ada, self.year_5)
        self.assertEqual(self.listed(), ["Ada", "Grace"])

    def test_none_works_while_the_project_is_not_shared(self) -> None:
        keys = [self.of_ada.spell(), self.of_grace.spell()]
        unshare_project(self.project)
        resting = [ProjectKey.objects.matching(key).exists() for key in keys]
        share_project(self.project, self.year_5, self.rivera)

        self.assertEqual(resting, [False, False])
        for key in keys:
            self.assertTrue(ProjectKey.objects.matching(key).exists())

    def test_students_and_strangers_do_none_of_it(self) -> None:
        who = {self.ada: 403, self.linus: 404, self.okoro: 404}
        for person, status in who.items():
            with self.subTest(str(person)):
                student = {"student": self.grace.student.pk}
                for response in (
                    self.ask(person, "get", "member-keys"),
                    self.ask(person, "delete", "member-key", **student),
                ):
                    self.assertEqual(response.status_code, status)
        self.assertEqual(ProjectKey.objects.count(), 3)


class MakePageTests(ClassProjectTestCase):
    """GET /projects/<project_id>/make/ of a class project"""

    def make_page(self, person):
        self.client.force_login(person)
        return self.client.get(reverse("training:make", args=[self.project.pk]))

    def test_a_member_finds_their_own_key_and_nobody_else_s(self) -> None:
        other = ProjectKey.objects.of_member(self.project, self.rivera).spell()

        page = self.make_page(self.ada)

        own = ProjectKey.objects.get(member=self.ada).spell()
        self.assertContains(page, f"/api/scratch/{own}/")
        self.assertContains(page, "in your name")
        self.assertNotContains(page, other)
        self.assertNotContains(page, "<member-keys")

    def test_a_teacher_finds_the_keys_of_the_class(self) -> None:
        page = self.make_page(self.novak)

        own = ProjectKey.objects.get().spell()
        self.assertContains(page, f"/api/scratch/{own}/")
        self.assertContains(page, "<member-keys")

    def test_so_on_the_page_of_the_class(self) -> None:
        self.client.force_login(self.rivera)

        page = self.client.get(reverse("projects:class", args=[self.project.pk]))

        self.assertContains(page, "<member-keys")
