"""Pictures of all sorts, made on the spot: such as cameras and programs make them."""

import struct
import zlib
from base64 import b85decode
from io import BytesIO
from random import Random
from typing import Any

from PIL import ExifTags, Image

MAKER, PLACE, REMARK = "ACME Camera", 52.5163, b"taken at home"
# 96 x 64 pixels, red on the left and blue on the right, to be turned to the right (6),
# by a camera of ACME, in the north. Nothing here can write this format.
HEIC = b85decode(
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<0004@ZDn*}000000000XXk=`10000000000aA{+70"
    "0000000000000000000G-+&aV*mgE07O6l0ssL300001#Q*^S00000001cf0ssI200Hg*0RR9100"
    "000cmMzZIB98aW&i*H00062000$fZf0cy000000RRAKc4ILB0000LX>Mj^0ssI300IC2MR;ju000"
    "004sdC7Z2$lO00031007`=aB^?}006*gaAR)(004Msc4I>U18@KU0FVFx0000U@BsY%`1k+-4+CH"
    "T0RR|40Sp2E{{wIU00RJ!0009300RIXx&lC90096iLID8-Z~y=U0FVFx0{{R603M()fd!W8Nhz*w"
    "0vZem00093$N&HX00=;000968L;=Baup&SJ000wXZ)|dIV{CW;0RRmE27mwn02FC+aAg1h000000"
    "AK(B06+i$01$9#cxeCt0009B2nYZG010VwZ*&6y000<iaBX1#00000000310R@2q0|bQt000_ka%"
    "E-!00000000hSWOHKx0ssL30RR91scmFobN~PVB`5)}8G!eEg*X5Bp@;r!TK})$yHEe+pB?cL=la"
    "#E0DB!P|9}7h00u>PX=VTbO-%qQ0000800RLJ00IC200jU505Sm*00RI300967004+300aO40096"
    "105|{u002QlO+^3z00IC300IC200K?`0000200jU500RI309F710000005kvq0096103QGV00961"
    "01N;C009"
)
TURNED_RIGHT = 6  # "The top of the picture is on the right", as cameras write it


def photo(width: int = 640, height: int = 480, seed: int = 1) -> Image.Image:
    """Return something with soft colours all over, another for each seed."""
    chance = Random(seed)
    small = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def small(seed: int = 1) -> Image.Image:
    """Return such a photo where there have to be many of them."""
    return photo(64, 48, seed)


def halves(left: Any, right: Any, mode: str = "RGB") -> Image.Image:
    """Return a picture in two colours, each a half of it."""
    image = Image.new(mode, (96, 64), left)
    image.paste(right, (48, 0, 96, 64))
    return image


def encode(image: Image.Image, form: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def jpeg(image: Image.Image, **options: Any) -> bytes:
    return encode(image, "JPEG", **{"quality": 92, **options})


def png(image: Image.Image, **options: Any) -> bytes:
    return encode(image, "PNG", **options)


def animated(form: str) -> bytes:
    """Return an animation that begins red and goes on in blue."""
    first, then = (Image.new("RGB", (96, 64), each) for each in ("red", "blue"))
    return encode(first, form, save_all=True, append_images=[then], duration=100)


def talkative(form: str, turn: int = TURNED_RIGHT) -> bytes:
    """Return a photo that says which camera took it, where, and how to turn it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    exif[ExifTags.Base.Make] = MAKER
    places = exif.get_ifd(ExifTags.IFD.GPSInfo)
    places[ExifTags.GPS.GPSLatitudeRef] = "N"
    places[ExifTags.GPS.GPSLatitude] = (52.0, 30.0, 58.7)
    more = {"comment": REMARK} if form in {"JPEG", "GIF"} else {}
    if form in {"JPEG", "WEBP"}:
        more["xmp"] = b"<x:xmpmeta>" + REMARK + b"</x:xmpmeta>"
    return encode(halves("red", "blue"), form, exif=exif, quality=95, **more)


def with_pixels(width: int, height: int) -> dict[str, bytes]:
    """Return small files of many formats that say they have so many pixels."""
    one = Image.new("RGB", (8, 8), "red")
    wide, low = struct.pack(">II", width, height), struct.pack("<HH", width, height)
    bmp, gif = bytearray(encode(one, "BMP")), bytearray(encode(one, "GIF"))
    bmp[18:26] = struct.pack("<ii", width, height)
    gif[6:10] = low
    avif = encode(one, "AVIF").replace(b"ispe" + bytes(4), b"ispe")
    return {
        "JPEG": jpeg(one).replace(
            b"\x08\x00\x08\x00\x08\x03", struct.pack(">BHHB", 8, height, width, 3)
        ),
        "PNG": png_of_nothing(width, height),
        "GIF": bytes(gif),
        "BMP": bytes(bmp),
        "AVIF": avif.replace(
            b"ispe" + struct.pack(">II", 8, 8), b"ispe" + bytes(4) + wide
        ),
        "HEIC": HEIC.replace(struct.pack(">II", 96, 64), wide),
    }


def png_of_nothing(width: int, height: int) -> bytes:
    """Return a PNG that is black all over, and packed as tightly as can be."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    rows = b"".join(packer.compress(line * 100) for _ in range(height // 100))
    chunks = [(b"IHDR", head), (b"IDAT", rows + packer.flush()), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check
