"""The first start: three doors. They are never shown again unless asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from playground.ui.theme import style
from playground.ui.widgets.keyboard_focus import pressed_by_key
from playground.ui.widgets.labels import plain_label

Door = tuple[str, str, str, Callable[[], object]]
_TITLE = 15  # px of what stands on a door


class DoorButton(QPushButton):
    """A door: its words, and below them what is behind it."""

    def __init__(self, name: str, words: str, about: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "door")
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 11, 16, 12)
        self._rows.setSpacing(3)
        for line in (plain_label(words, "", _TITLE, QFont.Weight.DemiBold), plain_label(about, "dim")):
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._rows.addWidget(line)

    def sizeHint(self) -> QSize:
        """As large as its words; a button asks only for those it writes itself."""
        return self._rows.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Welcome(QDialog):
    """`doors`: object name, words, what is behind it, and what opens it. The first has the keys."""

    by_keys = Signal()  # a door was opened, and not by the mouse

    def __init__(self, parent: QWidget, doors: Sequence[Door]) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setWindowTitle("Welcome · Backprop Playground")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(10)
        layout.addWidget(plain_label("Backprop Playground", "", style.FIGURE, QFont.Weight.DemiBold))
        layout.addWidget(
            plain_label("See a small neural network learn, and check every number by hand.", "dim")
        )
        layout.addSpacing(6)
        for place, (name, words, about, opens) in enumerate(doors):
            button = DoorButton(name, words, about)
            button.setDefault(not place)
            button.pressed.connect(lambda: self.by_keys.emit() if pressed_by_key() else None)
            button.clicked.connect(self.accept)
            button.clicked.connect(opens)
            layout.addWidget(button)
        layout.addSpacing(6)
        layout.addWidget(plain_label("These are also in the menu, under Help.", "dim"))
