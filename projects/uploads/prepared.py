"""What becomes of something that was sent, before it is stored."""

import hashlib
from dataclasses import dataclass

DIGITS = 32  # hexadecimal, of a digest


@dataclass(frozen=True)
class Prepared:
    """The files that are stored of what was sent, by name."""

    files: dict[str, bytes]
    digest: str  # 32 hexadecimal digits; those that are the same have the same
    likeness: str = ""  # 16 of them, of pictures; alike ones differ little

    @property
    def size(self) -> int:
        return sum(len(content) for content in self.files.values())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]
