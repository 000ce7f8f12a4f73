import wave
from io import BytesIO

import numpy as np
from django.test import SimpleTestCase
from numpy.typing import NDArray
from PIL import Image

from projects.uploads import Prepared, hear_sound, read_sound
from projects.uploads.resampling import is_quick, quick_rate, resampled

from .sounds import RATE, Samples, encode, noise, note, tone, wav

FORMS = [
    *[("WAV", coding) for coding in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32")],
    *[("WAV", coding) for coding in ("FLOAT", "DOUBLE", "ULAW", "ALAW")],
    *[("WAVEX", "PCM_16"), ("FLAC", "PCM_16"), ("FLAC", "PCM_24")],
    *[("OGG", "VORBIS"), ("OGG", "OPUS"), ("MP3", "MPEG_LAYER_III")],
]


def look_at(prepared: Prepared, name: str) -> Image.Image:
    return Image.open(BytesIO(prepared.files[name]))


def strongest(samples: Samples) -> float:
    """Return the pitch of a tone, in hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))


def power(samples: NDArray[np.float32]) -> float:
    return float(np.mean(np.square(samples)))


class SoundReadingTests(SimpleTestCase):
    """Whatever was sent, what is stored has one channel and 16,000 samples a second."""

    def test_it_is_a_wav_that_everything_plays(self) -> None:
        files = read_sound(encode(tone(rate=44_100), "OGG", "VORBIS", 44_100, 2)).files

        with wave.open(BytesIO(files["sound.wav"])) as file:
            self.assertEqual((file.getnchannels(), file.getsampwidth()), (1, 2))
            self.assertEqual((file.getframerate(), file.getnframes()), (RATE, RATE))
        self.assertEqual(set(files), {"sound.wav", "waveform.webp", "spectrogram.webp"})

    def test_what_comes_as_it_is_stored_stays_to_the_sample(self) -> None:
        sent = wav(note(440))

        self.assertEqual(read_sound(sent).files["sound.wav"], sent)
        again = read_sound(read_sound(sent).files["sound.wav"])
        self.assertEqual(again, read_sound(sent))

    def test_all_that_programs_write(self) -> None:
        for form, coding in FORMS:
            for rate, channels in ((16_000, 1), (48_000, 2)):
                with self.subTest(form, coding=coding, rate=rate):
                    sent = encode(tone(1000, 1, rate), form, coding, rate, channels)

                    heard = hear_sound(sent)

                    self.assertAlmostEqual(len(heard), RATE, delta=RATE // 20)
                    self.assertAlmostEqual(strongest(heard), 1000, delta=3)
                    middle = heard[RATE // 4 : -RATE // 4]
                    self.assertAlmostEqual(power(middle), 0.125, delta=0.02)

    def test_all_rates(self) -> None:
        for rate in (4000, 8000, 11_025, 22_050, 44_100, 44_101, 96_000, 192_000):
            with self.subTest(rate):
                heard = hear_sound(wav(tone(1000, 0.7, rate), rate))

                self.assertAlmostEqual(len(heard), 0.7 * RATE, delta=1)
                self.assertAlmostEqual(strongest(heard), 1000, delta=3)

    def test_two_rates_are_the_same_sound(self) -> None:
        first, second = (
            hear_sound(wav(tone(2500, 0.5, rate), rate)) for rate in (16_000, 48_000)
        )
        # Without the ends, where the tone breaks off.
        apart = np.abs(first - second)[800:-800]
        self.assertLess(apart.max(), 1e-3)

    def test_what_16_kilohertz_cannot_hold_is_left_out(self) -> None:
        """And is not heard as a lower tone: 9,000 hertz would be 7,000."""
        for pitch in (8200, 9000, 15_000, 20_000):
            with self.subTest(pitch):
                heard = resampled(tone(pitch, 1, 48_000), 48_000, RATE)

                self.assertLess(power(heard[800:-800]), 1e-8)
        kept = resampled(tone(7500, 1, 48_000), 48_000, RATE)
        self.assertAlmostEqual(power(kept[800:-800]), 0.125, delta=0.001)

    def test_the_end_is_not_heard_at_the_beginning(self) -> None:
        sound = np.concatenate([np.zeros(24_000), np.ones(24_000)]).astype(np.float32)

        heard = resampled(sound, 48_000, RATE)

        self.assertLess(np.abs(heard[:4000]).max(), 1e-3)

    def test_odd_rates_are_taken_for_the_nearest_that_is_quick(self) -> None:
        sound = tone(1000, 0.5, 44_100)

        odd, usual = (resampled(sound, rate, RATE) for rate in (44_101, 44_100))

        np.testing.assert_array_equal(odd, usual)

    def test_rates_that_would_take_long_are_changed_by_less_than_is_heard(self) -> None:
        for rate in (22_254, 95_977, 130_011, 175_001, 191_977):
            with self.subTest(rate):
                quick = quick_rate(rate)

                self.assertTrue(is_quick(quick))
                self.assertLess(abs(quick - rate) / rate, 0.0035)

    def test_usual_rates_stay_as_they_are(self) -> None:
        for rate in (8000, 11_025, 22_050, 32_000, 37_800, 44_100, 48_000, 192_000):
            with self.subTest(rate):
                self.assertEqual(quick_rate(rate), rate)

    def test_channels_are_mixed(self) -> None:
        left, right = tone(500), tone(2000)
        both = np.stack([left, right], axis=1)
        file = BytesIO()
        with wave.open(file, "wb") as writer:
            writer.setparams((2, 2, RATE, 0, "NONE", ""))
            writer.writeframes((both * 32_767).astype("<i2").tobytes())

        heard = hear_sound(file.getvalue())

        np.testing.assert_allclose(heard, (left + right) / 2, atol=1e-3)

    def test_two_seconds_in_32_channels(self) -> None:
        heard = hear_sound(wav(note(440, 1, 2), channels=32))

        np.testing.assert_allclose(heard, hear_sound(wav(note(440, 1, 2))), atol=1e-4)

    def test_one_that_is_clipped_stays(self) -> None:
        loud = np.sign(tone()) * 1.0

        heard = hear_sound(encode((3 * loud).astype(np.float32), "WAV", "FLOAT"))

        self.assertAlmostEqual(float(np.abs(heard).max()), 1, delta=1e-4)
        self.assertTrue(read_sound(wav(loud.astype(np.float32))).digest)

    def test_from_a_tenth_of_a_second_to_five(self) -> None:
        for seconds in (0.1, 5):
            with self.subTest(seconds):
                heard = hear_sound(wav(note(440, 1, seconds)))

                self.assertEqual(len(heard), round(seconds * RATE))

    def test_what_an_encoder_adds_to_five_seconds(self) -> None:
        heard = hear_sound(wav(tone(440, 5.05)))

        self.assertEqual(len(heard), 5 * RATE)

    def test_one_that_did_not_know_how_long_it_would_be(self) -> None:
        sent = wav(note(440))

        streamed = sent[:40] + b"\xff\xff\xff\xff" + sent[44:]

        self.assertEqual(read_sound(streamed), read_sound(sent))

    def test_the_same_sound_has_the_same_digest(self) -> None:
        first, again = (
            read_sound(wav(note(440))),
            read_sound(wav(note(440), channels=2)),
        )
        packed = read_sound(encode(note(440), "FLAC", "PCM_16"))
        other = read_sound(wav(note(440, seed=2)))

        self.assertRegex(first.digest, r"^[0-9a-f]{32}$")
        self.assertEqual({first.digest, again.digest, packed.digest}, {first.digest})
        self.assertNotEqual(first.digest, other.digest)

    def test_nothing_else_that_it_carried_is_kept(self) -> None:
        spoken = b"LIST" + (30).to_bytes(4, "little") + b"INFOIART" + b"\x12\0\0\0"
        spoken += b"Ada at home 12345\0"

        kept = read_sound(wav(note(440)) + spoken)

        self.assertNotIn(b"Ada", b"".join(kept.files.values()))
        self.assertEqual(kept, read_sound(wav(note(440))))


class SoundDrawingTests(SimpleTestCase):
    """Thumbnails: how loud a recording is, and which tones are in it."""

    def test_both_have_their_size(self) -> None:
        for seconds in (0.1, 1, 5):
            prepared = read_sound(wav(note(440, 1, seconds)))
            for name in ("waveform.webp", "spectrogram.webp"):
                with self.subTest(name, seconds=seconds):
                    self.assertEqual(look_at(prepared, name).size, (240, 80))
                    self.assertLess(len(prepared.files[name]), 10_000)

    def test_the_waveform_is_as_high_as_it_is_loud(self) -> None:
        quiet, loud = 0.2 * tone(440, 0.5), 1.8 * tone(440, 0.5)
        drawing = look_at(
            read_sound(wav(np.concatenate([quiet, loud]))), "waveform.webp"
        )

        heights = (np.asarray(drawing.convert("RGBA"))[:, :, 3] > 0).sum(axis=0)

        self.assertTrue((abs(heights[5:115] - 8) <= 2).all(), heights)
        self.assertTrue((abs(heights[125:235] - 72) <= 3).all(), heights)

    def test_silence_is_a_line(self) -> None:
        sound = np.concatenate([np.zeros(8000, np.float32), tone(440, 0.5)])

        drawing = look_at(read_sound(wav(sound)), "waveform.webp")

        heights = (np.asarray(drawing.convert("RGBA"))[:, :, 3] > 0).sum(axis=0)
        self.assertTrue((heights[:115] > 0).all())
        self.assertTrue((heights[:115] <= 2).all())

    def test_the_waveform_can_be_seen_on_every_page(self) -> None:
        drawing = look_at(read_sound(wav(tone())), "waveform.webp").convert("RGBA")

        ink = np.asarray(drawing)[40, 120]

        for paper in ((255, 255, 255), (18, 20, 28)):
            self.assertGreater(contrast(tuple(ink[:3]), paper), 3)
        self.assertEqual(np.asarray(drawing)[2, 120, 3], 0)

    def test_high_tones_are_above_and_time_goes_right(self) -> None:
        sound = np.concatenate([tone(300, 0.5), tone(5000, 0.5)])

        drawing = look_at(read_sound(wav(sound)), "spectrogram.webp").convert("L")

        levels = np.asarray(drawing)
        first, second = levels[:, :110].mean(axis=1), levels[:, 130:].mean(axis=1)
        self.assertGreater(np.argmax(first), 60)
        self.assertLess(np.argmax(second), 20)

    def test_noise_is_no_tone(self) -> None:
        drawing = look_at(read_sound(wav(noise())), "spectrogram.webp").convert("L")

        rows = np.asarray(drawing).mean(axis=1)

        self.assertGreater(rows.min(), 0.3 * rows.max())


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast of two colours, as WCAG counts it."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    shares = np.array(colour) / 255
    linear = np.where(
        shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4
    )
    return float(linear @ (0.2126, 0.7152, 0.0722))
