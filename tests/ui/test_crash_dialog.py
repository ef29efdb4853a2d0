"""An error of the program itself: it ends nothing, is shown once with a report, and the work is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from playground.errors import DataError
from playground.ui import crash_dialog
from playground.ui.widgets.guard import guarded
from tests.patience import SECONDS

if TYPE_CHECKING:
    from conftest import Opened

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    errors: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: errors.append(error))
    return errors


class Broken(QWidget):
    @guarded
    def resizeEvent(self, _event) -> None:  # noqa: ANN001
        list[int]().pop()


def test_an_error_in_an_event_handler_reaches_the_hook(qtbot: QtBot, told: list[BaseException]) -> None:
    widget = Broken()
    qtbot.addWidget(widget)
    widget.resize(300, 200)
    widget.show()
    QApplication.processEvents()
    widget.resize(310, 210)
    QApplication.processEvents()
    assert told and all(isinstance(error, IndexError) for error in told)


def test_a_guarded_handler_is_still_the_handler() -> None:
    @guarded
    def add(a: int, b: int) -> int:
        """Adds."""
        return a + b

    assert add(2, 3) == 5 and add.__doc__ == "Adds."


def test_the_process_survives_it(tmp_path: Path) -> None:
    script = tmp_path / "survive.py"
    script.write_text(
        "import sys\n"
        "from PySide6.QtWidgets import QApplication, QSplitter, QWidget\n"
        "from playground.ui.widgets.guard import guarded\n"
        "class Broken(QWidget):\n"
        "    @guarded\n"
        "    def resizeEvent(self, event):\n"
        "        [][0]\n"
        "sys.excepthook = lambda kind, error, trace: print('told', kind.__name__, flush=True)\n"
        "app = QApplication([])\n"
        "widget = Broken()\n"
        "widget.show()\n"
        "for size in range(300, 330):\n"
        "    widget.resize(size, size)\n"
        "    app.processEvents()\n"
        "print('alive')\n",
        encoding="utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(script)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "told IndexError" in done.stdout and done.stdout.endswith("alive\n")


@pytest.fixture
def hooked(opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch) -> Opened:
    app = opened()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # to be put back
    crash_dialog.install(app.window, app.session, lambda: "Your work is kept.")
    return app


def raise_one(message: str) -> None:
    try:
        {}[message]
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def raise_another() -> None:
    try:
        [].index("another place")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_one_dialog_with_a_report_and_the_work_kept(
    hooked: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    app = hooked
    app.session.playback.step("epoch")
    app.settle()
    raise_one("the first")
    raise_one("the second")  # from the same place
    raise_another()
    dialogs = app.window.findChildren(crash_dialog.CrashDialog)
    assert len(dialogs) == 1
    dialog = dialogs[0]
    field = dialog.findChild(QPlainTextEdit, "crash_report")
    assert QFontInfo(field.font()).fixedPitch(), "it is read as code is"
    report = field.toPlainText()
    assert "KeyError: 'the first'" in report and "Python" in report and "NumPy" in report
    assert "the second" not in report and "ValueError" in report
    assert str(ROOT) not in report  # nobody's folders
    stderr = capsys.readouterr().err
    assert "the first" in stderr and "the second" in stderr

    QTest.mouseClick(dialog.findChild(QPushButton, "crash_copy"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == report
    assert any("Your work is kept." in label.text() for label in dialog.findChildren(QLabel))

    QTest.mouseClick(dialog.findChild(QPushButton, "crash_close"), Qt.MouseButton.LeftButton)
    app.settle()
    QTest.qWait(1)
    app.session.playback.step("epoch")
    app.settle()
    assert app.session.snapshot.epoch == 2  # one can go on

    raise_one("the third")
    assert not app.window.findChildren(crash_dialog.CrashDialog)
    assert "The same error as before" in app.session.notice.text


def test_a_users_error_is_a_notice(hooked: Opened) -> None:
    error = DataError("Line 3 is bad.", "Mend it.")
    sys.excepthook(type(error), error, None)
    assert hooked.session.notice.text == "Line 3 is bad. Mend it."
    assert not hooked.window.findChildren(crash_dialog.CrashDialog)
