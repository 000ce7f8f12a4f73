from unittest.mock import patch

from classrooms import live as class_live
from classrooms.live import Hint
from projects import actions, live
from projects.kinds import Content
from tests.school import SchoolTestCase, make_text_project


class ClassAnnouncementTests(SchoolTestCase):
    """What the pages of a class hear of a project that it fills, after the commit."""

    def setUp(self) -> None:
        self.project = make_text_project(self.rivera, kind=["Well done"], mean=["Go"])
        self.project.classroom = self.year_5
        self.project.save()
        self.label = self.project.labels.get(name="kind")
        self.pages = live.group_name(self.project.pk)
        self.rights = live.rights_group_name(self.project.pk)
        self.lists = live.list_group_name(self.year_5.pk)
        self.walls = class_live.group_name(self.year_5.pk)

    def hear(self, verb) -> list[Hint]:
        with (
            patch("classrooms.live.send") as send,
            self.captureOnCommitCallbacks(execute=True),
        ):
            verb()
            send.assert_not_called()
        return [each.args[0] for each in send.mock_calls]

    def groups(self, verb) -> set[str]:
        return {hint.group for hint in self.hear(verb)}

    def add(self, count: int = 1) -> list[Hint]:
        new = [
            actions.NewExample(self.label, Content(text=f"Sentence {number}"))
            for number in range(count)
        ]
        return self.hear(lambda: actions.add_examples(self.project, new, self.ada))

    def of_pages(self, hints: list[Hint]) -> Hint:
        (hint,) = (each for each in hints if each.group == self.pages)
        return hint

    def test_pages_and_the_teacher_s_wall_hear_which_example_was_added(self) -> None:
        hints = self.add()

        added = str(self.project.examples.get(author=self.ada).pk)
        self.assertEqual(self.of_pages(hints).examples, (added,))
        self.assertEqual({each.group for each in hints}, {self.pages, self.walls})
        (wall,) = (each for each in hints if each.group == self.walls)
        self.assertEqual((wall.student, wall.project), (None, str(self.project.pk)))

    def test_of_very_many_they_hear_that_there_are(self) -> None:
        hints = self.add(live.MOST_NAMED + 1)

        self.assertEqual(self.of_pages(hints).examples, (live.MANY,))

    def test_who_may_see_it_has_changed_and_so_have_the_lists(self) -> None:
        everybody = {self.pages, self.rights, self.lists, self.walls}
        verbs = {
            "take back": lambda: actions.unshare_project(self.project),
            "share": lambda: actions.share_project(
                self.project, self.year_5, self.rivera
            ),
            "delete": lambda: actions.delete_project(self.project, self.rivera),
        }
        for name, verb in verbs.items():
            with self.subTest(name):
                self.assertEqual(self.groups(verb), everybody)

    def test_lists_say_what_it_is_called_and_whether_it_is_open(self) -> None:
        verbs = {
            "rename": lambda: actions.rename_project(self.project, "Feelings"),
            "close": lambda: actions.change_class_project(
                self.project, {"is_collecting": False}
            ),
        }
        for name, verb in verbs.items():
            with self.subTest(name):
                self.assertEqual(
                    self.groups(verb), {self.pages, self.lists, self.walls}
                )

    def test_labels_are_news_without_examples(self) -> None:
        hints = self.hear(lambda: actions.add_label(self.project, "so-so"))

        self.assertEqual(self.of_pages(hints).examples, ())
