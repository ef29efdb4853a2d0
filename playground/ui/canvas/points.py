"""The rows on the canvas: marks by class or value, hollow in the test set, bars from target to prediction."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from playground.arrays import Array, RowIndices
from playground.data import Dataset
from playground.data.evenly import evenly
from playground.session import Session
from playground.ui.plotting import heatmap
from playground.ui.plotting.curve import Curve
from playground.ui.plotting.markers import MarkerLayer
from playground.ui.plotting.row_marks import group_of, styles_of
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format

_MOST = 10_000  # marks drawn; of more rows, an even choice
_FRESH = 250  # and up to so many that came last: what is drawn is seen


class PointMarkers:
    """Draws the rows of a session into a view box."""

    def __init__(self, box: pg.ViewBox) -> None:
        self._residuals = Curve(connect="pairs")
        self._residuals.setZValue(-1)
        box.addItem(self._residuals)
        self._chosen: RowIndices = np.empty(0, dtype=np.intp)
        self._chosen_of: object = None
        self.marks = MarkerLayer()
        box.addItem(self.marks, ignoreBounds=True)

    def show_rows(self, session: Session, theme: Theme) -> None:
        """Draw the training rows, and the test rows if they are to be seen."""
        data = session.data
        seen = self._choice(session)
        part = data.only(seen)
        xs, ys = session.view.plane.to_axes(part)
        kinds, styles = styles_of(session, theme, part.y)
        looks = 2 * kinds + part.test
        groups = []
        for look in np.flatnonzero(np.bincount(looks)):
            kind, hollow = divmod(int(look), 2)
            rows = looks == look
            groups.append(group_of(xs[rows], ys[rows], *styles[kind], theme, hollow=bool(hollow)))
        self.marks.show_groups(groups)
        if session.view.plane.y is not None or data.class_names:
            self._residuals.clear()

    def show_residuals(self, session: Session, theme: Theme) -> None:
        """A bar from each target to what the network predicts for its row."""
        data = session.data
        if data.class_names:
            return
        rows = thinned(self._choice(session), 500)
        with np.errstate(all="ignore"):
            predicted = session.experiment.decode(
                heatmap.shown_network(session).predict(session.experiment.encode(data.X[rows]))
            )
        xs = np.repeat(data.X[rows, session.view.plane.x], 2)
        ys = np.stack([data.y[rows], predicted], axis=1).ravel()
        colour = QColor(theme.residual)
        self._residuals.setData(xs, ys, pen=pg.mkPen(colour, width=theme.stroke(1.2)))

    def _choice(self, session: Session) -> RowIndices:
        """The rows that are drawn, looked for once in each dataset: of a million it takes a while."""
        key = (session.data, session.view.settings.show_test)
        if key != self._chosen_of:
            self._chosen_of, self._chosen = key, thinned(visible(*key))
        return self._chosen

    def describe(self, session: Session, inputs: Array, row: int | None) -> str:
        """A place in words: the columns on the axes, the target of the row there, what the network predicts,
        and the other columns.
        """
        plane, names = session.view.plane, session.view.names
        said = [f"{name} {number_format.value(v)}" for name, v in zip(names.columns, inputs, strict=True)]
        on_axes = [column for column in range(len(said)) if column in (plane.x, plane.y)]
        held = [column for column in range(len(said)) if column not in on_axes]
        answers = _answers(session, inputs, row)
        return " · ".join([*(said[c] for c in on_axes), *answers, *(said[c] for c in held)])


def _answers(session: Session, inputs: Array, row: int | None) -> list[str]:
    """The target of a row, if it is one, and what the network predicts."""
    data, experiment, names = session.data, session.experiment, session.view.names
    with np.errstate(all="ignore"):
        output = heatmap.shown_network(session).predict(experiment.encode(inputs[None]))[0]
    found = float(experiment.decode(output))
    if not data.class_names:
        target = [] if row is None else [f"{names.target} {number_format.value(data.y[row])}"]
        return [*target, f"predicted {number_format.value(found)}"]
    actual = [] if row is None else [f"actual {names.classes[int(data.y[row])]}"]
    shown = ", ".join(number_format.loss(float(v)) for v in output)
    return [*actual, f"predicted {names.classes[int(found)]} (ŷ = {shown})"]


def visible(data: Dataset, test: bool) -> RowIndices:  # noqa: FBT001  the switch of the view
    """The training rows, and the test rows if they are to be seen."""
    return np.arange(len(data)) if test else np.flatnonzero(~data.test)


def thinned(rows: RowIndices, most: int = _MOST) -> RowIndices:
    """Of too many rows an even choice, which a gesture of a brush does not turn over: the newest stay."""
    if len(rows) <= most:
        return rows
    old = len(rows) // _FRESH * _FRESH
    return np.append(rows[evenly(old, most)], rows[old:])
