"""The web process: HTTP and WebSockets."""

import socket
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from threadpoolctl import threadpool_limits

from mlforkids import network
from training.checks import NETWORKS

SECONDS_TO_STOP = 3  # WebSockets are told to come back, then closed.


class Command(BaseCommand):
    """Answer browsers."""

    requires_system_checks = NETWORKS
    help = "Run one web process. `serve` runs everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address, or the number of a socket that listens already."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fd", type=int, help="a socket that listens already")
        parser.add_argument("--certificate", help="PEM file: key and certificates")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer until told to stop."""
        config = uvicorn.Config(
            "mlforkids.asgi:application",
            ssl_certfile=options["certificate"],
            forwarded_allow_ips=settings.TRUSTED_PROXIES,
            timeout_graceful_shutdown=SECONDS_TO_STOP,
            access_log=False,  # Ours has no names and no keys in it.
            log_config=None,
            lifespan="off",
            server_header=False,
            # Messages are short, and there are hundreds of pages: packing each for each
            # of them would take more time than the network of a school.
            ws_per_message_deflate=False,
        )
        door = self._door(options)
        # Requests come in many threads: were each to multiply with several, on few
        # cores, all of them would wait for each other.
        with threadpool_limits(1, user_api="blas"):
            uvicorn.Server(config).run(sockets=[door])

    def _door(self, options: dict[str, Any]) -> socket.socket:
        if options["fd"] is not None:
            return socket.socket(fileno=options["fd"])
        try:
            return network.listen(options["host"], options["port"])
        except network.CannotListen as error:
            raise CommandError(str(error)) from error
