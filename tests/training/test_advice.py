from django.urls import reverse

from projects import actions
from projects.kinds import Content
from tests.school import SchoolTestCase, make_project
from training.advice import advice_on


class AdviceTests(SchoolTestCase):
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

    def test_the_page_says_it_to_who_can_change_it(self) -> None:
        project = make_project(self.ada, cat=10, dog=3)
        url = reverse("training:learn", args=[project.pk])
        for user, says in ((self.ada, True), (self.rivera, False)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                page = self.client.get(url)
                self.assertEqual("has far fewer" in page.content.decode(), says)
