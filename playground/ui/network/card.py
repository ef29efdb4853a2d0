"""The card around the network view: features, layers, neurons and the activation of each layer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout

from playground.session import ALL, Change, Session
from playground.training.spec import MAX_LAYERS
from playground.ui.network.diagram.view import NetworkView
from playground.ui.network.hidden_layers_field import HiddenLayersField
from playground.ui.network.layer_controls import FeatureMenu, LayerControls
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.card import Card
from playground.ui.widgets.giving_way import seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl

if TYPE_CHECKING:
    from playground.ui.network.matrices.panel import MatrixPanel


class NetworkPanel(Card):
    """The network view with the controls that change the network's shape."""

    watches: ClassVar[Change] = NetworkView.watches
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, heatmap: Heatmap, theme: Theme) -> None:
        super().__init__("Network")
        self.session, self.theme = session, theme
        self.setMinimumWidth(1)  # whatever stands in its head
        self.view = NetworkView(session, heatmap, theme)
        self._controls: list[LayerControls] = []
        self._features = FeatureMenu(session, self.view)
        self._features.installEventFilter(self.view)
        self.view.laid_out.connect(self._place_controls)
        self._name = plain_label("Hidden layers", "dim")
        self._name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)  # by its field
        self._layers = HiddenLayersField(self._set_layers, session.notices.refuse)
        self._fewer = IconButton("minus", "Remove a hidden layer", "Remove the last hidden layer", "chip")
        self._more = IconButton("plus", "Add a hidden layer", "Add a hidden layer before the output", "chip")
        self._fewer.setObjectName("remove_layer")
        self._more.setObjectName("add_layer")
        self._fewer.clicked.connect(session.model.remove_layer)
        self._more.clicked.connect(session.model.add_layer)
        self.head.addLayout(hbox(self._name, self._layers, self._fewer, self._more, spacing=6), 1)
        Group(self, self._fewer, self._more)
        self._below = Group(self.view)
        self._tabs = self._make_tabs()
        self.head.addWidget(self._tabs)
        self._pages = QStackedLayout()
        self.give_way(seen(self._name), seen(self.title), self._tabs.narrow())
        self.body.addLayout(self._pages)  # before it has pages: without a parent the first would be a window
        self._pages.addWidget(self.view)

    @cached_property
    def matrices(self) -> MatrixPanel:
        """The page of the matrices, made when it is first seen."""
        from playground.ui.network.matrices.panel import MatrixPanel

        made = MatrixPanel(self.session, self.theme)
        made.apply_theme(self.theme)
        self._pages.addWidget(made)
        return made

    def _make_tabs(self) -> SegmentedControl:
        tabs = SegmentedControl(
            ("network_diagram", "Diagram", "The network as nodes and links"),
            ("network_matrices", "Matrices", "The same numbers as matrices W and biases b"),
        )
        tabs.chosen.connect(self._show_page)
        return tabs

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentWidget(self.matrices if page else self.view)
        self.session.view.inspect(None)
        self.refresh(ALL)

    def refresh(self, changes: Change) -> None:
        layers = self.session.spec.hidden_layers
        self.fit_head()
        self._layers.show_sizes(layers)
        self._fewer.setEnabled(bool(layers))
        self._more.setEnabled(len(layers) < MAX_LAYERS)
        if self._pages.currentWidget() is self.view:
            self.view.refresh(changes)
            if changes & Change.SPEC:  # another activation has a name of another width
                self._place_controls()
        else:
            self.matrices.refresh(changes)

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.fit_head()
        self.view.apply_theme(theme)
        if "matrices" in vars(self):
            self.matrices.apply_theme(theme)
        self._fewer.apply_theme(theme)
        self._more.apply_theme(theme)
        for controls in self._controls:
            controls.apply_theme(theme)

    def _place_controls(self) -> None:
        """A − and a + under every hidden layer."""
        hidden = self.session.spec.hidden_layers
        while len(self._controls) > len(hidden):
            controls = self._controls.pop()
            controls.hide()
            controls.deleteLater()
        while len(self._controls) < len(hidden):
            controls = LayerControls(self.session, len(self._controls), self.view)
            controls.apply_theme(self.view.theme)
            controls.installEventFilter(self.view)
            self._controls.append(controls)
        below: tuple[FeatureMenu | LayerControls, ...] = (self._features, *self._controls)
        self._below.take(
            (self._features, *(button for controls in self._controls for button in controls.buttons))
        )
        for one, column in zip(below, self.view.diagram_layout.columns, strict=False):
            one.refresh()
            one.adjustSize()
            one.move(round(column.centre - one.width() / 2), self.view.height() - one.height() - 2)
            one.show()
        self.view.floor = min(one.y() for one in below)
        self.view.editor.raise_()

    def _set_layers(self, sizes: tuple[int, ...]) -> None:
        self.session.model.set_layers(sizes)
        self._layers.show_sizes(sizes)
