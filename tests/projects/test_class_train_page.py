import json

from django.test import Client
from django.urls import reverse

from classrooms.models import User
from projects import actions
from projects.models import Project
from tests.school import (
    SchoolTestCase,
    add_plants,
    make_regression_project,
    make_text_project,
)


class TrainPageOfAClass(SchoolTestCase):
    def setUp(self) -> None:
        self.project = make_text_project(self.rivera, happy=["Hooray"], sad=[])
        actions.share_project(self.project, self.year_5, self.rivera)

    def data_for(self, user: User) -> dict:
        client = Client()
        client.force_login(user)
        page = client.get(reverse("projects:train", args=[self.project.pk]))
        return dict(page.context["data"])

    def test_a_member_may_add_and_edit_own_ones_only(self) -> None:
        data = self.data_for(self.ada)

        verbs = ["mayAdd", "mayChange", "mayEditAll", "mayModerate"]
        self.assertEqual([data[verb] for verb in verbs], [True, False, False, False])
        self.assertEqual(data["me"], str(self.ada.student.pk))

    def test_a_member_is_told_how_many_more_they_may_add(self) -> None:
        actions.change_class_project(self.project, {"student_quota": 3})
        self.project.examples.update(author=self.ada)

        shared = self.data_for(self.ada)["shared"]

        self.assertEqual(shared["mine"], {"count": 1, "left": 2})
        self.assertIsNone(shared["review"])

    def test_more_than_a_lowered_quota_leaves_nothing_to_add(self) -> None:
        self.project.examples.update(author=self.ada)
        Project.objects.filter(pk=self.project.pk).update(student_quota=0)

        self.assertEqual(self.data_for(self.ada)["shared"]["mine"]["left"], 0)

    def test_a_teacher_has_no_share_but_the_way_to_what_waits(self) -> None:
        data = self.data_for(self.rivera)

        self.assertIsNone(data["me"])
        self.assertTrue(data["mayModerate"])
        self.assertIsNone(data["shared"]["mine"])
        review = reverse("projects:review", args=[self.project.pk])
        self.assertEqual(data["shared"]["review"], review)

    def test_nothing_is_shared_of_a_project_of_ones_own(self) -> None:
        actions.unshare_project(self.project)
        self.project.refresh_from_db()

        self.assertIsNone(self.data_for(self.rivera)["shared"])

    def test_it_goes_into_the_page_as_json(self) -> None:
        json.dumps(self.data_for(self.ada))


class RowsOfAClass(SchoolTestCase):
    def setUp(self) -> None:
        self.project = make_regression_project(self.rivera, rows=1)
        actions.share_project(self.project, self.year_5, self.rivera)
        add_plants(self.project, 2)
        mine, theirs = self.project.examples.order_by("created_at", "pk")[1:]
        self.project.examples.filter(pk=mine.pk).update(author=self.ada)
        waiting = self.project.examples.filter(pk=theirs.pk)
        waiting.update(author=self.grace, state="waiting")

    def table_for(self, user: User) -> dict:
        client = Client()
        client.force_login(user)
        address = reverse("projects:table", args=[self.project.pk])
        return dict(client.get(address).json())

    def test_each_row_says_who_added_it_and_who_sees_it(self) -> None:
        table = self.table_for(self.rivera)

        ada, grace = str(self.ada.student.pk), str(self.grace.student.pk)
        self.assertEqual(
            [row[2:] for row in table["rows"]],
            [[None, "shown"], [ada, "shown"], [grace, "waiting"]],
        )
        self.assertEqual(table["people"], {ada: "Ada", grace: "Grace"})

    def test_nobody_is_named_whose_rows_are_not_to_be_seen(self) -> None:
        table = self.table_for(self.ada)

        self.assertEqual(len(table["rows"]), 2)
        self.assertEqual(table["people"], {str(self.ada.student.pk): "Ada"})


class NamesOfTeachers(SchoolTestCase):
    def test_students_are_not_told_the_address_of_their_teacher(self) -> None:
        project = make_text_project(self.rivera, happy=["Hooray"])
        actions.share_project(project, self.year_5, self.rivera)
        client = Client()
        client.force_login(self.ada)
        address = reverse("projects:examples", args=[project.pk])

        self.assertIsNone(client.get(address).json()["examples"][0]["author"])

        User.objects.filter(pk=self.rivera.pk).update(name="Ms Rivera")
        (example,) = client.get(address).json()["examples"]
        self.assertEqual(example["author"], "Ms Rivera")
