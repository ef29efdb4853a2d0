"""How the file is used elsewhere: a few lines to copy; or the command for what is missing."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from playground.ui.exporting.offers import Offer
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card
from playground.ui.widgets.code_view import CodeView

_LINES, _FEW = 8, 3  # that are seen; in a small window
_SMALL = 640  # px high


class UsageCard(Card):
    """Not there for a format of which nothing is to be said."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("How to use it")
        self.snippet = CodeView("export_snippet", "How to use the file")
        self.snippet.apply_theme(theme)
        self.copy = QPushButton("Copy lines")
        self.copy.setObjectName("export_copy_snippet")
        self.copy.setToolTip("Copy these lines.")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.head.addWidget(self.copy)
        self.body.addWidget(self.snippet)

    def show_offer(self, offer: Offer, name: str) -> None:
        """The lines for a file of this name."""
        text = offer.remedy or offer.snippet.replace("{file}", name)
        self.title.setText("Install it" if offer.remedy else "How to use it")
        self.snippet.show_text(text.rstrip())
        self.snippet.fit_height(_LINES if self.window().height() >= style.px(_SMALL) else _FEW)
        self.copy.setText("Copy lines")
        self.setVisible(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.snippet.toPlainText())
        self.copy.setText("Copied")
