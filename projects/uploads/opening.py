"""Opening what somebody says is a picture, without trusting a byte of it."""

import io
import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from .refusals import (
    MOST_PIXELS,
    MOST_PIXELS_OF_CAMERAS,
    NotAPicture,
    PictureIsBroken,
    PictureIsEmpty,
    TooManyPixels,
    check_size_of_picture,
)
from .scans import has_too_many_scans

FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF", "HEIF"]
# What a file of each begins with, whatever it is called.
JPEG = b"\xff\xd8\xff"
BEGINNINGS = (JPEG, b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")
BRANDS = {  # of AVIF and HEIC, which begin in one way
    *(b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"),
    *(b"hevm", b"hevs", b"mif1", b"msf1"),
}
OF_CAMERAS = {"JPEG", "MPO", "HEIF"}  # "MPO": of phones that store more than one
# Decoded, a picture takes up to 16 bytes a pixel, and every thread may read one.
MANY_PIXELS = 2_000_000
registered = threading.Event()
# How many pixels are too many, we say ourselves; other complaints concern strangers.
warnings.simplefilter("ignore", Image.DecompressionBombWarning)
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
logger = logging.getLogger(__name__)


def check_bytes(data: bytes) -> None:
    """Raise why `data` is no picture, as far as its length and its beginning tell."""
    if not data:
        raise PictureIsEmpty
    check_size_of_picture(len(data))
    if not looks_like_picture(data):
        raise NotAPicture
    if data.startswith(JPEG) and has_too_many_scans(data):
        logger.info("A picture could not be read: too many scans")
        raise PictureIsBroken


def looks_like_picture(data: bytes) -> bool:
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    if data[4:8] == b"ftyp":
        return data[8:12] in BRANDS
    return data.startswith(BEGINNINGS)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Give the picture that `data` is, its pixels not read yet. Raises `BadExample`.

    Whatever fails while it is read is taken for the picture's fault.
    """
    with refusing_broken(), opened_by_pillow(data) as image:
        check_pixels(image)
        yield image


def is_large(data: bytes) -> bool:
    """Say whether reading it takes much memory. Raises `BadExample`."""
    check_bytes(data)
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        # Opening those takes as much as reading them, or more than the header says.
        return True
    with opened(data) as image:
        return image.width * image.height > MANY_PIXELS


def opened_by_pillow(data: bytes) -> Image.Image:
    know_heif()
    return Image.open(io.BytesIO(data), formats=FORMATS)


def check_pixels(image: Image.Image) -> None:
    """Raise `TooManyPixels` before any of them is read: the header tells how many."""
    of_camera = image.format in OF_CAMERAS
    most = MOST_PIXELS_OF_CAMERAS if of_camera else MOST_PIXELS
    if image.width * image.height > most:
        raise TooManyPixels(most)


@contextmanager
def refusing_broken() -> Iterator[None]:
    try:
        yield
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    except TooManyPixels:
        raise
    except Exception as error:  # Decoders raise whatever they stumble upon.
        logger.info("A picture could not be read: %r", error)
        raise PictureIsBroken from error


def know_heif() -> None:
    """Teach Pillow the format of iPhones, when the first picture comes."""
    if not registered.is_set():
        # Not above: who sends no picture need not wait for it at start-up.
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
        registered.set()
