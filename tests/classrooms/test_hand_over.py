from unittest.mock import patch

from django.db import IntegrityError, transaction
from django.test import TransactionTestCase
from django.urls import reverse

from classrooms import actions
from classrooms.models import Role, SiteSettings, Teaching, User
from tests.at_once import at_once
from tests.school import SchoolTestCase, make_classroom

from .teaching import help_to_teach


class HandOverTests(SchoolTestCase):
    """POST /classrooms/<id>/teachers/hand-over/"""

    def setUp(self) -> None:
        help_to_teach(self.okoro, self.year_5)
        self.client.force_login(self.rivera)

    def hand_over(self, teacher: object):
        url = reverse("classrooms:hand-over", args=[self.year_5.pk])
        return self.client.post(url, {"teacher": teacher}, follow=True)

    def roles(self) -> dict[str, str]:
        teachings = self.year_5.teachings.all()
        return {teaching.user.email[:6]: teaching.role for teaching in teachings}

    def test_the_two_change_places(self) -> None:
        response = self.hand_over(self.okoro.pk)

        self.assertContains(response, "owns this class now. You help to teach it.")
        self.assertEqual(self.roles(), {"rivera": "co-teacher", "okoro@": "owner"})

    def test_the_former_owner_cannot_do_it_again(self) -> None:
        self.hand_over(self.okoro.pk)

        self.assertEqual(self.hand_over(self.okoro.pk).status_code, 403)

    def test_only_somebody_who_helps_to_teach_can_get_it(self) -> None:
        stranger = User.objects.create_user("curie@school.example")
        for teacher in (stranger.pk, self.rivera.pk, self.ada.pk, "", "x"):
            with self.subTest(teacher=teacher):
                self.assertContains(self.hand_over(teacher), "not in the class")
        self.assertTrue(self.year_5.is_owned_by(self.rivera))

    def test_nobody_gets_more_classes_than_one_may_own(self) -> None:
        SiteSettings.objects.create(pk=1, classroom_quota=1)

        response = self.hand_over(self.okoro.pk)

        self.assertContains(response, "owns as many classes as one teacher may.")
        self.assertEqual(self.roles(), {"rivera": "owner", "okoro@": "co-teacher"})

    def test_it_happens_whole_or_not_at_all(self) -> None:
        with (
            patch("classrooms.actions.teachers.live.announce", side_effect=OSError),
            self.assertRaises(OSError),
        ):
            actions.hand_over(self.year_5, self.rivera, self.okoro)

        self.assertEqual(self.roles(), {"rivera": "owner", "okoro@": "co-teacher"})

    def test_a_class_has_one_owner_in_the_database_too(self) -> None:
        with (
            self.assertRaisesMessage(IntegrityError, "one_owner_per_classroom"),
            transaction.atomic(),
        ):
            self.year_5.teachings.update(role=Role.OWNER)


class HandOverAtOnceTests(TransactionTestCase):
    def test_of_two_heirs_at_once_one_gets_it(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        year_5 = make_classroom("Year 5", rivera, "YEAR5555")
        heirs = [User.objects.create_user(f"heir{n}@school.example") for n in range(4)]
        for heir in heirs:
            help_to_teach(heir, year_5)

        at_once(
            lambda number: actions.hand_over(year_5, rivera, heirs[number]), times=4
        )

        owners = Teaching.objects.filter(role=Role.OWNER)
        self.assertIn(owners.get().user, heirs)
