"""What stands below a layer in the network: − and + for its neurons, its activation, the menu of features."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from playground.data import available, default_features, label
from playground.engine import ACTIVATIONS
from playground.session import Session
from playground.settings import settings_of
from playground.training.spec import MAX_NEURONS, Spec
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.plain import as_entry
from playground.ui.widgets.popup import Menu

_AROUND = 90  # px of the controls beside the name of its activation


class LayerControls(QWidget):
    """− and + for the neurons of one hidden layer, and its activation between them."""

    def __init__(self, session: Session, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.index, self._host = session, index, parent
        number = index + 1
        self.minus = IconButton(
            "minus", f"Remove a neuron from hidden layer {number}", "Remove a neuron", "chip"
        )
        self.plus = IconButton("plus", f"Add a neuron to hidden layer {number}", "Add a neuron", "chip")
        self.function = QToolButton()
        self.function.setProperty("role", "chip")
        self.function.setAccessibleName(f"Activation of hidden layer {number}")
        self.function.setToolTip(f"The activation of hidden layer {number}")
        self.minus.setObjectName(f"remove_neuron_{number}")
        self.plus.setObjectName(f"add_neuron_{number}")
        self.function.setObjectName(f"activation_{number}")
        self.minus.clicked.connect(lambda: self._resize(-1))
        self.plus.clicked.connect(lambda: self._resize(+1))
        self._choices: dict[str, QAction] = {}
        self.function.setMenu(self._make_menu())
        self.function.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3)

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """From left to right."""
        return self.minus, self.function, self.plus

    def refresh(self) -> None:
        size = self.session.spec.hidden_layers[self.index]
        self.minus.setEnabled(size > 1)
        self.plus.setEnabled(size < MAX_NEURONS)
        chosen = self.session.spec.activations()[self.index]
        self._choices[chosen].setChecked(True)
        label = ACTIVATIONS[chosen].label
        room = self._host.width() / len(self.session.experiment.sizes)
        fits = self.fontMetrics().horizontalAdvance(label) + style.px(_AROUND) <= room
        self.function.setText(label if fits else "ƒ")
        for button in self.buttons:
            style.restyle(button, "role", "chip" if room > style.px(112) else "small chip")
            side = style.px(18 if room > style.px(62) else 12 if room > style.px(44) else 9)
            button.setIconSize(QSize(side, side))
        self._grid.setHorizontalSpacing(3 if room > style.px(62) else 1)
        self._arrange(narrow=room < style.px(92))

    def _arrange(self, *, narrow: bool) -> None:
        """In a row; with many layers the activation goes below the − and the +."""
        self._grid.addWidget(self.minus, 0, 0)
        self._grid.addWidget(self.plus, 0, 1 if narrow else 2)
        place = (1, 0, 1, 2) if narrow else (0, 1, 1, 1)
        self._grid.addWidget(self.function, *place, Qt.AlignmentFlag.AlignHCenter)

    def apply_theme(self, theme: Theme) -> None:
        self.minus.apply_theme(theme)
        self.plus.apply_theme(theme)

    def _make_menu(self) -> Menu:
        menu = Menu(self.function)
        menu.addAction("Add a neuron", lambda: self._resize(+1))
        menu.addAction("Remove a neuron", lambda: self._resize(-1))
        menu.addSeparator()
        one_of = QActionGroup(menu)
        for name, entry in ACTIVATIONS.items():
            action = menu.addAction(entry.label, lambda name=name: self._choose(name))
            action.setObjectName(f"{self.function.objectName()}_{name}")
            action.setToolTip(entry.formula)
            action.setCheckable(True)
            one_of.addAction(action)
            self._choices[name] = action
        return menu

    def _resize(self, change: int) -> None:
        self.session.model.resize_layer(self.index, change)

    def _choose(self, name: str) -> None:
        self.session.model.set_activation(self.index, name)


class FeatureMenu(QToolButton):
    """All features as a menu, for those who would rather read than point, and for files with many columns."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        setting = settings_of(Spec)["features"]
        self.session, self._host = session, parent
        self.setObjectName("features")
        self.setProperty("role", "chip")
        self.setAccessibleName(setting.label)
        self.setToolTip(setting.help)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def refresh(self) -> None:
        room = self._host.width() / len(self.session.experiment.sizes)
        self.setText("Features ▾" if room > style.px(96) else "▾")

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        columns, generated = self.session.view.names.columns, self.session.data.generated
        active = self.session.experiment.features
        for name in available(len(columns)):
            words = label(name)
            if name in default_features(len(columns)) and not generated:
                words += f"   {columns[int(name[1:]) - 1]}"
            action = menu.addAction(as_entry(words), partial(self.session.model.toggle_feature, name))
            action.setObjectName(f"feature_{name}")
            action.setCheckable(True)
            action.setChecked(name in active)
            action.setEnabled(active != (name,))  # a network needs an input
