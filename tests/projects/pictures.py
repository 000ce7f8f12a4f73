"""Pictures of all sorts, made on the spot: such as cameras and programs make them."""

from io import BytesIO
from random import Random
from typing import Any

from PIL import Image


def photo(width: int = 640, height: int = 480, seed: int = 1) -> Image.Image:
    """Return something with soft colours all over, another for each seed."""
    chance = Random(seed)
    small = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def encode(image: Image.Image, form: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def jpeg(image: Image.Image, **options: Any) -> bytes:
    return encode(image, "JPEG", **{"quality": 92, **options})


def png(image: Image.Image, **options: Any) -> bytes:
    return encode(image, "PNG", **options)
