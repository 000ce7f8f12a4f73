import asyncio
import json
from contextlib import suppress
from unittest.mock import patch
from uuid import uuid4

from channels.layers import get_channel_layer
from django.db import OperationalError
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisIsAway

from classrooms import live as class_live
from projects import live
from projects.models import Label, Moderation, Project, TrainingExample
from training.consumers.project import MOST_WAITING, ProjectConsumer
from training.feed import NOTHING, reader_of
from training.feed.news import News
from training.feed.reader import pause_after
from training.feed.state import read_state

from .project_socket_case import ProjectSocketTestCase
from .sockets import TRY_AGAIN_LATER


class ProjectConsumerTests(ProjectSocketTestCase):
    """/ws/projects/<project_id>/live/"""

    async def test_it_begins_with_how_things_are(self) -> None:
        socket, whole = await self.watch(self.ada)

        self.assertIs(whole["whole"], True)
        counts = [(each["name"], each["example_count"]) for each in whole["labels"]]
        self.assertEqual(counts, [("kind", 1), ("mean", 1)])
        self.assertEqual((whole["examples"], whole["gone"]), ([], []))
        self.assertEqual(whole["mine"], {"count": 0, "left": None})
        self.assertEqual(whole["settings"]["is_collecting"], True)
        self.assertEqual((whole["count"], whole["quota"]), (2, 5000))
        await socket.disconnect()

    async def test_classmates_and_teachers_hear_what_somebody_adds(self) -> None:
        watching = [await self.watch(each) for each in (self.grace, self.rivera)]

        example = await self.add(self.ada, "You are great")

        for socket, _whole in watching:
            told = await socket.receive_json_from()
            (row,) = told["examples"]
            self.assertEqual((row["id"], row["text"]), (str(example.pk), example.text))
            self.assertEqual(row["author"], "Ada")
            self.assertEqual(row["by"], str(self.ada.student.pk))
            self.assertEqual(told["labels"][0]["example_count"], 2)
            self.assertIs(told["whole"], False)
            await socket.disconnect()

    async def test_what_waits_is_told_to_its_author_and_the_teacher_only(self) -> None:
        people = self.ada, self.grace, self.rivera
        sockets = [(await self.watch(each))[0] for each in people]

        example = await self.add(self.ada, "You are great", Moderation.WAITING)

        ada, grace, rivera = [await each.receive_json_from() for each in sockets]
        self.assertEqual([each["id"] for each in ada["examples"]], [str(example.pk)])
        self.assertEqual(ada["mine"]["count"], 1)
        self.assertEqual((grace["examples"], grace["gone"]), ([], [str(example.pk)]))
        self.assertNotIn("waiting", grace)
        self.assertNotIn("waiting_count", grace["labels"][0])
        self.assertEqual(rivera["examples"][0]["state"], "waiting")
        self.assertEqual((rivera["waiting"], rivera["hidden"]), (1, 0))
        self.assertEqual(rivera["labels"][0]["waiting_count"], 1)
        self.assertEqual(rivera["labels"][0]["example_count"], 1)
        for socket in sockets:
            await socket.disconnect()

    async def test_what_is_hidden_is_gone_for_classmates(self) -> None:
        example = await self.add(self.ada, "You are great")
        socket, _whole = await self.watch(self.grace)
        await TrainingExample.objects.filter(pk=example.pk).aupdate(state="hidden")

        await self.tell(example)

        self.assertEqual((await socket.receive_json_from())["gone"], [str(example.pk)])
        await socket.disconnect()

    async def test_many_hints_are_told_at_once(self) -> None:
        socket, _whole = await self.watch(self.grace)

        examples = [await self.add(self.ada, f"Sentence {n}") for n in range(5)]

        texts, told = [], None
        while len(texts) < 5:
            told = await socket.receive_json_from()
            texts += [each["text"] for each in told["examples"]]
        self.assertEqual(texts, [each.text for each in examples])
        self.assertEqual(told["labels"][0]["example_count"], 6)
        await socket.disconnect()

    async def test_without_redis_the_page_is_told_to_ask(self) -> None:
        away = patch("channels_redis.core.RedisChannelLayer.group_add")
        with away as group_add:
            group_add.side_effect = RedisIsAway
            socket = self.open_socket(self.path, self.ada)

            self.assertEqual(await socket.connect(), (False, TRY_AGAIN_LATER))

    async def test_what_students_do_elsewhere_is_no_news(self) -> None:
        news = News()

        for student, project in ((self.ada_id, None), (self.ada_id, str(uuid4()))):
            hint = class_live.Hint(self.class_group, student, project)
            news.take(hint._asdict())

        self.assertFalse(news)

    async def test_of_very_many_examples_pages_read_their_lists(self) -> None:
        socket, _whole = await self.watch(self.grace)

        await self.deliver(examples=(live.MANY,))

        self.assertIs((await socket.receive_json_from())["whole"], True)
        await socket.disconnect()

    async def test_a_hint_that_was_lost_is_made_up_for(self) -> None:
        with patch("training.feed.reader.SECONDS_BETWEEN_LOOKS", 0.3):
            socket, _whole = await self.watch(self.grace)
            await self.project.examples.filter(text="Go").adelete()

            told = await socket.receive_json_from()

            self.assertEqual((told["whole"], told["count"]), (True, 1))
            await socket.disconnect()

    async def test_an_example_that_nobody_spoke_of_is_told_by_itself(self) -> None:
        with patch("training.feed.reader.SECONDS_BETWEEN_LOOKS", 0.3):
            socket, _whole = await self.watch(self.grace)
            example = await self.project.examples.aget(text="Go")
            example.text, example.changed_at = "Went", timezone.now()
            await example.asave()

            told = await socket.receive_json_from()

            texts = [each["text"] for each in told["examples"]]
            self.assertEqual((told["whole"], texts), (False, ["Went"]))
            self.assertTrue(await socket.receive_nothing(0.7))
            await socket.disconnect()

    async def test_nothing_is_said_twice(self) -> None:
        socket, _whole = await self.watch(self.grace)

        await self.deliver()
        await self.add(self.ada, "You are great")

        told = await socket.receive_json_from()
        self.assertEqual(len(told["examples"]), 1)
        await socket.disconnect()

    async def test_new_labels_and_settings_are_told(self) -> None:
        socket, _whole = await self.watch(self.grace)
        await Project.objects.filter(pk=self.project.pk).aupdate(
            is_collecting=False, student_quota=3
        )
        await Label.objects.acreate(
            project=self.project, number=3, name="so-so", folded_name="so-so"
        )

        await self.deliver()

        told = await socket.receive_json_from()
        self.assertEqual(len(told["labels"]), 3)
        self.assertIs(told["settings"]["is_collecting"], False)
        self.assertEqual(told["mine"], {"count": 0, "left": 3})
        await socket.disconnect()

    async def test_proposals_are_told_to_who_decides_and_who_proposed(self) -> None:
        people = self.ada, self.grace, self.rivera
        sockets = [(await self.watch(each))[0] for each in people]
        for name, author, is_declined in (
            ("funny", self.ada, False),
            ("silly", self.ada, True),
        ):
            await self.project.proposals.acreate(
                name=name, folded_name=name, author=author, is_declined=is_declined
            )

        await self.deliver()
        await self.add(self.grace, "You are great")  # Grace hears nothing of the first.

        told = [await each.receive_json_from() for each in sockets]
        names = [[each["name"] for each in one["proposals"]] for one in told]
        self.assertEqual(names, [["funny", "silly"], [], ["funny"]])
        self.assertEqual(told[0]["proposals"][0]["by"], self.ada_id)
        for socket in sockets:
            await socket.disconnect()

    async def test_a_page_that_is_slow_reads_its_lists_and_keeps_nobody(self) -> None:
        page = ProjectConsumer()
        page.hand('{"count":1}', NOTHING)
        (first,) = page.texts
        self.assertEqual(json.loads(first)["whole"], True)

        for number in range(MOST_WAITING + 2):
            page.hand('{"count":1}', f'{{"examples":[{number}],"gone":[]}}')

        self.assertLessEqual(len(page.texts), 2)
        self.assertIs(json.loads(page.texts[0])["whole"], True)

    async def test_without_a_database_pages_are_told_to_come_back(self) -> None:
        socket, _whole = await self.watch(self.grace)
        with patch("training.feed.reader.read_state", side_effect=OperationalError):
            await self.deliver()

            await self.assert_closed(socket, TRY_AGAIN_LATER)
        again, _whole = await self.watch(self.grace)
        await again.disconnect()

    async def test_when_redis_goes_away_pages_are_told_to_ask(self) -> None:
        socket, _whole = await self.watch(self.grace)
        with patch("training.feed.reader.ProjectReader._tell_of") as tell_of:
            tell_of.side_effect = RedisIsAway
            await self.deliver()

            await self.assert_closed(socket, TRY_AGAIN_LATER)

    async def test_with_the_last_page_the_reader_stops(self) -> None:
        one, _whole = await self.watch(self.ada)
        other, _whole = await self.watch(self.grace)
        reader = reader_of(self.project.pk)
        self.assertEqual(len(reader.pages), 2)

        await one.disconnect()
        await other.disconnect()
        await one.wait()
        await other.wait()

        self.assertEqual(reader.pages, set())
        self.assertIsNot(reader_of(self.project.pk), reader)

    async def test_a_page_that_goes_while_it_is_opened_leaves_nothing(
        self,
    ) -> None:
        socket = self.open_socket(self.path, self.ada)
        layer, joined = get_channel_layer(), asyncio.Event()
        join = layer.group_add

        async def join_slowly(group: str, channel: str) -> None:
            await join(group, channel)
            if group == live.group_name(self.project.pk):
                joined.set()
                await asyncio.Event().wait()

        with (
            patch.object(type(layer), "group_add", side_effect=join_slowly),
            patch.object(type(layer), "group_discard") as quit_group,
        ):
            await socket.send_input({"type": "websocket.connect"})
            await joined.wait()
            socket.future.cancel()
            with suppress(asyncio.CancelledError):
                await socket.future

        groups = [call.args[0] for call in quit_group.call_args_list]
        self.assertIn(live.group_name(self.project.pk), groups)

    async def test_many_pages_are_read_for_once(self) -> None:
        with patch("training.feed.reader.read_state", wraps=read_state) as reads:
            people = [self.ada, self.grace, self.rivera] * 3
            sockets = [(await self.watch(each))[0] for each in people]
            reads.reset_mock()

            await self.add(self.ada, "You are great")
            for socket in sockets:
                self.assertEqual(len((await socket.receive_json_from())["examples"]), 1)

        self.assertEqual(reads.call_count, 1)
        for socket in sockets:
            await socket.disconnect()

    async def test_a_reading_that_takes_long_is_followed_by_a_longer_rest(self) -> None:
        rests = [pause_after(took) for took in (0.001, 0.1, 3)]

        self.assertEqual(rests, [0.2, 0.4, 0.5])
