"""What a plan is made of: calls that are ready to run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from playground.engine.activations import Array

Call = Callable[[], object]

# Numbers that a pass may touch: 2 MB; with fewer, the calls cost more than the cache saves.
_CACHE = 256 * 1024


def product(a: Array, b: Array, out: Array) -> Call:
    """Out ← a·b. The method of one matrix is the quickest way to BLAS; a stack needs matmul.

    A transposed operand costs nothing (BLAS reads it as it lies), but `out` has to be contiguous.
    """
    return partial(a.dot, b, out) if out.ndim == 2 else partial(np.matmul, a, b, out)


def constant(value: float) -> Array:
    """An operand for a ufunc: a 0-d array is taken as it is, a float would be wrapped at every call."""
    return np.array(value)


def operand(value: float, like: Array) -> Array:
    """A constant in the precision of the arrays it meets: no call has to convert."""
    return np.array(value, like.dtype)


def transposed(a: Array) -> Array:
    """The last two axes exchanged: a view."""
    return a.swapaxes(-1, -2)


def matrix(lines: Array) -> Array:
    """(units, ..., rows) → (..., units, rows): a view for `product`."""
    return np.moveaxis(lines, 0, -2)


def by_row(lines: Array) -> Array:
    """(units, ..., rows) → (..., rows, units): a view for the formulas of the tables."""
    return np.moveaxis(lines, 0, -1)


def cuts(rows: int, numbers: int) -> list[int]:
    """Where to cut rows of so many numbers each to stay in cache; the pieces differ by one row at most."""
    pieces = max(1, -(-rows * numbers // _CACHE))
    return [rows * piece // pieces for piece in range(pieces + 1)]


class Rate:
    """The learning rate α, which changes between two runs of a plan, and its multiples as operands."""

    def __init__(self) -> None:
        self.value = 0.0
        self._cells: list[tuple[Array, float]] = []

    def times(self, factor: float) -> Array:
        """factor·α, kept up to date."""
        cell = constant(factor * self.value)
        self._cells.append((cell, factor))
        return cell

    def set(self, value: float) -> None:
        if value != self.value:
            self.value = value
            for cell, factor in self._cells:
                cell.fill(factor * value)
