"""What the Backprop mode draws on the canvas: rings around its rows, and the boundary before the step."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from playground.data.plane import pixel_centres
from playground.microscope.step import Step
from playground.session import Microscope, Session
from playground.ui.plotting import contours, heatmap
from playground.ui.theme.theme import Theme

_SMALL, _LARGE = 16.0, 22.0  # px of a ring


class CanvasMarks:
    """Draws them into a view box; nothing when the mode is off."""

    def __init__(self, box: pg.ViewBox) -> None:
        self.rings = pg.ScatterPlotItem(pxMode=True, symbol="o", brush=None)
        self.before = pg.PlotDataItem(connect="finite", skipFiniteCheck=True)
        self.rings.setZValue(19)
        self.before.setZValue(-9)
        for item in (self.rings, self.before):
            box.addItem(item)
        self._key: tuple[object, ...] = ()  # of the boundary
        self._seen: tuple[object, ...] = ()  # of everything

    def show(self, session: Session, theme: Theme) -> None:
        """Bring them up to date."""
        microscope = session.backprop.present_microscope  # its rows, on the session's own plane
        seen = (
            session.view.plane,
            theme,
            microscope and (microscope.step, microscope.row_index, microscope.stepped),
        )
        if seen == self._seen:
            return
        self.rings.setVisible(microscope is not None)
        self.before.setVisible(microscope is not None and microscope.stepped)
        if microscope is None:
            self._key = ()
        else:
            self._show_step(session, microscope, theme)
        self._seen = seen

    def _show_step(self, session: Session, microscope: Microscope, theme: Theme) -> None:
        rows, shown = np.array(microscope.step.rows), microscope.row_index
        xs, ys = session.view.plane.to_axes(microscope.step.experiment.data)
        sizes = np.full(len(rows), _SMALL)
        sizes[shown] = _LARGE
        pens = [
            pg.mkPen(theme.accent, width=theme.stroke(3.0 if k == shown else 1.6)) for k in range(len(rows))
        ]
        self.rings.setData(x=xs[rows], y=ys[rows], size=sizes, pen=pens)
        if microscope.stepped:
            self._show_before(session, microscope.step, theme)

    def _show_before(self, session: Session, step: Step, theme: Theme) -> None:
        """The boundary, or the curve, of the old weights: found once for a step."""
        key = (step, session.view.plane, theme)
        if key == self._key:
            return
        pen = pg.mkPen(theme.dim, width=theme.stroke(1.6), style=Qt.PenStyle.DashLine)
        flat = session.view.plane.y is None
        side = heatmap.CURVE_POINTS if flat else heatmap.still_side(session) // 2
        with np.errstate(all="ignore"):
            trace = step.before.forward(step.experiment.encode(session.view.plane.grid(side)))
        self._key = key
        if flat:
            self._show_curve(session, step, trace.prediction, pen)
            return
        z = trace.z[-1].T.reshape(-1, side, side)
        lines = contours.boundary_lines(contours.boundary_surfaces(z, step.experiment), session.view.plane)
        self.before.setData(*lines, pen=pen)

    def _show_curve(self, session: Session, step: Step, prediction: np.ndarray, pen: object) -> None:
        if step.experiment.loss.targets != "value":
            self.before.clear()
            return
        xs = pixel_centres(session.view.plane.x_range, len(prediction))
        self.before.setData(xs, step.experiment.decode(prediction), pen=pen)
