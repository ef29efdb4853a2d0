"""Questions before something is lost: in words, each answer on a button, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QMessageBox, QWidget

from playground.errors import FileError
from playground.ui.theme import style

Answer = tuple[str, Callable[[], object]]
"""The words of a button, and what it does."""

_MARK = 30  # px
_ROLES = (QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.DestructiveRole)


def ask(
    parent: QWidget, name: str, text: str, more: str, *answers: Answer, title: str, warns: bool = False
) -> None:
    """Ask, unless it is asked already; the window lives on meanwhile. The first answer goes on, a second one
    gives something up. Where it `warns`, going on saves, and is the default; otherwise Cancel is.
    """
    if any(box.isVisible() for box in parent.findChildren(QMessageBox, name)):
        return
    box = QMessageBox(parent)
    box.setObjectName(name)
    put_mark(box, "warning" if warns else "help")
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    buttons = [box.addButton(words, role) for (words, _), role in zip(answers, _ROLES, strict=False)]
    for button, (_, verb) in zip(buttons, answers, strict=True):
        button.clicked.connect(lambda _on=False, verb=verb: verb())
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(buttons[0] if warns else cancel)
    box.finished.connect(box.deleteLater)
    box.open()


def ask_to_rescue(
    parent: QWidget, name: str, text: str, error: FileError, save: Answer, *others: Answer, title: str
) -> None:
    """Say what would be lost, and why; the first answer saves it elsewhere."""
    ask(parent, name, text, error.message, save, *others, title=title, warns=True)


def put_mark(box: QMessageBox, icon: str) -> None:
    """One of our icons beside what a box says."""
    box.setIconPixmap(style.pixmap(icon, style.app_colour(QPalette.ColorRole.Link), style.px(_MARK)))
