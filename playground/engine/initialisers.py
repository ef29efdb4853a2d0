"""Initialisers: the initial weights. One row per entry; the bias starts as the row says.

Each `draw` takes a random generator and the shape (inputs, outputs) of W.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from playground.arrays import Array


@dataclass(frozen=True)
class Initialiser:
    """One row of INITIALISERS."""

    name: str
    label: str
    formula: str
    bias: float
    draw: Callable[[np.random.Generator, tuple[int, int]], Array]


def _glorot(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    limit = np.sqrt(6.0 / (shape[0] + shape[1]))
    return rng.uniform(-limit, limit, shape)


def _he(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return rng.normal(0.0, np.sqrt(2.0 / shape[0]), shape)


_ROWS = (
    # TensorFlow Playground's choice, the output's bias included.
    Initialiser("uniform", "uniform", "U(−0.5, 0.5), b = 0.1", 0.1, lambda r, s: r.uniform(-0.5, 0.5, s)),
    Initialiser("glorot", "Glorot", "U(±√(6/(in + out)))", 0.0, _glorot),  # Glorot & Bengio, 2010
    Initialiser("he", "He", "N(0, 2/in)", 0.0, _he),  # He et al., 2015
    Initialiser("normal", "normal", "N(0, 1)", 0.0, lambda r, s: r.normal(0.0, 1.0, s)),
    # All neurons of a layer stay alike for ever: the reason why weights start at random.
    Initialiser("zeros", "zeros", "0", 0.0, lambda r, s: np.zeros(s)),
)

INITIALISERS: dict[str, Initialiser] = {row.name: row for row in _ROWS}

_STREAM = 0x5EED  # keeps the random numbers of the weights apart from those of the data and of the row order


def first_theta(row: Initialiser, shapes: Sequence[tuple[int, int]], seed: int | Sequence[int]) -> Array:
    """θ (P,) of layers of these shapes (inputs, outputs): W, then b, of each. Of several seeds (seeds, P)."""
    if isinstance(seed, Sequence):
        return np.stack([first_theta(row, shapes, one) for one in seed])
    rng = np.random.default_rng([seed, _STREAM])
    layers = ((row.draw(rng, shape).ravel(), np.full(shape[1], row.bias)) for shape in shapes)
    return np.concatenate([part for layer in layers for part in layer])
