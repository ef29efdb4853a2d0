"""Makes the pictures of the README again: python -m tests.screenshots [NAME ...]

Each is the real window, driven to a state and grabbed; needs no display.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.ui import crash_dialog
from playground.ui.app import create_window
from playground.ui.importing.dialog import ImportDialog
from playground.ui.window import MainWindow

Shot = TypeVar("Shot")
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "screenshots"


def circle() -> QPixmap:
    """The first picture: a circle in training."""
    return _trained(Recipe(source="circle", noise=8), Spec(hidden_layers=(4, 2)), 4.0)


def houses() -> QPixmap:
    """A regression line, with the error in dollars."""
    return _trained(Recipe(source="houses"), Spec(features=("x1",), hidden_layers=(3,)), 3.0)


def iris() -> QPixmap:
    """Three classes, four inputs."""
    return _trained(Recipe(source="iris"), Spec(hidden_layers=(6,), learning_rate=0.01), 4.0)


def dark() -> QPixmap:
    """The dark theme."""
    recipe, spec = Recipe(source="moons", noise=12), Spec(hidden_layers=(6, 5))
    return _trained(recipe, spec, 5.0, lambda window: window.session.set_view(dark=True, show_test=True))


def safe_colours() -> QPixmap:
    """The colours for all kinds of colour vision."""
    spec = Spec(hidden_layers=(6, 4), learning_rate=0.1)
    return _trained(
        Recipe(source="xor"), spec, 3.0, lambda window: window.session.set_view(safe_colours=True)
    )


def broken_file() -> QPixmap:
    """A file that cannot be read: said in words, nothing is lost."""
    return _importing("age;height;class\n12;151,5;child\n31;a lot;adult\n")


def import_dialog() -> QPixmap:
    """A table with decimal commas and missing cells on its way in: rows, choices and the result."""
    kinds = ("child", "grown up")
    rows = [
        (
            f"pupil {k}",
            8 + k % 40,
            "" if k % 17 == 5 else round(120 + 60 * (1 - 0.92 ** (k % 40)), 1),
            kinds[k % 40 > 10],
        )
        for k in range(120)
    ]
    lines = [";".join(map(str, cells)).replace(".", ",") for cells in rows]
    return _importing("\n".join(["name;age;height;kind", *lines]), missing="drop")


def _importing(table: str, **choices: str) -> QPixmap:
    window = _window(Recipe(source="circle"), Spec(hidden_layers=(4, 2)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heights.csv"
        path.write_text(table, encoding="utf-8")
        window.files.load(path)
        _run(0.6)
    dialog = window.findChild(ImportDialog)
    dialog._choose(**choices)
    _run(0.6)
    return _with_dialog(window, dialog)


def error() -> QPixmap:
    """The dialog for an error of the program itself."""
    window = _window(Recipe(source="circle"), Spec())
    window.session.play()
    _run(2.0)
    window.session.pause()
    _run(0.3)
    try:
        _fail()
    except RuntimeError as failure:
        dialog = crash_dialog.CrashDialog(
            window, crash_dialog.report_of(failure), "Your data, choices and weights were saved."
        )
    dialog.open()
    _run(0.3)
    return _with_dialog(window, dialog)


def _with_dialog(window: MainWindow, dialog: QDialog) -> QPixmap:
    """The window behind its dialog; both are closed."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), "#66000000")
    place = (
        (window.rect().center() - dialog.rect().center()) if picture.devicePixelRatio() == 1 else dialog.pos()
    )
    painter.drawPixmap(place, dialog.grab())
    painter.end()
    dialog.close()
    _close(window)
    return picture


SHOTS: dict[str, Callable[[], QPixmap]] = {
    "circle": circle,
    "houses": houses,
    "iris": iris,
    "dark": dark,
    "safe-colours": safe_colours,
    "broken-file": broken_file,
    "import-dialog": import_dialog,
    "error": error,
}


def main(names: list[str]) -> None:
    """Make the named pictures, or all of them."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or SHOTS:
        SHOTS[name]().save(str(FOLDER / f"{name}.png"))
        print(name)


def _trained(
    recipe: Recipe,
    spec: Spec,
    seconds: float,
    before: Callable[[MainWindow], None] = lambda window: None,
) -> QPixmap:
    window = _window(recipe, spec)
    before(window)
    window.session.play()
    _run(seconds)
    picture = window.grab()
    _close(window)
    return picture


def _window(recipe: Recipe, spec: Spec) -> MainWindow:
    window = create_window(Experiment.load(recipe, spec))
    window.session.set_speed(math.inf)
    window.resize(1440, 900)
    window.show()
    _run(0.6)
    return window


def make(names: list[str], shots: Mapping[str, Shot], take: Callable[[Shot], MainWindow]) -> None:
    """Save the named pictures, or all of them, of windows that `take` brings into the state of a shot."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    FOLDER.mkdir(exist_ok=True)
    for name in names or shots:
        window = take(shots[name])
        window.grab().save(str(FOLDER / f"{name}.png"))
        _close(window)
        print(name)


def _close(window: MainWindow) -> None:
    window.close()
    _run(0.1)


def _run(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _fail() -> None:
    message = "an example, made for this picture"
    raise RuntimeError(message)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(sys.argv[1:])
