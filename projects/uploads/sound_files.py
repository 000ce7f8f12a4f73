"""Opening what somebody says is a sound, without trusting a byte of it."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..kinds import BadExample
from .sound_refusals import (
    HIGHEST_RATE,
    LONGEST,
    LOWEST_RATE,
    MOST_CHANNELS,
    NotASound,
    OnlyBrowsersReadIt,
    SoundIsBroken,
    SoundIsEmpty,
    SoundIsOdd,
    SoundIsTooLong,
    check_size_of_sound,
)

if TYPE_CHECKING:
    from soundfile import SoundFile

Samples = NDArray[np.float32]

FORMATS = {"WAV", "WAVEX", "FLAC", "OGG", "MP3"}
# What a file of each begins with, whatever it is called.
WAVES = {b"RIFF", b"RIFX"}
BEGINNINGS = (b"fLaC", b"OggS", b"ID3")
GUESSING = {"MP3"}  # Their length is only known when all has been read.
CODINGS = {  # of samples; other programs' secrets stay closed
    *("PCM_S8", "PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"),
    *("ULAW", "ALAW", "VORBIS", "OPUS"),
    *("MPEG_LAYER_I", "MPEG_LAYER_II", "MPEG_LAYER_III"),
}
MATROSKA = b"\x1aE\xdf\xa3"  # WebM is one
SPARE = 0.1  # seconds that encoders add around a sound
BLOCK = 65_536  # numbers read at a time
# Sizes that programs write when they do not know yet how long a sound will be.
UNKNOWN_SIZE = 0x7F00_0000
logger = logging.getLogger(__name__)


def decode(data: bytes) -> tuple[Samples, int]:
    """Return a sound's samples, between -1 and 1, and how many there are a second.

    All channels are mixed. Raises `BadExample`, for a longer one than is allowed
    after a look at its header, or at no more of it than is allowed.
    """
    check_bytes(data)
    with opened(data) as file:
        check_header(file)
        samples = read_mixed(file, round((LONGEST + SPARE) * file.samplerate))
        is_whole = len(samples) >= file.frames or file.format in GUESSING
        if not is_whole or not np.isfinite(samples).all():
            raise SoundIsBroken
        return np.clip(samples, -1, 1), file.samplerate


def check_bytes(data: bytes) -> None:
    """Raise why `data` is no sound, as far as its length and its beginning tell."""
    if not data:
        raise SoundIsEmpty
    check_size_of_sound(len(data))
    if data.startswith(MATROSKA) or data[4:8] == b"ftyp":
        raise OnlyBrowsersReadIt
    if not looks_like_sound(data):
        raise NotASound
    if is_cut_off(data):
        raise SoundIsBroken


def looks_like_sound(data: bytes) -> bool:
    if data[:4] in WAVES:
        return data[8:12] == b"WAVE"
    return data.startswith(BEGINNINGS) or is_frame_of_mp3(data[:4])


def is_frame_of_mp3(head: bytes) -> bool:
    """Say if an MPEG frame begins so: with 11 bits, a version, a layer and rates."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    return version != 1 and layer != 0 and head[2] >> 4 != 15 and head[2] >> 2 & 3 != 3


def is_cut_off(data: bytes) -> bool:
    """Say if a file tells that it is longer. Those who read it would not mind."""
    if data.startswith(b"RIFF"):
        return is_cut_off_wave(data)
    return data.startswith(b"OggS") and is_cut_off_ogg(data)


def is_cut_off_wave(data: bytes) -> bool:
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        if data[place : place + 4] == b"data":
            return size < UNKNOWN_SIZE and len(data) < place + 8 + size
        place += 8 + size + size % 2
    return True


def is_cut_off_ogg(data: bytes) -> bool:
    """Say if its last page has not arrived whole."""
    page = data[data.rindex(b"OggS") :]
    parts = page[26] if len(page) > 26 else 0
    return len(page) < 27 + parts + sum(page[27 : 27 + parts])


@contextmanager
def opened(data: bytes) -> Iterator["SoundFile"]:
    """Give the sound that `data` is, its samples not read yet. Raises `BadExample`.

    Whatever fails while it is read is taken for the sound's fault.
    """
    # Not above: who sends no sound need not wait for it at start-up.
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            yield file
    except BadExample:
        raise
    except Exception as error:  # Decoders raise whatever they stumble upon.
        logger.info("A sound could not be read: %r", error)
        raise SoundIsBroken from error


def check_header(file: "SoundFile") -> None:
    """Raise what is wrong with a sound, as far as it tells of itself."""
    if file.format not in FORMATS or file.subtype not in CODINGS:
        raise NotASound
    if not LOWEST_RATE <= file.samplerate <= HIGHEST_RATE:
        raise SoundIsOdd
    if file.channels > MOST_CHANNELS:
        raise SoundIsOdd
    most = (LONGEST + SPARE) * file.samplerate
    if file.frames > most and file.format not in GUESSING:
        raise SoundIsTooLong


def read_mixed(file: "SoundFile", most: int) -> Samples:
    """Return the mean of all channels. Raises `SoundIsTooLong` for over `most`."""
    blocks: list[Samples] = []
    length = 0
    while length <= most:
        block = file.read(max(1, BLOCK // file.channels), "float32", always_2d=True)
        if not len(block):
            return np.concatenate([np.zeros(0, np.float32), *blocks])
        blocks.append(block.mean(axis=1))
        length += len(block)
    raise SoundIsTooLong
