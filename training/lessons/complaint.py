"""What is said of a result that cannot be used."""

from django.utils.translation import gettext as _


class BadResult(Exception):
    """What a browser says it has learnt cannot be so; the message says what to do."""

    def __init__(self, what: str) -> None:
        # What exactly is for the log: no child can do anything about it.
        self.what = what
        sentence = _(
            "What the computer has learnt arrived broken. Press Train to try again."
        )
        super().__init__(sentence)
