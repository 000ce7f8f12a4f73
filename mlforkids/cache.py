"""A cache that forgets, rather than fails, when Redis is down."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import TimeoutError as TooSlow

logger = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Redis, where there is one; otherwise every question is a miss."""

    said_so = False

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._or(default, super().get, key, default, version)

    def get_many(self, keys: Any, version: Any = None) -> Any:
        return self._or({}, super().get_many, keys, version)

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self._or(False, super().has_key, key, version)

    def add(self, *args: Any, **options: Any) -> Any:
        return self._or(True, super().add, *args, **options)

    def set(self, *args: Any, **options: Any) -> None:
        self._or(None, super().set, *args, **options)

    def set_many(self, *args: Any, **options: Any) -> Any:
        return self._or([], super().set_many, *args, **options)

    def touch(self, *args: Any, **options: Any) -> Any:
        return self._or(False, super().touch, *args, **options)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        return self._or(delta, super().incr, key, delta, version)

    def delete(self, *args: Any, **options: Any) -> Any:
        return self._or(False, super().delete, *args, **options)

    def delete_many(self, *args: Any, **options: Any) -> None:
        self._or(None, super().delete_many, *args, **options)

    def clear(self) -> Any:
        return self._or(False, super().clear)

    def _or(self, otherwise: Any, ask: Any, *args: Any, **options: Any) -> Any:
        try:
            answer = ask(*args, **options)
        except (NotConnected, TooSlow) as error:
            self._say_once(error)
            return otherwise
        ForgivingRedisCache.said_so = False
        return answer

    def _say_once(self, error: Exception) -> None:
        if not ForgivingRedisCache.said_so:
            logger.warning("Redis is down; going on without a cache: %s", error)
        ForgivingRedisCache.said_so = True
