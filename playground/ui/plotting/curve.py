"""A line in a plot."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QPainter

from playground.ui.plotting.paper import on_paper, solid


class Curve(pg.PlotCurveItem):
    """A curve of pyqtgraph; on paper it is as wide as on the screen, however many dots a px has."""

    def paint(self, painter: QPainter, option: Any, widget: Any) -> None:
        if not on_paper(painter):
            super().paint(painter, option, widget)
        elif self.xData is not None and len(self.xData):
            path = painter.transform().map(self.getPath())
            painter.save()
            painter.resetTransform()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(solid(self.opts["pen"]))
            painter.drawPath(path)
            painter.restore()
