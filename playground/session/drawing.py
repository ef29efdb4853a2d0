"""Drawing: the edits of single rows and classes, and which rows are selected."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.arrays import Array, RowIndices
from playground.data import COLOURS, LONGEST_NAME, OWN_LOOKS, Dataset
from playground.data.classes import without_class
from playground.errors import DataError
from playground.session.changes import Change
from playground.session.looking import Looking
from playground.session.shown import Notice, View
from playground.session.tools import Brush
from playground.text import plain
from playground.training.experiment import Experiment
from playground.training.history import Checkpoint
from playground.training.proxy import Connect, TrainerProxy
from playground.wording import counted

MOST_DRAWN_CLASSES = OWN_LOOKS
_MARGIN = 0.08  # of the view, left free around rows that are scaled to it
_APART = 0.02  # of the view, between a row and its duplicate
_NONE: RowIndices = np.empty(0, dtype=np.intp)


class Drawing(Looking):
    """A run whose rows can be drawn, selected and edited.

    brush     what the hand on the canvas holds
    selected  the numbers of the selected rows, ascending
    chance    where brush and jitter take their random numbers: equal strokes give equal points

    Edits with `merge` join those before of the same kind, until `end_merge`: one stroke is one undo.
    """

    def __init__(
        self,
        experiment: Experiment | None = None,
        view: View | None = None,
        connect: Connect = TrainerProxy,
    ) -> None:
        self.brush = Brush()
        self.selected = _NONE
        self.chance = np.random.default_rng(0)
        super().__init__(experiment, view, connect)
        self._hold_a_drawn_class()

    # --- the hand ----------------------------------------------------------------------------------

    def set_brush(self, **choices: Any) -> None:
        """Choose what the hand on the canvas does."""
        self.brush = replace(self.brush, **choices)
        self._tell(Change.VIEW)

    def set_radius(self, radius: int) -> None:
        """How far the present tool reaches, px on the canvas."""
        self.set_brush(radii=self.brush.with_radius(radius))

    def select(self, rows: RowIndices) -> None:
        """Select these rows, and no others. Test rows among them are shown from now on."""
        # Each once, ascending: for a million rows a hundred times as quick as np.unique.
        chosen = np.flatnonzero(np.bincount(np.asarray(rows, dtype=np.intp)))
        if not np.array_equal(chosen, self.selected):
            self.selected = chosen
            self._tell(Change.SELECTION)
            if self.data.test[chosen].any() and not self.view.show_test:
                self.view = replace(self.view, show_test=True)
                self._tell(Change.VIEW)

    # --- rows --------------------------------------------------------------------------------------

    def set_data(self, label: str, data: Dataset, *, merge: bool = False) -> None:
        """Other rows, changed by hand: the recipe no longer tells them."""
        self._edit(label, self.experiment.with_data(data), merge=merge)

    def add_points(self, X: Array, y: Array, *, merge: bool = False) -> None:
        """More rows: inputs X (K, D) in original units, and their targets (K,)."""
        selected = self.selected
        self.set_data(_counted("Add", X, merge=merge), self.data.with_rows(X, y), merge=merge)
        self.select(selected)

    def erase_rows(self, rows: RowIndices, *, merge: bool = False) -> None:
        """Take rows away."""
        if len(rows):
            places = np.full(len(self.data), -1, dtype=np.intp)
            keep = np.delete(np.arange(len(self.data)), rows)
            places[keep] = np.arange(len(keep))
            selected = places[self.selected]
            self.set_data(_counted("Delete", rows, merge=merge), self.data.without_rows(rows), merge=merge)
            self.select(selected[selected >= 0])

    def move_rows(
        self, rows: RowIndices, X: Array, y: Array, *, merge: bool = False, label: str = "Move"
    ) -> None:
        """Give rows other inputs X (K, D) and targets (K,)."""
        if len(rows):
            self.set_data(
                _counted(label, rows, merge=merge), self.data.with_changed_rows(rows, X, y), merge=merge
            )

    def relabel(self, rows: RowIndices, y: Array, *, merge: bool = False) -> None:
        """Give rows other targets (K,), their class or value."""
        changed = rows[self.data.y[rows] != y]
        if len(changed):
            data = self.data.with_changed_rows(rows, self.data.X[rows], y)
            self.set_data("Relabel points" if self.data.class_names else "Set values", data, merge=merge)

    def set_cell(self, row: int, column: int | None, number: float) -> None:
        """Put a number into one cell; without a column, into the target (a class by its index)."""
        rows, X, y = np.array([row]), self.data.X[[row]].copy(), self.data.y[[row]].copy()
        if column is None:
            y[0] = number
        else:
            X[0, column] = number
        if X[0].tolist() != self.data.X[row].tolist() or y[0] != self.data.y[row]:
            self.set_data("Edit a cell", self.data.with_changed_rows(rows, X, y))

    def hold_out(self, rows: RowIndices, *, test: bool = True) -> None:
        """Send rows to the test rows or, with test=False, back to the training rows.

        Test rows are shown from now on, or those held out would vanish.
        """
        if (self.data.test[rows] == test).all():
            return
        marks = self.data.test.copy()
        marks[rows] = test
        self.set_data("Move to test set" if test else "Move to training set", replace(self.data, test=marks))
        if test and not self.view.show_test:
            self.view = replace(self.view, show_test=True)
            moved = f"{counted(len(rows), 'point')} moved to the test set (drawn hollow)."
            self.say(Notice(moved, "undo", bad=False, ends_with_edit=True))
            self._tell(Change.VIEW)

    def duplicate(self, rows: RowIndices) -> None:
        """The same rows once more, a little beside, and selected."""
        if len(rows):
            X, y = self._shifted(rows, _APART)
            before = len(self.data)
            data = self.data.with_rows(X, y, test=self.data.test[rows])
            self.set_data(_counted("Duplicate", rows), data)
            self.select(np.arange(before, len(self.data)))

    def scale_to_view(self, rows: RowIndices) -> None:
        """Shift and stretch rows along the axes until they fill the view."""
        if len(rows):
            xs, ys = (values[rows] for values in self.plane.to_axes(self.data))
            spread = _stretched(xs, self.plane.x_range), _stretched(ys, self.plane.y_range)
            X, y = self.plane.from_axes(self.data, rows, *spread)
            self.set_data("Scale to view", self.data.with_changed_rows(rows, X, y))

    def clear(self) -> None:
        """Take all points away, to draw from an empty canvas."""
        self.set_data("Clear all points", self.data.without_rows(np.arange(len(self.data))))

    # --- classes -----------------------------------------------------------------------------------

    @property
    def drawn_classes(self) -> list[int]:
        """The classes that can be drawn: those with a look of their own, by index."""
        return np.flatnonzero(self.data.looks < OWN_LOOKS).tolist()

    def add_class(self) -> None:
        """Another class to draw; the brush is on it at once."""
        names = self.data.class_names
        name = next(colour for colour in COLOURS if colour not in names)
        self.set_data("Add a class", replace(self.data, class_names=(*names, name)))
        self.set_brush(tool=self.brush.tool, label=len(names))

    def remove_class(self, index: int) -> None:
        """Take a class away, with its rows. Raises DataError when only two are left."""
        names, data = self.data.class_names, self.data
        if len(names) <= 2:
            raise DataError("At least two classes are required.", "Delete the points instead.")
        left = data.without_rows(np.flatnonzero(data.y == index))
        y = left.y - (left.y > index)
        self.set_data(
            f"Remove class {self.names.classes[index]}",
            replace(left, y=y, class_names=without_class(names, index)),
        )

    def rename_class(self, index: int, name: str) -> None:
        """Call a class something else. Raises DataError for no name, a long one, or that of another class."""
        names, name = self.data.class_names, plain(name)
        shown = self.names.classes
        if name in (names[index], shown[index]):
            return
        if not name or len(name) > LONGEST_NAME:
            raise DataError("Invalid class name.", f"Type 1 to {LONGEST_NAME} characters.")
        if name in names or name in shown:
            raise DataError(f"There is already a class “{name}”.", "Type another name.")
        renamed = (*names[:index], name, *names[index + 1 :])
        self.set_data("Rename a class", replace(self.data, class_names=renamed))

    # --- inside ------------------------------------------------------------------------------------

    def _switch(self, experiment: Experiment, start: Checkpoint | None, *, rebuilt: bool) -> None:
        """With other rows the selection means nothing."""
        before = self.data
        super()._switch(experiment, start, rebuilt=rebuilt)
        if (before.columns, before.name, before.task) != (self.data.columns, self.data.name, self.data.task):
            self.brush = replace(self.brush, label=0, value=Brush.value)
        self._hold_a_drawn_class()
        if not _still_there(self.selected, before, self.data):
            self.select(_NONE)

    def _hold_a_drawn_class(self) -> None:
        """Where the class of the brush was taken away, or is too rare to be drawn: another."""
        drawn = self.drawn_classes
        if drawn and self.brush.label not in drawn:
            place = min(bisect_left(drawn, self.brush.label), len(drawn) - 1)
            self.brush = replace(self.brush, label=drawn[place])

    def _shifted(self, rows: RowIndices, share: float) -> tuple[Array, Array]:
        """Rows a share of the view to the right, and as much higher."""
        plane = self.plane
        xs, ys = (values[rows] for values in plane.to_axes(self.data))
        right, up = (share * (high - low) for low, high in (plane.x_range, plane.y_range))
        return plane.from_axes(self.data, rows, xs + right, ys + up)


def _counted(verb: str, rows: NDArray[Any], *, merge: bool = False) -> str:
    """What an edit of so many rows is called; of a stroke, the same however many there are at a time."""
    return f"{verb} points" if merge or len(rows) > 1 else f"{verb} a point"


def _still_there(rows: RowIndices, before: Dataset, after: Dataset) -> bool:
    """Whether these rows are in the table afterwards: in the same one, edited, or where they were before."""
    if before.columns != after.columns:
        return False
    if len(before) == len(after) and before.name == after.name:
        return True
    return len(rows) > 0 and rows[-1] < len(after) and np.array_equal(before.X[rows], after.X[rows])


def _stretched(values: Array, span: tuple[float, float]) -> Array:
    """The values over the whole range but for a margin; equal ones go into its middle."""
    low, high = float(values.min()), float(values.max())
    margin = _MARGIN * (span[1] - span[0])
    if low == high:
        return np.full_like(values, (span[0] + span[1]) / 2)
    return span[0] + margin + (values - low) * ((span[1] - span[0] - 2 * margin) / (high - low))
