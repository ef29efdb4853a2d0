"""Learning-rate schedules: the factor on α at the start of each epoch. One row per entry."""

from __future__ import annotations

import math
from collections.abc import Callable

from msgspec import Struct


class Schedule(Struct, frozen=True):
    """`factor(epoch, period, decay)`: epoch counts from 0, `period` is in epochs, 0 < decay ≤ 1."""

    name: str
    label: str
    formula: str
    factor: Callable[[int, float, float], float]


_ROWS = (
    Schedule("constant", "constant", "α", lambda e, T, d: 1.0),
    Schedule("step", "steps", "α·dᵏ, k = ⌊epoch/T⌋", lambda e, T, d: d ** (e // T)),
    Schedule("exponential", "exponential", "α·d^(epoch/T)", lambda e, T, d: d ** (e / T)),
    # Loshchilov & Hutter, 2017, without restarts: falls to 0 at epoch T and stays there.
    Schedule(
        "cosine",
        "cosine",
        "α·½(1 + cos(π·epoch/T))",
        lambda e, T, d: 0.5 * (1 + math.cos(math.pi * min(e / T, 1))),
    ),
    Schedule("warm_up", "warm-up", "α·min(1, (epoch + 1)/T)", lambda e, T, d: min(1.0, (e + 1) / T)),
)

SCHEDULES: dict[str, Schedule] = {row.name: row for row in _ROWS}
