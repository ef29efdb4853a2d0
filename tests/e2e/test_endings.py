"""Ends from outside: whatever ends the program, its work and its settings are there at the next start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType
from PySide6.QtWidgets import QApplication

from playground.recovery import Shelf
from playground.ui.endings import Endings
from tests.e2e.apart import apart
from tests.e2e.driver import Driver
from tests.patience import SECONDS

DRAW_AND_PLAY = """
import sys
import numpy as np
from PySide6.QtCore import QStandardPaths, QTimer
from playground.main import main
from playground.ui import app

QStandardPaths.setTestModeEnabled(True)
whole = app.begin_window

def watched(*arguments, **choices):
    window = whole(*arguments, **choices)
    window.session.points.clear()
    window.session.points.add(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.0, 1.0]))
    window.appearance.toggle_dark()
    window.toggle_play()
    timer = QTimer(window)

    def look():
        if window.session.snapshot.epoch > 20:
            timer.stop()
            print("ready", flush=True)
            if "dialog" in sys.argv:
                window.files.opener.ask("experiment")

    timer.timeout.connect(look)
    timer.start(20)
    return window

if __name__ == "__main__":
    app.begin_window = watched
    sys.exit(main([]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send")
@pytest.mark.parametrize(
    ("name", "dialog"),
    [("SIGHUP", False), ("SIGINT", False), ("SIGTERM", True), ("SIGKILL", False)],
)
def test_a_signal_keeps_work_and_settings(tmp_path: Path, name: str, *, dialog: bool) -> None:
    script = tmp_path / "draw_and_play.py"
    script.write_text(DRAW_AND_PLAY, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), *(["dialog"] if dialog else [])],
        env=apart(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        if name == "SIGKILL":  # nothing warns of it: what was written before is there
            while not list(tmp_path.rglob("work.npz")):
                assert process.poll() is None
        process.send_signal(getattr(signal, name))
        _, errors = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
        process.communicate()
    killed = name == "SIGKILL"
    assert process.returncode == (-9 if killed else 0), errors
    assert not errors.replace("This plugin does not support propagateSizeHints()\n", "")
    (sessions,) = tmp_path.rglob("sessions")
    (left,) = Shelf(sessions).left()
    assert left.state == ("running" if killed else "closed")
    place = Shelf(sessions).take(left.folder)
    assert place is not None
    work = place.read()
    place.let_go()
    assert len(work.experiment.data) == 2 and (killed or work.start.epoch > 20)
    settings = next(tmp_path.rglob("Backprop*.conf"))
    assert "dark=true" in settings.read_text(encoding="utf-8")


LAST_WORDS = (
    "The X11 connection broke (error 1). Did the X11 server die?",
    "The Wayland connection experienced a fatal error: Broken pipe",
)


@pytest.mark.parametrize("words", LAST_WORDS, ids=("X11", "Wayland"))
def test_when_the_display_is_lost_everything_is_written_first(
    opened: Callable[..., Driver], tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    path = str(tmp_path / "kept.ini")
    app = opened(QSettings(path, QSettings.Format.IniFormat), Shelf(tmp_path / "sessions"))
    app.click_point(5, 5)
    app.keys("Ctrl+D")
    endings = Endings(QApplication.instance())
    endings.watch(app.window)
    endings.on_message(QtMsgType.QtDebugMsg, QMessageLogContext(), "Something else.")
    assert not list(tmp_path.rglob("work.npz"))
    endings.on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), words)
    assert len(list(tmp_path.rglob("work.npz"))) == 1
    assert QSettings(path, QSettings.Format.IniFormat).value("view/dark") in {True, "true"}
    assert capsys.readouterr().err == f"Something else.\n{words}\n"


@pytest.mark.parametrize("shown", [False, True], ids=("while the window is built", "while a file is opened"))
def test_a_signal_during_the_start_is_not_forgotten(
    opened: Callable[..., Driver], tmp_path: Path, *, shown: bool
) -> None:
    path = str(tmp_path / "kept.ini")
    with Endings(QApplication.instance()) as endings:
        if not shown:
            signal.raise_signal(signal.SIGTERM)
        app = opened(QSettings(path, QSettings.Format.IniFormat), Shelf(tmp_path / "sessions"))
        endings.watch(app.window)
        if shown:
            signal.raise_signal(signal.SIGTERM)
            QApplication.processEvents()  # the window closes before the application runs
        assert endings.run() == 0
    assert not app.window.isVisible()
    assert QSettings(path, QSettings.Format.IniFormat).allKeys()
