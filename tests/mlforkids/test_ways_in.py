from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from classrooms import actions
from tests.school import SchoolTestCase, make_project

NO_LONGER = "You are not logged in any more. Go to the start page to come in again."
OVER = (
    "Your try-out is over, and everything in it has been deleted. Start again any time."
)


class SessionsThatHaveEndedTests(SchoolTestCase):
    """What people see whose session is gone: their way in, and a sentence."""

    def setUp(self) -> None:
        self.projects = reverse("projects:list")

    def be_logged_out(self, user) -> None:
        """Let them see a page, then end their session behind their back."""
        self.client.force_login(user)
        self.client.get(self.projects)
        user.sessions.all().delete()

    def test_the_browser_remembers_as_what_somebody_came(self) -> None:
        for user, word in [(self.ada, "student"), (self.rivera, "teacher")]:
            self.client.force_login(user)
            response = self.client.get(self.projects)
            self.assertEqual(response.cookies["came_as"].value, word)
            self.assertTrue(response.cookies["came_as"]["httponly"])

            again = self.client.get(self.projects)
            self.assertNotIn("came_as", again.cookies)

    def test_logging_in_is_what_sets_it(self) -> None:
        ((_student, words),) = actions.reset_passphrases([self.ada.student])
        form = {"code": "YEAR5555", "username": "Ada", "passphrase": words}

        response = self.client.post(reverse("classrooms:join"), form)

        self.assertEqual(response.cookies["came_as"].value, "student")

    def test_students_come_to_their_own_door(self) -> None:
        self.client.force_login(self.ada)
        self.client.get(self.projects)
        actions.reset_passphrases([self.ada.student])

        response = self.client.get(self.projects, follow=True)

        self.assertEqual(response.redirect_chain[0][0], reverse("classrooms:join"))
        self.assertContains(response, "You are not logged in any more. Come in again.")

    def test_teachers_come_to_theirs_and_back_to_the_page(self) -> None:
        self.be_logged_out(self.rivera)

        response = self.client.get(self.projects)

        login = reverse("account_login")
        self.assertRedirects(response, f"{login}?next={self.projects}")

    def test_pages_of_teachers_lead_to_their_door_whoever_was_here(self) -> None:
        self.be_logged_out(self.ada)

        for page in ("classrooms:list", "account_email", "admin:index"):
            with self.subTest(page=page):
                path = self.client.get(reverse(page))["Location"].partition("?")[0]
                self.assertNotEqual(path, reverse("classrooms:join"))

    def test_guests_are_told_once_that_their_time_is_up(self) -> None:
        classroom = self.ada.student.classroom
        classroom.expires_at = timezone.now() + timedelta(hours=4)
        classroom.save(update_fields=["expires_at"])
        self.be_logged_out(self.ada)

        first = self.client.get(self.projects, follow=True)
        second = self.client.get(self.projects)

        self.assertRedirects(first, reverse("home"))
        self.assertContains(first, OVER)
        self.assertEqual(second["Location"].partition("?")[0], reverse("account_login"))

    def test_scripts_of_a_page_get_a_sentence(self) -> None:
        project = make_project(self.ada, cat=1)
        url = reverse("projects:examples", args=[project.pk])
        self.be_logged_out(self.ada)

        response = self.client.get(url, HTTP_ACCEPT="application/json")

        self.assertIn(response.status_code, {401, 403})
        self.assertEqual(response.json(), {"detail": NO_LONGER})

    def test_scripts_of_a_guests_page_get_theirs(self) -> None:
        project = make_project(self.ada, cat=1)
        self.client.cookies["came_as"] = "guest"

        response = self.client.get(reverse("projects:examples", args=[project.pk]))

        self.assertEqual(response.json(), {"detail": OVER})

    def test_pages_asked_for_by_a_script_answer_in_json(self) -> None:
        response = self.client.get(self.projects, HTTP_ACCEPT="application/json")

        self.assertEqual(response.status_code, 401)
        self.assertEqual(response.json(), {"detail": NO_LONGER})

    def test_a_made_up_cookie_does_no_harm(self) -> None:
        self.client.cookies["came_as"] = "<script>"

        self.assertEqual(self.client.get(self.projects).status_code, 302)

    def test_a_student_who_is_in_costs_no_query_more(self) -> None:
        ((_student, words),) = actions.reset_passphrases([self.ada.student])
        form = {"code": "YEAR5555", "username": "Ada", "passphrase": words}

        # Who it is, with the class; a new session, in a savepoint (4); when they came
        # in; the session with whose it is, in a savepoint (3).
        with self.assertNumQueries(9):
            self.client.post(reverse("classrooms:join"), form)
