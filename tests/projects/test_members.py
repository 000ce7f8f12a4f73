from unittest.mock import patch
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import Moderation
from tests.school import make_image_project, make_regression_project

from .class_case import ClassProjectTestCase, move_to, put
from .pictures import photo, png


class MembersAddTests(ClassProjectTestCase):
    """What students add to a project of their class."""

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.status_code, status, response.content)
        self.assertIn(sentence, response.json()["detail"])

    def test_it_is_signed_and_everybody_sees_it(self) -> None:
        response = self.add(self.ada, "Hooray")

        self.assertEqual(response.status_code, 201)
        added = response.json()
        self.assertEqual((added["author"], added["state"]), ("Ada", "shown"))
        self.assertEqual(added["by"], str(self.ada.student.pk))
        listed = self.ask(self.grace, "get", "examples").json()["examples"]
        self.assertEqual(listed, [added])

    def test_a_teachers_is_of_no_student(self) -> None:
        added = self.add(self.novak, "Hooray").json()

        # Nor do students read the email address of a teacher without a name.
        self.assertEqual((added["author"], added["by"]), (None, None))

    def test_not_while_collecting_is_closed(self) -> None:
        self.decide(is_collecting=False)

        for route, data in (
            ("examples", {"label": 1, "text": "Hooray"}),
            ("import-examples", {"text": "Hooray\n", "label": 1, "preview": False}),
        ):
            with self.subTest(route=route):
                response = self.ask(self.ada, "post", route, data)
                self.assert_refused(response, 409, "has closed the buckets")
        self.assertEqual(self.add(self.rivera, "Yay").status_code, 201)

    def test_a_picture_is_not_even_looked_at_while_it_is_closed(self) -> None:
        project = make_image_project(self.rivera, red=0)
        project.classroom, project.is_collecting = self.year_5, False
        project.save()

        url = reverse("projects:examples", args=[project.pk])
        file = SimpleUploadedFile("cat.png", png(photo()))
        self.client.force_login(self.ada)
        with patch("projects.actions.uploads.prepare") as prepare:
            response = self.client.post(url, {"label": 1, "picture": file})

        self.assert_refused(response, 409, "has closed the buckets")
        prepare.assert_not_called()

    def test_what_was_deleted_can_be_brought_back_when_it_is_closed(self) -> None:
        (example,) = put(self.happy, self.ada, "Hooray")
        deleted = self.ask(self.ada, "delete", "example", example_id=example.pk)
        self.decide(is_collecting=False)

        back = {"examples": deleted.json()["deleted"]}
        self.ask(self.ada, "post", "restore-examples", back)

        self.assertEqual(self.project.examples.get().author, self.ada)

    def test_not_more_than_each_may_add_whatever_their_state(self) -> None:
        self.decide(student_quota=3)
        put(self.happy, self.ada, "Rude", state=Moderation.HIDDEN)
        put(self.happy, self.ada, "Well", state=Moderation.WAITING)
        self.assertEqual(self.add(self.ada, "Hooray").status_code, 201)

        self.assert_refused(self.add(self.ada, "Yay"), 409, "add 3 examples here")
        self.assertEqual(self.add(self.grace, "Yay").status_code, 201)
        self.assertEqual(self.add(self.rivera, "Hip").status_code, 201)

    def test_a_list_has_to_fit_as_a_whole_and_says_how_many_do(self) -> None:
        self.decide(student_quota=3)
        lines = "\n".join(f"Mine {number}" for number in range(5))

        data = {"text": lines, "label": 1, "preview": False}
        response = self.ask(self.ada, "post", "import-examples", data)

        self.assert_refused(response, 409, "3 more of yours fit")
        self.assertFalse(self.project.examples.exists())

    def test_all_of_the_class_share_the_quota_of_the_project(self) -> None:
        self.year_5.policy.class_text_quota = 2
        self.year_5.policy.text_quota = 1
        self.year_5.policy.save()
        self.add(self.ada, "Hooray")
        self.add(self.grace, "Yay")

        self.assert_refused(self.add(self.ada, "Hip"), 409, "Tell your teacher")

    def test_no_labels_and_no_columns_come_with_a_table(self) -> None:
        table = "text,label\nHooray,happy\nGrr,angry\n"
        response = self.ask(
            self.ada, "post", "import-examples", {"text": table, "preview": False}
        )

        self.assert_refused(response, 400, "There is no “angry”")
        self.assertFalse(self.project.examples.exists())
        self.assertEqual(self.project.live_labels().count(), 2)

    def test_what_another_has_under_an_id_is_not_told(self) -> None:
        (example,) = put(self.happy, self.grace, "Secret", state=Moderation.WAITING)

        data = {"id": str(example.pk), "label": 1, "text": "Hooray"}
        response = self.ask(self.ada, "post", "examples", data)

        self.assertEqual(response.status_code, 400)
        self.assertNotIn("Secret", response.content.decode())

    def test_what_is_sent_twice_is_there_once(self) -> None:
        data = {"id": str(uuid4()), "label": 1, "text": "Hooray"}

        codes = [
            self.ask(self.ada, "post", "examples", data).status_code for _ in range(2)
        ]

        self.assertEqual(codes, [201, 200])
        self.assertEqual(self.project.examples.count(), 1)

    def test_who_has_left_the_class_adds_nothing_and_their_name_stays(self) -> None:
        put(self.happy, self.ada, "Hooray")
        move_to(self.ada, self.year_6)

        self.assertEqual(self.add(self.ada, "Yay").status_code, 404)
        (kept,) = self.ask(self.grace, "get", "examples").json()["examples"]
        self.assertEqual(kept["author"], "Ada")


class MembersChangeTests(ClassProjectTestCase):
    """What students do with examples of their own, and not with those of others."""

    def setUp(self) -> None:
        (self.mine,) = put(self.happy, self.ada, "Hooray")
        (self.hers,) = put(self.happy, self.grace, "Yay")

    def both(self) -> dict[str, object]:
        return {"ids": [str(self.mine.pk), str(self.hers.pk)], "label": 2}

    def texts(self) -> dict[str, str]:
        rows = self.project.examples.values_list("text", "label__name")
        return dict(rows)

    def test_they_change_move_and_delete_their_own(self) -> None:
        changes = {"text": "Hooray!!", "label": 2}
        chosen = {"example_id": self.mine.pk}
        changed = self.ask(self.ada, "patch", "example", changes, **chosen)
        self.assertEqual(changed.status_code, 200)
        self.assertEqual(self.texts(), {"Hooray!!": "sad", "Yay": "happy"})

        ids = {"ids": [str(self.mine.pk)], "label": 1}
        moved = self.ask(self.ada, "post", "move-examples", ids)
        self.assertEqual(moved.json(), {"moved": 1, "left": 0})

        deleted = self.ask(self.ada, "post", "delete-examples", ids)
        self.assertEqual(len(deleted.json()["deleted"]), 1)
        self.assertEqual(self.texts(), {"Yay": "happy"})

    def test_those_of_others_they_do_not(self) -> None:
        hers = {"example_id": self.hers.pk}
        before = self.texts()
        for name, response in {
            "change": self.ask(self.ada, "patch", "example", {"text": "No"}, **hers),
            "delete": self.ask(self.ada, "delete", "example", **hers),
            "delete both": self.ask(self.ada, "post", "delete-examples", self.both()),
            "move both": self.ask(self.ada, "post", "move-examples", self.both()),
        }.items():
            with self.subTest(name):
                self.assertEqual(response.status_code, 403)
                self.assertIn("Somebody else added", response.json()["detail"])
        self.assertEqual(self.texts(), before)

    def test_teachers_do_with_all_of_them(self) -> None:
        for person in (self.rivera, self.novak):
            with self.subTest(person=person):
                moved = self.ask(person, "post", "move-examples", self.both())
                self.assertEqual(moved.status_code, 200)
        deleted = self.ask(self.novak, "post", "delete-examples", self.both())
        self.assertEqual(len(deleted.json()["deleted"]), 2)

    def test_what_a_teacher_brings_back_is_whose_it_was(self) -> None:
        deleted = self.ask(self.rivera, "post", "delete-examples", self.both())

        back = {"examples": deleted.json()["deleted"]}
        self.ask(self.novak, "post", "restore-examples", back)

        authors = set(self.project.examples.values_list("author", flat=True))
        self.assertEqual(authors, {self.ada.pk, self.grace.pk})

    def test_nobody_brings_back_what_another_deleted(self) -> None:
        deleted = self.ask(self.grace, "delete", "example", example_id=self.hers.pk)

        back = {"examples": deleted.json()["deleted"]}
        response = self.ask(self.ada, "post", "restore-examples", back)

        self.assertEqual(response.status_code, 403)
        self.assertEqual(self.project.examples.count(), 1)

    def test_one_that_is_hidden_is_not_there_for_others(self) -> None:
        self.project.examples.filter(pk=self.hers.pk).update(state="hidden")
        hers = {"example_id": self.hers.pk}

        response = self.ask(self.ada, "patch", "example", {"text": "No"}, **hers)

        self.assertEqual(response.status_code, 404)

    def test_only_what_everybody_sees_is_counted_on_labels(self) -> None:
        put(self.happy, self.ada, "Rude", state=Moderation.HIDDEN)
        put(self.happy, self.ada, "Well", state=Moderation.WAITING)
        for person in (self.ada, self.rivera):
            with self.subTest(person=person):
                happy, _sad = self.ask(person, "get", "labels").json()
                self.assertEqual(happy["example_count"], 2)

    def test_rows_of_a_table(self) -> None:
        project = make_regression_project(self.rivera, rows=2)
        project.classroom = self.year_5
        project.save()
        mine, hers = project.examples.order_by("pk")
        project.examples.filter(pk=mine.pk).update(author=self.ada)
        for row, status in ((mine, 200), (hers, 403)):
            data = {"rows": [{"id": str(row.pk), "values": {"1": 7}}]}
            with self.subTest(status=status):
                response = self.ask(
                    self.ada, "post", "change-examples", data, project=project
                )
                self.assertEqual(response.status_code, status)

    def test_no_more_once_the_project_is_taken_back(self) -> None:
        self.ask(self.rivera, "delete", "sharing")

        for method, route, data in (
            ("post", "delete-examples", self.both()),
            ("post", "move-examples", self.both()),
            ("post", "restore-examples", {"examples": []}),
            ("get", "examples", None),
        ):
            with self.subTest(route=route):
                response = self.ask(self.ada, method, route, data)
                self.assertEqual(response.status_code, 404)
        self.assertEqual(self.project.examples.count(), 2)
