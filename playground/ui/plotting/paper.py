"""Painting for a file: what is kept as pixels for the screen is drawn as lines and text."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QPen

_VECTOR = {QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf}


class Paper(QImage):
    """The pixels of a picture for a file."""

    def __init__(self, size: QSize, scale: int) -> None:
        super().__init__(size * scale, QImage.Format.Format_RGB32)
        self.setDevicePixelRatio(scale)


def on_paper(painter: QPainter) -> bool:
    """Whether it paints for a file: nothing may be taken from pixels that were made for the screen."""
    return painter.paintEngine().type() in _VECTOR or isinstance(painter.device(), Paper)


def solid(pen: QPen) -> QPen:
    """A pen of the plots for paper: there its width is in px of the picture, not in dots of the device."""
    made = QPen(pen)
    made.setCosmetic(False)
    return made
