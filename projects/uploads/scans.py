"""How often a JPEG draws over all of itself, told without drawing it once."""

import re

MOST_SCANS = 50  # Programs write a dozen; each takes as long as the whole picture.
START, END = 0xD8, 0xD9
SCAN = 0xDA
ALONE = {0x01, *range(0xD0, START + 1)}  # Nothing belongs to them.
# Among pixels, FF 00 is a pixel, and FF D0 to FF D7 are only there to find one's way.
MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")


def has_too_many_scans(data: bytes) -> bool:
    """Say if reading it would take minutes: twelve bytes can ask for one scan more.

    What follows the picture, such as a film, does not count.
    """
    scans, place = 0, 0
    while (found := MARKER.search(data, place)) and found[1][0] != END:
        kind, place = found[1][0], found.end()
        scans += kind == SCAN
        if scans > MOST_SCANS:
            return True
        if kind not in ALONE:
            place += int.from_bytes(data[place : place + 2], "big")
    return False
