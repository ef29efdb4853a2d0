"""The canvas: the points, what the network makes of the plane beneath them, and the hand that edits them."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QLabel

from playground.session import Change, Inspected, Session
from playground.ui import picture as paintings
from playground.ui.backprop.canvas_marks import CanvasMarks
from playground.ui.held import held_words
from playground.ui.network_words import inspected_name
from playground.ui.picture import Picture
from playground.ui.plot import PictureItem, Plot
from playground.ui.points import Points
from playground.ui.theme import Theme
from playground.ui.widgets.guard import guarded

_REACH = 9.0  # px around a point within which the eraser and the move tool find it
_DRAG = 4.0  # px that the mouse may shake during a click


class Canvas(Plot):
    """Draws the session on its plane and turns mouse and keys into edits of the data.

    Left click adds, drags or erases as the brush says; right click erases; a drag with the move tool on
    empty ground, or with the middle button, shifts the view; the wheel zooms. Arrow keys move a cross,
    Enter does what a click does there, Delete erases.
    """

    watches: ClassVar[Change] = Change.SPEC | Change.DATA | Change.WEIGHTS | Change.VIEW | Change.MICROSCOPE
    pointed = Signal(str)  # what is under the mouse, in words

    def __init__(self, session: Session, picture: Picture, theme: Theme) -> None:
        super().__init__("canvas")
        self.session, self.picture, self.theme = session, picture, theme
        self.setAccessibleName("Canvas: the points and the network's output over the plane")
        self.setMouseTracking(True)
        box = self.getViewBox()
        self.image = PictureItem()
        self.boundary = pg.PlotCurveItem(connect="finite", skipFiniteCheck=True)
        self.curves = [pg.PlotCurveItem(connect="finite") for _ in range(8)]
        self.points = Points(box)
        self.marks = CanvasMarks(box)
        self._painted: object = None  # the network that is seen
        self.cross = pg.ScatterPlotItem(symbol="+", size=22)
        for depth, item in enumerate((self.image, self.boundary, *self.curves)):
            item.setZValue(depth - 20)
            box.addItem(item)
        box.addItem(self.cross)
        box.sigResized.connect(self._label_axes)  # the names of the axes have more or less room
        self.cross.setZValue(20)
        self.cross.hide()  # an empty item costs time in every frame
        self.caption = QLabel(self)
        self.caption.setObjectName("canvas_caption")
        self.caption.setProperty("role", "chip")
        self.caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.caption.hide()
        self._cross_at: tuple[float, float] | None = None
        self._under: QPointF | None = None  # the place that the status line speaks of
        self._pressed: QPointF | None = None
        self._dragged: int | None = None
        self._gripped = session.data  # as the drag left it
        self._shifting: QPointF | None = None

    # --- drawing -----------------------------------------------------------------------------------

    def refresh(self, changes: Change) -> None:
        if changes & (Change.VIEW | Change.DATA | Change.SPEC):
            self._show_plane()
        if changes & (Change.VIEW | Change.DATA | Change.SPEC):
            self.points.show_rows(self.session, self.theme)
        self._show_caption()
        self.marks.show(self.session, self.theme)
        network = paintings.shown_network(self.session)
        if changes == Change.MICROSCOPE and network is self._painted:
            return  # another stage of the same step
        self._painted = network
        if self.session.plane.y is None:
            self._show_curves()
        else:
            self._show_picture()
        if self._under is not None and not self.session.training:
            self._point_at(self._under)  # the words name what the network predicts now

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self.theme = theme
        self._scale = paintings.diverging(theme)
        self.boundary.setPen(pg.mkPen(theme.ink, width=1.2))
        self.cross.setPen(pg.mkPen(theme.ink, width=2))
        self.refresh(~Change(0))

    def _show_caption(self) -> None:
        """Which neuron is shown, when it is not the output."""
        node = self.session.inspected
        self.caption.setVisible(node is not None)
        if node is not None:
            self.caption.setText(inspected_name(self.session, node))
            self.caption.adjustSize()
            corner = self.mapFromScene(self.getViewBox().sceneBoundingRect().topLeft())
            self.caption.move(corner.x() + 8, corner.y() + 8)

    def _show_plane(self) -> None:
        plane = self.session.plane
        self.setXRange(*plane.x_range, padding=0)
        self.setYRange(*plane.y_range, padding=0)
        self._label_axes()

    def _label_axes(self, *_box: pg.ViewBox) -> None:
        plane, data = self.session.plane, self.session.data
        named = not data.generated or plane.y is None
        upright = data.target if plane.y is None else data.columns[plane.y]
        if plane.y is None and data.class_names:
            upright = "probability"
        across = data.columns[plane.x]
        wordings = [across + held for held in held_words(self.session)] if named else [""]
        self.label_axis("bottom", wordings[0], self.theme, *wordings[1:])
        self.label_axis("left", upright if named else "", self.theme)

    def _show_picture(self) -> None:
        self._clear_curves()
        if self.session.inspected is not None:
            self._show_node(self.session.inspected)
            return
        experiment, hard = self.session.experiment, self.session.view.hard_boundary
        self.picture.look()
        last = self.picture.last
        if experiment.sizes[-1] > 1:
            probabilities = np.moveaxis(self.picture.layer(last), 0, -1)
            pixels = paintings.paint_classes(probabilities, self.theme, hard=hard)
        else:
            signal = self.picture.signal(last)[0]
            pixels = paintings.paint(
                np.sign(signal) if hard and experiment.data.class_names else signal, self._scale
            )
        plane = self.picture.plane
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        self.image.show_pixels(pixels, QRectF(x0, y0, x1 - x0, y1 - y0))
        self._show_boundary(paintings.margins(self.picture.z(last), experiment))

    def _show_node(self, node: Inspected) -> None:
        """What one neuron computes, with a line where its z is 0."""
        signal, surface = self.picture.inspected(node)
        plane = self.session.plane
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        scale = paintings.scale_of(self.theme, self.session.experiment, node.layer, node.index)
        self.image.show_pixels(paintings.paint(signal, scale), QRectF(x0, y0, x1 - x0, y1 - y0))
        self._show_boundary([surface])

    def _show_boundary(self, surfaces: list[np.ndarray]) -> None:
        """The lines where these surfaces are 0."""
        lines = [paintings.zero_lines(surface, self.session.plane) for surface in surfaces]
        gap = np.array([np.nan])
        xs = np.concatenate([part for x, _ in lines for part in (x, gap)] or [gap])
        ys = np.concatenate([part for _, y in lines for part in (y, gap)] or [gap])
        self.boundary.setData(xs, ys)
        width = 1.0 if self.session.training else 1.2  # wider lines are drawn five times as slowly
        if self.boundary.opts["pen"].widthF() != width:
            self.boundary.setPen(pg.mkPen(self.theme.ink, width=width))

    def _show_curves(self) -> None:
        """The fitted curve; for classes of one column, their probabilities."""
        self.image.clear()
        self.boundary.clear()
        session, plane = self.session, self.session.plane
        if session.inspected is not None:
            self._show_node_curve(session.inspected)
            return
        self.picture.look()
        values = self.picture.layer(self.picture.last)[:, 0].T
        experiment = session.experiment
        match experiment.loss.targets:
            case "value":
                lines = [experiment.decode(values)]
            case "plus_minus_one":
                lines = [(values[:, 0] + 1.0) / 2.0]
            case _:
                lines = list(values.T)
        xs = paintings.middles(plane.x_range, len(values))
        colours = self.theme.classes if len(lines) > 1 else (self.theme.accent,)
        for index, line in enumerate(lines):
            self.curves[index].setData(xs, line)
            self.curves[index].show()
            self.curves[index].setPen(pg.mkPen(colours[index], width=2.5))
        self._clear_curves(len(lines))
        self.points.show_residuals(session, self.theme)

    def _clear_curves(self, first: int = 0) -> None:
        for curve in self.curves[first:]:
            if curve.isVisible():
                curve.clear()
                curve.hide()

    def _show_node_curve(self, node: Inspected) -> None:
        """What one neuron computes along the axis: its range from the bottom of the picture to the top."""
        plane = self.session.plane
        signal = self.picture.inspected(node)[0][0]
        low, high = plane.y_range
        self._clear_curves(1)
        self.curves[0].show()
        self.curves[0].setData(
            paintings.middles(plane.x_range, len(signal)), (low + high) / 2 + 0.45 * (high - low) * signal
        )
        self.curves[0].setPen(pg.mkPen(self.theme.accent, width=2.5))

    # --- editing -----------------------------------------------------------------------------------

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hide_cross()
        button, brush = event.button(), self.session.brush
        if self.session.looking and button != Qt.MouseButton.MiddleButton:
            self._look_at(event.position())
            event.accept()
            return
        row = self._row_near(event.position())
        if button == Qt.MouseButton.RightButton or (
            button == Qt.MouseButton.LeftButton and brush.tool == "erase"
        ):
            self._erase(row)
        elif button == Qt.MouseButton.MiddleButton or (brush.tool == "move" and row is None):
            self._shifting = event.position()
        elif button == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), row
            self._gripped = self.session.data
        event.accept()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._shifting is not None:
            self._shift(self._shifting, place)
            self._shifting = place
        elif self._dragged is not None and self._gripped is not self.session.data:
            self._pressed = self._dragged = None  # an undo, an eraser: the row is another one now
        elif self._pressed is not None and self._dragged is not None:
            if (place - self._pressed).manhattanLength() >= _DRAG or self._pressed.isNull():
                self._pressed = QPointF()  # from now on it is a drag, however near it comes back
                self._move(self._dragged, place)
                self._gripped = self.session.data
        elif self.session.looking:
            pass
        elif event.buttons() & Qt.MouseButton.LeftButton and self.session.brush.tool == "erase":
            self._erase(self._row_near(place))
        self._point_at(place)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        clicked = left and self._pressed is not None and not self._pressed.isNull()
        if clicked and self.session.brush.tool == "point":
            self._add(*self._data_place(self._pressed or event.position()))
        self._pressed = self._dragged = self._shifting = None
        self.session.end_merge()
        event.accept()

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks are two points

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        x, y = self._data_place(event.position())
        factor = 0.9 ** (event.angleDelta().y() / 120.0)
        plane = self.session.plane
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        wide = ((x1 - x0) * factor, (y1 - y0) * factor)
        if 1e-9 < wide[0] < 1e12 and 1e-9 < wide[1] < 1e12:
            self.session.look(
                plane.zoomed(
                    (x + (x0 - x) * factor, x + (x1 - x) * factor),
                    (y + (y0 - y) * factor, y + (y1 - y) * factor),
                )
            )
        event.accept()

    @guarded
    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self._under = None
        self.pointed.emit("")
        super().leaveEvent(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Down: (0, -1),
            Qt.Key.Key_Up: (0, 1),
        }
        plane = self.session.plane
        key = Qt.Key(event.key())
        if self.session.looking:
            event.ignore()  # arrows step through the stages, and nothing is drawn
        elif key in steps:
            x, y = self._cross_at or (sum(plane.x_range) / 2, sum(plane.y_range) / 2)
            right, up = steps[key]
            share = 0.01 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.05
            x += right * share * (plane.x_range[1] - plane.x_range[0])
            y += up * share * (plane.y_range[1] - plane.y_range[0])
            self._cross_at = (
                min(max(x, plane.x_range[0]), plane.x_range[1]),
                min(max(y, plane.y_range[0]), plane.y_range[1]),
            )
            self.cross.setData([self._cross_at[0]], [self._cross_at[1]])
            self.cross.show()
            self._point_at(self._pixel(*self._cross_at))
        elif (
            self._cross_at
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.session.brush.tool == "point"
        ):
            self._add(*self._cross_at)
        elif self._cross_at and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete):
            self._erase(self._row_near(self._pixel(*self._cross_at)))
        elif event.key() == Qt.Key.Key_Escape:
            self._hide_cross()
        else:
            event.ignore()

    def _add(self, x: float, y: float) -> None:
        data, brush, plane = self.session.data, self.session.brush, self.session.plane
        if data.class_names:
            target = float(min(brush.label, len(data.class_names) - 1))
        else:
            target = y if plane.y is None else brush.value
        self.session.add_points(plane.row_at(x, y)[None], np.array([target]))

    def _erase(self, row: int | None) -> None:
        if row is not None:
            self.session.erase_rows(np.array([row]))

    def _move(self, row: int, place: QPointF) -> None:
        data, plane = self.session.data, self.session.plane
        x, y = self._data_place(place)
        inputs = data.X[row].copy()
        inputs[plane.x] = x
        target = float(data.y[row])
        if plane.y is not None:
            inputs[plane.y] = y
        elif not data.class_names:
            target = y
        self.session.move_rows(np.array([row]), inputs[None], np.array([target]), merge=True)

    def _shift(self, before: QPointF, after: QPointF) -> None:
        (x0, y0), (x1, y1) = self._data_place(before), self._data_place(after)
        plane = self.session.plane
        self.session.look(
            plane.zoomed(
                (plane.x_range[0] + x0 - x1, plane.x_range[1] + x0 - x1),
                (plane.y_range[0] + y0 - y1, plane.y_range[1] + y0 - y1),
            )
        )

    # --- places ------------------------------------------------------------------------------------

    def _data_place(self, pixel: QPointF) -> tuple[float, float]:
        place = self.getViewBox().mapSceneToView(self.mapToScene(pixel.toPoint()))
        return place.x(), place.y()

    def _pixel(self, x: float, y: float) -> QPointF:
        return QPointF(self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(x, y))))

    def _look_at(self, pixel: QPointF) -> None:
        """In the Backprop mode a click chooses the row to look at; no points are added."""
        row = self._row_near(pixel, 2.0 * _REACH)
        if row is not None:
            self.session.look_at_rows((row,))

    def _row_near(self, pixel: QPointF, reach: float = _REACH) -> int | None:
        """The visible row nearest to a pixel, if it is within reach."""
        plane, data = self.session.plane, self.session.data
        xs, ys = plane.place(data)
        box = self.getViewBox().sceneBoundingRect()
        if not len(xs) or box.width() <= 0 or box.height() <= 0:
            return None
        x, y = self._data_place(pixel)
        across = (xs - x) * box.width() / (plane.x_range[1] - plane.x_range[0])
        up = (ys - y) * box.height() / (plane.y_range[1] - plane.y_range[0])
        distance = np.hypot(across, up)
        if not self.session.view.show_test:
            distance[data.test] = np.inf
        nearest = int(distance.argmin())
        return nearest if distance[nearest] <= reach else None

    def _point_at(self, pixel: QPointF) -> None:
        """Say what is under the mouse: the row there, or the place and what the network predicts for it."""
        session, plane = self.session, self.session.plane
        row = self._row_near(pixel)
        x, y = self._data_place(pixel)
        inputs = session.data.X[row] if row is not None else plane.row_at(x, y)
        self._under = pixel
        self.pointed.emit(self.points.describe(session, inputs, row))

    def _hide_cross(self) -> None:
        self._cross_at = None
        self.cross.clear()
        self.cross.hide()
