"""The points: edits of single rows, and which rows are selected."""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from playground.arrays import Array, RowIndices
from playground.data import Dataset
from playground.data.soundness import check_columns
from playground.session.changes import Change, Changes
from playground.session.editor import Editor
from playground.session.notice import Notice, Offer
from playground.session.run_state import RunState
from playground.session.view_state import ViewState
from playground.wording import counted

_MARGIN = 0.08  # of the view, left free around rows that are scaled to it
_APART = 0.02  # of the view, between a row and its duplicate
_NONE: RowIndices = np.empty(0, dtype=np.intp)


class Points:
    """The verbs that change single rows; each can be undone.

    selected  the numbers of the selected rows, ascending

    Edits with `merge` join those before of the same kind, until `end_merge`: one stroke is one undo.
    """

    def __init__(self, changes: Changes, run: RunState, view: ViewState, editor: Editor) -> None:
        self._changes, self._run, self._view, self._editor = changes, run, view, editor
        self.selected = _NONE

    # --- the selection -----------------------------------------------------------------------------

    def select(self, rows: RowIndices) -> None:
        """Select these rows, and no others. Test rows among them are shown from now on."""
        # Each once, ascending: for a million rows a hundred times as quick as np.unique.
        chosen = np.flatnonzero(np.bincount(np.asarray(rows, dtype=np.intp)))
        if not np.array_equal(chosen, self.selected):
            self.selected = chosen
            self._changes.note(Change.SELECTION)
            if self._data.test[chosen].any():
                self._view.show_test_points()

    def select_none(self) -> None:
        self.select(_NONE)

    def follow(self, before: Dataset) -> None:
        """With other rows than before the selection means nothing."""
        if not _still_there(self.selected, before, self._data):
            self.select_none()

    # --- edits -------------------------------------------------------------------------------------

    def set_data(self, label: str, data: Dataset, *, merge: bool = False) -> None:
        """Other rows, changed by hand: the recipe no longer tells them.

        Raises DataError for numbers that no file with these rows could be opened with again.
        """
        check_columns(data)
        self._editor.edit(label, self._run.experiment.with_data(data), merge=merge)

    def add(self, X: Array, y: Array, *, merge: bool = False) -> None:
        """More rows: inputs X (K, D) in original units, and their targets (K,)."""
        selected = self.selected
        self.set_data(_counted("Add", X, merge=merge), self._data.with_rows(X, y), merge=merge)
        self.select(selected)

    def delete(self, rows: RowIndices, *, merge: bool = False) -> None:
        """Take rows away."""
        if len(rows):
            numbers = np.full(len(self._data), -1, dtype=np.intp)
            keep = np.delete(np.arange(len(self._data)), rows)
            numbers[keep] = np.arange(len(keep))
            selected = numbers[self.selected]
            self.set_data(_counted("Delete", rows, merge=merge), self._data.without_rows(rows), merge=merge)
            self.select(selected[selected >= 0])

    def move(self, rows: RowIndices, X: Array, y: Array, *, merge: bool = False, label: str = "Move") -> None:
        """Give rows other inputs X (K, D) and targets (K,)."""
        if len(rows):
            data = self._data.with_changed_rows(rows, X, y)
            self.set_data(_counted(label, rows, merge=merge), data, merge=merge)

    def relabel(self, rows: RowIndices, y: Array, *, merge: bool = False) -> None:
        """Give rows other targets (K,), their class or value."""
        changed = rows[self._data.y[rows] != y]
        if len(changed):
            data = self._data.with_changed_rows(rows, self._data.X[rows], y)
            self.set_data("Relabel points" if self._data.class_names else "Set values", data, merge=merge)

    def set_cell(self, row: int, column: int | None, value: float) -> None:
        """Put a number into one cell; without a column, into the target (a class by its index)."""
        data = self._data
        rows, X, y = np.array([row]), data.X[[row]].copy(), data.y[[row]].copy()
        if column is None:
            y[0] = value
        else:
            X[0, column] = value
        if X[0].tolist() != data.X[row].tolist() or y[0] != data.y[row]:
            self.set_data("Edit a cell", data.with_changed_rows(rows, X, y))

    def hold_out(self, rows: RowIndices, *, test: bool = True) -> None:
        """Send rows to the test rows or, with test=False, back to the training rows.

        Test rows are shown from now on, or those held out would vanish.
        """
        if (self._data.test[rows] == test).all():
            return
        marks = self._data.test.copy()
        marks[rows] = test
        label = "Move to test set" if test else "Move to training set"
        self.set_data(label, replace(self._data, test=marks))
        if test and not self._view.settings.show_test:
            self._view.show_test_points()
            moved = f"{counted(len(rows), 'point')} moved to the test set (drawn hollow)."
            self._run.notices.show(Notice(moved, Offer.UNDO, bad=False, ends_with_edit=True))

    def duplicate(self, rows: RowIndices) -> None:
        """The same rows once more, a little beside, and selected."""
        if len(rows):
            X, y = self._shifted(rows, _APART)
            before = len(self._data)
            data = self._data.with_rows(X, y, test=self._data.test[rows])
            self.set_data(_counted("Duplicate", rows), data)
            self.select(np.arange(before, len(self._data)))

    def scale_to_view(self, rows: RowIndices) -> None:
        """Shift and stretch rows along the axes until they fill the view."""
        if len(rows):
            plane = self._view.plane
            xs, ys = (values[rows] for values in plane.to_axes(self._data))
            spread = _stretched(xs, plane.x_range), _stretched(ys, plane.y_range)
            X, y = plane.from_axes(self._data, rows, *spread)
            self.set_data("Scale to view", self._data.with_changed_rows(rows, X, y))

    def clear(self) -> None:
        """Take all points away, to draw from an empty canvas."""
        self.set_data("Clear all points", self._data.without_rows(np.arange(len(self._data))))

    # --- inside ------------------------------------------------------------------------------------

    @property
    def _data(self) -> Dataset:
        return self._run.data

    def _shifted(self, rows: RowIndices, share: float) -> tuple[Array, Array]:
        """Rows a share of the view to the right, and as much higher."""
        plane = self._view.plane
        xs, ys = (values[rows] for values in plane.to_axes(self._data))
        right, up = (share * (high - low) for low, high in (plane.x_range, plane.y_range))
        return plane.from_axes(self._data, rows, xs + right, ys + up)


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
