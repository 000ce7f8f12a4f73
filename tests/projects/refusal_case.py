"""What is asked of every kind of file that is refused."""

from collections.abc import Callable

from django.test import SimpleTestCase

from projects.kinds import BadExample


class RefusalCase(SimpleTestCase):
    read: Callable[[bytes], object]  # a file that was sent

    def assertRefused(
        self, data: bytes, refusal: type[BadExample], sentence: str
    ) -> None:
        with self.assertRaisesMessage(refusal, sentence):
            type(self).read(data)
