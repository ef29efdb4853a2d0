"""Curves to fit through points: x (count, 1) from U(−6, 6), y = f(x) + N(0, (4n)²)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.arrays import Array
from playground.data.generators.generator import Make, Rows


def curve(f: Callable[[Array], Array]) -> Make:
    """The generator of noisy points on the curve y = f(x)."""

    def make(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
        x = rng.uniform(-6, 6, count)
        return x[:, None], f(x) + 4 * n * rng.standard_normal(count)

    return make


def line(x: Array) -> Array:
    """The line y = x/2 + 1."""
    return x / 2 + 1


def sine(x: Array) -> Array:
    """The wave y = 3 sin x: about two full waves."""
    return 3 * np.sin(x)


def step(x: Array) -> Array:
    """The jump from y = −2, left of 0, to y = 2, from 0 on."""
    return np.where(x < 0, -2.0, 2.0)


def cubic(x: Array) -> Array:
    """The cubic y = (x³ − 16x)/24: a hill of height 1 at x = −2.3, a dip at 2.3, ±5 at the ends."""
    return (x**3 - 16 * x) / 24
