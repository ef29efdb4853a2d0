"""The mark of a class in a table: its colour and its shape, as on the canvas."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QIcon, QPixmap

from playground.ui.marks import Group
from playground.ui.theme import Theme

_SIZE = 11  # px
_NOWHERE = np.empty(0)


def stamp(theme: Theme, label: int, ratio: float = 2.0, *, hollow: bool = False) -> QPixmap:
    """One mark, hollow as those of test rows are."""
    marker, colour = theme.mark(label)
    pen = pg.mkPen(colour, width=1.8) if hollow else pg.mkPen(None)
    fill = QColor(theme.card if hollow else colour)
    return Group(_NOWHERE, _NOWHERE, marker, _SIZE, pen, fill).stamp(ratio)


def mark_icon(theme: Theme, label: int, *, hollow: bool = False) -> QIcon:
    """The same for a cell: in a selected one, too, it keeps its colour."""
    pixmap = stamp(theme, label, hollow=hollow)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
