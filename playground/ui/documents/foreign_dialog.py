"""How a network of another library comes in: the lines that write it as a file, and the file itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from playground.export.foreign.snippets import SNIPPETS
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import bar_button
from playground.ui.widgets.card import GAP
from playground.ui.widgets.code_view import CodeView
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl

_SIZE = 880, 640  # px, if the window has so much room


class ForeignDialog(QDialog):
    """Shows the lines for one library at a time. `load` asks for the file that they write."""

    def __init__(self, parent: QWidget, theme: Theme, load: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setObjectName("foreign_dialog")
        self.setWindowTitle("Import a network")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(QSize(*map(style.px, _SIZE)).boundedTo(parent.size() - QSize(2 * GAP, 2 * GAP)))
        self._load = load
        words = plain_label(
            "Run these lines where the network was trained: they write network.weights.json. "
            "Then load that file here; its test rows show whether the network is the same."
        )
        words.setWordWrap(True)
        self.libraries = SegmentedControl(
            *((f"foreign_{key}", row.title, f"A network of {row.title}") for key, row in SNIPPETS.items())
        )
        self.libraries.chosen.connect(self._show)
        self.lines = CodeView("foreign_lines", "The lines to run")
        self.lines.apply_theme(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.libraries, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.lines, 1)
        self.copy = bar_button("Copy lines", "foreign_copy", "Copy these lines.", self._copy)
        close = bar_button("Close", "foreign_close", "Close the dialog", self.reject)
        file = bar_button("Load the file…", "foreign_load", "Choose the file that the lines wrote.", self._go)
        file.setProperty("role", "main")
        layout.addLayout(hbox(None, close, self.copy, file))
        self._show(0)

    def _show(self, place: int) -> None:
        self.lines.show_text(list(SNIPPETS.values())[place].lines.rstrip())
        self.copy.setText("Copy lines")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.lines.toPlainText() + "\n")
        self.copy.setText("Copied")

    def _go(self) -> None:
        self.accept()
        self._load()
