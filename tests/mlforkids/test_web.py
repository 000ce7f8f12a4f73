from unittest.mock import patch

from django.core.management import call_command
from django.test import SimpleTestCase
from threadpoolctl import threadpool_info, threadpool_limits

from mlforkids import network


class WebTests(SimpleTestCase):
    """manage.py web"""

    def test_every_request_multiplies_on_one_core_only(self) -> None:
        counted = []

        def run(*_: object, **__: object) -> None:
            pools = [each for each in threadpool_info() if each["user_api"] == "blas"]
            counted.extend(each["num_threads"] for each in pools)

        with (
            network.listen("127.0.0.1", 0) as door,
            patch("uvicorn.Server.run", run),
            threadpool_limits(2),  # As where nobody says anything.
        ):
            call_command("web", fd=door.detach())

        self.assertTrue(counted)
        self.assertEqual(set(counted), {1})
