"""Three more shapes in the plane: moons, rings and blobs. X (count, 2), y (count,) class indices."""

from __future__ import annotations

import numpy as np

from playground.data.generators.generator import Rows

BLOB_NAMES = tuple("ABCDEFGH")
_RINGS = np.array([1.25, 3.0, 4.75])


def moons(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """Two interleaved half circles, those of scikit-learn's make_moons centred and three times as large:
    red 3(cos t − ½, sin t − ¼), green 3(½ − cos t, ¼ − sin t), t evenly from 0 to π;
    each coordinate plus N(0, (2n)²).
    """
    red = count // 2
    t = np.concatenate([np.linspace(0, np.pi, red), np.linspace(0, np.pi, count - red)])
    y = np.repeat([0.0, 1.0], [red, count - red])
    upper = 3 * np.column_stack([np.cos(t) - 0.5, np.sin(t) - 0.25])
    return np.where(y[:, None] == 1, -upper, upper) + 2 * n * rng.standard_normal((count, 2)), y


def rings(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """Three rings around one another, green, red, green, of radius 1.25, 3 and 4.75, each ± U(0.5);
    plus U(−2, 2)·n per axis. Every third row is in the same ring.
    """
    ring = np.arange(count) % 3
    radius = _RINGS[ring] + rng.uniform(-0.5, 0.5, count)
    angle = rng.uniform(0, 2 * np.pi, count)
    X = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + 2 * n * rng.uniform(-1, 1, X.shape), (ring != 1).astype(float)


def blobs(rng: np.random.Generator, count: int, n: float, classes: int) -> Rows:
    """One normal cloud per class, with variance 0.2 + 4n per axis, around centres evenly spread on the circle
    of radius 3.5 (class 0 at the right, the next ones anticlockwise); the classes differ by at most one row.
    """
    y = np.arange(count) % classes
    angle = 2 * np.pi * y / classes
    centres = 3.5 * np.column_stack([np.cos(angle), np.sin(angle)])
    return centres + rng.normal(0, np.sqrt(0.2 + 4 * n), (count, 2)), y.astype(float)
