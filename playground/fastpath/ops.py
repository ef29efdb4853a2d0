"""What the fast path is made of: calls that are ready to run, and the views that they take."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from playground.arrays import Array

Call = Callable[[], object]
Piece = list[Call]  # of a pass over many rows: what stays in cache

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


def constant_like(value: float, like: Array) -> Array:
    """A constant in the precision of the arrays it meets: no call has to convert."""
    return np.array(value, like.dtype)


def transposed(a: Array) -> Array:
    """The last two axes exchanged: a view."""
    return a.swapaxes(-1, -2)


def units_by_rows(block: Array) -> Array:
    """(units, ..., rows) → (..., units, rows): a view for `product`."""
    return np.moveaxis(block, 0, -2)


def rows_by_units(block: Array) -> Array:
    """(units, ..., rows) → (..., rows, units): a view as the engine's formulas take it."""
    return np.moveaxis(block, 0, -1)


def chunk_slices(rows: int, numbers: int) -> list[slice]:
    """`rows` of so many `numbers` each, cut to stay in cache; the chunks differ by one row at most."""
    count = max(1, -(-rows * numbers // _CACHE))
    return [slice(start, stop) for start, stop in pairwise(rows * i // count for i in range(count + 1))]
