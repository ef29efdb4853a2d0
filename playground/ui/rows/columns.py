"""The columns of the table of rows: what stands in a cell, by what they sort, and which can be edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.data import Dataset, Names
from playground.training.statistics import RowErrors
from playground.ui.widgets import number_format

_FEW = 2  # inputs


class Cell(NamedTuple):
    """One row as the table knows it: its place in the dataset, and its place in the errors at hand.

    `names` are those in which its cells are written.
    """

    data: Dataset
    names: Names
    row: int
    errors: RowErrors
    place: int

    def is_filled(self, column: int | None) -> bool:
        """Whether the file has no number there: it is filled from the training rows."""
        return bool(self.data.fill) and column is not None and bool(self.data.filled[self.row, column])

    @property
    def label(self) -> int | None:
        """The class of the row; None for a value."""
        return int(self.data.y[self.row]) if self.data.class_names else None

    @property
    def predicted(self) -> int | None:
        """The predicted class, if there is one."""
        value = float(self.errors.predicted[self.place])
        return int(value) if self.data.class_names and np.isfinite(value) else None


class Column(Struct, frozen=True):
    """One column.

    words       what stands in the cell
    brief       what does where that has no room: the mark tells the class
    keys        (dataset, errors of all its rows) → by what it sorts, (N,)
    exact       the number or name as it is edited and copied, with every digit
    mark        the class whose mark stands before the words
    input       the column of the dataset that is edited, None for the target; only where it `edits`
    of_network  it changes as the network trains
    spare       it is left out where the others have no room beside it: the look of the row tells it, too
    """

    name: str
    title: str
    tip: str
    words: Callable[[Cell], str]
    keys: Callable[[Dataset, RowErrors], Array]
    exact: Callable[[Cell], str]
    brief: Callable[[Cell], str] | None = None
    mark: Callable[[Cell], int | None] = lambda cell: None
    input: int | None = None
    edits: bool = False
    of_network: bool = False
    spare: bool = False


def columns_of(names: Names) -> tuple[Column, ...]:
    """The columns of the table. Many inputs stand last, or those of the network would be out of sight."""
    inputs = (_input(index, name) for index, name in enumerate(names.columns))
    of_network = (_CLASS, _ERROR) if names.classes else (_VALUE, _RESIDUAL, _ERROR)
    told = (_target(names.target), *of_network)
    both = (*told, *inputs) if len(names.columns) > _FEW else (*inputs, *told)
    return (_NUMBER, _PART, *both)


def _input(index: int, name: str) -> Column:
    return Column(
        f"input_{index}",
        name,
        f"Input {name}. Double-click, F2 or typing a number edits a cell.",
        words=lambda cell: number_format.value(float(cell.data.X[cell.row, index])),
        keys=lambda data, errors: data.X[:, index],
        exact=lambda cell: exact(float(cell.data.X[cell.row, index])),
        input=index,
        edits=True,
    )


def _target(name: str) -> Column:
    return Column(
        "target",
        name,
        f"Target {name}: what the network learns to predict. Double-click or F2 edits a cell.",
        words=_target_words,
        keys=lambda data, errors: data.y,
        exact=lambda cell: (
            exact(float(cell.data.y[cell.row])) if cell.label is None else cell.names.classes[cell.label]
        ),
        brief=lambda cell: _target_words(cell) if cell.label is None else "",
        mark=lambda cell: cell.label,
        edits=True,
    )


def exact(number: float) -> str:
    """Every digit, and no more: 0.5, 3, 0.30000000000000004."""
    return repr(number).removesuffix(".0")


def _target_words(cell: Cell) -> str:
    value = float(cell.data.y[cell.row])
    return number_format.value(value) if cell.label is None else cell.names.classes[cell.label]


def _class_words(cell: Cell) -> str:
    if cell.predicted is None:
        return "–"
    return f"{cell.names.classes[cell.predicted]} · {_share(cell)}"


def _share(cell: Cell) -> str:
    return "–" if cell.predicted is None else number_format.share(float(cell.errors.probability[cell.place]))


_NUMBER = Column(
    "number",
    "#",
    "Row number",
    words=lambda cell: f"{cell.row + 1:,}",
    keys=lambda data, errors: np.arange(len(data), dtype=float),
    exact=lambda cell: str(cell.row + 1),
)
_PART = Column(
    "part",
    "Split",
    "Training rows are fitted; test rows measure how well the network generalises.",
    words=lambda cell: "test" if cell.data.test[cell.row] else "train",
    keys=lambda data, errors: data.test.astype(float),
    exact=lambda cell: "test" if cell.data.test[cell.row] else "train",
    spare=True,
)
_CLASS = Column(
    "prediction",
    "Prediction",
    "The most probable class and its probability; bold if it is wrong.",
    words=_class_words,
    keys=lambda data, errors: errors.predicted,
    exact=lambda cell: "" if cell.predicted is None else cell.names.classes[cell.predicted],
    brief=_share,
    mark=lambda cell: cell.predicted,
    of_network=True,
)
_VALUE = Column(
    "prediction",
    "Prediction",
    "The value that the network predicts, in the units of the target",
    words=lambda cell: number_format.value(float(cell.errors.predicted[cell.place])),
    brief=lambda cell: number_format.brief(float(cell.errors.predicted[cell.place])),
    keys=lambda data, errors: errors.predicted,
    exact=lambda cell: exact(float(cell.errors.predicted[cell.place])),
    of_network=True,
)
_RESIDUAL = Column(
    "residual",
    "Residual",
    "Target − prediction, in the units of the target; positive: the network underestimates.",
    words=lambda cell: number_format.value(float(cell.errors.residual[cell.place])),
    brief=lambda cell: number_format.brief(float(cell.errors.residual[cell.place])),
    keys=lambda data, errors: errors.residual,
    exact=lambda cell: exact(float(cell.errors.residual[cell.place])),
    of_network=True,
)
_ERROR = Column(
    "error",
    "Loss",
    "The loss of this row alone: the training loss is the mean of it over all training rows.",
    words=lambda cell: number_format.loss(float(cell.errors.loss[cell.place])),
    keys=lambda data, errors: errors.loss,
    exact=lambda cell: exact(float(cell.errors.loss[cell.place])),
    of_network=True,
)
