"""The network: nodes with live pictures, links by sign and size, and the mouse and keys that edit it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.session import Change, Inspected, Session
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.backing_image import BackingImage
from playground.ui.network.diagram.diagnostics import Diagnostics
from playground.ui.network.diagram.drawing import draw_diagram
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.network.diagram.keyboard import next_element
from playground.ui.network.diagram.layout import NetworkLayout, lay_out
from playground.ui.network.diagram.links import Links
from playground.ui.network.diagram.nodes import Nodes
from playground.ui.network.diagram.overlay import Overlay, Pointed
from playground.ui.network.diagram.weight_editor import WeightEditor
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.plotting.paper import on_paper
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import guarded, recurring

_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_SLICE, _LONG_SLICE = 0.0008, 0.015  # seconds of a frame that painting links may take: moving, at rest


class NetworkView(QWidget):
    """Shows the network of the session; everything in it can be pointed at, walked to and opened.

    Arrow keys walk from node to node, Shift with up and down through the links into a node. Enter opens the
    number there, or switches a feature; K freezes it; + and − change the neurons of the layer, Escape leaves.
    """

    laid_out = Signal()  # the nodes stand elsewhere now
    watches: ClassVar[Change] = Change.SPEC | Change.DATA | Change.WEIGHTS | Change.VIEW | Change.STATUS

    def __init__(self, session: Session, heatmap: Heatmap, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("network_view")
        self.setAccessibleName("Network")
        self.setMinimumSize(300, 220)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.session, self.heatmap, self.theme = session, heatmap, theme
        self.diagram_layout = NetworkLayout(())
        self.floor = 1_000_000  # px: where the buttons begin that stand below the layers
        self._layout_key: object = None
        self.nodes, self.links = Nodes(session, heatmap, theme), Links()
        self.diagnostics = Diagnostics(session)
        self.backing_image = BackingImage(self.nodes, self.links)
        self.overlay = Overlay(session, self.nodes, self.links, self.diagnostics)
        self.current: DiagramElement | None = None  # where the keyboard is
        self.hovered: DiagramElement | None = None
        self._mouse = QPointF()
        self.editor = WeightEditor(session, self)
        self.editor.closed.connect(self._editor_closed)
        self.editor.installEventFilter(self)
        self.apply_theme(theme)

    # --- what a panel has --------------------------------------------------------------------------

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.nodes.apply_theme(theme)
        self.editor.apply_theme(theme)
        self.update()

    def refresh(self, changes: Change) -> None:
        experiment, key = self.session.experiment, self._present_key()
        if key != self._layout_key:
            self._layout_key = key
            self.diagram_layout = lay_out(
                experiment.sizes, QRectF(self.rect()), len(words.inactive_features(experiment))
            )
            self._forget_elements()
            self.laid_out.emit()
        self.editor.refresh()
        if not self.session.training:
            self._tell(self.current)
        if changes & (Change.SPEC | Change.DATA | Change.VIEW):
            self.update()
        else:  # the buttons that stand on the view are not repainted in every frame
            self.update(0, 0, self.width(), self.floor)

    def _present_key(self) -> object:
        """What the layout depends on."""
        experiment = self.session.experiment
        return experiment.sizes, experiment.features, self.session.data.columns, self.size(), style.px(100)

    def _sync_layout(self) -> None:
        """Before the mouse points: stand where the network of the session stands, also ahead of the frame."""
        if self._present_key() != self._layout_key:
            self.refresh(Change.SPEC)

    # --- painting ----------------------------------------------------------------------------------

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._present_key() != self._layout_key:
            return  # an edit that the next frame will show: until then the old picture stays
        with QPainter(self) as painter:
            if on_paper(painter):
                painter.fillRect(self.rect(), QColor(self.theme.card))
                draw_diagram(painter, self.diagram_layout, self.size(), self.nodes, self.diagnostics)
            else:
                self._paint_for_screen(painter)

    def _paint_for_screen(self, painter: QPainter) -> None:
        moving = self.session.moving
        self.links.lay(self.diagram_layout, self.size(), self.devicePixelRatioF(), self.theme)
        weights = [W for W, _ in self.session.network.weights]
        complete = self.links.paint(weights, _SLICE if moving else _LONG_SLICE)
        if not complete and not moving:
            self.update()  # the rest with the next frame
        self.backing_image.lay(self.diagram_layout, self.size(), self.devicePixelRatioF())
        self.backing_image.bring_up_to_date()
        painter.drawImage(0, 0, self.backing_image.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.nodes.flat:
            self.nodes.paint_curves(painter, self.diagram_layout)
        focused = self.current if self.hasFocus() else None
        pointed = Pointed(self.hovered, focused, self.editor.element, self._mouse, self.rect())
        self.overlay.paint_links(painter, self.diagram_layout, pointed)
        self.overlay.paint_marks(painter, self.diagram_layout)
        self.overlay.paint_pointed(painter, self.diagram_layout, pointed)

    # --- elements -------------------------------------------------------------------------------------

    def element_at(self, place: QPointF) -> DiagramElement | None:
        """What is under a point of the view."""
        return self.diagram_layout.element_at(place) or self.links.element_at(self.diagram_layout, place)

    def open_editor(self, element: DiagramElement) -> None:
        """Open the number that belongs to an element."""
        if element.parameter is not None:
            self.editor.open(element, self.diagram_layout.anchor(element))
            self.update()

    def activate(self, element: DiagramElement) -> None:
        """What a click or Enter does there."""
        if element.kind == "inactive_feature":
            self.session.model.toggle_feature(words.inactive_features(self.session.experiment)[element.index])
        elif element.kind == "node" and element.layer == 0:
            self.session.model.toggle_feature(self.session.experiment.features[element.index])
        else:
            self.open_editor(element)

    def _point(self, element: DiagramElement | None) -> None:
        """The mouse or the keyboard is on an element: the canvas shows what a node there computes."""
        inspected = None
        if element is not None and element.kind == "inactive_feature":
            inspected = Inspected(0, feature=words.inactive_features(self.session.experiment)[element.index])
        elif element is not None and element.kind == "node" and element.layer == 0:
            inspected = Inspected(0, feature=self.session.experiment.features[element.index])
        elif element is not None and element.kind == "node" and self._tells_more(element):
            inspected = Inspected(element.layer, element.index)
        self.session.view.inspect(inspected)
        self.update()

    def _tells_more(self, element: DiagramElement) -> bool:
        """Whether a neuron is not what the canvas shows anyway."""
        return element.layer < words.last(self.session.experiment) or self.session.experiment.sizes[-1] > 1

    def _forget_elements(self) -> None:
        """After a change of shape nothing is under the mouse until it moves; the keyboard stays if it can."""
        self.hovered = None
        if self.current is not None and not self.diagram_layout.has(self.current):
            self.current = None
        if self.editor.element is not None:
            self.editor.dismiss()

    def _editor_closed(self) -> None:
        self.setFocus()
        self.update()

    # --- mouse -------------------------------------------------------------------------------------

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._sync_layout()
        self._mouse = event.position()
        element = self.element_at(self._mouse)
        if element != self.hovered:
            self.hovered = element
            self.setCursor(Qt.CursorShape.PointingHandCursor if element else Qt.CursorShape.ArrowCursor)
            self._point(element)
        elif element is not None:
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
        self._sync_layout()
        element = self.element_at(event.position())
        if self.editor.isVisible():
            self.editor.dismiss()
        if event.button() == Qt.MouseButton.LeftButton and element is not None:
            self.current = element if element.kind != "header" else self.current
            self._tell(element)
            self.activate(element)
        event.accept()

    # --- keys --------------------------------------------------------------------------------------

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._sync_layout()
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        element = next_element(self.diagram_layout, self.current, key, links=shift)
        if element is not None:
            self._walk_to(element)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.activate(self.current)
        elif key == Qt.Key.Key_K and self.current is not None and self.current.parameter is not None:
            name = self.current.parameter.name
            self.session.model.set_frozen(self.current.parameter, frozen=name not in self.session.spec.frozen)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._resize_layer(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self._walk_to(self.current.node if self.current.kind == "link" else None)
        else:
            event.ignore()

    def _walk_to(self, element: DiagramElement | None) -> None:
        self.current, self.hovered = element, None
        self._tell(element)
        self._point(element)

    def _resize_layer(self, change: int) -> None:
        """One neuron more or less in the hidden layer where the keyboard is."""
        layer = self.current.layer - 1 if self.current is not None else -1
        if 0 <= layer < len(self.session.spec.hidden_layers):
            self.session.model.resize_layer(layer, change)

    def _tell(self, element: DiagramElement | None) -> None:
        """Tell screen readers where the keyboard is."""
        said = words.accessible_text(self.session, element, self.diagnostics.health() if element else None)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(changed)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_TAB and self.current is None:
            self._walk_to(DiagramElement("node", 0))  # so that it can be seen where the focus is
        self.update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.hovered is None:
            self._point(None)
        self.update()

    @recurring
    def resizeEvent(self, event: QEvent) -> None:
        self.refresh(Change.VIEW)
        super().resizeEvent(event)  # type: ignore[arg-type]
