import threading
from unittest.mock import patch
from uuid import uuid4

from django.test import SimpleTestCase, TestCase
from redis.exceptions import ConnectionError as RedisIsAway

from classrooms import live
from classrooms.live import Hint, Outbox

SECONDS = 10


class AnnounceTests(TestCase):
    def test_nothing_is_said_before_the_commit(self) -> None:
        classroom_id, student_id = uuid4(), uuid4()
        send = self.enterContext(patch("classrooms.live.send"))
        with self.captureOnCommitCallbacks(execute=True):
            live.announce(classroom_id, student_id)
            send.assert_not_called()

        group = live.group_name(classroom_id)
        send.assert_called_once_with(Hint(group, str(student_id), None))


class OutboxTests(SimpleTestCase):
    """Hints leave in a thread of their own."""

    def setUp(self) -> None:
        self.sent: list[list[Hint]] = []
        self.began, self.may_go_on, self.done = (threading.Event() for _ in range(3))
        self.enterContext(patch("classrooms.live.deliver", self.deliver))

    async def deliver(self, hints: list[Hint]) -> None:
        self.sent.append(hints)
        self.began.set()
        if len(self.sent) == 1:
            self.may_go_on.wait(SECONDS)
        else:
            self.done.set()

    def test_what_is_said_again_before_it_was_sent_is_sent_once(self) -> None:
        outbox = Outbox()
        outbox.put(Hint("class", "ada"))
        self.began.wait(SECONDS)
        for _ in range(5):
            outbox.put(Hint("class", "ada"))
            outbox.put(Hint("class", "bo"))
        self.may_go_on.set()

        self.assertTrue(self.done.wait(SECONDS))
        rest = [Hint("class", "ada"), Hint("class", "bo")]
        self.assertEqual(self.sent, [[Hint("class", "ada")], rest])

    def test_what_several_say_of_one_project_is_said_at_once(self) -> None:
        one, other = (Hint(group, type="project.changed") for group in ("p1", "p2"))
        rights = one._replace(rights=True)
        hints = [
            one._replace(examples=("a",)),
            rights,
            other._replace(examples=("c",)),
            one._replace(examples=("b", "a")),
            one,
        ]

        expected = [
            rights,
            one,
            one._replace(examples=("a", "b")),
            other._replace(examples=("c",)),
        ]
        self.assertEqual(live.joined(hints), expected)

    async def test_without_redis_nobody_hears_it_and_nothing_breaks(self) -> None:
        away = patch("channels_redis.core.RedisChannelLayer.group_send")
        with away as group_send, self.assertLogs("classrooms.live", "WARNING"):
            group_send.side_effect = RedisIsAway
            await DELIVER([Hint("class.x", "ada")])


DELIVER = live.deliver
