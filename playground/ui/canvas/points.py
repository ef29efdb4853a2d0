"""The rows on the canvas: marks by class or value, hollow when held out, bars from target to prediction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from playground.data import OWN_LOOKS, Dataset
from playground.session import Session
from playground.ui.plotting import heatmap
from playground.ui.plotting.markers import Group, Marks
from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets import number_format

Rows = NDArray[np.intp]

_SIZE = 9.5
_SIZES = {
    "d": 1.3,
    "star": 1.25,
    "t": 1.1,
    "t1": 1.1,
}  # times as large, so that all marks have the same weight
_MOST = 10_000  # marks drawn; of more rows, an even choice
_FRESH = 250  # and up to so many that came last: what a hand adds is seen
_ADDING = ("point", "brush")  # tools
_SHADES = 24  # groups by class or value: one mark style each, since a style per mark is slow


class Points:
    """Draws the rows of a session into a view box."""

    def __init__(self, box: pg.ViewBox) -> None:
        self._residuals = pg.PlotDataItem(connect="pairs")
        self._residuals.setZValue(-1)
        self._hint = pg.TextItem(anchor=(0.5, 0.5))
        style.write(self._hint, style.FIGURE)
        box.addItem(self._hint, ignoreBounds=True)
        box.addItem(self._residuals)
        self._chosen: Rows = np.empty(0, dtype=np.intp)
        self._chosen_of: object = None
        self.marks = Marks()
        box.addItem(self.marks, ignoreBounds=True)

    def show_rows(self, session: Session, theme: Theme) -> None:
        """Draw the training rows, and the test rows if they are to be seen."""
        data = session.data
        self._hint.setVisible(not len(data))
        if not len(data):
            adds = session.brush.tool in _ADDING
            self._hint.setText("Click here to add points" if adds else "To add points, press P or A")
            self._hint.setColor(theme.dim)
            self._hint.setPos(sum(session.plane.x_range) / 2, sum(session.plane.y_range) / 2)
        seen = self._choice(session)
        part = replace(data, X=data.X[seen], y=data.y[seen], test=data.test[seen])
        xs, ys = session.plane.place(part)
        kinds, styles = _styles(session, theme, part.y)
        looks = 2 * kinds + part.test
        groups = []
        for look in np.flatnonzero(np.bincount(looks)):
            kind, hollow = divmod(int(look), 2)
            rows = looks == look
            groups.append(_group(xs[rows], ys[rows], *styles[kind], theme, hollow=bool(hollow)))
        self.marks.show_groups(groups)
        if session.plane.y is not None or data.class_names:
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
        xs = np.repeat(data.X[rows, session.plane.x], 2)
        ys = np.stack([data.y[rows], predicted], axis=1).ravel()
        colour = QColor(theme.classes[0])
        colour.setAlpha(110)
        self._residuals.setData(xs, ys, pen=pg.mkPen(colour, width=1.2))

    def _choice(self, session: Session) -> Rows:
        """The rows that are drawn, looked for once in each dataset: of a million it takes a while."""
        key = (session.data, session.view.show_test)
        if key != self._chosen_of:
            self._chosen_of, self._chosen = key, thinned(visible(*key))
        return self._chosen

    def describe(self, session: Session, inputs: NDArray[np.float64], row: int | None) -> str:
        """A place in words: its columns, what the network predicts there, and the target of the row there."""
        data, experiment, names = session.data, session.experiment, session.names
        with np.errstate(all="ignore"):
            output = heatmap.shown_network(session).predict(experiment.encode(inputs[None]))[0]
        where = " · ".join(
            f"{name} {number_format.value(v)}" for name, v in zip(names.columns, inputs, strict=True)
        )
        if not data.class_names:
            predicted = number_format.value(float(experiment.decode(output)))
            target = f" · {names.target} {number_format.value(data.y[row])}" if row is not None else ""
            return f"{where}{target} · predicted {predicted}"
        predicted = names.classes[int(experiment.decode(output))]
        actual = f" · is {names.classes[int(data.y[row])]}" if row is not None else ""
        shown = ", ".join(number_format.loss(float(v)) for v in output)
        return f"{where}{actual} · predicted {predicted} (ŷ = {shown})"


def look_of(session: Session, theme: Theme, target: float) -> Group:
    """How a row with this target looks: a group without marks."""
    kinds, styles = _styles(session, theme, np.array([float(target)]))
    return _group(np.empty(0), np.empty(0), *styles[int(kinds[0])], theme, hollow=False)


def _group(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    marker: str,
    colour: str,
    theme: Theme,
    *,
    hollow: bool,
) -> Group:
    """Marks of one kind: filled, or hollow when held out."""
    fill = QColor(theme.card if hollow else colour)
    fill.setAlpha(190 if hollow else 255)
    pen = pg.mkPen(colour, width=1.8) if hollow else pg.mkPen(theme.outline, width=1)
    return Group(xs, ys, marker, _SIZE * _SIZES.get(marker, 1.0), pen, fill)


def _styles(session: Session, theme: Theme, y: NDArray[np.float64]) -> tuple[Rows, list[tuple[str, str]]]:
    """The group of each target (K,), and the (marker, colour) of each group."""
    if session.data.class_names:
        return session.data.looks[y.astype(int)], [theme.mark(look) for look in range(OWN_LOOKS + 1)]
    if session.plane.y is None:
        return np.zeros(len(y), dtype=int), [("o", theme.ink)]
    signal = session.experiment.encode_target(y)[:, 0] / session.experiment.value_reach
    shades = np.clip(((signal + 1.0) / 2.0 * _SHADES).astype(int), 0, _SHADES - 1)
    return shades, [("o", _shade(theme, (index + 0.5) / _SHADES)) for index in range(_SHADES)]


def _shade(theme: Theme, place: float) -> str:
    """The diverging scale once more, from mark to mark instead of tint to tint."""
    low, high = theme.classes[0], theme.classes[1]
    return mix(low, theme.middle, 2 * place) if place < 0.5 else mix(theme.middle, high, 2 * place - 1)


def visible(data: Dataset, test: bool) -> Rows:  # noqa: FBT001  the switch of the view
    """The rows that train, and those held out if they are to be seen."""
    return np.arange(len(data)) if test else np.flatnonzero(~data.test)


def thinned(rows: Rows, most: int = _MOST) -> Rows:
    """Of too many rows an even choice, which a stroke of a brush does not turn over: the newest stay."""
    if len(rows) <= most:
        return rows
    old = len(rows) // _FRESH * _FRESH
    return np.append(rows[np.linspace(0, old - 1, most).astype(int)], rows[old:])
