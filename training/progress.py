"""Telling browsers how training is going."""

import asyncio
import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from classrooms.live import SECONDS_FOR_REDIS
from projects import live
from projects.models import Project

from .models import Training
from .serializers import describe

logger = logging.getLogger(__name__)


def group_name(project: Project) -> str:
    """The channel-layer group of everyone who watches `project`."""
    return f"training.{project.pk.hex}"


def announce(project: Project) -> None:
    """Send how training stands to everyone who watches `project`, or its class.

    Without Redis nobody hears it: pages then ask by themselves every few seconds.
    """
    live.announce(project)
    event = {"type": "training.progress", "model": describe(project)}
    try:
        async_to_sync(send)(group_name(project), event)
    except (RedisError, OSError):
        logger.warning("Nobody could be told of progress: Redis does not answer.")


def announce_training(training: Training) -> None:
    """Send how a training stands, if any page here shows it."""
    if training.watched_project is not None:
        announce(training.watched_project)


async def send(group: str, event: dict[str, Any]) -> None:
    async with asyncio.timeout(SECONDS_FOR_REDIS):
        await get_channel_layer().group_send(group, event)
