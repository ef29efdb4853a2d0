"""A page on which nothing was trained yet: one sentence, and a large button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from playground.ui.theme import style
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import plain_label

_WIDTH = 330  # px of the sentence, where there are so many


class Empty(QWidget):
    """`button` begins what `why` is the sentence of."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__()
        self._why = why
        self.words = plain_label(why)
        self.words.setObjectName(f"{name}_words")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton()
        self.button.setObjectName(name)
        self.button.setProperty("role", "main")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def refresh(self, words: str, obstacle: str, *, running: bool) -> None:
        """`words` on the button; what stands in the way in place of the sentence."""
        self.words.setText(obstacle or self._why)
        self._fit()
        self.button.setText("Training …" if running else words)
        self.button.setEnabled(not obstacle and not running)
        self.button.setToolTip(obstacle or words)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Lay out the sentence in the room there is, or its ends are cut; enlarged text takes more."""
        wide = min(style.px(_WIDTH), self.width())
        self.words.setFixedWidth(wide)
        self.words.setMinimumHeight(0)  # or no less would be found
        self.words.setMinimumHeight(self.words.heightForWidth(wide))
