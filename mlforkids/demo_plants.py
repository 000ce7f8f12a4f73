"""Rows of the demo, invented for it: how high beans grow, after three weeks of care."""

from collections.abc import Iterator
from random import Random

PLANTS = 60
POTS = ["clay", "plastic", "wood"]
TALLER_IN = {"clay": 0.0, "plastic": -1.5, "wood": 2.5}  # centimetres
UNLIKE = 1.2  # centimetres that one plant differs from another, by chance

Row = tuple[float, float, str, float]


def plants() -> Iterator[Row]:
    """Yield hours of sun a day, water in ml a day, the pot, and the height in cm.

    They are the same ones every time. Water helps until the roots stand in it.
    """
    chance = Random("beans")  # noqa: S311 (nothing secret)
    for number in range(PLANTS):
        sun = round(chance.uniform(1, 10), 1)
        water = 5.0 * chance.randint(4, 40)
        pot = POTS[number % len(POTS)]
        grown = 4 + 1.8 * sun + 12 * (1 - ((water - 110) / 110) ** 2)
        height = grown + TALLER_IN[pot] + chance.gauss(0, UNLIKE)
        yield sun, water, pot, max(1.0, round(height, 1))
