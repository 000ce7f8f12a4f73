import subprocess
import sys

from django.test import SimpleTestCase

SERVE = "import django; django.setup(); import mlforkids.asgi, mlforkids.urls"
LOADED = "import sys; sys.exit('tensorflow' in sys.modules)"


class StartUpTests(SimpleTestCase):
    def test_the_web_process_does_not_load_tensorflow(self) -> None:
        subprocess.run(
            [sys.executable, "-c", f"{SERVE}; {LOADED}"],
            check=True,
        )
