import json
from urllib.request import Request, urlopen

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from projects.models import Moderation, Project, ProjectKey
from tests.school import make_classroom, make_student

from .site import SiteTestCase

FOOD = ["I eat bread", "This soup tastes great", "We bake a cake", "I eat an apple"]
WEATHER = ["It is raining", "The sun shines", "A cold wind blows", "It will snow"]
MORE_FOOD = ["Dinner is rice", "The cheese tastes salty"]
QUESTION = "I eat soup"
MINUTE = 60_000  # milliseconds


class ClassLessonTests(SiteTestCase):
    """Forty minutes of Year 5: one project, filled together and used by everybody."""

    needs_worker = True

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        students = [make_student(name, self.year_5) for name in ("Ada", "Grace")]
        self.teacher = self.page
        self.sign_in(self.rivera)
        self.ada, self.grace = map(self.computer_of, students)
        self.ada_herself = students[0]

    def computer_of(self, user: User) -> Page:
        context = self.new_context()
        self.sign_in(user, context)
        return context.new_page()

    def test_a_class_teaches_the_computer_together(self) -> None:
        self.begin()
        self.collect()
        self.look_through()
        self.train()
        self.use()
        self.train_anew()
        self.take_back()

    def begin(self) -> None:
        """The teacher starts a project, which turns up in the students' lists."""
        for page in (self.ada, self.grace):
            page.goto("/projects/")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        self.teacher.goto(reverse("classrooms:projects", args=[self.year_5.pk]))
        self.teacher.get_by_label("What will the computer learn").fill("Food or not")
        self.teacher.get_by_role("radio", name="Text").check()
        self.teacher.get_by_role("button", name="Start").click()
        for page in (self.ada, self.grace):
            page.get_by_role("link", name="Food or not").click()
        project = Project.objects.get()
        self.assertEqual(project.classroom, self.year_5)
        for page in (self.teacher, self.ada, self.grace):
            page.goto(reverse("projects:train", args=[project.pk]))
        for name in ("food", "weather"):
            self.teacher.get_by_label("A new label").fill(name)
            self.teacher.get_by_role("button", name="Add this label").click()
            expect(self.bucket(self.teacher, name)).to_be_visible()

    def collect(self) -> None:
        """Two students fill both buckets; everybody sees both grow."""
        for text in FOOD:
            self.type_into(self.ada, "food", text)
        for text in WEATHER:
            self.type_into(self.grace, "weather", text)
        for page in (self.teacher, self.ada, self.grace):
            for label in ("food", "weather"):
                count = self.bucket(page, label).locator("[data-part=count]")
                expect(count).to_have_text("4")
        self.assertEqual(Project.objects.get().examples.count(), 8)

    def look_through(self) -> None:
        """From now on a teacher looks at everything first, and hides one."""
        project = Project.objects.get()
        self.teacher.goto(reverse("projects:class", args=[project.pk]))
        self.teacher.get_by_role("switch", name="Look at everything first").check()
        self.wait_until(lambda: Project.objects.get().needs_approval)
        self.type_into(self.ada, "food", "Grace is silly")
        waiting = self.bucket(self.ada, "food").get_by_text("waiting for your teacher")
        expect(waiting).to_be_visible()
        self.teacher.goto(reverse("projects:review", args=[project.pk]))
        tile = self.teacher.get_by_text("Grace is silly")
        expect(tile).to_be_visible()
        self.teacher.get_by_role("gridcell").focus()
        self.teacher.keyboard.press("h")
        expect(tile).to_be_hidden()
        hidden = project.examples.filter(state=Moderation.HIDDEN)
        self.wait_until(hidden.exists)
        expect(self.bucket(self.grace, "food")).not_to_contain_text("silly")

    def train(self) -> None:
        self.teacher.goto(self.learn_page())
        self.teacher.get_by_role("button", name="Train", exact=True).click()
        ready = self.teacher.get_by_text("Ready! Try it out.")
        expect(ready).to_be_visible(timeout=MINUTE)

    def use(self) -> None:
        """Everybody uses the model, which knows nothing of what was hidden."""
        self.assertEqual(len(self.current().learnt_from.example_ids), 8)
        for page in (self.ada, self.grace):
            page.goto(self.learn_page())
            expect(page.get_by_role("button", name="Train")).to_have_count(0)
            self.try_out(page)
        project = Project.objects.get()
        key = ProjectKey.objects.for_page_of(project, self.ada_herself).spell()
        request = Request(
            f"{self.site_url}/api/scratch/{key}/classify",
            json.dumps({"data": QUESTION}).encode(),
            {"Content-Type": "application/json"},
        )
        with urlopen(request) as response:
            told = json.load(response)
        self.assertEqual(told[0]["class_name"], "food")

    def train_anew(self) -> None:
        """What is learnt anew is used on open pages at once."""
        self.teacher.goto(reverse("projects:train", args=[Project.objects.get().pk]))
        for text in MORE_FOOD:
            self.type_into(self.teacher, "food", text)
        count = self.bucket(self.teacher, "food").locator("[data-part=count]")
        expect(count).to_have_text("6")
        before = self.current()
        self.teacher.goto(self.learn_page())
        self.teacher.get_by_role("button", name="Train again", exact=True).click()
        self.wait_until(lambda: self.current() != before, MINUTE)
        self.assertEqual(len(self.current().learnt_from.example_ids), 10)
        for page in (self.ada, self.grace):
            expect(page.get_by_text("A new model is here!")).to_be_visible()
            self.try_out(page)

    def take_back(self) -> None:
        """It leaves the students' pages and lists; the teacher has everything."""
        project = Project.objects.get()
        self.grace.goto("/projects/")
        expect(self.grace.get_by_role("link", name="Food or not")).to_be_visible()
        self.teacher.goto(reverse("projects:class", args=[project.pk]))
        self.teacher.get_by_role("button", name="Take it back from the class").click()
        self.teacher.get_by_role("button", name="Take it back", exact=True).click()
        gone = self.ada.get_by_text("not shared with your class any more")
        expect(gone).to_be_visible()
        expect(self.grace.get_by_role("link", name="Food or not")).to_have_count(0)
        while self.problems:  # Open pages ask whether it is really gone.
            self.expect_problem(str(project.pk))
        self.assertEqual(project.examples.count(), 11)
        authors = set(project.examples.values_list("author__student__username"))
        self.assertEqual(authors, {("Ada",), ("Grace",), (None,)})

    def try_out(self, page: Page) -> None:
        card = page.locator("[data-card=test]")
        card.get_by_role("textbox").fill(QUESTION)
        first = card.locator("confidence-bars li .bar-name").first
        expect(first).to_have_text("food")

    def current(self):
        return Project.objects.get().ml_models.get(is_current=True)

    def learn_page(self) -> str:
        return reverse("training:learn", args=[Project.objects.get().pk])

    def bucket(self, page: Page, name: str) -> Locator:
        heading = page.get_by_role("heading", name=name, exact=True)
        return page.locator("label-bucket").filter(has=heading)

    def type_into(self, page: Page, label: str, text: str) -> None:
        self.bucket(page, label).get_by_role("textbox").fill(text)
        page.keyboard.press("Enter")
