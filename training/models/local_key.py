"""The secrets with which browsers have their projects trained, and nobody else's.

Nothing is kept of such a key: it says itself whose it is, and is signed. So it is
unknown once the person is gone, and to a site that has another secret.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from django.utils.crypto import salted_hmac

from classrooms.models import User
from projects.kinds import KINDS
from projects.models.key import digest_key

KEY_LENGTH = 72  # characters, of two UUIDs
UUID_LENGTH = KEY_LENGTH // 2
# Version and variant of a UUID stand in the middle: the first bits and the last are
# free. The first hold whose key it is.
ID_BITS = 48
REST = 128 - ID_BITS
LAST_BITS = (1 << 48) - 1


@dataclass(frozen=True)
class LocalKey:
    """A key that a browser holds for one of its projects."""

    spelled: str
    user_id: int
    kind_code: str

    @property
    def digest(self) -> str:
        return digest_key(self.spelled)

    def find_user(self) -> User | None:
        """Return whose key it is, unless they are gone or locked out."""
        return User.objects.filter(pk=self.user_id, is_active=True).first()


def make_local_key(user: User, kind_code: str) -> LocalKey:
    """Return a new key, in the shape that clients of the existing service check."""
    random = UUID(bytes=secrets.token_bytes(16), version=1).int & ((1 << REST) - 1)
    first = (user.pk ^ mask_of(random)) << REST | random
    spelled = f"{UUID(int=first)}{sign(first, kind_code)}"
    return LocalKey(spelled, user.pk, kind_code)


def read_local_key(spelled: str) -> LocalKey | None:
    """Return what `spelled` says, or None if this site has not signed it."""
    try:
        first = UUID(spelled[:UUID_LENGTH])
    except ValueError:
        return None
    if len(spelled) != KEY_LENGTH or str(first) != spelled[:UUID_LENGTH]:
        return None
    user_id = (first.int >> REST) ^ mask_of(first.int)
    signature = spelled[UUID_LENGTH:].encode(errors="replace")
    for kind_code in KINDS:
        if compare_digest(signature, str(sign(first.int, kind_code)).encode()):
            return LocalKey(spelled, user_id, kind_code)
    return None


def sign(first: int, kind_code: str) -> UUID:
    signed = kind_code.encode() + first.to_bytes(16)
    return UUID(bytes=hmac("mlforkids.local-key", signed), version=4)


def mask_of(first: int) -> int:
    """Return what hides whose key it is: account numbers are nobody's business."""
    digest = hmac("mlforkids.local-key.mask", (first & LAST_BITS).to_bytes(16))
    return int.from_bytes(digest[: ID_BITS // 8])


def hmac(purpose: str, content: bytes) -> bytes:
    return salted_hmac(purpose, content, algorithm="sha512").digest()[:16]
