"""The canvas: the points, what the network makes of the plane beneath them, and the tools that edit them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QMoveEvent, QWheelEvent

from playground.data.plane import pixel_centres
from playground.session import ALL, Change, Inspected, Session
from playground.ui.backprop.canvas_marks import CanvasMarks
from playground.ui.canvas.held_inputs import held_caption
from playground.ui.canvas.hint import EmptyHint, fold
from playground.ui.canvas.offscreen_badge import OffscreenBadge
from playground.ui.canvas.points import PointMarkers
from playground.ui.canvas.selection_bar import SelectionBar
from playground.ui.canvas.selection_rings import SelectionRings
from playground.ui.canvas.tools import GESTURES, Keys, ToolController
from playground.ui.canvas.tools.hit_test import REACH
from playground.ui.network.diagram.text import inspected_name
from playground.ui.plotting import colour_maps, contours
from playground.ui.plotting.curve import Curve
from playground.ui.plotting.heatmap import Heatmap, shown_network
from playground.ui.plotting.plot import PictureItem, Plot, usual_room
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.labels import plain_label


class Canvas(Plot):
    """Draws the session on its plane; mouse and keys go to the chosen tool (tools/).

    The left button does as the brush says, the right one erases, the middle one shifts the view; the wheel
    zooms, with Ctrl it changes the tool's reach, and so do [ and ]. Arrow keys move a cross, Enter does what
    a click does there, Delete erases the selection or what is at the cross, Escape selects nothing.
    """

    watches: ClassVar[Change] = (
        Change.SPEC | Change.DATA | Change.WEIGHTS | Change.VIEW | Change.MICROSCOPE | Change.SELECTION
    )
    pointed = Signal(str)  # what is under the mouse, in words

    def __init__(
        self, session: Session, heatmap: Heatmap, theme: Theme, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__("canvas")
        self.session, self.heatmap, self.theme = session, heatmap, theme
        self.setAccessibleName("Canvas: the points and the network's output over the plane")
        self.setMouseTracking(True)
        box = self.getViewBox()
        self.image = PictureItem()
        self.boundary = Curve(connect="finite", skipFiniteCheck=True)
        self.curves: list[Curve] = []
        self.points = PointMarkers(box)
        self.marks = CanvasMarks(box)
        self._painted: object = None  # the network that is seen
        self.rings = SelectionRings(box)
        self.controller = ToolController(session, self, box)
        self.hit_test, self.keys = self.controller.hit_test, Keys(session, self.controller)
        self.image.setZValue(-20)
        self.boundary.setZValue(-19)
        for item in (self.image, self.boundary):
            box.addItem(item)
        box.sigResized.connect(self._level)
        box.sigResized.connect(self._label_axes)  # the names of the axes have more or less room
        box.sigResized.connect(self._place_chips)
        self.caption = plain_label("", "chip")
        self.caption.setParent(self)
        self.caption.setObjectName("canvas_caption")
        self.caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.caption.hide()
        self.selection_bar, self.outside = SelectionBar(session, self, actions), OffscreenBadge(session, self)
        self.hint = EmptyHint(session, self)
        self._under: QPointF | None = None  # the place that the status line speaks of

    # --- drawing -----------------------------------------------------------------------------------

    def refresh(self, changes: Change) -> None:
        if changes & (Change.VIEW | Change.DATA | Change.SPEC):
            self._show_plane()
            self.points.show_rows(self.session, self.theme)
        if changes & (Change.VIEW | Change.DATA | Change.SPEC | Change.SELECTION | Change.MICROSCOPE):
            self._show_chips()
        self._show_caption()
        self.marks.show(self.session, self.theme)
        self.controller.refresh()
        network = shown_network(self.session)
        if not changes & ~(Change.MICROSCOPE | Change.SELECTION) and network is self._painted:
            return  # another stage of the same step
        self._painted = network
        self._level()
        if self.session.view.plane.y is None:
            self._show_curves()
        else:
            self._show_picture()
        if self._under is not None and not self.session.training:
            self._point_at(self._under)  # the words name what the network predicts now

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.theme = theme
        self._scale = colour_maps.diverging(theme)
        self.boundary.setPen(pg.mkPen(theme.ink, width=theme.stroke(1.2)))
        self.controller.apply_theme(theme)
        self.selection_bar.apply_theme(theme)
        self.refresh(ALL)

    def settle_axes(self) -> None:
        super().settle_axes()
        self._level()
        self.getPlotItem().layout.activate()

    def _level(self) -> None:
        """In a square, two inputs have the same scale: the wider of the two axes is given way to."""
        across, up = self.getAxis("left").width(), self.getAxis("bottom").height()
        room = usual_room()
        spare = up + room.top() - across - room.right()  # px that the picture would be wider than high
        if self.session.view.plane.y is not None and self.width() == self.height():
            room += QMarginsF(0, 0, max(0.0, spare), max(0.0, -spare))
        self.getPlotItem().setContentsMargins(room)

    def _show_caption(self) -> None:
        """Which neuron is shown, when it is not the output."""
        node = self.session.view.inspected
        self.caption.setVisible(node is not None)
        if node is not None:
            self.caption.setText(inspected_name(self.session, node))
            view = self.hit_test.frame.toRect()
            fold(self.caption, view.width() - 16)
            self.caption.move(view.x() + 8, view.y() + 8)

    def _show_chips(self) -> None:
        """What is selected, how many points are out of sight, and what to do where there are none."""
        self.rings.show(self.session, self.theme)
        self.selection_bar.refresh()
        self.outside.refresh()
        self.hint.refresh()
        self._place_chips()

    @recurring
    def moveEvent(self, event: QMoveEvent) -> None:
        """The bar of the selection stands over what is around the canvas, too."""
        super().moveEvent(event)
        self._place_chips()

    def _place_chips(self, *_box: pg.ViewBox) -> None:
        view = self.hit_test.frame.toRect()
        self.selection_bar.place(view)
        self.hint.place(view)
        self.outside.place(view, 0 if self.selection_bar.isHidden() else self.selection_bar.height() + 6)

    def _show_plane(self) -> None:
        plane = self.session.view.plane
        self.setXRange(*plane.x_range, padding=0)
        self.setYRange(*plane.y_range, padding=0)
        self._label_axes()

    def _label_axes(self, *_box: pg.ViewBox) -> None:
        plane, data = self.session.view.plane, self.session.data
        named = not data.generated or plane.y is None
        names = self.session.view.names
        upright = names.target if plane.y is None else names.columns[plane.y]
        if plane.y is None and data.class_names:
            upright = "probability"
        across = names.columns[plane.x]
        wordings = [across + held for held in held_caption(self.session)] if named else [""]
        self.label_axis("bottom", wordings[0], self.theme, *wordings[1:])
        self.label_axis("left", upright if named else "", self.theme)

    def _show_picture(self) -> None:
        self._clear_curves()
        if self.session.view.inspected is not None:
            self._show_node(self.session.view.inspected)
            return
        experiment, hard = self.session.experiment, self.session.view.settings.hard_boundary
        self.heatmap.update()
        last = self.heatmap.last
        if experiment.sizes[-1] > 1:
            probabilities = np.moveaxis(self.heatmap.layer(last), 0, -1)
            pixels = colour_maps.paint_classes(probabilities, self.session.data.looks, self.theme, hard=hard)
        else:
            signal = self.heatmap.signal(last)[0]
            pixels = colour_maps.paint(
                np.sign(signal) if hard and experiment.data.class_names else signal, self._scale
            )
        plane = self.heatmap.plane
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        self.image.show_pixels(pixels, QRectF(x0, y0, x1 - x0, y1 - y0))
        self._show_boundary(contours.boundary_surfaces(self.heatmap.z(last), experiment))

    def _show_node(self, node: Inspected) -> None:
        """What one neuron computes, with a line where its z is 0."""
        signal, surface = self.heatmap.inspected(node)
        plane = self.session.view.plane
        (x0, x1), (y0, y1) = plane.x_range, plane.y_range
        scale = colour_maps.scale_of(self.theme, self.session.experiment, node.layer, node.index)
        self.image.show_pixels(colour_maps.paint(signal, scale), QRectF(x0, y0, x1 - x0, y1 - y0))
        self._show_boundary([surface])

    def _show_boundary(self, surfaces: list[np.ndarray]) -> None:
        """The lines where these surfaces are 0."""
        self.boundary.setData(*contours.boundary_lines(surfaces, self.session.view.plane))
        # Wider lines are drawn five times as slowly.
        width = 1.0 if self.session.moving else self.theme.stroke(1.2)
        if self.boundary.opts["pen"].widthF() != width:
            self.boundary.setPen(pg.mkPen(self.theme.ink, width=width))

    def _show_curves(self) -> None:
        """The fitted curve; for classes of one column, their probabilities."""
        self.image.clear()
        self.boundary.clear()
        session, plane = self.session, self.session.view.plane
        if session.view.inspected is not None:
            self._show_node_curve(session.view.inspected)
            return
        self.heatmap.update()
        values = self.heatmap.layer(self.heatmap.last)[:, 0].T
        experiment = session.experiment
        match experiment.loss.targets:
            case "value":
                lines = [experiment.decode(values)]
            case "plus_minus_one":
                lines = [(values[:, 0] + 1.0) / 2.0]
            case _:
                lines = list(values.T)
        xs = pixel_centres(plane.x_range, len(values))
        looks = session.data.looks.tolist() if len(lines) > 1 else ()
        colours = [self.theme.mark(look)[1] for look in looks] or [self.theme.accent]
        self._make_curves(len(lines))
        for curve, line, colour in zip(self.curves, lines, colours, strict=False):
            curve.setData(xs, line)
            curve.show()
            curve.setPen(pg.mkPen(colour, width=self.theme.stroke(2.5)))
        self._clear_curves(len(lines))
        self.points.show_residuals(session, self.theme)

    def _make_curves(self, count: int) -> None:
        """So many at least: one for each class."""
        for _ in range(len(self.curves), count):
            curve = Curve(connect="finite")
            curve.setZValue(self.boundary.zValue() + 1)
            self.getViewBox().addItem(curve)
            self.curves.append(curve)

    def _clear_curves(self, first: int = 0) -> None:
        for curve in self.curves[first:]:
            if curve.isVisible():
                curve.clear()
                curve.hide()

    def _show_node_curve(self, node: Inspected) -> None:
        """What one neuron computes along the axis: its range from the bottom of the picture to the top."""
        plane = self.session.view.plane
        signal = self.heatmap.inspected(node)[0][0]
        low, high = plane.y_range
        self._make_curves(1)
        self._clear_curves(1)
        self.curves[0].show()
        self.curves[0].setData(
            pixel_centres(plane.x_range, len(signal)), (low + high) / 2 + 0.45 * (high - low) * signal
        )
        self.curves[0].setPen(pg.mkPen(self.theme.accent, width=self.theme.stroke(2.5)))

    # --- the tools ---------------------------------------------------------------------------------

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.session.backprop.is_open and event.button() != Qt.MouseButton.MiddleButton:
            self._look_at(event.position())
        else:
            self.controller.press(event.button(), event.position(), event.modifiers())
        event.accept()

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.controller.move(event.position())
        self._under = event.position()  # of a drag, the next frame tells where it is
        if not self.controller.busy:
            self._point_at(event.position())

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.controller.release(event.button())
        self._point_at(event.position())
        event.accept()

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks are two points

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.keys.turn(event)
        event.accept()

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        self._under = None
        self.controller.leave()
        self.pointed.emit("")
        super().leaveEvent(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.session.backprop.is_open or not self.keys.press(event):
            event.ignore()  # in the Backprop mode arrows step through the stages, and nothing is drawn
        elif self.controller.cross.at is not None:
            self._point_at(self.hit_test.pixel(*self.controller.cross.at))

    def _look_at(self, pixel: QPointF) -> None:
        """In the Backprop mode a click chooses the row to look at; no points are added."""
        row = self.hit_test.row_near(np.array(pixel.toTuple()), 2.0 * REACH)
        if row is not None:
            self.session.backprop.inspect_rows((row,))

    def _point_at(self, pixel: QPointF) -> None:
        """Say what is under the mouse: the row there, what the tool does, or what the network predicts."""
        session, at = self.session, np.array(pixel.toTuple())
        row = self.hit_test.row_near(at)
        self._under = pixel
        advice = "" if session.backprop.is_open else GESTURES[session.tools.brush.tool].help(session)
        if advice and row is None:
            self.pointed.emit(advice)
        else:
            inputs = (
                session.view.plane.row_at(*self.hit_test.values(at)) if row is None else session.data.X[row]
            )
            self.pointed.emit(self.points.describe(session, inputs, row))
