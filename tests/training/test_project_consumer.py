from unittest.mock import patch

from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser
from redis.exceptions import ConnectionError as RedisIsAway

from classrooms import live as class_live
from classrooms.models import Role, Session, Teaching
from projects import live
from projects.models import Moderation, Project, TrainingExample
from tests.own_cache import give_own_cache
from tests.school import make_text_project

from .sockets import GO_AWAY, TRY_AGAIN_LATER, Socket, SocketTestCase
from .test_dashboard_consumer import log_in


class ProjectConsumerTests(SocketTestCase):
    """/ws/projects/<project_id>/live/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(cls.rivera, kind=["Well done"], mean=["Go"])
        cls.project.classroom = cls.year_5
        cls.project.save()
        cls.path = f"/ws/projects/{cls.project.pk}/live/"

    def setUp(self) -> None:
        super().setUp()
        give_own_cache(self)

    async def watch(self, user, **scope) -> tuple[Socket, dict]:
        socket = self.open_socket(self.path, user, **scope)
        self.assertEqual((await socket.connect())[0], True)
        return socket, await socket.receive_json_from()

    async def add(self, author, text: str, state: str = Moderation.SHOWN):
        """Have `author` add a sentence, and the pages hear of it."""
        label = await self.project.labels.aget(name="kind")
        example = await TrainingExample.objects.acreate(
            project=self.project, label=label, author=author, text=text, state=state
        )
        await self.tell(example)
        return example

    async def tell(self, *examples: TrainingExample, rights: bool = False) -> None:
        """Tell who watches, as `projects.live` does after the commit."""
        ids = tuple(str(each.pk) for each in examples)
        group, kind = live.group_name(self.project.pk), "project.changed"
        hint = class_live.Hint(group, examples=ids, rights=rights, type=kind)
        await class_live.deliver([hint])

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

    async def test_without_redis_the_page_is_told_to_ask(self) -> None:
        away = patch("channels_redis.core.RedisChannelLayer.group_add")
        with away as group_add:
            group_add.side_effect = RedisIsAway
            socket = self.open_socket(self.path, self.ada)

            self.assertEqual(await socket.connect(), (False, TRY_AGAIN_LATER))
