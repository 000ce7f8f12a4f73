"""What pictures nearly share that look the same: a perceptual hash of 64 bits."""

from PIL import Image, ImageStat

# Between the lightest and the darkest of 256: all plain pictures would be alike.
LEAST_CONTRAST = 16


def likeness_of(square: Image.Image) -> str:
    """Return 16 hexadecimal digits, or "" where there is nothing to see.

    They come from the slow changes of light across the picture (`imagehash.phash`).
    """
    import imagehash  # It takes SciPy along, which only uploads need.

    grey = square.convert("L")
    ((darkest, lightest),) = ImageStat.Stat(grey).extrema
    if lightest - darkest < LEAST_CONTRAST:
        return ""
    return str(imagehash.phash(grey))
