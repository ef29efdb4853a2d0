"""The end of the app: the worker goes with the window; what was chosen is there again at the next start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QSettings

from tests.e2e.apart import apart
from tests.e2e.driver import Driver
from tests.patience import SECONDS

PLAY_AND_CLOSE = """
import sys
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication
from playground.main import main
from playground.ui import app

QStandardPaths.setTestModeEnabled(True)
whole = app.begin_window

def watched(*arguments, **choices):
    window = whole(*arguments, **choices)
    window.toggle_play()
    timer = QTimer(window)

    def look():
        if window.session.snapshot.epoch > 20:
            timer.stop()
            print("epochs:", window.session.snapshot.epoch, flush=True)
            window.close()

    timer.timeout.connect(look)
    timer.start(20)
    return window

if __name__ == "__main__":
    app.begin_window = watched
    sys.exit(main([]))
"""


@pytest.mark.usefixtures("spawned")
@pytest.mark.parametrize("speed", ["small", "large"])
def test_the_worker_ends_with_the_window(app: Driver, speed: str) -> None:
    if speed == "large":  # one step takes longer than a frame
        app.type("hidden_layers", "256, 256")
        app.type("batch_size", "0")
    worker = psutil.Process(app.session.worker.proxy.pid)
    app.press("play")
    app.wait_for(lambda: app.session.snapshot.steps > 2)
    app.window.close()
    assert not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE


def test_the_real_app_ends_well(tmp_path: Path) -> None:
    script = tmp_path / "play_and_close.py"
    script.write_text(PLAY_AND_CLOSE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", str(script)],
        cwd=tmp_path,
        env=apart(tmp_path),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "epochs:" in done.stdout
    assert "Traceback" not in done.stderr and "Segmentation" not in done.stderr


def test_a_first_start_trains_so_that_one_can_watch(opened: Callable[..., Driver], tmp_path: Path) -> None:
    app = opened(QSettings(str(tmp_path / "new.ini"), QSettings.Format.IniFormat))
    assert app.session.view.settings.speed == 60
    assert app.window.bar.speed.value.text() == "60 epochs/s"


def test_place_and_view_are_remembered(opened: Callable[..., Driver], tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    first = opened(settings)
    first.window.setGeometry(0, 30, 1200, 700)
    first.keys("Ctrl+D")
    first.press("log_loss_axis")
    first.press("show_test")
    first.slide("speed", 3)
    view, height = first.session.view.settings, first.window.height()
    assert view.dark and view.show_test and not view.log_loss_axis and view.speed == 10
    first.window.close()
    del settings
    second = opened(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    assert second.session.view.settings == view
    assert second.window.height() == height == 700
    assert second.find("show_test").isChecked() and not second.find("log_loss_axis").isChecked()
    assert second.window.theme.card != "#FFFFFF"


def test_the_last_folder_is_remembered(opened: Callable[..., Driver], tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    app = opened(settings)
    app.save_file("save_data", tmp_path / "sub" / "rows.csv")
    app.wait_for(lambda: "rows.csv" in app.notice)
    assert Path(str(settings.value("files/folder"))) == tmp_path / "sub"


def test_a_file_that_breaks_the_program_at_its_start_leaves_a_window(
    app: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))
    monkeypatch.setattr("playground.ui.documents.opening.reader", lambda _path: broken)
    app.window.begin([tmp_path / "broken.json", tmp_path / "other.json"])
    app.settle()
    assert told == [RecursionError] and app.window.isVisible() and app.rows == 500


ROWS = '{"data": {"rows": {"columns": ["a"], "class_names": %s, "X": [[%s], [%s]], "y": [0, 1]}}}'
CLASSES = str([f"c{index}" for index in range(20_000)]).replace("'", '"')
BAD = {
    "brackets": ('{"deep": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deep"),
    "epoch": ('{"weights": {"epoch": 1e30, "theta": []}}', "epoch"),
    "huge": (ROWS % ("[]", "1e308", "-1e308"), "is not a valid value"),
    "classes": (ROWS % (CLASSES, "1", "2"), "20,000"),
}


def test_a_bad_file_named_at_the_start_is_said_in_the_window(app: Driver, tmp_path: Path) -> None:
    for name, (content, words) in BAD.items():
        path = tmp_path / f"{name}.json"
        path.write_text(content, encoding="utf-8")
        app.window.begin([path])
        app.settle()
        assert words in app.notice and f"{name}.json" in app.notice, app.notice
        assert app.window.isVisible() and app.rows == 500


def test_of_several_files_named_at_the_start_the_first_is_opened(app: Driver, tmp_path: Path) -> None:
    for name in ("one", "two"):
        app.save_file("save_experiment_as", tmp_path / f"{name}.json")
    app.window.begin([tmp_path / "one.json", tmp_path / "two.json"])
    app.settle()
    assert app.session.document.path == str(tmp_path / "one.json")
    assert app.notice == "Only one.json of 2 was taken: open one file at a time."
    app.window.begin([tmp_path / "three.json", tmp_path / "two.json"])
    app.settle()
    assert "Only three.json of 2 was taken" in app.notice and "cannot be read" in app.notice
