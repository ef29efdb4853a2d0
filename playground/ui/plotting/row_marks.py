"""How a row is marked: by its class, or by its value on the diverging scale; hollow in the test set."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from playground.arrays import Array, RowIndices
from playground.data import OWN_LOOKS
from playground.session import Session
from playground.ui.plotting.markers import MarkerGroup
from playground.ui.theme.theme import Theme, mix

_SIZE = 9.5
_SIZES = {
    "d": 1.3,
    "star": 1.25,
    "t": 1.1,
    "t1": 1.1,
}  # times as large, so that all marks have the same weight
_SHADES = 24  # groups by class or value: one mark style each, since a style per mark is slow


def marker_of(session: Session, theme: Theme, target: float) -> MarkerGroup:
    """How a row with this target looks: a group without marks."""
    kinds, styles = styles_of(session, theme, np.array([float(target)]))
    return group_of(np.empty(0), np.empty(0), *styles[int(kinds[0])], theme, hollow=False)


def group_of(
    xs: Array,
    ys: Array,
    marker: str,
    colour: str,
    theme: Theme,
    *,
    hollow: bool,
) -> MarkerGroup:
    """Marks of one kind: filled, or hollow in the test set."""
    fill = QColor(theme.card if hollow else colour)
    fill.setAlpha(190 if hollow else 255)
    pen = pg.mkPen(colour, width=theme.stroke(1.8)) if hollow else pg.mkPen(theme.outline, width=1)
    return MarkerGroup(xs, ys, marker, theme.mark_size(_SIZE * _SIZES.get(marker, 1.0)), pen, fill)


def styles_of(session: Session, theme: Theme, y: Array) -> tuple[RowIndices, list[tuple[str, str]]]:
    """The group of each target (K,), and the (marker, colour) of each group."""
    if session.data.class_names:
        return session.data.looks[y.astype(int)], [theme.mark(look) for look in range(OWN_LOOKS + 1)]
    if session.view.plane.y is None:
        return np.zeros(len(y), dtype=int), [("o", theme.ink)]
    signal = session.experiment.encode_target(y)[:, 0] / session.experiment.value_reach
    shades = np.clip(((signal + 1.0) / 2.0 * _SHADES).astype(int), 0, _SHADES - 1)
    return shades, [("o", _shade(theme, (index + 0.5) / _SHADES)) for index in range(_SHADES)]


def _shade(theme: Theme, place: float) -> str:
    """The diverging scale once more, from mark to mark instead of tint to tint."""
    low, high = theme.classes[0], theme.classes[1]
    return mix(low, theme.middle, 2 * place) if place < 0.5 else mix(theme.middle, high, 2 * place - 1)
