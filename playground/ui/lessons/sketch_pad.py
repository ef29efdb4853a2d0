"""Where the regions of the classes are painted: over the picture of the canvas, by mouse or keys."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from playground.lessons.sketch import CELLS, Sketch
from playground.session import Session
from playground.ui.lessons.arrow_keys import WAYS
from playground.ui.lessons.sketch_borders import borders
from playground.ui.theme.theme import LIGHT, Theme, rgb
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.own_keys import keeps

_BRUSH = 8  # cells around the place that is painted
_TINT, _PALE = 120, 45  # of 255: how much of a region is seen before the run, and over what came of it
_FADED = 0.15  # of the network's own picture, while it is drawn
_STEP, _LEAP = 2, 10  # cells of an arrow key, and with Shift
_CLASSES = {Qt.Key(Qt.Key.Key_1 + place): place for place in range(8)}
_FILL = Qt.Key.Key_F
_KEYS = {*WAYS, *_CLASSES, Qt.Key.Key_Space, _FILL}


KEYS = "arrow keys move the cross, Space paints, 1 and 2 choose the class, F fills the rest"
"""What the keys do, in words."""


class SketchPad(QWidget):
    """Lies over the picture of the canvas. Painted by a drag or, at the cross of the arrow keys, by Space."""

    painted = Signal()
    picked = Signal(int)  # a class, by its key

    def __init__(self, canvas: Any, session: Session, before: Sketch | None) -> None:
        super().__init__(canvas)
        self._canvas, self._session = canvas, session
        (left, right), (bottom, top) = session.view.plane.x_range, session.view.plane.y_range
        area = float(left), float(right), float(bottom), float(top)
        self.sketch = before or Sketch(area, np.full((CELLS, CELLS), -1, dtype=np.intp))
        self.label, self._cross, self._written = 0, (CELLS // 2, CELLS // 2), False
        self._theme = LIGHT
        self.setObjectName("lesson_sketch")
        self.setAccessibleName(f"Sketch of the regions; {KEYS}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        canvas.installEventFilter(self)
        canvas.getViewBox().sigRangeChanged.connect(self._place)
        self._frame = QRectF()
        self._place()
        self.show()
        self.raise_()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_written(self, *, written: bool) -> None:
        """Once it is written down it is only looked at."""
        self._written = written
        self._fade_network(_FADED if not written else 1.0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, written)
        self._place()
        self.update()

    def end(self) -> None:
        """The canvas is as it was."""
        self._canvas.getViewBox().sigRangeChanged.disconnect(self._place)
        self._fade_network(1.0)
        self.hide()
        self.deleteLater()

    def _fade_network(self, share: float) -> None:
        """What the network says before it is trained would be taken for a part of the sketch."""
        self._canvas.image.setOpacity(share)
        self._canvas.boundary.setOpacity(float(share == 1.0))

    def fill(self) -> None:
        """All that is not painted goes to the chosen class."""
        self.sketch.cells[self.sketch.cells < 0] = self.label
        self._tell()

    def wipe(self) -> None:
        self.sketch.cells[...] = -1
        self._tell()

    # --- painting ----------------------------------------------------------------------------------

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawImage(self._frame, self._image())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.ink), self._theme.stroke(2.0), Qt.PenStyle.DashLine))
            painter.drawPath(self._borders())
            if self.hasFocus() and not self._written:
                x, y = self._pixel(*self._cross)
                painter.setPen(QPen(QColor(self._theme.accent), 2.0))
                painter.drawLine(QPointF(x - 9, y), QPointF(x + 9, y))
                painter.drawLine(QPointF(x, y - 9), QPointF(x, y + 9))

    def _image(self) -> QImage:
        looks = self._session.data.looks
        pixels = np.zeros((CELLS, CELLS, 4), dtype=np.uint8)
        for label in range(len(self._session.data.class_names)):
            colour = (*rgb(self._theme.tint(looks[label])), _PALE if self._written else _TINT)
            pixels[self.sketch.cells == label] = colour
        pixels = np.ascontiguousarray(pixels[::-1])
        return QImage(pixels.data, CELLS, CELLS, 4 * CELLS, QImage.Format.Format_RGBA8888).copy()

    def _borders(self) -> QPainterPath:
        """Where two painted classes meet."""
        path, drawing = QPainterPath(), False
        for x, y in zip(*borders(self.sketch), strict=True):
            if np.isnan(x):
                drawing = False
                continue
            at = QPointF(*self._pixel(x - 0.5, y - 0.5))
            (path.lineTo if drawing else path.moveTo)(at)
            drawing = True
        return path

    def _place(self, *_: object) -> None:
        """Over the plot; the frame is where the sketched part of the plane is seen, however it is zoomed."""
        view = self._canvas.getViewBox()
        self.setGeometry(self._canvas.mapFromScene(view.sceneBoundingRect()).boundingRect())
        left, right, bottom, top = self.sketch.area
        corners = (view.mapViewToScene(QPointF(*corner)) for corner in ((left, top), (right, bottom)))
        first, last = (self._canvas.mapFromScene(corner) - self.pos() for corner in corners)
        self._frame = QRectF(first, last)
        self.update()

    def _pixel(self, x: float, y: float) -> tuple[float, float]:
        """The middle of a cell."""
        frame = self._frame
        across, down = (x + 0.5) / CELLS, (CELLS - y - 0.5) / CELLS
        return frame.left() + across * frame.width(), frame.top() + down * frame.height()

    def _paint_at(self, x: int, y: int) -> None:
        upwards, across = np.ogrid[:CELLS, :CELLS]
        near = (across - x) ** 2 + (upwards - y) ** 2 <= _BRUSH**2
        self.sketch.cells[near] = self.label
        self.update()

    def _tell(self) -> None:
        self.update()
        self.painted.emit()

    # --- mouse and keys ----------------------------------------------------------------------------

    def _under(self, event: QMouseEvent) -> tuple[int, int]:
        at, frame = event.position() - self._frame.topLeft(), self._frame
        x, y = int(at.x() * CELLS / frame.width()), int(CELLS - at.y() * CELLS / frame.height())
        return min(max(x, 0), CELLS - 1), min(max(y, 0), CELLS - 1)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._cross = self._under(event)
        self._paint_at(*self._cross)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        (x, y), (to_x, to_y) = self._cross, self._under(event)
        steps = max(abs(to_x - x), abs(to_y - y), 1)
        for k in range(1, steps + 1):
            self._paint_at(x + (to_x - x) * k // steps, y + (to_y - y) * k // steps)
        self._cross = to_x, to_y

    @guarded
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._tell()

    def event(self, event: QEvent) -> bool:
        own = keeps(event, lambda key: not self._written and key.key() in _KEYS)
        return own or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._written or key not in _KEYS:
            event.ignore()
            return
        if key in WAYS:
            far = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            self._cross = tuple(  # type: ignore[assignment]
                min(max(at + far * way, 0), CELLS - 1) for at, way in zip(self._cross, WAYS[key], strict=True)
            )
            self.update()
        elif key in _CLASSES:
            self.picked.emit(_CLASSES[key])
        elif key == _FILL:
            self.fill()
        else:
            self._paint_at(*self._cross)
            self._tell()

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return bool(super().eventFilter(watched, event))
