"""Numbers of their own for each student: drawn from their name, the same each time, and good to mark."""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal

import numpy as np

from playground.arrays import Array
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.moment import Moment
from playground.lessons.rules import Drawn

_TRIES = 60


def seed_of(lesson_id: str, name: str) -> int:
    """The seed of a student's variant, at least 1. Neither capitals nor blanks around a name matter."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    digest = hashlib.sha256(f"{lesson_id}\n{plain}".encode("utf-8", "surrogatepass")).digest()
    return 1 + int.from_bytes(digest[:4], "big") % 999_999


def drawn(size: int, drawn: Drawn, chance: random.Random) -> Array:
    """So many numbers between −max and max, in steps; none is 0."""
    most = max(1, int(Decimal(repr(drawn.max)) / Decimal(repr(drawn.step))))
    signed = [(1 + int(chance.random() * most)) * (1 if chance.random() < 0.5 else -1) for _ in range(size)]
    return np.array([float(number * Decimal(repr(drawn.step))) for number in signed])


def own_theta(
    seed: int,
    size: int,
    numbers: Drawn,
    units: int,
    moments: Callable[[Array], Iterable[tuple[Calculate, Moment]]],
) -> Array:
    """Weights drawn until every wrong rule of every step differs from the right value by so many units of the
    last decimal; the best of many draws where none is good enough.
    """
    chance = random.Random(seed)  # noqa: S311  to be had again, no secret
    best, farthest = np.empty(0), -1.0
    for _ in range(_TRIES):
        theta = drawn(size, numbers, chance)
        apart = min((step.apart(moment) for step, moment in moments(theta)), default=np.inf)
        if apart > farthest:
            best, farthest = theta, apart
        if apart >= units:
            break
    return best
