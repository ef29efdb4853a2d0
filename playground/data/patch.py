"""The difference between two datasets: what an undo keeps of an edit of a few among a million rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from playground.arrays import Mask, RowIndices
from playground.data.dataset import OF_ROWS, Dataset

Columns = tuple[NDArray[Any], ...]  # what a dataset has of each row: OF_ROWS

_NONE: RowIndices = np.empty(0, dtype=np.intp)
_SMALL = 2**14  # bytes of a dataset that is kept as it is
_BLOCK = 4096  # rows that are compared at a time
_MOST_GAPS = 5_000  # places where rows were taken out, that are looked for


class Patch(Struct, frozen=True, eq=False):
    """The way from a dataset, `new`, back to another, `old`.

    base     old without its rows; or, where that takes less memory, old itself: then there is no more to it
    count    how many rows old has
    gone     the rows of new that old does not have
    places   the rows of old that new does not have
    values   by array: the rows of old that new does not have, or has otherwise, and what stands in them
    """

    base: Dataset
    count: int
    gone: RowIndices
    places: RowIndices
    values: tuple[tuple[RowIndices, NDArray[Any]], ...]

    @classmethod
    def between(cls, new: Dataset, old: Dataset) -> Patch:
        """What leads back from new to old, bit for bit."""
        ours, theirs, whole = _columns(new), _columns(old), cls(old, len(old), _NONE, _NONE, ())
        alike = all(
            a.dtype == b.dtype and a.shape[1:] == b.shape[1:] for a, b in zip(ours, theirs, strict=True)
        )
        if not alike or sum(column.nbytes for column in theirs) <= _SMALL:
            return whole
        gone = places = _NONE
        if len(new) == len(old):
            rows = [_different(a, b) for a, b in zip(ours, theirs, strict=True)]
        else:
            longer, shorter = (ours, theirs) if len(new) > len(old) else (theirs, ours)
            missing = _missing(longer, shorter)
            if missing is None:
                return whole
            gone, places = (missing, _NONE) if longer is ours else (_NONE, missing)
            rows = [places] * len(theirs)
        values = tuple((where, column[where]) for where, column in zip(rows, theirs, strict=True))
        base = replace(old, **{name: getattr(old, name)[:0].copy() for name in OF_ROWS})
        patch = cls(base, len(old), gone, places, values)
        own = sum(b.nbytes for a, b in zip(ours, theirs, strict=True) if a is not b)
        return patch if patch.nbytes <= own else whole

    @property
    def whole(self) -> bool:
        """Whether it is old itself."""
        return not self.values

    @property
    def nbytes(self) -> int:
        """The memory that its arrays take."""
        arrays = [
            self.gone,
            self.places,
            *_columns(self.base),
            *(part for pair in self.values for part in pair),
        ]
        return sum(array.nbytes for array in arrays)

    def apply(self, new: Dataset) -> Dataset:
        """Old, made from new. What does not differ is shared: new itself, if that is all of it."""
        if self.whole:
            return self.base
        ours = _columns(new)
        theirs = [self._array(a, *stored) for a, stored in zip(ours, self.values, strict=True)]
        arrays: dict[str, Any] = dict(zip(OF_ROWS, theirs, strict=True))
        old = replace(self.base, **arrays)
        unchanged = all(a is b for a, b in zip(ours, theirs, strict=True))
        return new if unchanged and new.same_as(old) else old

    def _array(self, array: NDArray[Any], rows: RowIndices, values: NDArray[Any]) -> NDArray[Any]:
        if not (len(rows) or len(self.gone)):
            return array
        made = (
            array.copy()
            if len(array) == self.count
            else np.empty((self.count, *array.shape[1:]), array.dtype)
        )
        if len(array) != self.count:
            made[_without(self.count, self.places)] = array[_without(len(array), self.gone)]
        made[rows] = values
        return made


def _columns(data: Dataset) -> Columns:
    return tuple(getattr(data, name) for name in OF_ROWS)


def _without(count: int, rows: RowIndices) -> Mask:
    """Which of so many rows are not among these."""
    others = np.ones(count, dtype=bool)
    others[rows] = False
    return others


def _unlike(one: NDArray[Any], other: NDArray[Any]) -> Mask:
    """Which rows differ in any bit: 0 is not −0, and a NaN is itself."""
    one, other = (np.ascontiguousarray(part).view(f"u{part.itemsize}") for part in (one, other))
    unlike: Mask = (one != other).any(axis=tuple(range(1, one.ndim)))
    return unlike


def _different(one: NDArray[Any], other: NDArray[Any]) -> RowIndices:
    return _NONE if one is other else np.flatnonzero(_unlike(one, other))


def _missing(longer: Columns, shorter: Columns) -> RowIndices | None:
    """The rows of the longer dataset that the shorter has not; None where these are not all that differs."""
    rows, extra = len(shorter[0]), len(longer[0]) - len(shorter[0])
    missing: list[int] = []
    at = 0  # rows of the shorter that were found
    while at < rows and len(missing) < extra:
        place = at + len(missing)
        size = min(_BLOCK, rows - at)
        unlike = _rows_unlike(longer, shorter, place, at, size)
        if not unlike.any():
            at += size
            continue
        at += int(unlike.argmax())
        if not missing and not _rows_unlike(longer, shorter, at + extra, at, rows - at).any():
            break  # they lie together
        if extra > _MOST_GAPS:
            return None
        missing.append(at + len(missing))
    if len(missing) == extra:
        rest = _rows_unlike(longer, shorter, at + extra, at, rows - at)
        return None if rest.any() else np.array(missing, dtype=np.intp)
    left = extra - len(missing)
    return np.append(missing, np.arange(at + len(missing), at + len(missing) + left)).astype(np.intp)


def _rows_unlike(one: Columns, other: Columns, start: int, begin: int, size: int) -> Mask:
    """Which of so many rows differ, from `start` in the one and from `begin` in the other."""
    unlike = np.zeros(size, dtype=bool)
    for a, b in zip(one, other, strict=True):
        unlike |= _unlike(a[start : start + size], b[begin : begin + size])
    return unlike
