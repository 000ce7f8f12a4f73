import json
from pathlib import Path

import numpy as np
from django.test import SimpleTestCase

from training.learning.images import simple_eyes

from .pictures import NAMES, make_picture

VECTORS = Path(__file__).parent.parent / "simple_eyes.json"


class SimpleEyesTests(SimpleTestCase):
    """What looks at pictures where no network was fetched."""

    def test_they_see_what_they_saw_when_models_were_made_with_them(self) -> None:
        wanted = json.loads(VECTORS.read_text())
        self.assertEqual(list(wanted), list(NAMES))
        for name in NAMES:
            [seen] = simple_eyes.look(make_picture(name)[None])
            np.testing.assert_allclose(seen, wanted[name], atol=1e-5)

    def test_they_see_the_same_whatever_else_is_looked_at(self) -> None:
        pictures = np.stack([make_picture(NAMES[i % 4]) for i in range(19)])
        together = simple_eyes.look(pictures)
        alone = np.concatenate([simple_eyes.look(each[None]) for each in pictures])
        np.testing.assert_array_equal(together, alone)

    def test_they_have_nothing_to_say_of_nothing(self) -> None:
        self.assertEqual(
            simple_eyes.look(np.zeros((0, 224, 224, 3), np.uint8)).shape,
            (0, simple_eyes.SIZE),
        )

    def test_a_brighter_picture_has_the_same_edges(self) -> None:
        picture = make_picture("disc") // 2
        dark, bright = simple_eyes.look(np.stack([picture, picture + 60]))
        edges = slice(0, 1296)
        self.assertGreater(float(dark[edges] @ bright[edges]), 0.999)
        self.assertLess(float(dark[-216:] @ bright[-216:]), 1)
