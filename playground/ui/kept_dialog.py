"""The list of work that was kept: what earlier sessions left, and what was set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QPushButton, QVBoxLayout, QWidget

from playground.recovery import KEPT_DAYS, Left, Offer
from playground.ui.kept_bar import described, since
from playground.ui.widgets.basics import row, text


class KeptDialog(QDialog):
    """One line for each; `restore` goes on with the chosen one."""

    def __init__(self, parent: QWidget, offers: Sequence[Offer], restore: Callable[[Left], None]) -> None:
        super().__init__(parent)
        self.setObjectName("kept_dialog")
        self.setWindowTitle("Kept sessions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 340)
        self._offers, self._restore = offers, restore
        self.list = QListWidget()
        self.list.setObjectName("kept_list")
        self.list.setAccessibleName("Kept sessions, the newest first")
        self.list.addItems([f"{described(offer.work)} ({since(offer.left.when)})" for offer in offers])
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        words = "Restore one of them; the present work takes its place here."
        note = text(f"{words} What was set aside is kept for {KEPT_DAYS} days.", "dim")
        note.setWordWrap(True)
        take, close = QPushButton("Restore"), QPushButton("Close")
        take.setObjectName("kept_take")
        take.setProperty("role", "main")
        take.setDefault(True)
        take.setEnabled(bool(offers))
        close.setProperty("role", "bar")
        take.clicked.connect(self._take)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(self.list if offers else text("Nothing is kept from earlier sessions."), 1)
        layout.addWidget(note)
        layout.addLayout(row(None, close, take))

    def _take(self) -> None:
        self.accept()
        self._restore(self._offers[self.list.currentRow()].left)
