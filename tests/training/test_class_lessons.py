"""What browsers learn that a class has collected: by whom it is measured."""

from projects.models import Project
from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, make_regression_project, make_student
from training.models import Evaluation

from .lessons import Browser, give_base, make_pictures
from .test_regression_lesson import RowsBrowser


class ClassLessonCase(SchoolTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        give_base(self)
        self.students = [make_student(f"s{i}", self.year_5) for i in range(10)]
        self.client.force_login(self.rivera)

    def share(self, project: Project, people: int = 10) -> Project:
        """Let a class fill it: what there is was added by so many by turns."""
        project.classroom = self.year_5
        project.save()
        for number, example in enumerate(project.examples.order_by("label", "pk")):
            example.author = self.students[number % people]
            example.save()
        return project

    def authors(self, project: Project) -> dict[str, int]:
        return {
            str(pk): author
            for pk, author in project.examples.values_list("pk", "author")
        }

    def figures(self, project: Project) -> list[dict]:
        evaluation = Evaluation.objects.get(ml_model__project=project)
        return evaluation.details.get("contributors")


class PicturesOfAClassTests(ClassLessonCase):
    """POST /api/projects/<project_id>/model/, of pictures"""

    def begin(self, people: int = 10, **pictures: int) -> Browser:
        self.project = self.share(make_pictures(self.rivera, **pictures), people)
        browser = Browser(self.client, self.project)
        self.assertEqual(browser.start().status_code, 201)
        return browser

    def test_everybody_is_on_one_side(self) -> None:
        browser = self.begin(cat=20, dog=20)

        whose = self.authors(self.project)
        held, learnt = set(), set()
        for each in browser.lesson["examples"]:
            (held if each["held_back"] else learnt).add(whose[each["id"]])
            self.assertEqual(each["part"], 0 if each["held_back"] else None)
        self.assertEqual((len(held), held & learnt), (2, set()))

    def test_the_lesson_names_nobody(self) -> None:
        browser = self.begin(cat=20, dog=20)

        self.assertEqual(
            set(browser.lesson["examples"][0]),
            {"id", "label", "held_back", "part", "picture"},
        )

    def test_the_result_says_how_many_of_each_were_right(self) -> None:
        browser = self.begin(cat=20, dog=20)
        wrong, *others = browser.to_measure()
        measured = [[each["id"], browser.right(each)] for each in others]
        measured.append([wrong["id"], browser.confident(1 - wrong["label"])])

        self.assertEqual(browser.bring(measured=measured).status_code, 200)

        figures = {each["author"]: each for each in self.figures(self.project)}
        author = self.authors(self.project)[wrong["id"]]
        self.assertEqual(sum(each["count"] for each in figures.values()), 8)
        self.assertEqual(figures[author]["right"], figures[author]["count"] - 1)

    def test_who_is_erased_while_it_learns_is_not_named(self) -> None:
        browser = self.begin(cat=20, dog=20)
        self.project.examples.update(author=None)

        browser.bring()

        self.assertEqual(
            [each["author"] for each in self.figures(self.project)], [None]
        )

    def test_of_few_pictures_those_of_one_person_are_left_out_together(self) -> None:
        browser = self.begin(people=3, cat=3, dog=3)

        whose = self.authors(self.project)
        self.assertEqual(browser.lesson["method"], "leave-one-out")
        parts: dict[int, set[int]] = {}
        for each in browser.lesson["examples"]:
            parts.setdefault(each["part"], set()).add(whose[each["id"]])
        self.assertEqual(sorted(parts), [0, 1, 2])
        self.assertTrue(all(len(people) == 1 for people in parts.values()))
        self.assertEqual(browser.bring().status_code, 200)

    def test_two_people_are_too_few_and_it_is_said(self) -> None:
        browser = self.begin(people=2, cat=10, dog=10)
        answer = browser.bring().json()

        self.assertEqual(answer["evaluation"]["held_back_by"], "example")
        self.assertEqual(len(self.figures(self.project)), 2)

    def test_of_one_person_nobody_is_named(self) -> None:
        browser = self.begin(people=1, cat=10, dog=10)
        answer = browser.bring().json()

        self.assertNotIn("held_back_by", answer["evaluation"])
        self.assertIsNone(self.figures(self.project))


class RowsOfAClassTests(ClassLessonCase):
    """The same, of a project that predicts numbers"""

    def begin(self, rows: int) -> RowsBrowser:
        self.project = self.share(make_regression_project(self.rivera, rows))
        browser = RowsBrowser(self.client, self.project)
        self.assertEqual(browser.start().status_code, 201)
        return browser

    def groups(self, browser: RowsBrowser) -> dict[int, set[int | None]]:
        whose = self.authors(self.project)
        found: dict[int, set[int | None]] = {}
        for row in browser.lesson["rows"]:
            found.setdefault(whose[row["id"]], set()).add(row["group"])
        return found

    def test_few_rows_are_left_out_a_person_at_a_time(self) -> None:
        browser = self.begin(30)

        groups = self.groups(browser)

        self.assertEqual(browser.lesson["groups"], 5)
        self.assertTrue(all(len(each) == 1 for each in groups.values()))

    def test_of_many_a_fifth_of_the_people_is_held_back(self) -> None:
        browser = self.begin(50)

        groups = list(self.groups(browser).values())

        self.assertEqual((groups.count({0}), groups.count({None})), (2, 8))

    def test_the_result_says_how_far_off_it_was_for_each(self) -> None:
        browser = self.begin(50)

        answer = browser.bring().json()

        self.assertEqual(answer["evaluation"]["held_back_by"], "contributor")
        self.assertNotIn("contributors", answer["evaluation"])
        first, second = self.figures(self.project)
        self.assertEqual((first["count"], second["count"]), (5, 5))
        of_first = self.project.examples.filter(author=first["author"])
        off = [abs(row.values["3"] - 20) for row in of_first]
        self.assertAlmostEqual(first["errors"][0], sum(off) / 5)
