import numpy as np
from django.test import SimpleTestCase

from projects.uploads.mel import filters
from training.learning.sounds.front_end import (
    BANDS,
    FRAMES,
    HOP,
    PEAK,
    RATE,
    WINDOW,
    log_mel,
    standardised,
    windows,
)
from training.learning.sounds.notes import FIRST_NOTE, NOTES, notes

from .made_sounds import make_sound


def tone(pitch: float, seconds: float = 1) -> np.ndarray:
    times = np.arange(round(seconds * RATE)) / RATE
    return np.sin(2 * np.pi * pitch * times)


class WindowsTests(SimpleTestCase):
    """Which seconds of a sound are listened to."""

    def test_a_short_sound_is_put_into_the_middle_of_a_second(self) -> None:
        [window] = windows(tone(440, 0.2).astype(np.float32))
        loud = np.flatnonzero(window)
        self.assertEqual(len(window), WINDOW)
        self.assertAlmostEqual((loud[0] + loud[-1]) / 2, WINDOW / 2, delta=2)

    def test_every_window_has_the_same_peak(self) -> None:
        for level in (1, 0.1):
            for window in windows(make_sound("melody") * np.float32(level)):
                self.assertAlmostEqual(np.abs(window).max(), PEAK, delta=0.02)

    def test_silence_is_not_made_loud(self) -> None:
        [window] = windows(np.full(RATE, 1e-5, np.float32))
        self.assertLess(np.abs(window).max(), 0.01)

    def test_a_long_sound_has_a_window_every_half_second(self) -> None:
        sound = np.random.default_rng(1).normal(0, 0.1, 5 * RATE).astype(np.float32)
        found = windows(sound)
        self.assertEqual(len(found), 9)
        for place, window in enumerate(found):
            part = sound[place * HOP : place * HOP + WINDOW]
            self.assertGreater(np.corrcoef(part, window)[0, 1], 0.999)

    def test_silence_around_a_long_sound_is_left_out(self) -> None:
        sound = np.zeros(5 * RATE, np.float32)
        sound[3 * RATE : 3 * RATE + RATE // 2] = tone(440, 0.5)
        [window] = windows(sound)
        self.assertAlmostEqual(np.flatnonzero(window)[0], WINDOW / 4, delta=2)

    def test_the_last_window_ends_with_the_sound(self) -> None:
        sound = np.random.default_rng(1).normal(0, 0.1, 20_000).astype(np.float32)
        last = windows(sound)[-1]
        self.assertGreater(np.corrcoef(sound[-WINDOW:], last)[0, 1], 0.999)

    def test_nothing_is_a_window_of_silence(self) -> None:
        self.assertEqual(windows(np.zeros(0, np.float32)).shape, (1, WINDOW))


class LogMelTests(SimpleTestCase):
    """The picture of a window."""

    def test_a_tone_is_seen_in_its_own_band_only(self) -> None:
        bands = filters()
        for pitch in (250, 1000, 4000):
            picture = log_mel(tone(pitch))
            self.assertEqual(picture.shape, (FRAMES, BANDS))
            wanted = bands[round(pitch * 512 / RATE)].argmax()
            self.assertEqual(picture[30].argmax(), wanted)
            self.assertGreater(np.ptp(picture[30]), 10)

    def test_every_band_lets_something_through(self) -> None:
        self.assertTrue((filters().sum(axis=0) > 0).all())

    def test_silence_has_a_picture_without_shades(self) -> None:
        self.assertLess(np.abs(standardised(log_mel(np.zeros(WINDOW)))).max(), 1e-6)

    def test_how_loud_it_is_changes_nothing_that_is_seen(self) -> None:
        picture = standardised(log_mel(make_sound("noise")[:WINDOW] * 4))
        louder = standardised(log_mel(make_sound("noise")[:WINDOW] * 16))
        np.testing.assert_allclose(picture, louder, atol=0.02)


class NotesTests(SimpleTestCase):
    """How strong each note is."""

    def test_the_note_that_is_played_is_the_strongest(self) -> None:
        for note in (0, 12, 27, 28, 59):
            heard = notes(tone(FIRST_NOTE * 2 ** (note / 12)))
            self.assertEqual(heard.shape, (NOTES,))
            self.assertEqual(heard.argmax(), note)
