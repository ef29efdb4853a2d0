"""A pyqtgraph plot in our clothes: thin axes, our font, no menus, the mouse left to whoever wants it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from playground.ui import style
from playground.ui.theme import Theme, mix


class Plot(pg.PlotWidget):
    """The base of the canvas and of the loss plot."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setFrameShape(self.Shape.NoFrame)
        self.getPlotItem().getViewBox().setMouseEnabled(False, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setStyle(tickLength=0, tickFont=style.font(style.SMALL), tickTextOffset=6)
            axis.enableAutoSIPrefix(False)

    def dress(self, theme: Theme) -> None:
        self.setBackground(QColor(theme.card))
        for side in ("left", "bottom"):
            self.getAxis(side).setPen(pg.mkPen(theme.line))
            self.getAxis(side).setTextPen(pg.mkPen(theme.dim))

    def label_axis(self, side: str, words: str, theme: Theme) -> None:
        """Name an axis, or take its name away."""
        axis = self.getAxis(side)
        axis.setLabel(words, **{"color": mix(theme.dim, theme.ink, 0.2), "font-size": f"{style.SMALL}px"})
        axis.showLabel(bool(words))
