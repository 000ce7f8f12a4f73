from unittest.mock import patch

from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser

from classrooms import live as class_live
from classrooms.models import Role, Session, Student, Teaching, User
from projects.models import Project

from .project_socket_case import ProjectSocketTestCase
from .sockets import GO_AWAY
from .test_dashboard_consumer import log_in


class SentAwayTests(ProjectSocketTestCase):
    """Who may not see the project any more, and what is sent to them: nothing."""

    async def test_strangers_are_turned_away(self) -> None:
        for user in (self.okoro, self.linus, AnonymousUser()):
            with self.subTest(user=str(user)):
                await self.assert_turned_away(self.open_socket(self.path, user))

    async def test_when_it_is_not_shared_any_more_the_class_is_sent_away(self) -> None:
        ada, _whole = await self.watch(self.ada)
        rivera, _whole = await self.watch(self.rivera)
        await Project.objects.filter(pk=self.project.pk).aupdate(classroom=None)

        await self.tell(rights=True)

        await self.assert_closed(ada, GO_AWAY)
        told = await rivera.receive_json_from()
        self.assertIs(told["settings"]["is_shared"], False)
        await rivera.disconnect()

    async def test_a_student_who_is_moved_away_is_sent_away(self) -> None:
        socket, _whole = await self.watch(self.ada)
        await Student.objects.filter(user=self.ada).aupdate(classroom=self.year_6)

        await class_live.deliver([class_live.Hint(self.class_group)])

        await self.assert_closed(socket, GO_AWAY)

    async def test_a_co_teacher_who_is_removed_is_sent_away(self) -> None:
        teaching = await Teaching.objects.acreate(
            classroom=self.year_5, user=self.okoro, role=Role.CO_TEACHER
        )
        socket, _whole = await self.watch(self.okoro)
        await teaching.adelete()

        await class_live.deliver([class_live.Hint(self.class_group)])

        await self.assert_closed(socket, GO_AWAY)

    async def test_who_has_logged_out_is_sent_away_with_the_next_news(self) -> None:
        session = await sync_to_async(log_in)(self.ada)
        ada, _whole = await self.watch(self.ada, session=session)
        grace, _whole = await self.watch(self.grace)
        await Session.objects.all().adelete()

        with patch("training.feed.reader.SECONDS_BETWEEN_CHECKS", 0):
            await self.add(self.grace, "You are great")

            await self.assert_closed(ada, GO_AWAY)
        self.assertEqual(len((await grace.receive_json_from())["examples"]), 1)
        await grace.disconnect()

    async def test_who_is_locked_out_is_sent_away_now_and_then(self) -> None:
        session = await sync_to_async(log_in)(self.ada)
        with patch("training.feed.reader.SECONDS_BETWEEN_LOOKS", 0.3):
            socket, _whole = await self.watch(self.ada, session=session)
            await User.objects.filter(pk=self.ada.pk).aupdate(password="another")

            await self.assert_closed(socket, GO_AWAY)

    async def test_a_project_that_is_deleted_ends_it(self) -> None:
        socket, _whole = await self.watch(self.rivera)
        await Project.objects.filter(pk=self.project.pk).adelete()

        await self.tell(rights=True)

        await self.assert_closed(socket, GO_AWAY)
