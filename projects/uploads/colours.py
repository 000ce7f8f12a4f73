"""The colours of a picture as every screen shows them: sRGB, on white."""

import io

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")
OF_ONE_COLOUR_EACH = {"P", "PA", "1"}  # Between two of their values lies nothing.
OF_16_BITS = {"I", "I;16", "I;16B", "I;16L", "I;16N"}
WITH_ALPHA = {"RGBA", "LA", "PA", "RGBa", "La"}


def blendable(image: Image.Image) -> Image.Image:
    """Return the picture in a form in which neighbouring pixels can be mixed."""
    if image.mode in OF_16_BITS:
        return in_8_bits(image)
    if image.mode in OF_ONE_COLOUR_EACH or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def in_8_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits in 8. Pillow's own way cuts off the bright."""
    # Of 65,536 greys to 256; "I" is what older files of 16 bits are opened as.
    return image.convert("I").point(lambda grey: grey * (1 / 257), "L")


def as_seen(image: Image.Image) -> Image.Image:
    """Return the pixels of `image` in sRGB on white, and nothing else it carried."""
    seen = Image.new("RGB", image.size, "white")
    mask = image.getchannel("A") if image.mode in {"RGBA", "LA"} else None
    seen.paste(in_srgb(image), mask=mask)
    return seen


def in_srgb(image: Image.Image) -> Image.Image:
    """Return it in RGB, by the profile of its colours if it has one that fits."""
    profile = image.info.get("icc_profile")
    plain = image.convert(image.mode[:-1]) if image.mode in WITH_ALPHA else image
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                plain,
                ImageCms.getOpenProfile(io.BytesIO(profile)),
                SRGB,
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # A profile of something else, or a broken one: as if there were none.
        else:
            if converted is not None:
                return converted
    return plain.convert("RGB")
