"""The site's operator, and the pages of the admin, for tests."""

from unittest.mock import patch

from django.contrib.auth.models import Permission
from django.urls import reverse

from classrooms.models import User
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase


class AdminTestCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.operator = User.objects.create_superuser("root@school.example", "x")

    def setUp(self) -> None:
        give_own_cache(self)
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.client.force_login(self.operator)

    def page(self, name: str, *arguments: object):
        return self.client.get(reverse(f"admin:{name}", args=arguments))

    def act(self, name: str, action: str, *rows: object, **more: object):
        url = reverse(f"admin:{name}_changelist")
        chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
        return self.client.post(url, chosen | more)

    def become_staff(self) -> None:
        """Go on as one who may do everything to accounts, but is no superuser."""
        staff = User.objects.create_user("staff@school.example", is_staff=True)
        permissions = Permission.objects.filter(content_type__app_label="classrooms")
        staff.user_permissions.set(permissions)
        self.client.force_login(staff)
