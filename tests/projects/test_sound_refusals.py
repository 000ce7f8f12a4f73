import time
import tracemalloc
from contextlib import suppress
from io import BytesIO
from random import Random

import numpy as np
from PIL import Image

from projects.kinds import BadExample
from projects.uploads import hear_sound, read_sound
from projects.uploads.refusals import LARGEST
from projects.uploads.sound_refusals import (
    NotASound,
    OnlyBrowsersReadIt,
    SoundIsBroken,
    SoundIsEmpty,
    SoundIsOdd,
    SoundIsSilent,
    SoundIsTooLarge,
    SoundIsTooLong,
    SoundIsTooShort,
)

from .refusal_case import RefusalCase
from .sounds import changed, encode, noise, note, tone, wav

CHANNELS, RATE_SAID, BITS, SIZE = 22, 24, 34, 40  # places in the header of a WAV
HOUR = 3600  # seconds
MEBIBYTE = 1024 * 1024


def hour(form: str, coding: str) -> bytes:
    """Return an hour of almost nothing, in some 100 kB to 4 MB."""
    return encode(np.zeros(HOUR * 8000, np.float32), form, coding, 8000)


class SoundRefusalTests(RefusalCase):
    """What is no sound, or none that a school's computer should listen to."""

    read = read_sound

    def test_nothing(self) -> None:
        self.assertRefused(b"", SoundIsEmpty, "This file is empty. Choose another")

    def test_more_bytes_than_allowed(self) -> None:
        sentence = "This sound is too large: 8 MB at most. Use a shorter one."
        self.assertRefused(bytes(LARGEST + 1), SoundIsTooLarge, sentence)

    def test_what_is_no_sound_however_it_is_called(self) -> None:
        picture = BytesIO()
        Image.new("RGB", (9, 9)).save(picture, "WEBP")
        others = {
            "text": b"RIFFraff says: this is a song, called song.wav",
            "short text": b"la",
            "three bytes of a WAV": b"RIF",
            "page": b"<!doctype html><audio src=song.wav>",
            "program": b"MZ\x90\0\x03" + bytes(500),
            "picture": picture.getvalue(),
            "notes for a computer": b"MThd\0\0\0\x06\0\x01\0\x01" + bytes(500),
            "sound of another kind": encode(note(440), "AIFF", "PCM_16"),
            "sound of yet another kind": encode(note(440), "AU", "PCM_16"),
            "WAV that only few programs read": encode(note(440), "WAV", "GSM610"),
            "zeros": bytes(500),
            "one byte": b"\xff",
            "almost an MP3": b"\xff\xff\xff\xff" + bytes(500),
        }
        for what, data in others.items():
            with self.subTest(what):
                self.assertRefused(data, NotASound, "This is not a sound that we can")

    def test_what_browsers_and_phones_record(self) -> None:
        sentence = "Only a browser can read this kind of sound."
        for beginning in (b"\x1aE\xdf\xa3\x9fB\x86", b"\0\0\0\x1cftypM4A "):
            with self.subTest(beginning):
                data = beginning + bytes(500)
                self.assertRefused(data, OnlyBrowsersReadIt, sentence)

    def test_what_only_begins_like_a_sound(self) -> None:
        for beginning in (
            b"RIFF\0\0\0\0WAVE",
            b"fLaC",
            b"OggS",
            b"ID3",
            b"\xff\xfb\x90",
        ):
            for rubbish in (b"\0", b"\x9a\x00\xff\x13" * 200, bytes(5000)):
                with self.subTest(beginning, rubbish=rubbish[:2]):
                    data = beginning + rubbish
                    self.assertRefused(data, SoundIsBroken, "Only a part of this")

    def test_one_of_which_a_part_is_missing(self) -> None:
        forms = {"WAV": "PCM_16", "FLAC": "PCM_16", "OGG": "VORBIS"}
        whole = {
            form: encode(note(440), form, coding) for form, coding in forms.items()
        }
        whole["Opus"] = encode(note(440), "OGG", "OPUS")
        for form, data in whole.items():
            for part in (0.1, 0.5, 0.9):
                with self.subTest(form, part=part):
                    cut = data[: int(part * len(data))]
                    self.assertRefused(cut, SoundIsBroken, "Only a part of this sound")

    def test_a_header_without_a_sound(self) -> None:
        self.assertRefused(wav(note(440))[:44], SoundIsBroken, "Only a part of")

    def test_a_header_that_lies(self) -> None:
        sent = wav(note(440))
        lies = {
            "no channel": (changed(sent, CHANNELS, b"\0\0"), SoundIsBroken),
            "255 channels": (wav(noise(), channels=255), SoundIsOdd),
            "65,535 channels": (changed(sent, CHANNELS, b"\xff\xff"), SoundIsBroken),
            "no samples a second": (changed(sent, RATE_SAID, bytes(4)), SoundIsBroken),
            "too many": (changed(sent, RATE_SAID, b"\xff\xff\xff\x7f"), SoundIsOdd),
            "3,999 a second": (wav(note(440), 3999), SoundIsOdd),
            "200,000 a second": (wav(note(440), 200_000), SoundIsOdd),
            "no bits": (changed(sent, BITS, b"\0\0"), SoundIsBroken),
            "an hour": (
                changed(sent, SIZE, (HOUR * 32_000).to_bytes(4, "little")),
                SoundIsBroken,
            ),
            "no samples": (changed(sent, SIZE, bytes(4)), SoundIsTooShort),
        }
        for what, (data, refusal) in lies.items():
            with self.subTest(what):
                self.assertRefused(data, refusal, "")

    def test_what_is_no_number(self) -> None:
        for strange in (np.nan, np.inf, -np.inf):
            with self.subTest(strange):
                sound = note(440)
                sound[100] = strange

                data = encode(sound, "WAV", "FLOAT")

                self.assertRefused(data, SoundIsBroken, "or it is broken")
                with self.assertRaises(SoundIsBroken):
                    hear_sound(data)

    def test_a_silent_one(self) -> None:
        silent = {
            "nothing": np.zeros(16_000, np.float32),
            "a cable that hums at no frequency": np.full(16_000, 0.5, np.float32),
            "a switch that is off": noise(loudness=0.00002),
        }
        for what, sound in silent.items():
            with self.subTest(what):
                self.assertRefused(wav(sound), SoundIsSilent, "nothing to hear in")

    def test_one_that_is_only_soft_is_stored(self) -> None:
        self.assertTrue(read_sound(wav(noise(loudness=0.001))).digest)

    def test_silence_can_be_asked_about(self) -> None:
        """That it is only background noise is an answer, too."""
        self.assertEqual(len(hear_sound(wav(np.zeros(16_000, np.float32)))), 16_000)

    def test_too_short(self) -> None:
        sentence = "too short: a tenth of a second at least. Record it again."
        self.assertRefused(wav(tone(seconds=0.09)), SoundIsTooShort, sentence)

    def test_too_long(self) -> None:
        sentence = "This sound is too long: 5 seconds at most. Cut it into pieces, and"
        self.assertRefused(wav(tone(seconds=5.2)), SoundIsTooLong, sentence)
        mp3 = encode(tone(seconds=5.2), "MP3", "MPEG_LAYER_III")
        self.assertRefused(mp3, SoundIsTooLong, sentence)

    def test_an_hour_is_refused_without_listening_to_it(self) -> None:
        small = tone(seconds=1, rate=8000)
        read_sound(encode(small, "OGG", "OPUS", 8000))  # What is loaded once.
        codings = [("FLAC", "PCM_16"), ("OGG", "VORBIS"), ("MP3", "MPEG_LAYER_III")]
        for form, coding in codings:
            with self.subTest(form):
                data = hour(form, coding)
                tracemalloc.start()
                started = time.perf_counter()

                self.assertRefused(data, SoundIsTooLong, "5 seconds at most")

                taken = time.perf_counter() - started
                most = tracemalloc.get_traced_memory()[1]
                tracemalloc.stop()
                self.assertLess(taken, 0.5)
                self.assertLess(most, 10 * MEBIBYTE)

    def test_an_hour_in_a_wav_is_too_large_or_too_long(self) -> None:
        self.assertRefused(wav(np.zeros(300 * 8000), 8000), SoundIsTooLong, "")
        self.assertRefused(bytes(HOUR * 4000), SoundIsTooLarge, "")

    def test_damage_anywhere_is_heard_or_refused(self) -> None:
        """And never takes the server down, nor much of its time."""
        forms = [("WAV", "PCM_16"), ("OGG", "OPUS"), ("OGG", "VORBIS"), ("FLAC", None)]
        for form, coding in [*forms, ("MP3", None)]:
            whole = encode(note(440), form, coding)
            for seed in range(40):
                with self.subTest(form, coding=coding, seed=seed):
                    chance, data = Random(seed), bytearray(whole)
                    for _ in range(12):
                        data[chance.randrange(len(data))] = chance.randrange(256)
                    started = time.perf_counter()
                    with suppress(BadExample):
                        read_sound(bytes(data))
                    self.assertLess(time.perf_counter() - started, 2)
