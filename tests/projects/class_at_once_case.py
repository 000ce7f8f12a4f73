"""A whole class that presses in the same moment."""

from collections import Counter
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client, TransactionTestCase
from django.urls import reverse

from classrooms.models import User
from tests.own_cache import give_own_cache
from tests.own_storage import give_own_storage
from tests.school import make_classroom, make_student, make_text_project

CHILDREN = 30
TRIES = 10


class ClassAtOnceTestCase(TransactionTestCase):
    """Thirty students, a teacher, and a project that they fill together."""

    def setUp(self) -> None:
        give_own_cache(self)
        give_own_storage(self)
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.year_6 = make_classroom("Year 6", self.rivera, "YEAR6666")
        self.children = [
            make_student(f"Child {number}", self.year_5) for number in range(CHILDREN)
        ]
        self.project = make_text_project(self.rivera, happy=[], sad=[])
        self.project.classroom = self.year_5
        self.project.save()
        self.happy, self.sad = self.project.live_labels()
        everybody = [*self.children, self.rivera]
        self.clients = {person.pk: logged_in(person) for person in everybody}

    def ask(
        self, person: User, method: str, route: str, data: Any = None, *args: Any
    ) -> HttpResponse:
        """Send JSON as a page does: once more when the site says it is too busy."""
        url = reverse(f"projects:{route}", args=[self.project.pk, *args])
        verb = getattr(self.clients[person.pk], method)
        for _ in range(TRIES):
            answer = verb(url, data or {}, "application/json")
            if answer.status_code != 503:
                break
        return answer

    def add(self, person: User, text: str, id: Any = None) -> tuple[str, HttpResponse]:
        """Add a sentence; return its id and what was answered."""
        pk = str(id or uuid4())
        data = {"id": pk, "label": 1, "text": text}
        return pk, self.ask(person, "post", "examples", data)

    def assert_told_truly(self, results: list[tuple[str, HttpResponse]]) -> None:
        """See that just those are stored of which it was said."""
        told = {pk for pk, response in results if response.status_code == 201}
        stored = {str(pk) for pk in self.project.examples.values_list("pk", flat=True)}
        self.assertEqual(stored, told)


def logged_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    backends = {
        True: "classrooms.backends.StudentBackend",
        False: "allauth.account.auth_backends.AuthenticationBackend",
    }
    client.force_login(person, backends[person.is_student])
    return client


def codes(results: list[tuple[str, HttpResponse]]) -> Counter[int]:
    return Counter(response.status_code for _pk, response in results)
