"""The line that tells that what is shown is of another experiment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from playground.session.side_runs import SideRuns


class OutdatedLine(QLabel):
    """Seen as long as it is so."""

    def __init__(self, runs: SideRuns, name: str) -> None:
        super().__init__("Trained with other settings or data: train again, or adopt one to restore them.")
        self._runs = runs
        self.setObjectName(f"{name}_outdated")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "sentence")
        self.setWordWrap(True)
        self.hide()

    def refresh(self) -> None:
        self.setVisible(self._runs.outdated)
