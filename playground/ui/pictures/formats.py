"""A picture as the contents of a file, or on the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from playground.ui.plotting.paper import Paper

_DOTS = 96  # per inch: a px of the screen


class Drawing(Struct, frozen=True):
    """What is to be painted, in px, and what is said about it in the file."""

    paint: Callable[[QPainter], None]
    size: QSize
    title: str = ""
    origin: str = ""


def image(drawing: Drawing, scale: int) -> QImage:
    """As pixels, so many for each px along a side."""
    made = Paper(drawing.size, scale)
    made.fill(Qt.GlobalColor.white)
    with QPainter(made) as painter:
        drawing.paint(painter)
    dots = round(_DOTS * scale / 0.0254)
    made.setDotsPerMeterX(dots)
    made.setDotsPerMeterY(dots)
    made.setText("Title", drawing.title)
    made.setText("Software", drawing.origin)
    return made


def _png(drawing: Drawing, scale: int) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image(drawing, scale).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _svg(drawing: Drawing, _scale: int) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_DOTS)
    generator.setSize(drawing.size)
    generator.setViewBox(QRect(0, 0, drawing.size.width(), drawing.size.height()))
    generator.setTitle(drawing.title)
    generator.setDescription(drawing.origin)
    with QPainter(generator) as painter:
        drawing.paint(painter)
    return bytes(content.data())


def _pdf(drawing: Drawing, _scale: int) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    # Our pens are cosmetic, a dot of the device wide: with other dots all lines would be hairs.
    writer.setResolution(_DOTS)
    points = QSizeF(drawing.size) * (72 / _DOTS)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(drawing.title)
    writer.setCreator(drawing.origin)
    with QPainter(writer) as painter:
        drawing.paint(painter)
    del painter, writer  # which ends the file
    return bytes(content.data())


WRITERS: dict[str, Callable[[Drawing, int], bytes]] = {".png": _png, ".svg": _svg, ".pdf": _pdf}
"""By the suffixes of `export.pictures`; the scale matters to pixels alone."""
