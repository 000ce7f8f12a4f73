import threading
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch
from urllib.request import urlopen

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.test import TransactionTestCase

from .site import HOST, SiteInAThread

SECONDS_TO_MEET = 10


class ThreadsTests(SiteInAThread, TransactionTestCase):
    def test_there_is_a_database_connection_for_each(self) -> None:
        everybody = threading.Barrier(settings.WEB_THREADS)

        def answer(data: object) -> JsonResponse:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            everybody.wait(SECONDS_TO_MEET)
            return JsonResponse(data)

        with (
            patch("mlforkids.health.JsonResponse", answer),
            ThreadPoolExecutor(settings.WEB_THREADS) as visitors,
        ):
            asked = [visitors.submit(self.ask) for _ in range(settings.WEB_THREADS)]

        self.assertEqual({each.result() for each in asked}, {200})

    def ask(self) -> int:
        url = f"http://{HOST}:{self.port}/healthz"
        with urlopen(url, timeout=2 * SECONDS_TO_MEET) as response:
            return response.status
