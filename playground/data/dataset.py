"""A dataset: the rows, what their columns are called, and which of them are held out for testing."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from playground.arrays import Array, Indices, Mask, RowIndices
from playground.data.classes import OWN_LOOKS
from playground.data.filling import FILLS, filled
from playground.data.limits import check_amount, sound_numbers
from playground.errors import DataError

Task = Literal["regression", "two_classes", "many_classes"]

OF_ROWS = ("X", "y", "test", "filled")
"""The fields of a dataset that hold something of each row."""

FEWEST_TO_SPLIT = 20
"""Of fewer rows than these all train, unless a share is chosen: too few would be left to learn from."""


class Dataset(Struct, frozen=True, eq=False, dict=True):
    """Rows in original units; never changed in place, so that an undo is only a reference.

    X             (N, D) the input columns
    y             (N,)   the target: a value (regression) or a class index 0, 1, 2 ... (as floats)
    columns       the D names of the input columns
    target        the name of the target column
    class_names   the names of the classes, in index order; empty for regression
    test          (N,)   True where the row is held out for testing
    filled        (N, D) True where a cell was missing and is filled, or (N, 0) where none was
    fill          what the training rows fill them with: a row of FILLS; "" where there are none
    name          a short name to show ("circle", "houses", "my-data.csv")
    generated     made by a formula or drawn by hand (so its ranges need no scaling)
    """

    X: Array
    y: Array
    columns: tuple[str, ...]
    target: str = "y"
    class_names: tuple[str, ...] = ()
    test: Mask = None  # type: ignore[assignment]  # filled in below
    name: str = "data"
    generated: bool = True
    filled: Mask = None  # type: ignore[assignment]  # filled in below
    fill: str = ""

    def __post_init__(self) -> None:
        rows, columns = self.X.shape
        if self.test is None:
            force_setattr(self, "test", np.zeros(rows, dtype=bool))
        if not self.fill:
            force_setattr(self, "filled", np.zeros((rows, 0), dtype=bool))
        assert self.y.shape == (rows,) and self.test.shape == (rows,) and len(self.columns) == columns
        assert self.filled.shape == (rows, columns * bool(self.fill))

    def __len__(self) -> int:
        return len(self.X)

    @property
    def nbytes(self) -> int:
        """The memory that its rows take."""
        return sum(getattr(self, name).nbytes for name in OF_ROWS)

    def same_as(self, other: Dataset) -> bool:
        """Whether they hold the same, bit for bit: a dataset that came through a pipe is another object."""
        names = ("columns", "target", "class_names", "name", "generated", "fill")
        return all(getattr(self, name) == getattr(other, name) for name in names) and all(
            np.array_equal(getattr(self, name), getattr(other, name)) for name in OF_ROWS
        )

    def same_kind(self, other: Dataset) -> bool:
        """Whether they are rows of one table: columns, name and task are the same."""
        return (self.columns, self.name, self.task) == (other.columns, other.name, other.task)

    @property
    def task(self) -> Task:
        """What is to be learnt: a value, one of two classes, or one of many."""
        if not self.class_names:
            return "regression"
        return "two_classes" if len(self.class_names) == 2 else "many_classes"

    @cached_property
    def looks(self) -> RowIndices:
        """The look (K,) of each class, which is its own number as long as each has one of its own.

        Of more than 8 classes the 8 most frequent have the looks 0 to 7, in order, and all others look 8.
        """
        classes = len(self.class_names)
        if classes <= OWN_LOOKS:
            return np.arange(classes)
        counts = np.bincount(self.y.astype(np.intp), minlength=classes)
        frequent = np.sort(np.argsort(-counts, kind="stable")[:OWN_LOOKS])
        looks = np.full(classes, OWN_LOOKS)
        looks[frequent] = np.arange(OWN_LOOKS)
        return looks

    @cached_property
    def means(self) -> tuple[float, ...]:
        """The mean of each input column; NaN where there are no rows."""
        return tuple(float(column.mean()) if len(self) else np.nan for column in self.X.T)

    def split(self, train_share: float | None, seed: int) -> Dataset:
        """The same rows, shuffled once; the first floor(n · train_share) train, the others test.

        The shuffle is a function of the seed and the number of rows alone. At least one row trains. Without a
        share, half of the rows train, or all if they are fewer than FEWEST_TO_SPLIT. Missing cells are filled
        again from the rows that train now.
        """
        rows = len(self)
        if train_share is None:
            train_share = default_share(rows)
        order = np.random.default_rng([seed, 0x5B117]).permutation(rows)
        test = np.ones(rows, dtype=bool)
        test[order[: max(1, int(rows * train_share + 1e-9))]] = False
        X = filled(self.X, self.filled, test, self.fill) if self.fill else self.X
        return replace(self, X=X, test=test)

    def only(self, rows: RowIndices | Mask | slice) -> Dataset:
        """The rows with the given indices, or at the given slice or mask, as they are."""
        return replace(self, **{name: getattr(self, name)[rows] for name in OF_ROWS})

    def with_rows(self, X: Array, y: Array, *, test: Mask | bool = False) -> Dataset:
        """More rows, at the end: inputs X (K, D), targets (K,), and which of them are held out.

        Raises DataError for a number beyond the limits, and for more rows than there may be.
        """
        check_amount(self.name, len(self) + len(X), len(self.columns), len(self.class_names))
        X, y = sound_numbers(X), sound_numbers(y)
        marks = np.broadcast_to(np.asarray(test, dtype=bool), y.shape)
        return replace(
            self,
            X=np.concatenate([self.X, X]),
            y=np.concatenate([self.y, y]),
            test=np.concatenate([self.test, marks]),
            filled=np.concatenate([self.filled, np.zeros((len(X), self.filled.shape[1]), dtype=bool)]),
        )

    def with_filled(self, places: Indices, fill: str) -> Dataset:
        """The same rows, of which cells were missing: K `places` (K, 2), each a row and a column.

        Raises DataError for a place that is not there, and where nothing is said to fill them with.
        """
        if not len(places):
            return self
        if fill not in FILLS or (places < 0).any() or (places >= self.X.shape).any():
            message = f"{self.name}: the cells that were filled do not fit its rows."
            raise DataError(message, "Read the table again.")
        cells = np.zeros(self.X.shape, dtype=bool)
        cells[tuple(places.T)] = True
        return replace(self, filled=cells, fill=fill)

    def without_rows(self, rows: RowIndices) -> Dataset:
        """The rows with the given indices taken out."""
        keep = np.ones(len(self), dtype=bool)
        keep[rows] = False
        return self.only(keep)

    def with_changed_rows(self, rows: RowIndices, X: Array, y: Array) -> Dataset:
        """These rows with other inputs X (K, D) and targets (K,). Raises DataError for one beyond limits.

        A cell that was filled and has another number now is no longer filled again.
        """
        inputs, targets, gaps = self.X.copy(), self.y.copy(), self.filled
        inputs[rows], targets[rows] = sound_numbers(X), sound_numbers(y)
        if self.fill:
            gaps = gaps & (inputs == self.X)
        return replace(self, X=inputs, y=targets, filled=gaps)


def default_share(rows: int) -> float:
    """The share of so many rows that trains where none is chosen."""
    return 1.0 if rows < FEWEST_TO_SPLIT else 0.5


def why_all_train(rows: int) -> str:
    """Why none of so few rows is a test row, in a sentence."""
    if rows == 1:
        return f"The only row is in the training set: fewer than {FEWEST_TO_SPLIT} are not split."
    return f"All {rows} rows are in the training set: they are fewer than {FEWEST_TO_SPLIT}."
