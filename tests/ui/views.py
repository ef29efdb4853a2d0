"""Where the tests find the parts of a window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QPointF

from playground.ui.network.diagram.view import NetworkView
from playground.ui.rows.residual_plot import ResidualPlot


def view_of(one: Any) -> NetworkView:
    """The network view of an opened window."""
    return one.window.network_panel.view


def mark_of(plot: ResidualPlot) -> QPoint:
    """Where the first mark of a residual plot stands in its viewport."""
    group = plot.marks.groups[0]
    mark = plot.getViewBox().mapViewToScene(QPointF(group.xs[0], group.ys[0]))
    return plot.mapFromScene(mark)
