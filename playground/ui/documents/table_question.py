"""Where is the table that an opened experiment names? The user chooses it: the file may be anybody's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from playground.export import TableElsewhereError
from playground.text import plain, short
from playground.ui.documents.questions import put_mark


def ask_for_table(
    parent: QWidget, experiment: Path, error: TableElsewhereError, pattern: str, use: Callable[[Path], None]
) -> None:
    """Show which table is meant, and let it be chosen; nothing is opened unless it is."""
    box = QMessageBox(parent)
    box.setObjectName("find_table")
    box.setTextFormat(Qt.TextFormat.PlainText)
    put_mark(box, "help")
    box.setWindowTitle("Find the table")
    box.setText(f"{experiment.name} needs its table, which is not in the same folder: choose the file.")
    box.setInformativeText(f"The experiment uses {short(plain(error.table), 200)}.")
    choose = box.addButton("Choose the table…", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(choose)

    def chosen() -> None:
        name, _ = QFileDialog.getOpenFileName(parent, "Choose the table", str(experiment.parent), pattern)
        if name:
            use(Path(name))

    choose.clicked.connect(lambda _on=False: chosen())
    box.finished.connect(box.deleteLater)
    box.open()
