"""The views of the kinds that foretell a run: the boundary drawn on the canvas, the loss in a small plot."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QPushButton, QWidget

from playground.lessons.kinds.predict_curve import PredictCurve, curve, curve_text
from playground.lessons.kinds.sketch_boundary import SketchBoundary
from playground.lessons.sketch import CELLS, Sketch, sketch
from playground.session import Session
from playground.ui.lessons.step_view import StepView
from playground.ui.theme import style
from playground.ui.theme.theme import LIGHT, Theme, rgb
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl

_BRUSH = 8  # cells around the place that is painted
_TINT, _PALE = 120, 45  # of 255: how much of a region is seen before the run, and over what came of it
_STEP, _LEAP = 2, 10  # cells of an arrow key, and with Shift
_HANDLES = 6  # of the curve
_GRASP = 22.0  # px around a handle
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_KEYS = {*_WAYS, Qt.Key.Key_Space, Qt.Key.Key_Return}


class ForetoldView(StepView):
    """What all have in common: it is written down, then it is trained, then both are shown."""

    epochs = 0

    def build(self) -> None:
        self.note = plain_label("", "dim", style.SMALL)
        self.note.setWordWrap(True)

    def refresh(self) -> None:
        written, trained = self.lesson.written, self.session.snapshot.epoch >= self.epochs
        if not written:
            note = "Press Check to write it down; then Play is free."
        elif not trained:
            note = f"Written down. Press Play: it is compared at epoch {self.epochs:,}."
        else:
            note = "Dashed: as you foretold it." if not self.session.training else "Press Pause to compare."
        self.note.setText(note)
        ready = written and trained and not self.session.training
        if ready and self._compared != self.session.weights_version:
            self._compared = self.session.weights_version
            self.lesson.check()

    _compared = -1


class SketchView(ForetoldView):
    """A class is chosen here, and its region painted on the canvas."""

    pad: SketchPad | None = None

    def build(self) -> None:
        super().build()
        self.epochs = cast(SketchBoundary, self.lesson.step).epochs
        names = self.session.view.names.classes
        entries = [
            (f"sketch_class_{k + 1}", name, f"Paint the region of {name}") for k, name in enumerate(names)
        ]
        self.classes = SegmentedControl(*entries)
        self.rest, self.clear = QPushButton("Fill the rest"), QPushButton("Clear")
        self.rest.setObjectName("lesson_fill")
        self.clear.setObjectName("lesson_clear")
        self.rest.setToolTip("Give all that is not painted to the chosen class")
        self.classes.chosen.connect(self._choose)
        self.rest.clicked.connect(self._fill)
        self.clear.clicked.connect(self._wipe)
        self.body.addWidget(self.classes)
        self.body.addLayout(hbox(self.rest, self.clear, None, spacing=6))
        self.body.addWidget(self.note)

    def begin(self) -> None:
        canvas: Any = self.window().canvas_panel.canvas  # type: ignore[attr-defined]
        self.pad = SketchPad(canvas, self.session, sketch(self.answer("sketch")))
        self.pad.apply_theme(self._theme)
        self.pad.painted.connect(self._take)
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        for button in (self.rest, self.clear, self.classes):
            button.setEnabled(not self.lesson.written)
        if self.pad is not None:
            self.pad.show_written(written=self.lesson.written)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.pad is not None:
            self.pad.apply_theme(theme)

    def end(self) -> None:
        if self.pad is not None:
            self.pad.hide()
            self.pad.deleteLater()
            self.pad = None

    def _take(self) -> None:
        if self.pad is not None:
            self.enter("sketch", self.pad.sketch.text)

    def _fill(self) -> None:
        if self.pad is not None:
            self.pad.fill()

    def _wipe(self) -> None:
        if self.pad is not None:
            self.pad.wipe()

    def _choose(self, place: int) -> None:
        if self.pad is not None:
            self.pad.label = place


class SketchPad(QWidget):
    """Lies over the picture of the canvas. Painted by a drag or, at the cross of the arrow keys, by Space."""

    painted = Signal()

    def __init__(self, canvas: Any, session: Session, before: Sketch | None) -> None:
        super().__init__(canvas)
        self._canvas, self._session = canvas, session
        (left, right), (bottom, top) = session.view.plane.x_range, session.view.plane.y_range
        area = float(left), float(right), float(bottom), float(top)
        self.sketch = before or Sketch(area, np.full((CELLS, CELLS), -1, dtype=np.intp))
        self.label, self._cross, self._written = 0, (CELLS // 2, CELLS // 2), False
        self._theme = LIGHT
        self.setObjectName("lesson_sketch")
        self.setAccessibleName("Sketch of the regions; arrow keys move the cross, Space paints")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        canvas.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_written(self, *, written: bool) -> None:
        """Once it is written down it is only looked at."""
        self._written = written
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, written)
        self._place()
        self.update()

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
            painter.drawImage(self.rect(), self._image())
            painter.setPen(QPen(QColor(self._theme.ink), 2.0, Qt.PenStyle.DashLine))
            painter.drawLines(self._edges())
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

    def _edges(self) -> list[QLineF]:
        """Where two painted classes meet."""
        cells, wide, high = self.sketch.cells, self.width() / CELLS, self.height() / CELLS
        lines = list[QLineF]()
        up, across = np.nonzero((cells[:, 1:] != cells[:, :-1]) & (cells[:, 1:] >= 0) & (cells[:, :-1] >= 0))
        for y, x in zip(up.tolist(), across.tolist(), strict=True):
            lines.append(QLineF((x + 1) * wide, (CELLS - y - 1) * high, (x + 1) * wide, (CELLS - y) * high))
        up, across = np.nonzero((cells[1:] != cells[:-1]) & (cells[1:] >= 0) & (cells[:-1] >= 0))
        for y, x in zip(up.tolist(), across.tolist(), strict=True):
            lines.append(QLineF(x * wide, (CELLS - y - 1) * high, (x + 1) * wide, (CELLS - y - 1) * high))
        return lines

    def _place(self) -> None:
        box = self._canvas.getViewBox().sceneBoundingRect()
        self.setGeometry(self._canvas.mapFromScene(box).boundingRect())

    def _pixel(self, x: int, y: int) -> tuple[float, float]:
        return (x + 0.5) * self.width() / CELLS, (CELLS - y - 0.5) * self.height() / CELLS

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
        at = event.position()
        x, y = int(at.x() * CELLS / max(1, self.width())), int(CELLS - at.y() * CELLS / max(1, self.height()))
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
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and not self._written and event.key() in _KEYS:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._written or key not in _KEYS:
            event.ignore()
            return
        if key in _WAYS:
            far = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            self._cross = tuple(  # type: ignore[assignment]
                min(max(at + far * way, 0), CELLS - 1)
                for at, way in zip(self._cross, _WAYS[key], strict=True)
            )
            self.update()
        else:
            self._paint_at(*self._cross)
            self._tell()

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return bool(super().eventFilter(watched, event))


class CurveView(ForetoldView):
    """A small plot with handles: what the loss will be."""

    def build(self) -> None:
        super().build()
        self.epochs = cast(PredictCurve, self.lesson.step).epochs
        self.pad = CurvePad(self.session, self.epochs)
        points = curve(self.answer("curve"))
        if points:
            self.pad.losses = np.interp(self.pad.at, *np.array(points).T)
        self.pad.moved.connect(lambda: self.enter("curve", curve_text(self.pad.points)))
        self.body.addWidget(self.pad)
        self.body.addWidget(self.note)
        if not points:
            self.enter("curve", curve_text(self.pad.points))

    def refresh(self) -> None:
        super().refresh()
        self.pad.show_written(written=self.lesson.written)

    def apply_theme(self, theme: Theme) -> None:
        self.pad.theme = theme
        self.pad.update()


class CurvePad(QWidget):
    """Left and right choose a handle, up and down move it; the run's own losses are drawn beside them."""

    moved = Signal()

    def __init__(self, session: Session, epochs: int) -> None:
        super().__init__()
        self._session, self.theme = session, LIGHT
        self.at = np.linspace(0.0, epochs, _HANDLES)
        start = session.snapshot.train.loss or 0.0  # None: not known yet
        self.top = 1.5 * start if np.isfinite(start) and start > 0.0 else 1.0
        self.losses = np.full(_HANDLES, self.top / 1.5)
        self._held, self._written = 0, False
        self.setObjectName("lesson_curve")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        style.scaled(self.setFixedHeight, 170)
        self._say()

    @property
    def points(self) -> list[tuple[float, float]]:
        return [(float(epoch), float(loss)) for epoch, loss in zip(self.at, self.losses, strict=True)]

    def show_written(self, *, written: bool) -> None:
        self._written = written
        self.update()

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(style.px(40), 8.0, -10.0, -style.px(30))

    def _pixel(self, epoch: float, loss: float) -> QPointF:
        box = self._box()
        x = box.left() + box.width() * epoch / self.at[-1]
        return QPointF(x, box.bottom() - box.height() * min(max(loss / self.top, 0.0), 1.0))

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box, theme = self._box(), self.theme
            painter.setFont(style.font(style.SMALL))
            painter.setPen(QPen(QColor(theme.line), 1.0))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.drawLine(box.topLeft(), box.bottomLeft())
            painter.setPen(QColor(theme.dim))
            for loss in (0.0, self.top / 3, 2 * self.top / 3, self.top):
                y = self._pixel(0.0, loss).y()
                place = QRectF(0.0, y - 10.0, box.left() - 6.0, 20.0)
                painter.drawText(
                    place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{loss:.2f}"
                )
            below = QRectF(box.left(), box.bottom() + 3.0, box.width(), style.px(24))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, "epoch")
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"{self.at[-1]:,.0f}")
            self._paint_curves(painter)

    def _paint_curves(self, painter: QPainter) -> None:
        theme, history = self.theme, self._session.history
        foretold = [self._pixel(*point) for point in self.points]
        if self._written:
            epochs, losses = history.curve(400)
            seen = [
                self._pixel(float(e), float(row[0]))
                for e, row in zip(epochs, losses, strict=True)
                if e <= self.at[-1]
            ]
            painter.setPen(QPen(QColor(theme.ink), 2.0))
            painter.drawPolyline(QPolygonF(seen))
        painter.setPen(QPen(QColor(theme.accent), 2.0, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(foretold))
        for place, point in enumerate(foretold):
            held = place == self._held and self.hasFocus() and not self._written
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            painter.setBrush(QColor(theme.accent if held else theme.card))
            painter.drawEllipse(point, 5.0, 5.0)

    # --- mouse and keys ----------------------------------------------------------------------------

    def _move(self, loss: float) -> None:
        self.losses[self._held] = min(max(loss, 0.0), self.top)
        self._say()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(
            f"Your loss at epoch {self.at[self._held]:,.0f}: {self.losses[self._held]:.2f}; "
            "arrow keys choose and move a point"
        )

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._written:
            away = [abs(self._pixel(*point).x() - event.position().x()) for point in self.points]
            self._held = int(np.argmin(away))
            self.mouseMoveEvent(event)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._written:
            box = self._box()
            self._move(self.top * (box.bottom() - event.position().y()) / box.height())

    @guarded
    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if not self._written:
            self.moved.emit()

    def event(self, event: QEvent) -> bool:
        ours = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if ours and not self._written and event.key() in _WAYS:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._written or event.key() not in _WAYS:
            event.ignore()
            return
        across, upwards = _WAYS[Qt.Key(event.key())]
        if across:
            self._held = min(max(self._held + across, 0), _HANDLES - 1)
            self._say()
            self.update()
        else:
            self._move(float(self.losses[self._held]) + upwards * self.top / 30.0)
            self.moved.emit()
