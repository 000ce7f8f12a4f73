"""How often a secret may be guessed: counted per account, with waits that double.

Never per address: a school has one for everybody. The counters are in Redis, for all
processes together; without it nobody is made to wait.
"""

import hashlib
import time
import unicodedata
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .codes import tidy_code
from .counting import count
from .names import fold

FREE = 5  # wrong tries before the first wait
SHORTEST_WAIT, LONGEST_WAIT = 5, 15 * 60  # seconds
MEMORY = 24 * 60 * 60  # seconds after which everything is forgotten
MOST_DOUBLINGS = 16  # More only make a number that nobody waits for.


@dataclass(frozen=True)
class Attempts:
    """The tries to guess one secret: of a password, say, and whose it is."""

    secret: str
    account: str

    def take_turn(self) -> int:
        """Count a try that may be made now, and return 0; else seconds to wait.

        All that decides is atomic: of any number of tries at the same time, the free
        ones pass and, from the last of these on, one for each wait.
        """
        if until := cache.get(self._key("wait")):
            return seconds_until(until)
        if self._count("tries") < FREE:
            return 0
        doublings = min(int(cache.get(self._key("waits"), 0)), MOST_DOUBLINGS)
        wait = min(SHORTEST_WAIT * 2**doublings, LONGEST_WAIT)
        if cache.add(self._key("wait"), time.time() + wait, wait):
            self._count("waits")
            return 0
        return seconds_until(cache.get(self._key("wait"), 0))

    def forget(self) -> None:
        """Begin anew: the secret was right, or is a new one."""
        cache.delete_many(self.keys)

    @property
    def keys(self) -> list[str]:
        """All that is kept of it in Redis."""
        return [self._key(name) for name in ("tries", "waits", "wait")]

    def _count(self, name: str) -> int:
        return count(self._key(name), MEMORY)

    def _key(self, name: str) -> str:
        digest = hashlib.sha256(self.account.encode(errors="replace")).hexdigest()
        return f"attempts:{self.secret}:{name}:{digest}"


def seconds_until(moment: float) -> int:
    return max(1, round(moment - time.time()))


def of_passphrase(code: str, username: str) -> Attempts:
    return Attempts("passphrase", f"{tidy_code(code)}\n{fold(username)}")


def of_password(email: str) -> Attempts:
    # As allauth compares them: letters that stand for the same are no way round.
    folded = unicodedata.normalize("NFKC", email.strip()).casefold()
    return Attempts("password", folded)


def of_second_step(user_id: int) -> Attempts:
    return Attempts("second-step", str(user_id))


def forget_attempts(code: str, username: str) -> None:
    of_passphrase(code, username).forget()


def spell_wait(seconds: int) -> str:
    """Return how long that is, in words: whole minutes from one on."""
    if seconds < 60:
        words = ngettext("%(count)d second", "%(count)d seconds", seconds)
        return words % {"count": seconds}
    minutes = -(-seconds // 60)
    words = ngettext("%(count)d minute", "%(count)d minutes", minutes)
    return words % {"count": minutes}


def sentence_for_student(seconds: int) -> str:
    return _("Too many tries. Wait %(wait)s, or ask your teacher for a new card.") % {
        "wait": spell_wait(seconds)
    }


def sentence_for_teacher(seconds: int) -> str:
    return _("Too many tries. Wait %(wait)s, then try again.") % {
        "wait": spell_wait(seconds)
    }
