"""Two small drawings of a recording: how loud it is, and which tones are in it.

Time goes to the right. Both can be seen on a light page and on a dark one.
"""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .mel import log_mel

WIDTH, HEIGHT = 240, 80  # pixels
INK = (92, 124, 224)  # contrast over 3 : 1 with white, and with near-black
# From silence to the loudest, each brighter than the one before: dark blue to cream.
SCALE = [(16, 20, 48), (62, 44, 128), (158, 52, 132), (238, 104, 82), (255, 240, 190)]
DEPTH = 10.0  # nats below the loudest moment, of power, that still have a colour

Drawing = NDArray[np.uint8]


def draw_waveform(samples: NDArray[np.float32]) -> bytes:
    """Return a WebP of how far the air moved: for each moment, from lowest to highest.

    As loud as it is; silence is a line in the middle.
    """
    edges = np.linspace(0, len(samples), WIDTH + 1).astype(int)[:-1]
    middle = (HEIGHT - 1) / 2
    top = np.floor(middle - middle * np.maximum.reduceat(samples, edges))
    bottom = np.ceil(middle - middle * np.minimum.reduceat(samples, edges))
    rows = np.arange(HEIGHT)[:, None]
    drawing = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    drawing[(rows >= top) & (rows <= bottom)] = (*INK, 255)
    return as_webp(drawing, lossless=True)


def draw_spectrogram(samples: NDArray[np.float32]) -> bytes:
    """Return a WebP of which tones are in it: high ones above, bright where strong."""
    strengths = log_mel(samples / np.abs(samples).max()).T[::-1]
    shares = 1 - (strengths.max() - strengths) / DEPTH
    grey = (255 * np.clip(shares, 0, 1)).astype(np.uint8)
    sized = Image.fromarray(grey).resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR)
    return as_webp(colours()[np.asarray(sized)], quality=80)


def colours() -> Drawing:
    """Return the colour of each of 256 strengths, (256, 3)."""
    places = np.linspace(0, 255, len(SCALE))
    channels = zip(*SCALE, strict=True)
    mixed = [np.interp(np.arange(256), places, channel) for channel in channels]
    return np.stack(mixed, axis=1).round().astype(np.uint8)


def as_webp(drawing: Drawing, **options: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(drawing).save(file, "WEBP", method=2, **options)
    return file.getvalue()
