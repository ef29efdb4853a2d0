"""A part of the data card."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.session import Session
from playground.ui.theme.theme import Theme


class Part(QWidget):
    """Shows a bit of the session and calls its verbs; refreshed by the card when data or view change."""

    def __init__(self, session: Session, spacing: int = 6) -> None:
        super().__init__()
        self.session = session
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(spacing)

    def refresh(self) -> None:
        """Show what there is now."""

    def apply_theme(self, theme: Theme) -> None:
        """Put the theme on; a refresh follows."""
