"""A user's hands: real clicks and keys on a real window, and waiting for what the window then shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QTableView,
    QToolButton,
    QWidget,
)

from playground.session import Session
from playground.ui.exporting.dialog import ExportDialog
from playground.ui.window import MainWindow
from tests.patience import MILLISECONDS
from tests.wheel import turn_wheel

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton

W = TypeVar("W", bound=QWidget)


class Driver:
    """One window and the hands on it."""

    def __init__(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window = window
        self._monkeypatch = monkeypatch

    def show(self) -> Driver:
        """Bring the window up, in front, in the size that the pictures of the design have."""
        if self.window.settings is None:
            self.window.resize(1440, 900)  # the screen of the tests is small
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window, MILLISECONDS)
        self.settle()
        return self

    # --- looking -----------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        return self.window.session

    @property
    def epoch(self) -> int:
        return self.session.snapshot.epoch

    @property
    def theta(self) -> np.ndarray:
        return self.session.network.theta.copy()

    @property
    def rows(self) -> int:
        return len(self.session.data)

    @property
    def pixels(self) -> np.ndarray:
        """The picture on the canvas, as it is handed to Qt."""
        return self.window.canvas_panel.canvas.image._pixels.copy()

    def find(self, name: str, kind: type[W] = QWidget) -> W:
        """The one widget of this name that can be seen."""
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
        return found[0]

    def figure(self, name: str) -> str:
        """What a figure of the top bar shows: epoch, train, test, accuracy or pace."""
        return getattr(self.window.bar.figures, name).value

    @property
    def notice(self) -> str:
        """The words of the notice on screen; empty when there is none."""
        bar = self.window.notice
        return self.find("notice_text", QLabel).text() if bar.isVisible() else ""

    @property
    def dialog(self) -> QDialog | None:
        """The import dialog, while it is open."""
        found = self.window.findChildren(QDialog, "import_dialog")
        return next((dialog for dialog in found if dialog.isVisible()), None)

    @property
    def problem(self) -> str:
        """What is wrong with the table that is to be opened: said in its dialog, or as a notice."""
        if self.dialog is None:
            return self.notice
        error = self.dialog.findChild(QLabel, "import_error")
        return error.text() if error.isVisible() else ""

    @property
    def result(self) -> str:
        """What the import dialog says would come of it; empty while that is not known."""
        label = self.window.findChild(QLabel, "import_result")
        return label.text() if self.dialog is not None and label.isVisible() else ""

    def marks(self) -> int:
        """How many points are drawn on the canvas."""
        return sum(map(len, self.window.canvas_panel.canvas.points.marks.groups))

    def words(self) -> str:
        """The sentence in the status line."""
        return self.window.status_line.words.text()

    # --- waiting -----------------------------------------------------------------------------------

    def wait_for(self, holds: Callable[[], Any], what: str = "it") -> None:
        deadline = QDeadlineTimer(MILLISECONDS)
        while not holds():
            assert not deadline.hasExpired(), f"waited in vain for {what}: {self.words()} {self.notice}"
            QTest.qWait(2)  # runs the event loop meanwhile

    def settle(self) -> None:
        """Until every command is answered; at rest, every frame shows all there is."""
        self.wait_for(lambda: not self.session.busy, "the worker")
        self.frame()

    def frame(self) -> None:
        """The next frame."""
        self.window.frame()
        QApplication.processEvents()

    def train(self, epochs: int) -> None:
        """Press Play, and Pause after so many epochs at the least; then finish the last one."""
        last = self.epoch + epochs
        self.press("play")
        self.wait_for(lambda: self.epoch >= last, f"epoch {last}")
        self.press("play")
        self.keys("S")
        self.settle()

    # --- mouse -------------------------------------------------------------------------------------

    @property
    def _viewport(self) -> QWidget:
        return self.window.canvas_panel.canvas.viewport()

    def place(self, x: float, y: float) -> QPoint:
        """The pixel of the canvas at which a point of the plane lies."""
        canvas = self.window.canvas_panel.canvas
        return canvas.mapFromScene(canvas.getViewBox().mapViewToScene(QPointF(x, y)))

    def click_point(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> None:
        QTest.mouseClick(self._viewport, button, pos=self.place(x, y))
        self.frame()

    def double_click_point(self, x: float, y: float) -> None:
        """Press, release, and press again so soon that Qt takes it for a double click."""
        self.click_point(x, y)
        at = QPointF(self.place(x, y))
        everywhere = QPointF(self._viewport.mapToGlobal(at.toPoint()))
        event = QMouseEvent(
            QEvent.Type.MouseButtonDblClick, at, everywhere, LEFT, LEFT, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self._viewport, event)
        QTest.mouseRelease(self._viewport, LEFT, pos=at.toPoint())

    def hover(self, x: float, y: float) -> None:
        """Point at a place. An earlier test may have left the cursor right there, and then no event comes."""
        for offset in (QPoint(3, 3), QPoint()):
            QTest.mouseMove(self._viewport, self.place(x, y) + offset)
            QApplication.processEvents()

    def point_elsewhere(self) -> None:
        """Take the mouse off the canvas, which a click of QTest on a button does not."""
        QApplication.sendEvent(self.window.canvas_panel.canvas, QEvent(QEvent.Type.Leave))

    def drag(
        self, start: tuple[float, float], end: tuple[float, float], button: Qt.MouseButton = LEFT
    ) -> None:
        """Press, move in five steps, release."""
        first, last = QPointF(self.place(*start)), QPointF(self.place(*end))  # the view itself may move
        QTest.mousePress(self._viewport, button, pos=first.toPoint())
        for part in np.linspace(0.2, 1.0, 5):
            QTest.mouseMove(self._viewport, (first + (last - first) * part).toPoint())
            QApplication.processEvents()
        QTest.mouseRelease(self._viewport, button, pos=last.toPoint())
        self.frame()

    def turn_wheel(self, x: float, y: float, notches: int) -> None:
        turn_wheel(self._viewport, QPointF(self.place(x, y)), notches)
        self.frame()

    def press(self, name: str) -> None:
        """Click the button of this name, or of the action of this name."""
        buttons = self.window.findChildren(QWidget, f"{name}_button")
        widget = next((b for b in buttons if b.isVisible()), None) or self.find(name)
        assert widget.isEnabled(), f"{name} is greyed out"
        spot = widget.rect().center()
        if name in {"show_test", "hard_boundary", "log_loss_axis", "shuffle", "export_rows"}:
            spot.setX(8)  # the box of a check box
        QTest.mouseClick(widget, LEFT, pos=spot)
        self.frame()

    def choose_class(self, index: int, *, by_key: bool = False) -> None:
        """Take the brush of a class, by its button or by its key: 1, 2 ..."""
        if by_key:
            self.keys(str(index + 1))  # Qt shows the button pressed for a moment, then clicks it
            self.wait_for(lambda: self.session.tools.brush.label == index, f"class {index}")
        else:
            self.press(f"class_{index}")

    def choose(self, name: str, entry: str) -> None:
        """Open a drop-down list and take the entry with these words."""
        box = self.find(name, QComboBox)
        QTest.mouseClick(box, LEFT, pos=QPoint(box.width() - 8, box.height() // 2))
        view = box.view()
        self.wait_for(view.isVisible, f"the list of {name}")
        row = box.findText(entry)
        assert row >= 0, f"{entry} is not among {[box.itemText(i) for i in range(box.count())]}"
        view.setCurrentIndex(box.model().index(row, 0))
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.come_back()

    def choose_from(self, name: str, action: str) -> None:
        """Open the menu of a button and click an entry, by its objectName or its words, also in a submenu."""
        button = self.find(name, QToolButton)
        menu = button.menu()
        way: list[tuple[QMenu, QAction]] = []
        found = False

        def click() -> None:
            nonlocal found
            if not found and menu.isVisible():  # some menus are filled only then
                way.extend(_way_to(menu, action))
                found = bool(way)
            if found and not way[0][0].isVisible():  # a submenu opens a moment after the click on its name
                return
            try:
                if found:
                    here, entry = way.pop(0)
                    QTest.mouseClick(here, LEFT, pos=here.actionGeometry(entry).center())
            finally:
                if not way:
                    eye.stop()
                    menu.close()  # nothing else would, had the click missed

        eye = QTimer()  # the click on the button returns only when the menu is closed
        eye.timeout.connect(click)
        eye.start(2)
        QTest.mouseClick(button, LEFT)
        eye.stop()
        assert found, f"no {action} in the menu of {name}"
        self.come_back()

    def come_back(self) -> None:
        """Back to the window or its dialog after a list or a menu: offscreen, no window manager does it."""
        front = self.dialog or self.window
        front.activateWindow()
        self.wait_for(front.isActiveWindow, "the window")
        self.frame()

    def slide(self, name: str, value: int) -> None:
        """Take the handle of a slider and drag it to a value."""
        slider = self.find(name, QSlider)
        QTest.mousePress(slider, LEFT, pos=_handle(slider, slider.value()))
        for part in (0.5, 1.0):
            between = round(slider.value() + (value - slider.value()) * part)
            QTest.mouseMove(slider, _handle(slider, between))
            QApplication.processEvents()
        QTest.mouseRelease(slider, LEFT, pos=_handle(slider, value))
        self.frame()

    # --- keys --------------------------------------------------------------------------------------

    def keys(self, keys: str) -> None:
        """Press a shortcut, wherever the focus is."""
        QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(keys))
        self.frame()

    def type(self, name: str, text: str) -> None:
        """Put a text into a field in place of the old one, and press Enter."""
        widget = self.find(name)
        field = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        QTest.mouseClick(field, LEFT)
        QTest.keySequence(field, QKeySequence.StandardKey.SelectAll)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.frame()

    def shown(self, name: str) -> str:
        """The text of a field or of a drop-down list."""
        widget = self.find(name)
        return widget.currentText() if isinstance(widget, QComboBox) else widget.text()

    # --- files -------------------------------------------------------------------------------------

    def open_file(self, action: str, path: Path | str) -> None:
        """Trigger an action that asks for a file; the dialog answers with this path."""
        self._answer("getOpenFileName", path)
        self.keys(self._shortcut(action))

    def import_file(self, path: Path, action: str = "open_data", **choices: Any) -> None:
        """Open a table, make choices in the import dialog, and press Import. See `choose_in_dialog`."""
        self.open_file(action, path)
        self.wait_for_dialog()
        self.choose_in_dialog(**choices)
        self.take()

    def wait_for_dialog(self) -> None:
        """Until the import dialog is there, and has read the table or found out why it cannot."""
        self.wait_for(lambda: self.dialog, "the import dialog")
        self.come_back()
        self.wait_for(lambda: self.problem or self.result, "the result")

    def choose_in_dialog(self, **choices: Any) -> None:
        """Entries of lists by the field's name (target, separator, missing ...); `tick`: columns to click;
        `task`: "classes" or "regression".
        """
        for name, choice in choices.items():
            if name == "task":
                self.press(f"import_{choice}")
            elif name == "tick":
                for column in choice:
                    self.tick(column)
            else:
                self.choose(f"import_{name}", choice)
        self.wait_for(lambda: self.problem or self.find("import_import").isEnabled(), "the result")

    def tick(self, column: str) -> None:
        """Click the box in the header of a column of the first rows."""
        header = self.find("import_rows", QTableView).horizontalHeader()
        names = [info.name for info in self.dialog.draft.preview.columns]
        place = QPoint(header.sectionViewportPosition(names.index(column)) + 14, 12)
        QTest.mouseClick(header.viewport(), LEFT, pos=place)
        self.frame()

    def take(self) -> None:
        """Press Import, and wait for the rows."""
        self.press("import_import")
        self.wait_for(lambda: self.dialog is None, "the import")
        self.come_back()
        self.settle()

    def dismiss(self) -> None:
        """Press Escape in the dialog, or the cross of the notice."""
        if self.dialog is None:
            self.press("notice_close")
        else:
            QTest.keyClick(self.dialog, Qt.Key.Key_Escape)
            self.come_back()

    def drop(self, *what: Path | str) -> None:
        """Drag files, or a text, from another program and let them go over the canvas."""
        mime = QMimeData()
        if isinstance(what[0], Path):
            mime.setUrls([QUrl.fromLocalFile(str(file)) for file in what])
        else:
            mime.setText(what[0])
        none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        place = self._viewport.rect().center()
        enter = QDragEnterEvent(place, copy, mime, LEFT, none)
        QApplication.sendEvent(self._viewport, enter)
        assert enter.isAccepted() and self.find("drop_zone").isVisible()
        QApplication.sendEvent(self.window, QDropEvent(QPointF(place), copy, mime, LEFT, none))
        self.frame()

    def save_file(self, action: str, path: Path) -> None:
        """Trigger an action that asks where to save, answer with this path, and wait for the file."""
        self._answer("getSaveFileName", path)
        self.keys(self._shortcut(action))
        self.wait_for_line()

    @property
    def exporting(self) -> ExportDialog:
        """The export dialog, while it is open."""
        return next(one for one in self.window.findChildren(ExportDialog) if one.isVisible())

    def open_export(self, suffix: str) -> ExportDialog:
        """Open the export dialog, choose a format, and wait for its preview."""
        self.come_back()
        self.keys(self._shortcut("export_weights"))
        self.press(f"export_{suffix[1:]}")
        self.wait_for_preview()
        return self.exporting

    def wait_for_preview(self) -> None:
        self.wait_for(lambda: not self.exporting.preview.line.busy, "the preview")

    def export(self, path: Path, suffix: str = "") -> None:
        """Export by the dialog to this path, in the format of its suffix, and close the dialog."""
        dialog = self.open_export(suffix or path.suffix)
        self._answer("getSaveFileName", path)
        self.press("export_save")
        self.wait_for(lambda: not dialog.line.busy, "the file")
        self.press("export_close")
        self.come_back()

    def wait_for_line(self) -> None:
        """Until what is read or saved in the background is done."""
        self.wait_for(lambda: not self.window.status_line.progress.busy, "the file")
        self.frame()

    def _shortcut(self, action: str) -> str:
        return self.window.findChild(QAction, action).shortcut().toString()

    def _answer(self, dialog: str, path: Path | str) -> None:
        self._monkeypatch.setattr(QFileDialog, dialog, staticmethod(lambda *_: (str(path), "")))


def _handle(slider: QSlider, value: int) -> QPoint:
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    option.sliderPosition = value
    handle = QStyle.SubControl.SC_SliderHandle
    return slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, handle, slider).center()


def _way_to(menu: QMenu, name: str) -> list[tuple[QMenu, QAction]]:
    """The entry with this name or these words, with the submenus before it; nothing if there is none."""
    for entry in menu.actions():
        if name in {entry.objectName(), entry.text()}:
            return [(menu, entry)]
        submenu = entry.menu()
        further = _way_to(submenu, name) if isinstance(submenu, QMenu) else []
        if further:
            return [(menu, entry), *further]
    return []
