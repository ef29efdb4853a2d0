"""The six datasets of TensorFlow Playground, by its formulas (its dataset.ts).

Each function gives X (count, 2) and y (count,). Its label +1 is class 1 (green), −1 is class 0 (red).
n is the noise as a share, U the uniform distribution. In four of the six the noise *moves no point*: the
label (or value) is taken from a place shifted by the noise, so that rows near a border get the wrong colour.
"""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.data.generators.generator import Rows

_BUMPS = np.array([[-4, 2.5], [0, 2.5], [4, 2.5], [-4, -2.5], [0, -2.5], [4, -2.5]])
_SIGNS = np.array([1, -1, 1, -1, 1, -1])


def circle(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """Half the rows at radius U(0, 2.5), half at U(3.5, 5); green where the place shifted by U(−5, 5)·n per
    axis lies within 2.5.
    """
    inner, outer = _halves(count)
    radius = np.concatenate([rng.uniform(0, 2.5, inner), rng.uniform(3.5, 5, outer)])
    X = _polar(radius, rng.uniform(0, 2 * np.pi, count))
    return X, (np.linalg.norm(_shifted(rng, X, 5 * n), axis=1) < 2.5).astype(float)


def xor(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """U(−5, 5) per axis, pushed 0.3 away from both axes; green where the coordinates, shifted by U(−5, 5)·n,
    have a product ≥ 0.
    """
    X = rng.uniform(-5, 5, (count, 2))
    X += np.where(X > 0, 0.3, -0.3)
    return X, (_shifted(rng, X, 5 * n).prod(axis=1) >= 0).astype(float)


def gauss(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """Normal around (2, 2), green, and around (−2, −2), red, with variance 0.5 + 7n per axis."""
    y = np.repeat([1.0, 0.0], _halves(count))
    centres = np.where(y == 1, 2.0, -2.0)[:, None]
    return centres + rng.normal(0, np.sqrt(0.5 + 7 * n), (count, 2)), y


def spiral(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """Per arm of m rows, i = 0 .. m−1: radius 5i/m, angle 1.75·2π·i/m, half a turn further for the red arm;
    each coordinate plus U(−1, 1)·n.
    """
    halves = _halves(count)
    along = np.concatenate([np.arange(half) / half for half in halves])
    y = np.repeat([1.0, 0.0], halves)
    X = _polar(5 * along, 1.75 * 2 * np.pi * along + np.pi * (1 - y))
    return _shifted(rng, X, n), y


def reg_plane(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """U(−6, 6) per axis; y = (x1 + x2) / 10 at the place shifted by U(−6, 6)·n per axis."""
    X = rng.uniform(-6, 6, (count, 2))
    return X, _shifted(rng, X, 6 * n).sum(axis=1) / 10


def reg_gauss(rng: np.random.Generator, count: int, n: float, _classes: int) -> Rows:
    """U(−6, 6) per axis; six bumps ±max(0, 1 − distance/2) of alternating sign, y the one largest in size, at
    the place shifted by U(−6, 6)·n per axis.
    """
    X = rng.uniform(-6, 6, (count, 2))
    place = _shifted(rng, X, 6 * n)
    distance = np.stack([np.linalg.norm(place - bump, axis=1) for bump in _BUMPS])
    signs = _SIGNS[distance.argmin(axis=0)]
    return X, signs * np.maximum(0, 1 - distance.min(axis=0) / 2) + 0.0  # + 0.0 makes −0 a plain 0


def _halves(count: int) -> tuple[int, int]:
    """Two whole numbers that add up to `count`, the first the larger when it is odd."""
    return count - count // 2, count // 2


def _polar(radius: Array, angle: Array) -> Array:
    """Points (N, 2) at radius and angle, the angle in radians clockwise from the x2 axis, as TFP has it."""
    return np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])


def _shifted(rng: np.random.Generator, X: Array, reach: float) -> Array:
    """Each coordinate moved by U(−reach, reach)."""
    return X + reach * rng.uniform(-1, 1, X.shape)
