import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import which
from unittest import skipUnless

import numpy as np
from django.test import SimpleTestCase, tag

from tests.projects.sounds import noise, tone, wav
from tools.sound_base import augmentation, recordings, speech
from tools.sound_base.making import make_base
from tools.sound_base.words import WORDS, words_of
from training.learning.sounds import bases
from training.learning.sounds.front_end import BANDS, FRAMES, RATE, WINDOW

needs_speech = skipUnless(
    which("espeak-ng"), "This needs espeak-ng (Debian: apt-get install espeak-ng)."
)


@needs_speech
class SpeechTests(SimpleTestCase):
    """Words as a synthesiser says them."""

    def take(self, word: str = "hello", size: float = 1.0) -> speech.Take:
        return speech.Take("en", word, "en-us", pitch=50, speed=150, size=size)

    def test_a_word_lies_in_the_middle_of_a_second(self) -> None:
        second = speech.speak(self.take())
        self.assertEqual(second.shape, (WINDOW,))
        power = second.astype(np.float64) ** 2
        middle = (power * np.arange(WINDOW)).sum() / power.sum()
        self.assertAlmostEqual(middle, WINDOW / 2, delta=2)

    def test_children_speak_higher(self) -> None:
        """All that an adult says lies higher: the middle of the spectrum, too."""
        adult, child = (speech.speak(self.take(size=size)) for size in (1, 1.4))
        self.assertGreater(middle_frequency(child), 1.15 * middle_frequency(adult))

    def test_where_nothing_is_said_there_is_nothing(self) -> None:
        self.assertIsNone(speech.speak(self.take(word=" ")))

    def test_every_language_has_a_voice(self) -> None:
        for language, words in WORDS.items():
            take = speech.Take(language, words.split()[0], language, 50, 150, 1.0)
            self.assertIsNotNone(speech.speak(take), language)


def middle_frequency(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((power * np.arange(len(power))).sum() / power.sum())


class WordsTests(SimpleTestCase):
    def test_words_may_be_left_out(self) -> None:
        self.assertIn(("en", "yes"), words_of(frozenset()))
        self.assertNotIn(("en", "yes"), words_of(frozenset({"yes"})))


class AugmentationTests(SimpleTestCase):
    """The same word, said elsewhere."""

    def test_it_is_another_picture_every_time(self) -> None:
        chance = np.random.default_rng(1)
        noises = noise(1, 2)[None]
        pictures = [
            augmentation.picture_of(tone(300), noises, chance) for _ in range(20)
        ]
        for picture in pictures:
            self.assertEqual(picture.shape, (FRAMES, BANDS))
            self.assertTrue(np.isfinite(picture).all())
        self.assertGreater(np.ptp(np.array(pictures), axis=0).min(), 0)

    def test_what_is_moved_out_does_not_come_back(self) -> None:
        moved = augmentation.moved(np.ones(4), 1), augmentation.moved(np.ones(4), -1)
        self.assertEqual([list(each) for each in moved], [[0, 1, 1, 1], [1, 1, 1, 0]])


class RecordingsTests(SimpleTestCase):
    """Recordings of people, where somebody has them."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, sound in (("yes", tone()), ("no", tone(300))):
            self.store(name, wav(sound))
        self.store("_background_noise_", wav(noise(3.5)))
        self.store("yes", b"no sound")

    def store(self, name: str, data: bytes) -> None:
        (self.folder / name).mkdir(exist_ok=True)
        count = len(list((self.folder / name).iterdir()))
        (self.folder / name / f"{count}.wav").write_bytes(data)

    def test_words_are_labels_and_what_cannot_be_heard_is_left_out(self) -> None:
        found = list(recordings.recordings_in(self.folder, frozenset(), 10))
        self.assertEqual([label for label, _ in found], ["people no", "people yes"])
        self.assertEqual({len(second) for _, second in found}, {WINDOW})

    def test_words_may_be_left_out(self) -> None:
        found = list(recordings.recordings_in(self.folder, frozenset({"no"}), 10))
        self.assertEqual([label for label, _ in found], ["people yes"])

    def test_noises_are_cut_into_seconds(self) -> None:
        noises = recordings.noises_in(self.folder)
        self.assertEqual(noises.shape, (3, RATE))
        np.testing.assert_allclose(np.abs(noises).max(axis=1), 1, atol=1e-5)


@needs_speech
@tag("slow")
class MakeBaseTests(SimpleTestCase):
    """From words to files, with a handful of them."""

    def test_what_it_writes_can_be_used_as_a_base(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "small"
        said = StringIO()
        with redirect_stdout(said):
            make_base(
                folder,
                takes=4,
                epochs=1,
                words=[("en", "yes"), ("en", "no"), ("de", "ja")],
            )

        base = bases.load(folder)

        self.assertEqual(base.size, bases.current_base().size)
        self.assertNotEqual(base.id, bases.current_base().id)
        heard = base.features([tone(), noise()])
        self.assertTrue(np.isfinite(heard).all())
        self.assertGreater(float(np.abs(heard[0] - heard[1]).max()), 0.01)
        self.assertIn("epoch 1: loss", said.getvalue())
