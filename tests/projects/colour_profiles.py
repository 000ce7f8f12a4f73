"""Colour profiles (ICC) such as programs put into pictures, as small as can be."""

import struct
from collections.abc import Sequence

# The corners of what four inks can print, as Lab: C, M, Y, and the rest nearly black.
PAPER, CYAN, MAGENTA, YELLOW = (95, 0, -2), (55, -37, -50), (48, 74, -3), (89, -5, 93)
BLACK = (10, 0, 0)
# Red, green and blue of Display P3, as XYZ under the light of profiles (D50).
DISPLAY_P3 = [
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
]
GAMMA = 2.2


def display_p3() -> bytes:
    """Return a profile with the colours of newer phones and screens."""
    tags = {
        name: b"XYZ \0\0\0\0" + b"".join(fixed(each) for each in xyz)
        for name, xyz in zip((b"rXYZ", b"gXYZ", b"bXYZ"), DISPLAY_P3, strict=True)
    }
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(GAMMA * 256))
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return profile(b"mntr", b"RGB ", b"XYZ ", tags)


def four_inks() -> bytes:
    """Return a profile of a press, which knows just the corners."""
    straight = bytes(range(256))
    corners = b"".join(lab(corner(place)) for place in range(16))
    identity = b"".join(fixed(each) for each in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    head = b"mft1" + struct.pack(">IBBBB", 0, 4, 3, 2, 0)
    table = head + identity + straight * 4 + corners + straight * 3
    return profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": table})


def corner(place: int) -> Sequence[int]:
    """Return the colour of full inks, one bit for each: C, M, Y, K."""
    return {0: PAPER, 8: CYAN, 4: MAGENTA, 2: YELLOW}.get(place, BLACK)


def lab(colour: Sequence[int]) -> bytes:
    lightness, a, b = colour
    return bytes([round(lightness * 2.55), a + 128, b + 128])


def fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def profile(kind: bytes, colours: bytes, between: bytes, tags: dict) -> bytes:
    white = b"XYZ \0\0\0\0" + fixed(0.9642) + fixed(1) + fixed(0.8249)
    tags = {**tags, b"wtpt": white}
    start = 128 + 4 + 12 * len(tags)
    listed, content = struct.pack(">I", len(tags)), b""
    for name, tag in tags.items():
        listed += name + struct.pack(">II", start + len(content), len(tag))
        content += tag + bytes(-len(tag) % 4)
    head = struct.pack(
        ">I4sI4s4s4s", start + len(content), b"", 0x02400000, kind, colours, between
    )
    head += bytes(12) + b"acsp" + bytes(28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head.ljust(128, b"\0") + listed + content
