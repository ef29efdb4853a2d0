"""The hands on the window: they do one act after the other, whatever is on screen.

An act is a small dictionary, one line of JSON: what is done, where (a widget by its objectName, a place as a
share of it), with what. An act that cannot be done now (the widget is away or greyed out) does nothing, so a
list of acts from which some are taken out is still a list of acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QSlider,
    QWidget,
)
from shiboken6 import isValid

from playground.ui import places
from playground.ui.window import MainWindow
from tests.wheel import turn_wheel

Act = dict[str, Any]

_BUTTONS = {
    "left": Qt.MouseButton.LeftButton,
    "right": Qt.MouseButton.RightButton,
    "middle": Qt.MouseButton.MiddleButton,
}
_HELD = {
    "": Qt.KeyboardModifier.NoModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}


class Hands:
    """One window, and a folder for the files that it opens and saves."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self._file = ""  # what a file dialog answers
        self._answers = ExitStack()
        for kind, name, answer in (
            (QFileDialog, "getOpenFileName", self._named),
            (QFileDialog, "getSaveFileName", self._named),
            (QFileDialog, "getOpenFileNames", self._all),
            (QFileDialog, "getExistingDirectory", lambda *_, **__: str(folder)),
            (QInputDialog, "getText", lambda *_, **__: ("Ada", True)),
            (QDesktopServices, "openUrl", lambda *_: True),
            (places, "results_folder", lambda: folder / "results"),
            (places, "progress_folder", lambda: folder / "lessons"),
            (QPrintDialog, "open", lambda *_: None),
        ):
            self._answers.enter_context(mock.patch.object(kind, name, answer))
        self._answering = QTimer()
        self._answering.timeout.connect(_answer)
        self._answering.start(20)

    def rest(self) -> None:
        """Let go of the window."""
        self._answering.stop()
        self._answers.close()

    def _named(self, *_: object, **__: object) -> tuple[str, str]:
        """What a file dialog answers."""
        return (str(self.folder / self._file) if self._file else "", "")

    def _all(self, *_: object, **__: object) -> tuple[list[str], str]:
        """What a dialog for many files answers: every file there is, of whatever kind."""
        return [str(file) for file in sorted(self.folder.rglob("*")) if file.is_file()], ""

    def do(self, act: Act) -> None:
        """Do one act, and let the window run for as long as the act says."""
        getattr(self, f"_{act['act']}")(**{name: value for name, value in act.items() if name not in _OTHERS})
        if act.get("wait"):
            QTest.qWait(act["wait"])
        else:
            QApplication.processEvents()

    # --- what is on screen -------------------------------------------------------------------------

    @property
    def front(self) -> QWidget:
        """The dialog that has to be answered, or the window."""
        dialogs = [one for one in self.window.findChildren(QDialog) if one.isVisible() and one.isModal()]
        return dialogs[-1] if dialogs else self.window

    def widgets(self) -> Iterator[QWidget]:
        """All that have a name, can be seen and are not greyed out."""
        for widget in self.front.findChildren(QWidget):
            if widget.objectName() and widget.isVisible() and widget.isEnabled():
                yield widget

    def find(self, name: str) -> Any:
        return next((widget for widget in self.widgets() if widget.objectName() == name), None)

    # --- acts --------------------------------------------------------------------------------------

    def _action(self, name: str, file: str = "") -> None:
        action = self.window.findChild(QAction, name)
        if action is not None and action.isEnabled() and self.front is self.window:
            self._file = file
            action.trigger()

    def _press(self, name: str) -> None:
        button = self.find(name)
        if isinstance(button, QAbstractButton) and not _menu(button):
            place = button.rect().center()
            if place.x() > 40:
                place.setX(8)  # the box of a check box
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)

    def _menu(self, name: str, entry: int) -> None:
        """An entry of the menu behind a button, without opening it: it would wait for a hand."""
        menu = _menu(self.find(name))
        if menu is not None:
            menu.aboutToShow.emit()
            entries = [one for one in _entries(menu) if one.isEnabled() and one.objectName() != "quit"]
            if entries:
                entries[entry % len(entries)].trigger()

    def _choose(self, name: str, entry: int) -> None:
        box = self.find(name)
        if isinstance(box, QComboBox) and box.count():
            place = entry % box.count()
            box.setCurrentIndex(place)
            box.activated.emit(place)
            box.textActivated.emit(box.itemText(place))

    def _type(self, name: str, text: str, enter: bool) -> None:  # noqa: FBT001
        widget = self.find(name)
        kinds = (QLineEdit, QPlainTextEdit)
        field = widget if isinstance(widget, kinds) else widget and widget.findChild(QLineEdit)
        if isinstance(field, kinds) and field.isEnabled() and not field.isReadOnly():
            field.setFocus()
            field.selectAll()
            QTest.keyClick(field, Qt.Key.Key_Delete)
            for letter in text:
                _write(field, letter)
            if enter:
                QTest.keyClick(field, Qt.Key.Key_Return)

    def _slide(self, name: str, share: float) -> None:
        slider = self.find(name)
        if isinstance(slider, QSlider):
            slider.setSliderDown(True)
            for part in (0.5, 1.0):
                goal = slider.minimum() + share * (slider.maximum() - slider.minimum())
                slider.setValue(round(slider.value() + part * (goal - slider.value())))
                QApplication.processEvents()
            slider.setSliderDown(False)

    def _key(self, keys: str) -> None:
        """A key where the focus is."""
        target = QApplication.focusWidget() or self.front
        if keys not in {"Ctrl+Q", "Alt+F4"}:
            QTest.keySequence(target, QKeySequence(keys))

    def _stroke(self, name: str, path: list[list[float]], button: str, held: str, keys: str = "") -> None:
        """Press, move along a path, and release; on the way perhaps press a key."""
        view = _surface(self.find(name))
        if view is None or not path:
            return
        places = [QPoint(round(x * view.width()), round(y * view.height())) for x, y in path]
        QTest.mousePress(view, _BUTTONS[button], _HELD[held], places[0])
        for count, place in enumerate(places[1:], 1):
            if not isValid(view):
                return
            _move(view, place, _BUTTONS[button], _HELD[held])
            if keys and count == len(places) // 2:
                self._key(keys)
            QApplication.processEvents()
        if isValid(view):
            QTest.mouseRelease(view, _BUTTONS[button], _HELD[held], places[-1])

    def _point(self, name: str, path: list[list[float]]) -> None:
        """Move the mouse over a view, with no button down."""
        view = _surface(self.find(name))
        if view is not None:
            for x, y in path:
                if not isValid(view):
                    return  # a card that was left goes a moment later
                place = QPoint(round(x * view.width()), round(y * view.height()))
                _move(view, place, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
                QApplication.processEvents()

    def _wheel(self, name: str, at: list[float], notches: int, held: str) -> None:
        view = _surface(self.find(name))
        if view is not None:
            place = QPointF(at[0] * view.width(), at[1] * view.height())
            turn_wheel(view, place, notches, _HELD[held])

    def _double(self, name: str, at: list[float]) -> None:
        view = _surface(self.find(name))
        if view is not None:
            place = QPoint(round(at[0] * view.width()), round(at[1] * view.height()))
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
            QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)

    def _resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)

    def _open(self, file: str) -> None:
        if self.front is self.window:
            self.window.incoming.open(self.folder / file)

    def _drop(self, files: list[str]) -> None:
        if self.front is self.window:
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(self.folder / name)) for name in files])
            copy, left, there = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, QPoint(300, 300)
            for event in (  # Qt lets nothing fall that was not dragged in
                QDragEnterEvent(there, copy, mime, left, _HELD[""]),
                QDropEvent(QPointF(there), copy, mime, left, _HELD[""]),
            ):
                QApplication.sendEvent(self.window, event)

    def _copied(self, text: str) -> None:
        """What another program has put on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def _lose(self, file: str) -> None:
        """What another program does: a file is gone that was opened before, or could have been."""
        (self.folder / file).unlink(missing_ok=True)

    def _pick(self, name: str, entry: int) -> None:
        """A line of a list, as that of the recent files."""
        lines = self.find(name)
        if isinstance(lines, QListWidget) and lines.count():
            lines.setCurrentRow(entry % lines.count())

    def _close_dialog(self) -> None:
        front = self.front
        if isinstance(front, QDialog):
            front.reject()

    def _close(self) -> None:
        self.window.close()

    def _wait(self) -> None:
        """Let the window run."""


_OTHERS = {"act", "wait"}


def _surface(widget: Any) -> QWidget | None:
    """Where the mouse goes to: of a widget that scrolls, what it shows."""
    if isinstance(widget, QAbstractScrollArea):
        return widget.viewport()
    return widget if isinstance(widget, QWidget) else None


def _menu(widget: Any) -> Any:
    menu = getattr(widget, "menu", None)
    return menu() if isinstance(widget, QAbstractButton) and menu is not None else None


def _entries(menu: Any) -> Iterator[QAction]:
    """Those of a menu and of the menus in it."""
    for action in menu.actions():
        if action.menu() is not None:
            yield from _entries(action.menu())
        elif not action.isSeparator():
            yield action


def _write(field: QWidget, letter: str) -> None:
    """QTest's own keys are those of an English keyboard: any other letter ends the process."""
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(field, event)


def _move(view: QWidget, place: QPoint, button: Qt.MouseButton, held: Qt.KeyboardModifier) -> None:
    """QTest's own move leaves the buttons out."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        button,
        held,
    )
    QApplication.sendEvent(view, event)


def _answer() -> None:
    """Answer what would wait for ever: a question by its most final button, a menu by none."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    question = QApplication.activeModalWidget()
    if isinstance(question, QMessageBox):
        role = QMessageBox.ButtonRole
        wanted = (role.DestructiveRole, role.AcceptRole, role.YesRole, role.RejectRole)
        buttons = sorted(
            question.buttons(),
            key=lambda one: (
                wanted.index(question.buttonRole(one)) if question.buttonRole(one) in wanted else 9
            ),
        )
        if buttons:
            buttons[0].click()
