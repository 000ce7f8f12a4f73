"""A class of two students and their teacher, for tests of what they do together."""

from classrooms.models import User
from tests.school import make_classroom, make_student

from .class_people import ClassPeople
from .site import SiteTestCase


class ClassSiteTestCase(SiteTestCase):
    """Ms Rivera's Year 5, with Ada and Grace."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.grace = make_student("Grace", self.year_5)
        self.people = ClassPeople(self)
