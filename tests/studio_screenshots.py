"""Makes the pictures of the data studio again: python -m tests.studio_screenshots [NAME ...]

Strokes are drawn, files imported and rows sorted as a user does it; needs no display.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.ui.app import create_window
from playground.ui.importing.dialog import ImportDialog
from playground.ui.window import MainWindow
from tests.screenshots import FOLDER, _close, _run

Places = list[tuple[float, float]]


def drawing() -> QPixmap:
    """Four classes drawn by brush strokes into an empty canvas, some selected, the brush over the canvas."""
    window = _window(Recipe(source="gauss"), Spec(hidden_layers=(6, 4), learning_rate=0.1))
    session = window.session
    session.clear()
    for _ in range(2):
        session.add_class()
    for label, name in enumerate(("rose", "leaf", "sea", "sun")):
        session.rename_class(label, name)
        session.set_brush(tool="brush", label=label, density=3)
        turn = label * np.pi / 2
        _stroke(
            window,
            [(4 * np.cos(turn + a) * (0.6 + a / 4), 4 * np.sin(turn + a)) for a in np.linspace(0, 1, 9)],
        )
    _train(window, 400)
    session.set_brush(tool="lasso")
    _stroke(window, [(1.2 + 1.5 * np.cos(a), 3.6 + 1.4 * np.sin(a)) for a in np.linspace(0, 6.2, 30)])
    session.set_brush(tool="brush", label=1)
    QTest.mouseMove(_canvas(window).viewport(), _place(window, -2.6, -2.2))
    return _grab(window)


def table() -> QPixmap:
    """The worst rows of a trained network, ringed on the canvas."""
    window = _window(Recipe(source="iris"), Spec(hidden_layers=(6,), learning_rate=0.01))
    _train(window, 300)
    window.session.set_view(show_test=True)
    window.do(window.beside.show_worst)
    return _grab(window)


def statistics() -> QPixmap:
    """Who is taken for whom: the confusion matrix of eight clouds."""
    recipe = Recipe(source="blobs", classes=8, noise=35)
    window = _window(recipe, Spec(hidden_layers=(8,), learning_rate=0.05))
    _train(window, 150)
    window.session.set_beside("statistics")
    return _grab(window)


def residuals() -> QPixmap:
    """House prices: errors in dollars, and what is left of each price. Two inputs are held on sliders."""
    window = _window(Recipe(source="houses"), Spec(hidden_layers=(6,), learning_rate=0.01))
    _train(window, 1500)
    window.session.set_beside("statistics")
    return _grab(window)


def held() -> QPixmap:
    """Three inputs: two on the axes, the third on a slider, away from its mean."""
    window = _window(Recipe(source="penguins"), Spec(hidden_layers=(6, 4), learning_rate=0.02))
    _train(window, 300)
    session = window.session
    off = next(k for k in range(len(session.data.columns)) if k not in (session.plane.x, session.plane.y))
    session.hold(off, float(np.quantile(session.data.X[:, off], 0.9)))
    return _grab(window)


def importing() -> QPixmap:
    """The import dialog: a semicolon file with decimal commas and some cells missing."""
    window = _window(Recipe(source="circle"), Spec(hidden_layers=(4, 2)))
    _train(window, 150)
    chance = np.random.default_rng(3)
    kinds = {"apple": (7.5, 150.0), "pear": (6.2, 180.0), "quince": (8.6, 260.0)}
    lines = ["width_cm;weight_g;fruit"]
    for kind, (width, weight) in kinds.items():
        for _ in range(40):
            numbers = (f"{chance.normal(mean, mean / 12):.2f}".replace(".", ",") for mean in (width, weight))
            lines.append(";".join((*numbers, kind)))
    lines[9] = ";171,20;apple"
    lines[70] = "6,10;;pear"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fruit.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        window.open_path(path)
        _run(0.6)
        dialog = window.findChild(ImportDialog)
        dialog.learned.choose("missing", "drop") if hasattr(dialog.learned, "choose") else None
        _run(0.6)
    picture = window.grab()
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), "#66000000")
    painter.drawPixmap(window.rect().center() - dialog.rect().center(), dialog.grab())
    painter.end()
    dialog.reject()
    _close(window)
    return picture


SHOTS: dict[str, Callable[[], QPixmap]] = {
    "studio-drawing": drawing,
    "studio-import": importing,
    "studio-table": table,
    "studio-statistics": statistics,
    "studio-residuals": residuals,
    "studio-held": held,
}


def _window(recipe: Recipe, spec: Spec) -> MainWindow:
    window = create_window(Experiment.load(recipe, spec))
    window.resize(1440, 900)
    window.show()
    _run(0.5)
    return window


def _train(window: MainWindow, epochs: int) -> None:
    window.session.set(stop_epochs=epochs)
    window.session.play()
    while window.session.training:
        _run(0.1)
    window.session.say(None)


def _canvas(window: MainWindow):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return window.canvas_panel.canvas


def _place(window: MainWindow, x: float, y: float):  # type: ignore[no-untyped-def]  # noqa: ANN202
    canvas = _canvas(window)
    return canvas.mapFromScene(canvas.getViewBox().mapViewToScene(QPointF(x, y)))


def _stroke(window: MainWindow, places: Places) -> None:
    view, pixels = _canvas(window).viewport(), [_place(window, *place) for place in places]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=pixels[0])
    for pixel in pixels[1:]:
        QTest.mouseMove(view, pixel)
        _run(0.03)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=pixels[-1])
    _run(0.1)


def _grab(window: MainWindow) -> QPixmap:
    _run(0.8)
    picture = window.grab()
    _close(window)
    return picture


def main(names: list[str]) -> None:
    """Make the named pictures, or all of them."""
    for name in names or SHOTS:
        SHOTS[name]().save(str(FOLDER / f"{name}.png"))
        print(name)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(sys.argv[1:])
