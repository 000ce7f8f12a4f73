from unittest.mock import patch

from projects.models import LabelProposal
from tests.school import make_regression_project, make_text_project

from .class_case import ClassProjectTestCase, move_to


class ProposalTestCase(ClassProjectTestCase):
    def propose(self, person, name: str, **more):
        return self.ask(person, "post", "proposals", {"name": name}, **more)

    def made(self, person, name: str) -> int:
        response = self.propose(person, name)
        self.assertEqual(response.status_code, 201, response.content)
        return response.json()["id"]

    def names(self, person) -> list[str]:
        listed = self.ask(person, "get", "proposals").json()
        return [each["name"] for each in listed]

    def labels(self) -> list[str]:
        return [label.name for label in self.project.live_labels()]


class ProposeLabelTests(ProposalTestCase):
    """GET and POST /api/projects/<project_id>/proposals/"""

    def test_it_is_tidied_and_signed(self) -> None:
        response = self.propose(self.ada, "  sur\u0301prised ")

        self.assertEqual(response.status_code, 201)
        proposal = LabelProposal.objects.get()
        expected = {
            "id": proposal.pk,
            "name": "suŕprised",
            "by": str(self.ada.student.pk),
            "author": "Ada",
            "is_declined": False,
        }
        self.assertEqual(response.json(), expected)

    def test_teachers_see_all_and_students_their_own(self) -> None:
        self.made(self.ada, "surprised")
        self.made(self.grace, "angry")

        self.assertEqual(self.names(self.novak), ["surprised", "angry"])
        self.assertEqual(self.names(self.ada), ["surprised"])

    def test_a_name_that_is_there_or_proposed_is_refused(self) -> None:
        self.made(self.grace, "angry")

        for name, sentence in (
            ("HAPPY", "already a “HAPPY”"),
            ("Angry ", "Somebody has proposed “Angry” already"),
        ):
            with self.subTest(name=name):
                response = self.propose(self.ada, name)
                self.assertEqual(response.status_code, 409)
                self.assertIn(sentence, response.json()["detail"])

    def test_what_was_declined_is_not_proposed_again(self) -> None:
        declined = self.made(self.grace, "angry")
        self.ask(self.rivera, "post", "decline-proposal", proposal_id=declined)

        response = self.propose(self.ada, "Angry")

        self.assertEqual(response.status_code, 409)
        self.assertIn("has decided against “Angry”", response.json()["detail"])

    def test_three_are_enough_to_think_about(self) -> None:
        ids = [self.made(self.ada, f"label {number}") for number in range(3)]

        response = self.propose(self.ada, "one more")

        self.assertEqual(response.status_code, 409)
        self.assertIn("3 labels of yours", response.json()["detail"])
        self.made(self.grace, "one more")
        self.ask(self.rivera, "post", "accept-proposal", proposal_id=ids[0])
        self.made(self.ada, "another")

    def test_no_name_is_no_proposal(self) -> None:
        for name in ("", " ", "x" * 41, "\u200b"):
            with self.subTest(name=name):
                response = self.propose(self.ada, name)
                self.assertEqual(response.status_code, 400)
                self.assertIn("name", response.json())

    def test_where_there_are_no_labels_none_is_proposed(self) -> None:
        project = make_regression_project(self.rivera)
        project.classroom = self.year_5
        project.save()

        response = self.propose(self.ada, "tall", project=project)

        self.assertEqual(response.status_code, 400)

    def test_only_students_of_the_class_propose(self) -> None:
        for person, code in (
            (self.rivera, 403),
            (self.novak, 403),
            (self.linus, 404),
            (self.okoro, 404),
        ):
            with self.subTest(person=person):
                self.assertEqual(self.propose(person, "angry").status_code, code)

    def test_who_makes_a_project_alone_proposes_nothing(self) -> None:
        project = make_text_project(self.ada, happy=[], sad=[])
        for person in (self.ada, self.rivera):
            with self.subTest(person=person):
                response = self.propose(person, "angry", project=project)
                self.assertEqual(response.status_code, 403)

    def test_who_has_left_the_class_proposes_nothing(self) -> None:
        move_to(self.ada, self.year_6)

        self.assertEqual(self.propose(self.ada, "angry").status_code, 404)

    def test_open_pages_are_told(self) -> None:
        with patch("projects.actions.proposals.live.announce") as announce:
            proposal = self.made(self.ada, "angry")
            self.assertEqual(announce.call_count, 1)
            self.ask(self.rivera, "post", "decline-proposal", proposal_id=proposal)
            self.assertEqual(announce.call_count, 2)
            self.ask(self.ada, "delete", "proposal", proposal_id=proposal)
            self.assertEqual(announce.call_count, 3)


class AnswerProposalTests(ProposalTestCase):
    """POST …/proposals/<proposal_id>/accept/ and decline/, DELETE …/<proposal_id>/"""

    def setUp(self) -> None:
        self.proposal = self.made(self.ada, "angry")

    def answer(self, person, verb: str):
        return self.ask(person, "post", f"{verb}-proposal", proposal_id=self.proposal)

    def put_away(self, person):
        return self.ask(person, "delete", "proposal", proposal_id=self.proposal)

    def test_an_accepted_one_is_a_label(self) -> None:
        response = self.answer(self.novak, "accept")

        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.json()["name"], "angry")
        self.assertEqual(response.json()["number"], 3)
        self.assertEqual(self.labels(), ["happy", "sad", "angry"])
        self.assertEqual(self.names(self.rivera) + self.names(self.ada), [])
        self.assertEqual(self.answer(self.rivera, "accept").status_code, 404)

    def test_where_the_label_is_there_by_now_it_is_that_one(self) -> None:
        self.ask(self.rivera, "post", "labels", {"name": "ANGRY"})

        response = self.answer(self.rivera, "accept")

        self.assertEqual(response.json()["name"], "ANGRY")
        self.assertEqual(self.labels(), ["happy", "sad", "ANGRY"])

    def test_where_there_is_no_room_it_stays_to_be_decided(self) -> None:
        self.year_5.policy.label_quota = 2
        self.year_5.policy.save()

        self.assertEqual(self.answer(self.rivera, "accept").status_code, 409)

        self.assertEqual(self.labels(), ["happy", "sad"])
        self.assertEqual(self.names(self.rivera), ["angry"])

    def test_a_declined_one_stays_until_its_author_has_read_that(self) -> None:
        response = self.answer(self.rivera, "decline")

        self.assertTrue(response.json()["is_declined"])
        self.assertEqual(self.names(self.rivera), [])
        (told,) = self.ask(self.ada, "get", "proposals").json()
        self.assertTrue(told["is_declined"])
        self.assertEqual(self.put_away(self.ada).status_code, 204)
        self.assertEqual(self.names(self.ada), [])

    def test_its_author_takes_it_back(self) -> None:
        self.assertEqual(self.put_away(self.ada).status_code, 204)
        self.assertFalse(LabelProposal.objects.exists())

    def test_nobody_else_does(self) -> None:
        for person, code in (
            (self.grace, 404),
            (self.rivera, 403),
            (self.linus, 404),
            (self.okoro, 404),
        ):
            with self.subTest(person=person):
                self.assertEqual(self.put_away(person).status_code, code)
        self.assertTrue(LabelProposal.objects.exists())

    def test_students_answer_nothing(self) -> None:
        for verb in ("accept", "decline"):
            for person, code in ((self.ada, 403), (self.linus, 404), (self.okoro, 404)):
                with self.subTest(verb=verb, person=person):
                    self.assertEqual(self.answer(person, verb).status_code, code)
        self.assertEqual(self.labels(), ["happy", "sad"])

    def test_one_of_another_project_is_unknown(self) -> None:
        other = make_text_project(self.rivera, cat=[], dog=[])

        response = self.ask(
            self.rivera,
            "post",
            "accept-proposal",
            project=other,
            proposal_id=self.proposal,
        )

        self.assertEqual(response.status_code, 404)
