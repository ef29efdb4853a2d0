"""The question where a disk does not take what would be lost: save it elsewhere, give it up, or neither."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from playground.errors import FileError


def ask_to_rescue(
    window: QWidget,
    name: str,
    text: str,
    error: FileError,
    *,
    title: str,
    save: tuple[str, Callable[[], object]],
    anyway: Callable[[], object] | None = None,
) -> None:
    """Say what is at stake and why, with a button that saves; `anyway` closes without."""
    box = QMessageBox(window)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(error.message)
    words, verb = save
    button = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
    button.clicked.connect(lambda _on=False: verb())
    if anyway is not None:
        end = box.addButton("Close anyway", QMessageBox.ButtonRole.DestructiveRole)
        end.clicked.connect(lambda _on=False: anyway())
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(button)
    box.finished.connect(box.deleteLater)
    box.open()
