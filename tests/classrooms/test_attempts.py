from unittest.mock import patch

from django.core.cache import cache
from django.test import SimpleTestCase
from redis.exceptions import ConnectionError as NotConnected

from classrooms import attempts
from tests.at_once import at_once
from tests.own_cache import give_own_cache

WAITS = [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


class AttemptsTests(SimpleTestCase):
    """How often a secret may be guessed, counted in the real Redis."""

    def setUp(self) -> None:
        give_own_cache(self)
        self.ada = attempts.of_passphrase("YEAR5555", "Ada")

    def guess(self, times: int) -> list[int]:
        return [self.ada.take_turn() for _ in range(times)]

    def let_the_wait_pass(self) -> None:
        cache.delete(self.ada._key("wait"))

    def test_five_tries_are_free_and_the_sixth_waits(self) -> None:
        self.assertEqual(self.guess(6), [0, 0, 0, 0, 0, 5])

    def test_waits_double_up_to_a_quarter_of_an_hour(self) -> None:
        self.guess(4)

        waits = []
        for _number in WAITS:
            self.assertEqual(self.ada.take_turn(), 0)
            waits.append(self.ada.take_turn())
            self.let_the_wait_pass()

        self.assertEqual(waits, WAITS)

    def test_redis_itself_ends_the_wait(self) -> None:
        self.guess(5)

        redis = cache._cache.get_client(None)
        key = cache.make_and_validate_key(self.ada._key("wait"))
        self.assertTrue(0 < redis.ttl(key) <= attempts.SHORTEST_WAIT)

    def test_refused_tries_neither_count_nor_lengthen_the_wait(self) -> None:
        self.guess(5)
        self.guess(100)
        self.let_the_wait_pass()

        self.assertEqual(self.guess(2), [0, 10])

    def test_of_thirty_at_once_only_the_free_ones_pass(self) -> None:
        waits = at_once(lambda _number: self.ada.take_turn(), times=30)

        self.assertEqual(waits.count(0), attempts.FREE)
        self.assertLessEqual(max(waits), attempts.SHORTEST_WAIT)

    def test_of_thirty_at_once_after_a_wait_one_passes(self) -> None:
        self.guess(5)
        self.let_the_wait_pass()

        waits = at_once(lambda _number: self.ada.take_turn(), times=30)

        self.assertEqual(waits.count(0), 1)

    def test_nobody_else_has_to_wait(self) -> None:
        self.guess(9)

        for other in (
            attempts.of_passphrase("YEAR5555", "Grace"),
            attempts.of_passphrase("YEAR6666", "Ada"),
            attempts.of_password("ada@school.example"),
        ):
            self.assertEqual(other.take_turn(), 0)

    def test_one_account_spelt_differently_is_one_account(self) -> None:
        self.guess(5)

        again = attempts.of_passphrase(" year-5555", " ADA ")
        self.assertEqual(again.take_turn(), 5)

    def test_forgetting_begins_anew(self) -> None:
        self.guess(6)

        attempts.forget_attempts("YEAR5555", "Ada")

        self.assertEqual(self.guess(5), [0] * 5)

    def test_without_redis_nobody_waits(self) -> None:
        client = "django.core.cache.backends.redis.RedisCacheClient.get_client"
        with patch(client, side_effect=NotConnected):
            self.assertEqual(self.guess(20), [0] * 20)

    def test_waits_are_spelt_in_seconds_or_whole_minutes(self) -> None:
        words = [attempts.spell_wait(seconds) for seconds in (1, 40, 60, 61, 900)]

        self.assertEqual(
            words, ["1 second", "40 seconds", "1 minute", "2 minutes", "15 minutes"]
        )
