"""The first start: three doors. They are never shown again unless asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from playground.ui.widgets.keyboard_focus import pressed_by_key
from playground.ui.widgets.labels import plain_label

Door = tuple[str, str, str, Callable[[], object]]


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
        layout.addWidget(plain_label("Backprop Playground", "", 19, QFont.Weight.DemiBold))
        layout.addWidget(
            plain_label("See a small neural network learn, and check every number by hand.", "dim")
        )
        for place, (name, words, about, opens) in enumerate(doors):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setProperty("role", "bar" if place else "main")
            button.setDefault(not place)
            button.setAccessibleDescription(about)
            button.pressed.connect(lambda: self.by_keys.emit() if pressed_by_key() else None)
            button.clicked.connect(self.accept)
            button.clicked.connect(opens)
            layout.addSpacing(6)
            layout.addWidget(button)
            layout.addWidget(plain_label(about, "dim"))
        layout.addSpacing(6)
        note = plain_label("These are also in the menu, under Help.", "dim")
        layout.addWidget(note)
