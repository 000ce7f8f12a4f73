import io

from django.test import SimpleTestCase
from PIL import Image, ImageCms

from projects.uploads import Prepared, read_picture
from projects.uploads.pictures import draw_smaller

from .colour_profiles import display_p3, four_inks
from .pictures import (
    HEIC,
    MAKER,
    REMARK,
    animated,
    encode,
    halves,
    jpeg,
    photo,
    png,
    talkative,
)

Colour = tuple[int, int, int]
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
SIZES = {"learning.jpg": (224, 224), "thumbnail.webp": (128, 128)}
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF")


def look_at(prepared: Prepared, name: str = "picture.jpg") -> Image.Image:
    return Image.open(io.BytesIO(prepared.files[name]))


class PictureReadingTests(SimpleTestCase):
    """Whatever a picture was, three plain files show what people saw."""

    def assertColour(
        self, found: object, wanted: Colour, tolerance: int = 6, what: str = ""
    ) -> None:
        assert isinstance(found, tuple)
        off = max(abs(a - b) for a, b in zip(found, wanted, strict=True))
        self.assertLessEqual(off, tolerance, f"{what}: {found}, not {wanted}")

    def assertLooks(
        self, data: bytes, left: Colour, right: Colour, tolerance: int = 6
    ) -> None:
        """Check the colours at both sides of the middle, in all three files."""
        prepared = read_picture(data)
        for name in prepared.files:
            image = look_at(prepared, name).convert("RGB")
            middle, wide = image.height // 2, image.width
            self.assertColour(
                image.getpixel((wide // 8, middle)), left, tolerance, name
            )
            there = image.getpixel((wide * 7 // 8, middle))
            self.assertColour(there, right, tolerance, name)

    def test_every_format_becomes_three_files(self) -> None:
        for form in FORMATS:
            with self.subTest(form):
                self.assertLooks(encode(halves("red", "blue"), form), RED, BLUE)
                prepared = read_picture(encode(photo(), form))
                self.assertEqual(look_at(prepared).size, (512, 384))
                for name, size in SIZES.items():
                    self.assertEqual(look_at(prepared, name).size, size)

    def test_its_name_does_not_count(self) -> None:
        prepared = read_picture(png(photo()))

        self.assertEqual(look_at(prepared).format, "JPEG")
        self.assertEqual(look_at(prepared, "learning.jpg").format, "JPEG")
        self.assertEqual(look_at(prepared, "thumbnail.webp").format, "WEBP")

    def test_small_ones_stay_small(self) -> None:
        for size in [(1, 1), (1, 300), (30, 20)]:
            with self.subTest(size):
                prepared = read_picture(png(Image.new("RGB", size, "red")))
                self.assertEqual(look_at(prepared).size, size)
                square = look_at(prepared, "learning.jpg")
                self.assertColour(square.getpixel((112, 112)), RED)

    def test_very_long_ones(self) -> None:
        prepared = read_picture(png(Image.new("RGB", (1, 10_000), "blue")))
        self.assertEqual(look_at(prepared).size, (1, 512))

        prepared = read_picture(jpeg(Image.new("RGB", (20_000, 2), "blue")))
        self.assertEqual(look_at(prepared).size, (512, 1))

    def test_the_middle_is_what_is_learnt_from(self) -> None:
        image = Image.new("RGB", (300, 100), "red")
        image.paste("blue", (100, 0, 200, 100))

        square = look_at(read_picture(png(image)), "learning.jpg")

        for place in [(8, 8), (215, 8), (112, 112), (215, 215)]:
            self.assertColour(square.getpixel(place), BLUE, 9)

    def test_a_large_photo_is_as_sharp_as_a_small_one(self) -> None:
        board = Image.new("L", (8, 8))
        board.putdata([255 * ((x + y) % 2) for y in range(8) for x in range(8)])
        large = board.resize((4000, 4000), Image.Resampling.NEAREST)

        for data in (jpeg(large), png(large)):
            square = look_at(read_picture(data), "learning.jpg")
            self.assertColour(square.getpixel((14, 14)), (0, 0, 0))
            self.assertColour(square.getpixel((42, 14)), WHITE)

    def test_a_large_photo_is_not_decoded_whole(self) -> None:
        for size, drawn in {
            (4000, 3000): (2000, 1500),
            (8000, 6000): (2000, 1500),
            (640, 480): (640, 480),
            (4000, 300): (4000, 300),
        }.items():
            with Image.open(io.BytesIO(jpeg(Image.new("RGB", size)))) as image:
                draw_smaller(image)
                self.assertEqual(image.size, drawn)

    def test_heic(self) -> None:
        prepared = read_picture(HEIC)

        image = look_at(prepared)
        self.assertEqual(image.size, (64, 96))
        self.assertColour(image.getpixel((32, 10)), RED)
        self.assertColour(image.getpixel((32, 86)), BLUE)

    def test_it_is_turned_as_it_was_taken(self) -> None:
        top_left = {1: "red", 2: "blue", 3: "blue", 4: "red"}
        tall = {5: "red", 6: "red", 7: "blue", 8: "blue"}
        for form in ("JPEG", "PNG", "WEBP", "AVIF"):
            for turn, colour in {**top_left, **tall}.items():
                with self.subTest(form, turn=turn):
                    prepared = read_picture(talkative(form, turn))
                    size = (64, 96) if turn in tall else (96, 64)
                    self.assertEqual(look_at(prepared).size, size)
                    for name in prepared.files:
                        image = look_at(prepared, name).convert("RGB")
                        found = image.getpixel((2, 2))
                        self.assertColour(found, {"red": RED, "blue": BLUE}[colour], 9)

    def test_nothing_is_kept_of_where_and_with_what_it_was_taken(self) -> None:
        photos = {form: talkative(form) for form in ("JPEG", "PNG", "WEBP", "AVIF")}
        photos |= {"HEIC": HEIC, "GIF": encode(photo(), "GIF", comment=REMARK)}
        photos["profile"] = jpeg(photo(), icc_profile=display_p3())
        words = [MAKER.encode(), b"ACME", REMARK, b"Exif", b"xmp", b"EXIF", b"GPS"]
        words += [b"ICC_PROFILE", b"ICCP", b"Adobe", b"http"]
        for form, data in photos.items():
            self.assertTrue([word for word in words if word in data], form)
            for name, kept in read_picture(data).files.items():
                with self.subTest(form, name=name):
                    self.assertEqual([word for word in words if word in kept], [])
                    image = Image.open(io.BytesIO(kept))
                    self.assertFalse(image.getexif())
                    self.assertLessEqual(
                        set(image.info) - {"loop", "background", "timestamp"},
                        {"jfif", "jfif_version", "jfif_unit", "jfif_density"},
                    )

    def test_a_remark_that_is_no_exif_is_no_problem(self) -> None:
        data = jpeg(halves("red", "blue"), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
        self.assertLooks(data, RED, BLUE)

    def test_of_an_animation_the_first_picture(self) -> None:
        for form in ("GIF", "WEBP", "PNG", "AVIF"):
            with self.subTest(form):
                self.assertLooks(animated(form), RED, RED)

    def test_colours_of_a_press(self) -> None:
        inks = halves((255, 0, 0, 0), (0, 0, 255, 0), "CMYK")

        # As Lab (55, -37, -50) and (89, -5, 93) are in sRGB, and the paper is white.
        self.assertLooks(
            jpeg(inks, icc_profile=four_inks()), (0, 149, 217), (247, 223, 0)
        )
        self.assertLooks(jpeg(inks), (0, 255, 255), (255, 255, 0))

    def test_colours_of_newer_phones(self) -> None:
        image = halves((200, 100, 100), (100, 100, 200))
        transparent, few = image.convert("RGBA"), image.quantize(4)
        for each in (image, transparent, few):
            with self.subTest(each.mode):
                data = png(each, icc_profile=display_p3())
                # By the matrix from Display P3 to sRGB, and their curves.
                self.assertLooks(data, (216, 93, 97), (96, 100, 207))

    def test_a_profile_that_does_not_fit_is_left_out(self) -> None:
        image = halves((200, 100, 100), (100, 100, 200))
        for profile in (b"rubbish" * 50, four_inks()):
            data = png(image, icc_profile=profile)
            self.assertLooks(data, (200, 100, 100), (100, 100, 200))

    def test_grey_ones(self) -> None:
        grey = halves(60, 200, "L")
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        for data in (png(grey), jpeg(grey), png(grey, icc_profile=srgb)):
            self.assertLooks(data, (60,) * 3, (200,) * 3)
        self.assertLooks(png(halves(0, 1, "1")), (0, 0, 0), WHITE)

    def test_sixteen_bits(self) -> None:
        grey = halves(60 * 257, 200 * 257, "I;16")
        self.assertLooks(png(grey), (60,) * 3, (200,) * 3)

        deep = Image.new("I;16", (96, 64), 130 * 257)
        self.assertLooks(png(deep), (130,) * 3, (130,) * 3)

    def test_what_can_be_seen_through_lies_on_white(self) -> None:
        half = (255, 0, 0, 128)
        clear = halves(half, (0, 0, 0, 0), "RGBA")
        pink = (255, 127, 127)
        for form in ("PNG", "WEBP", "AVIF"):
            with self.subTest(form):
                options = {"lossless": True} if form == "WEBP" else {}
                self.assertLooks(encode(clear, form, **options), pink, WHITE)
        few = halves(0, 1, "P")
        few.putpalette([255, 0, 0, 0, 0, 255])
        self.assertLooks(png(few, transparency=1), RED, WHITE)
        self.assertLooks(encode(few, "GIF", transparency=1), RED, WHITE)
        self.assertLooks(png(halves((9, 255), (200, 0), "LA")), (9, 9, 9), WHITE)
        one = png(halves(RED, BLUE), transparency=BLUE)
        self.assertLooks(one, RED, WHITE)

    def test_what_looks_the_same_has_the_same_digest(self) -> None:
        first, again = read_picture(png(photo())), read_picture(png(photo()))
        other = read_picture(png(photo(seed=2)))

        self.assertEqual(first.digest, again.digest)
        self.assertNotEqual(first.digest, other.digest)
        self.assertRegex(first.digest, "^[0-9a-f]{32}$")
        packed = read_picture(png(photo(), compress_level=1))
        self.assertEqual(first.digest, packed.digest)
