"""The network: nodes with live pictures, links by sign and size, and the mouse and keys that edit it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine import parameter
from playground.session import Change, Inspected, Notice, Session
from playground.training.spec import MAX_NEURONS
from playground.ui import network_words as words
from playground.ui import numbers, style
from playground.ui.network_layout import NetworkLayout, lay_out
from playground.ui.network_links import Links
from playground.ui.network_nodes import Nodes
from playground.ui.network_probe import Probe
from playground.ui.network_spot import Spot
from playground.ui.network_walk import walk
from playground.ui.picture import Picture
from playground.ui.theme import Theme
from playground.ui.weight_editor import WeightEditor
from playground.ui.widgets.guard import guarded

_FEW_LINKS = 6  # that bear their numbers
_SLICE = 0.0012  # seconds of a frame that painting links may take while training


class NetworkView(QWidget):
    """Shows the network of the session; everything in it can be pointed at, walked to and opened.

    Arrow keys walk from node to node, Shift with up and down through the links into a node. Enter opens the
    number there, or switches a feature; + and − change the neurons of the layer, Escape leaves.
    """

    laid_out = Signal()  # the nodes stand elsewhere now
    watches: ClassVar[Change] = Change.SPEC | Change.DATA | Change.WEIGHTS | Change.VIEW | Change.STATUS

    def __init__(self, session: Session, picture: Picture, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("network_view")
        self.setAccessibleName("Network")
        self.setMinimumSize(300, 220)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.session, self.picture, self.theme = session, picture, theme
        self.layout_ = NetworkLayout(())
        self._layout_key: object = None
        self.nodes, self.links, self.probe = Nodes(session, picture, theme), Links(), Probe(session)
        self.current: Spot | None = None  # where the keyboard is
        self.hovered: Spot | None = None
        self._mouse = QPointF()
        self.editor = WeightEditor(session, self)
        self.editor.closed.connect(self._editor_closed)
        self.editor.installEventFilter(self)
        self.dress(theme)

    # --- what a panel has --------------------------------------------------------------------------

    def dress(self, theme: Theme) -> None:
        self.theme = theme
        self.nodes.dress(theme)
        self.editor.dress(theme)
        self.update()

    def refresh(self, changes: Change) -> None:
        experiment, key = self.session.experiment, self._present_key()
        if key != self._layout_key:
            self._layout_key = key
            self.layout_ = lay_out(experiment.sizes, QRectF(self.rect()), len(words.ghosts(self.session)))
            self._forget_spots()
            self.laid_out.emit()
        self.editor.refresh()
        if changes & (Change.SPEC | Change.DATA):
            self._tell(self.current)
        self.update()

    def _present_key(self) -> object:
        """What the layout depends on."""
        experiment = self.session.experiment
        return experiment.sizes, experiment.features, self.session.data.columns, self.size()

    # --- painting ----------------------------------------------------------------------------------

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._present_key() != self._layout_key:
            return  # an edit that the next frame will show: until then the old picture stays
        training = self.session.training
        self.links.lay(self.layout_, self.size(), self.devicePixelRatioF(), self.theme)
        self.links.paint([W for W, _ in self.session.network.weights], _SLICE if training else 10.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self.links.picture)
        self._paint_pointed_links(painter)
        # Blending the pictures costs ten times the drawing.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not training)
        for layer in range(len(self.layout_.columns)):
            self.nodes.paint_column(painter, self.layout_, layer)
            self.nodes.paint_head(painter, self.layout_, layer)
        self.nodes.paint_ghosts(painter, self.layout_)
        self._paint_numbers(painter)
        self._paint_locks(painter)
        self._paint_marks(painter)
        self._paint_rings(painter)
        self._paint_chip(painter)
        painter.end()

    def _paint_pointed_links(self, painter: QPainter) -> None:
        for spot in {self.hovered, self.current if self.hasFocus() else None, self.editor.spot}:
            if spot is not None and spot.kind == "link":
                weight = words.number(self.session, spot)
                path = self.links.path(spot.layer, spot.source, spot.index)
                painter.setPen(QPen(QColor(self.theme.accent), 7))
                painter.drawPath(path)
                painter.setPen(QPen(QColor(self.theme.positive if weight > 0 else self.theme.negative), 3.5))
                painter.drawPath(path)

    def _paint_numbers(self, painter: QPainter) -> None:
        """On few links there is room for their numbers: a perceptron can be read without pointing."""
        if sum(W.size for W, _ in self.session.network.weights) > _FEW_LINKS:
            return
        for layer, (W, _) in enumerate(self.session.network.weights, 1):
            for source, to in np.ndindex(W.shape):
                anchor = self.layout_.anchor(Spot("link", layer, to, source))
                number = numbers.signed(float(W[source, to]))
                self.nodes.paint_label(painter, anchor, number)

    def _paint_locks(self, painter: QPainter) -> None:
        """A small lock on every number that does not learn."""
        for spot in self._locked():
            anchor = self.layout_.anchor(spot)
            if spot.kind == "link":
                path = self.links.path(spot.layer, spot.source, spot.index)
                anchor = path.pointAtPercent(0.3)  # where no number is
            if spot.kind == "node":
                node = self.layout_.columns[spot.layer].nodes[spot.index]
                anchor = node.bottomRight()
            painter.setPen(QPen(QColor(self.theme.line), 1))
            painter.setBrush(QColor(self.theme.card))
            painter.drawEllipse(anchor, 9.0, 9.0)
            painter.drawPixmap(
                (anchor - QPointF(6.5, 7.0)).toPoint(), style.pixmap("lock", self.theme.ink, 13)
            )

    def _locked(self) -> list[Spot]:
        spots = [Spot.of(parameter(name)) for name in self.session.spec.frozen]
        return [spot for spot in spots if self._can_be_seen(spot)]

    def _paint_marks(self, painter: QPainter) -> None:
        health = self.probe.health()
        if health is None:
            return
        for layer, (column, dead) in enumerate(zip(self.layout_.columns[1:-1], health.dead, strict=False)):
            ill = dead.astype(bool) | health.saturated(layer)
            for index in np.flatnonzero(ill[: len(column.nodes)]):
                self.nodes.paint_mark(painter, column, int(index))
            if health.vanishing(layer):
                self.nodes.paint_head_warning(painter, self.layout_, layer + 1)

    def _paint_rings(self, painter: QPainter) -> None:
        for spot in {self.hovered, self.current if self.hasFocus() else None, self.editor.spot}:
            if spot is not None and spot.kind in {"node", "ghost"}:
                nodes = (
                    self.layout_.ghosts if spot.kind == "ghost" else self.layout_.columns[spot.layer].nodes
                )
                node = nodes[spot.index]
                if spot.kind == "node":
                    self.nodes.paint_ring(painter, node, self.theme.accent)
                if spot == self.current and self.hasFocus():
                    self.nodes.paint_ring(
                        painter, node.adjusted(-3.5, -3.5, 3.5, 3.5), self.theme.accent, 1.5
                    )

    def _paint_chip(self, painter: QPainter) -> None:
        """What the spot under the mouse, or under the keyboard, says; dark on light and light on dark."""
        spot = self.hovered or (self.current if self.hasFocus() else None)
        if spot is None or self.editor.isVisible():
            return
        lines = words.chip(self.session, spot, self.probe.health(), self.probe.gradient())
        strong, plain = style.font(12, QFont.Weight.DemiBold), style.font(11)
        painter.setFont(strong)
        wide = max(painter.fontMetrics().horizontalAdvance(line) for line in lines) + 24
        box = self._chip_place(spot, wide, 18 * len(lines) + 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.ink))
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(QColor(self.theme.card))
        for row, line in enumerate(lines):
            painter.setFont(plain if row else strong)
            painter.setOpacity(0.8 if row else 1.0)
            place = QRectF(box.left() + 12, box.top() + 6 + 18 * row, wide - 12, 18)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
        painter.setOpacity(1.0)

    def _chip_place(self, spot: Spot, wide: float, high: float) -> QRectF:
        """Beside the mouse or the spot, inside the view."""
        at = self._mouse + QPointF(16, -10) if spot == self.hovered else self._beside(spot)
        x = at.x() if at.x() + wide < self.width() - 4 else at.x() - wide - 32
        return QRectF(max(4.0, x), max(4.0, min(at.y(), self.height() - high - 4)), wide, high)

    def _beside(self, spot: Spot) -> QPointF:
        anchor = self.layout_.anchor(spot)
        side = 8.0 if spot.kind == "link" else self.layout_.columns[spot.layer].side / 2
        return anchor + QPointF(side + 12, -10)

    # --- spots -------------------------------------------------------------------------------------

    def spot_at(self, place: QPointF) -> Spot | None:
        """What is under a point of the view."""
        return self.layout_.spot_at(place) or self.layout_.link_at(place, self.links.drawn)

    def open_editor(self, spot: Spot) -> None:
        """Open the number that belongs to a spot."""
        if spot.parameter is not None:
            self.editor.open(spot, self.layout_.anchor(spot))
            self.update()

    def activate(self, spot: Spot) -> None:
        """What a click or Enter does there."""
        if spot.kind == "ghost":
            self._toggle(words.ghosts(self.session)[spot.index])
        elif spot.kind == "node" and spot.layer == 0:
            self._toggle(self.session.experiment.features[spot.index])
        else:
            self.open_editor(spot)

    def _toggle(self, name: str) -> None:
        """Feed the network with a feature, or no longer."""
        if self.session.experiment.features == (name,):
            self.session.say(Notice("A network needs an input: put another feature in first.", bad=False))
        else:
            self.session.set("Features", features=words.toggled(self.session, name))

    def _point(self, spot: Spot | None) -> None:
        """The mouse or the keyboard is on a spot: the canvas shows what a node there computes."""
        inspected = None
        if spot is not None and spot.kind == "ghost":
            inspected = Inspected(0, feature=words.ghosts(self.session)[spot.index])
        elif spot is not None and spot.kind == "node" and spot.layer == 0:
            inspected = Inspected(0, feature=self.session.experiment.features[spot.index])
        elif spot is not None and spot.kind == "node" and self._tells_more(spot):
            inspected = Inspected(spot.layer, spot.index)
        self.session.inspect(inspected)
        self.update()

    def _tells_more(self, spot: Spot) -> bool:
        """Whether a neuron is not what the canvas shows anyway."""
        return spot.layer < words.last(self.session) or self.session.experiment.sizes[-1] > 1

    def _forget_spots(self) -> None:
        """After a change of shape nothing is under the mouse until it moves; the keyboard stays if it can."""
        self.hovered = None
        if self.current is not None and not self._can_be_seen(self.current):
            self.current = None
        if self.editor.spot is not None:
            self.editor.close_()

    def _can_be_seen(self, spot: Spot) -> bool:
        if spot.kind == "ghost":
            return spot.index < len(self.layout_.ghosts)
        columns = self.layout_.columns
        fits = spot.layer < len(columns) and spot.index < len(columns[spot.layer].nodes)
        return fits and (spot.kind != "link" or spot.source < len(columns[spot.layer - 1].nodes))

    def _editor_closed(self) -> None:
        self.setFocus()
        self.update()

    # --- mouse -------------------------------------------------------------------------------------

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        spot = self.spot_at(self._mouse)
        if spot != self.hovered:
            self.hovered = spot
            self.setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
            self._point(spot)
        elif spot is not None:
            self.update()

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = None
        self._point(None)
        super().leaveEvent(event)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands on the view (buttons, the editor) hides what is beneath from the mouse."""
        if event.type() == QEvent.Type.Enter and self.hovered is not None:
            self.hovered = None
            self._point(None)
        return super().eventFilter(watched, event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        if self.editor.isVisible():
            self.editor.close_()
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self.current = spot if spot.kind != "head" else self.current
            self._tell(spot)
            self.activate(spot)
        event.accept()

    # --- keys --------------------------------------------------------------------------------------

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        spot = walk(self.layout_, self.current, key, links=shift)
        if spot is not None:
            self._walk_to(spot)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.activate(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._resize_layer(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self._walk_to(self.current.node if self.current.kind == "link" else None)
        else:
            event.ignore()

    def _walk_to(self, spot: Spot | None) -> None:
        self.current, self.hovered = spot, None
        self._tell(spot)
        self._point(spot)

    def _resize_layer(self, change: int) -> None:
        """One neuron more or less in the hidden layer where the keyboard is."""
        sizes = list(self.session.spec.hidden_layers)
        layer = self.current.layer - 1 if self.current is not None else -1
        if 0 <= layer < len(sizes) and 1 <= sizes[layer] + change <= MAX_NEURONS:
            sizes[layer] += change
            self.session.set("Neurons", hidden_layers=tuple(sizes))

    def _tell(self, spot: Spot | None) -> None:
        """Tell screen readers where the keyboard is."""
        said = words.spoken(self.session, spot, self.probe.health() if spot else None)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(changed)

    @guarded
    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    @guarded
    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        if self.hovered is None:
            self._point(None)
        self.update()

    @guarded
    def resizeEvent(self, event: QEvent) -> None:
        self.refresh(Change.VIEW)
        super().resizeEvent(event)  # type: ignore[arg-type]
