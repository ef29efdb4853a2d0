"""The network drawn for a file: the nodes and links of the view as lines, text and small pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from playground.session import Session
from playground.ui.network.diagram.diagnostics import Diagnostics
from playground.ui.network.diagram.layout import FOOT, NetworkLayout, lay_out
from playground.ui.network.diagram.links import Links
from playground.ui.network.diagram.nodes import Nodes
from playground.ui.network.diagram.overlay import Overlay
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme.scale import px
from playground.ui.theme.theme import Theme

_MARGIN = 12.0  # px above the names of the layers and below the lowest words


def draw_diagram(
    painter: QPainter, layout: NetworkLayout, size: QSize, nodes: Nodes, diagnostics: Diagnostics
) -> None:
    """All that is to be seen of the session's network without pointing at it."""
    links = Links()
    links.lay(layout, size, 1.0, nodes.theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    links.draw(painter, [W for W, _ in nodes.session.network.weights])
    for layer in range(len(layout.columns)):
        nodes.paint_column(painter, layout, layer)
        nodes.paint_header(painter, layout, layer)
    paint = nodes.paint_curves if nodes.flat else nodes.paint_maps
    paint(painter, layout)
    nodes.paint_inactive(painter, layout)
    Overlay(nodes.session, nodes, links, diagnostics).paint_marks(painter, layout)


class NetworkDrawing:
    """The network of a session in any size, without the features that are not in use."""

    def __init__(self, session: Session, heatmap: Heatmap, theme: Theme) -> None:
        self._nodes, self._diagnostics = Nodes(session, heatmap, theme), Diagnostics(session)

    def draw(self, painter: QPainter, size: QSize) -> None:
        """The whole diagram, as wide and high as that."""
        whole = QRectF(0, 0, size.width(), size.height())
        painter.fillRect(whole, QColor(self._nodes.theme.card))
        painter.translate(0, _MARGIN)
        layout = lay_out(
            self._nodes.session.experiment.sizes, whole.adjusted(0, 0, 0, px(FOOT) - 2 * _MARGIN)
        )
        draw_diagram(painter, layout, size, self._nodes, self._diagnostics)
