import os
import signal
import subprocess
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from classrooms.models import User
from projects.models import ProjectKey
from tests.school import make_classroom, make_project, make_student
from training.models import MLModel

from .site import MANAGE, SiteTestCase

NOBODY_LISTENS = "redis://127.0.0.1:1/0"
PATIENCE_WITH_WORKERS = 90_000  # Milliseconds: one loads TensorFlow first.


class SchoolSiteTestCase(SiteTestCase):
    def setUp(self) -> None:
        super().setUp()
        rivera = User.objects.create_user("rivera@school.example")
        self.ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.sign_in(self.ada)


class WithoutRedisTests(SchoolSiteTestCase):
    """Redis is away: everything goes on but training, which says that it waits."""

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        return super().environment_of_site() | {"REDIS_URL": NOBODY_LISTENS}

    def test_pages_examples_and_classification_go_on(self) -> None:
        project = make_project(self.ada, cat=3, dog=3)
        self.page.goto(reverse("projects:train", args=[project.pk]))
        dog = self.page.locator("label-bucket").filter(
            has=self.page.get_by_role("heading", name="dog")
        )
        dog.get_by_role("button", name="Add an example").click()
        dog.get_by_label("weight", exact=True).fill("7")
        self.page.keyboard.press("Enter")
        expect(dog.locator("[data-part=count]")).to_contain_text("4")

        self.page.goto(reverse("training:learn", args=[project.pk]))
        self.page.get_by_role("button", name="Train", exact=True).click()
        expect(self.page.get_by_text("Waiting for its turn…")).to_be_visible()

        key = ProjectKey.objects.of_member(project, self.ada).spell()
        asked = reverse("training:scratch-classify", args=[key])
        answer = self.page.request.post(asked, data={"data": [1, "red"]})
        self.assertEqual(answer.status, 200)
        self.assertEqual(self.page.request.get("/readyz").status, 503)
        self.forgive_closed_sockets()
        self.assertEqual(MLModel.objects.get().status, "queued")

    def forgive_closed_sockets(self) -> None:
        self.problems = [each for each in self.problems if "WebSocket" not in each]


class WorkerKilledTests(SchoolSiteTestCase):
    """The worker dies in the middle of a training; the next one begins it again."""

    def start_worker(self) -> subprocess.Popen:
        worker = subprocess.Popen([*MANAGE, "work"], env=self.environment_of_site())
        self.addCleanup(worker.wait)
        self.addCleanup(worker.terminate)
        return worker

    def wait_until_it_is(self, *statuses: str) -> MLModel:
        wanted = MLModel.objects.filter(status__in=statuses)
        self.wait_until(wanted.exists, patience=PATIENCE_WITH_WORKERS)
        return MLModel.objects.get()

    def test_nobody_has_to_press_again(self) -> None:
        worker = self.start_worker()
        project = make_project(self.ada, cat=1500, dog=1500)
        self.page.goto(reverse("training:learn", args=[project.pk]))
        self.page.get_by_role("button", name="Train", exact=True).click()
        self.wait_until_it_is("training")

        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        self.assertEqual(self.wait_until_it_is("training").tries, 1)
        long_ago = timezone.now() - timedelta(minutes=5)
        MLModel.objects.update(heartbeat_at=long_ago)
        self.start_worker()

        self.assertEqual(self.wait_until_it_is("ready", "failed").status, "ready")
        self.assertEqual(MLModel.objects.get().tries, 2)
        expect(self.page.get_by_text("Ready! Try it out.")).to_be_visible()

    def test_stopping_it_puts_the_training_back_for_the_next(self) -> None:
        worker = self.start_worker()
        project = make_project(self.ada, cat=1500, dog=1500)
        self.page.goto(reverse("training:learn", args=[project.pk]))
        self.page.get_by_role("button", name="Train", exact=True).click()
        self.wait_until_it_is("training")

        worker.terminate()
        worker.wait()

        self.assertIn(MLModel.objects.get().status, {"queued", "ready"})
