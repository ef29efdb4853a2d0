"""The card around the network view: features, layers, neurons and the activation of each layer."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from playground.data import available, default_features, label
from playground.engine import ACTIVATIONS
from playground.errors import PlaygroundError, SpecError
from playground.session import Change, Notice, Session
from playground.settings import settings_of
from playground.training.spec import MAX_LAYERS, MAX_NEURONS, Spec
from playground.ui.network_view import NetworkView
from playground.ui.picture import Picture
from playground.ui.theme import Theme
from playground.ui.widgets.basics import Card, Field, Tool, row, text


class NetworkPanel(Card):
    """The network view with the controls that change the network's shape."""

    watches: ClassVar[Change] = NetworkView.watches
    stride: ClassVar[int] = 1

    def __init__(self, session: Session, picture: Picture, theme: Theme) -> None:
        super().__init__("Network")
        self.session = session
        self.view = NetworkView(session, picture, theme)
        self._feet: list[LayerFoot] = []
        self.view.laid_out.connect(self._place_feet)
        self._features = self._make_features()
        self._layers = self._make_layers()
        self._fewer = Tool("minus", "Remove a hidden layer", "Remove the last hidden layer", "chip")
        self._more = Tool("plus", "Add a hidden layer", "Add a hidden layer before the output", "chip")
        self._fewer.setObjectName("remove_layer")
        self._more.setObjectName("add_layer")
        self._fewer.clicked.connect(lambda: self._set_layers(session.spec.hidden_layers[:-1]))
        self._more.clicked.connect(self._add_layer)
        self.head.addWidget(self._features)
        self.head.addSpacing(10)
        self.head.addLayout(
            row(text("Hidden layers", "dim"), self._layers, self._fewer, self._more, spacing=6)
        )
        self.body.addWidget(self.view)

    def refresh(self, changes: Change) -> None:
        layers = self.session.spec.hidden_layers
        if not self._layers.isModified():
            self._layers.setText(", ".join(str(size) for size in layers))
        self._fewer.setEnabled(bool(layers))
        self._more.setEnabled(len(layers) < MAX_LAYERS)
        self.view.refresh(changes)
        if changes & Change.SPEC:  # another activation has a name of another width
            self._place_feet()

    def dress(self, theme: Theme) -> None:
        self.theme = theme
        self.view.dress(theme)
        self._fewer.dress(theme)
        self._more.dress(theme)
        for foot in self._feet:
            foot.dress(theme)

    def _place_feet(self) -> None:
        """A − and a + under every hidden layer."""
        hidden = self.session.spec.hidden_layers
        while len(self._feet) > len(hidden):
            foot = self._feet.pop()
            foot.hide()
            foot.deleteLater()
        while len(self._feet) < len(hidden):
            foot = LayerFoot(self.session, len(self._feet), self.view)
            foot.dress(self.view.theme)
            self._feet.append(foot)
        for index, foot in enumerate(self._feet):
            column = self.view.layout_.columns[index + 1]
            foot.refresh()
            foot.adjustSize()
            foot.move(round(column.centre - foot.width() / 2), self.view.height() - foot.height() - 2)
            foot.show()

    def _make_features(self) -> QToolButton:
        setting = settings_of(Spec)["features"]
        button = QToolButton()
        button.setObjectName("features")
        button.setText("Features ▾")
        button.setAccessibleName(setting.label)
        button.setToolTip(setting.help)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill_features(menu))
        button.setMenu(menu)
        return button

    def _fill_features(self, menu: QMenu) -> None:
        menu.clear()
        columns, generated = self.session.data.columns, self.session.data.generated
        active = self.session.experiment.features
        for name in available(len(columns)):
            words = label(name)
            if name in default_features(len(columns)) and not generated:
                words += f"   {columns[int(name[1:]) - 1]}"
            action = QAction(words, menu)
            action.setObjectName(f"feature_{name}")
            action.setCheckable(True)
            action.setChecked(name in active)
            action.setEnabled(active != (name,))  # a network needs an input
            action.triggered.connect(lambda _on=False, name=name: self.toggle_feature(name))
            menu.addAction(action)

    def toggle_feature(self, name: str) -> None:
        """Feed the network with a feature, or no longer."""
        columns = len(self.session.data.columns)
        active = set(self.session.experiment.features) ^ {name}
        features = tuple(known for known in available(columns) if known in active)
        self.session.set("Features", features=() if features == default_features(columns) else features)

    def _make_layers(self) -> Field:
        setting = settings_of(Spec)["hidden_layers"]
        field = Field()
        field.setObjectName("hidden_layers")
        field.setAccessibleName(setting.label)
        field.setToolTip(setting.help)
        field.setPlaceholderText("none")
        field.setFixedWidth(96)
        field.editingFinished.connect(self._take_layers)
        return field

    def _take_layers(self) -> None:
        if not self._layers.isModified():
            return
        self._layers.setModified(False)
        words = self._layers.text().replace(",", " ").split()
        try:
            sizes = tuple(_whole(word) for word in words if word.lower() != "none")
            self._set_layers(sizes)
        except PlaygroundError as error:
            self.session.say(Notice(str(error)))
        self.refresh(Change.SPEC)

    def _add_layer(self) -> None:
        layers = self.session.spec.hidden_layers
        self._set_layers((*layers, layers[-1] if layers else 4))

    def _set_layers(self, sizes: tuple[int, ...]) -> None:
        spec = self.session.spec
        activations = spec.activations() or spec.activation
        self.session.set(
            "Hidden layers", hidden_layers=sizes, activation=_shortened(activations[: max(1, len(sizes))])
        )


class LayerFoot(QWidget):
    """− and + for the neurons of one hidden layer, and its activation between them."""

    def __init__(self, session: Session, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.index, self._host = session, index, parent
        number = index + 1
        self.minus = Tool("minus", f"One neuron less in hidden layer {number}", "One neuron less", "chip")
        self.plus = Tool("plus", f"One neuron more in hidden layer {number}", "One neuron more", "chip")
        self.function = QToolButton()
        self.function.setProperty("role", "chip")
        self.function.setAccessibleName(f"Activation of hidden layer {number}")
        self.function.setToolTip(f"The activation of hidden layer {number}")
        self.minus.setObjectName(f"remove_neuron_{number}")
        self.plus.setObjectName(f"add_neuron_{number}")
        self.function.setObjectName(f"activation_{number}")
        self.minus.clicked.connect(lambda: self._resize(-1))
        self.plus.clicked.connect(lambda: self._resize(+1))
        menu = QMenu(self.function)
        menu.addAction("One neuron more", lambda: self._resize(+1))
        menu.addAction("One neuron less", lambda: self._resize(-1))
        menu.addSeparator()
        for name, entry in ACTIVATIONS.items():
            menu.addAction(entry.label, lambda name=name: self._choose(name)).setToolTip(entry.formula)
        self.function.setMenu(menu)
        self.function.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout = row(self.minus, self.function, self.plus, spacing=4)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def refresh(self) -> None:
        size = self.session.spec.hidden_layers[self.index]
        self.minus.setEnabled(size > 1)
        self.plus.setEnabled(size < MAX_NEURONS)
        label = ACTIVATIONS[self.session.spec.activations()[self.index]].label
        room = self._host.width() / len(self.session.experiment.sizes)
        self.function.setText(label if room > 132 else "ƒ")
        for button in (self.minus, self.function, self.plus):
            button.setProperty("role", "chip" if room > 112 else "small chip")
            button.style().unpolish(button)
            button.style().polish(button)
        self.minus.setVisible(room > 72)  # with many layers the menu has them, too
        self.plus.setVisible(room > 72)

    def dress(self, theme: Theme) -> None:
        self.minus.dress(theme)
        self.plus.dress(theme)

    def _resize(self, change: int) -> None:
        sizes = list(self.session.spec.hidden_layers)
        sizes[self.index] = max(1, sizes[self.index] + change)
        self.session.set("Neurons", hidden_layers=tuple(sizes))

    def _choose(self, name: str) -> None:
        names = list(self.session.spec.activations())
        names[self.index] = name
        self.session.set("Activation", activation=_shortened(tuple(names)))


def _shortened(names: tuple[str, ...]) -> tuple[Any, ...]:
    """One name when all layers have the same, since that also holds for layers to come."""
    return names[:1] if len(set(names)) == 1 else names


def _whole(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise SpecError(
            f"Hidden layers cannot contain “{word}”.", "Type whole numbers, such as 4, 2."
        ) from None
