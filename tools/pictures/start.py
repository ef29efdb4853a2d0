"""The first pictures of the README: whole windows in training, the import dialog, the dialog for an error."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog

from playground.data import Recipe
from playground.training import Spec
from playground.ui import crash_dialog
from playground.ui.exporting.dialog import ExportDialog
from playground.ui.importing.dialog import ImportDialog
from playground.ui.widgets.check_box import CheckBox
from playground.ui.window import MainWindow
from tools.pictures.window import Shot, child, close, grabbed, opened, train, until, wait


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
    return _trained(recipe, spec, 5.0, lambda window: window.session.view.update(dark=True, show_test=True))


def safe_colours() -> QPixmap:
    """The colours for all kinds of colour vision."""
    spec = Spec(hidden_layers=(6, 4), learning_rate=0.1)
    return _trained(
        Recipe(source="xor"), spec, 3.0, lambda window: window.session.view.update(safe_colours=True)
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
    window = opened(Recipe(source="circle"), Spec(hidden_layers=(4, 2)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heights.csv"
        path.write_text(table, encoding="utf-8")
        window.files.opener.load(path)
        wait(0.6)
    dialog = child(window, ImportDialog)
    dialog._choose(**choices)  # noqa: SLF001
    wait(0.6)
    return _with_dialog(window, dialog)


def export_dialog() -> QPixmap:
    """The formats as cards, with the web page that would be saved."""
    window = opened(Recipe(source="moons", noise=10), Spec(hidden_layers=(6, 5), learning_rate=0.1))
    train(window, 150)
    window.exporter.open()
    dialog = child(window, ExportDialog)
    until(lambda: not dialog.preview.line.busy)
    child(window, CheckBox, "export_rows").click()
    wait(0.5)
    return _with_dialog(window, dialog)


def error() -> QPixmap:
    """The dialog for an error of the program itself."""
    window = opened(Recipe(source="circle"), Spec())
    window.session.playback.play()
    wait(2.0)
    window.session.playback.pause()
    wait(0.3)
    report = crash_dialog.report_of(RuntimeError("an example, made for this picture"))
    dialog = crash_dialog.CrashDialog(window, report, "Your data, settings and weights were saved.")
    dialog.open()
    wait(0.3)
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
    close(window)
    return picture


def _trained(
    recipe: Recipe,
    spec: Spec,
    seconds: float,
    before: Callable[[MainWindow], None] = lambda window: None,
) -> QPixmap:
    window = opened(recipe, spec)
    before(window)
    window.session.playback.play()
    wait(seconds)
    return grabbed(window)


SHOTS: dict[str, Shot] = {
    "circle": circle,
    "houses": houses,
    "iris": iris,
    "dark": dark,
    "safe-colours": safe_colours,
    "broken-file": broken_file,
    "import-dialog": import_dialog,
    "export-dialog": export_dialog,
    "error": error,
}
