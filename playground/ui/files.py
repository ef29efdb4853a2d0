"""Opening and saving from the window: the dialog, the last folder, and one clear message when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from playground.data import write_csv
from playground.errors import PlaygroundError
from playground.export.experiment_file import load_experiment, save_experiment as write_experiment
from playground.export.weights import load_weights, save_weights
from playground.session import Notice
from playground.training import Checkpoint

if TYPE_CHECKING:
    from playground.ui.window import MainWindow

_CSV = "Tables (*.csv *.tsv *.txt);;All files (*)"
_NPZ = "Trained weights (*.npz)"
_JSON = "Experiments (*.json)"


def open_data(window: MainWindow) -> None:
    _open(window, "Open data", _CSV, load_file)


def open_experiment(window: MainWindow) -> None:
    _open(window, "Open experiment", _JSON, load_file)


def open_weights(window: MainWindow) -> None:
    _open(window, "Load weights", _NPZ, load_file)


def save_data(window: MainWindow) -> None:
    _save(window, "Save data", _CSV, ".csv", lambda path: write_csv(window.session.data, path))


def save_experiment(window: MainWindow) -> None:
    session = window.session
    _save(window, "Save experiment", _JSON, ".json", lambda p: write_experiment(session.experiment, p, session.snapshot.checkpoint))


def export_weights(window: MainWindow) -> None:
    session = window.session
    _save(window, "Export weights", _NPZ, ".npz", lambda p: save_weights(session.experiment, session.snapshot.checkpoint, p))


def open_dropped(window: MainWindow, paths: list[str]) -> None:
    """A file dropped on the window is opened as what its name says."""
    if paths:
        _try(window, lambda: load_file(window, Path(paths[0])))


def load_file(window: MainWindow, path: Path) -> None:
    """Open a table, an experiment or weights. Raises PlaygroundError, and changes nothing, when that fails."""
    session = window.session
    if path.suffix.lower() == ".npz":
        experiment, start = load_weights(path)
        fits = (session.data.columns, session.data.class_names) == (experiment.data.columns, experiment.data.class_names)
        if fits:  # keep the points that are on the canvas
            experiment = replace(experiment, data=session.data, recipe=session.experiment.recipe, by_hand=session.experiment.by_hand)
        session.open(experiment, start, f"Load {path.name}")
    elif path.suffix.lower() == ".json":
        session.open(*load_experiment(path), f"Open {path.name}")
    else:
        session.set_recipe(f"Open {path.name}", source=str(path), target=None, task=None)


def _open(window: MainWindow, title: str, kinds: str, then: Callable[[MainWindow, Path], None]) -> None:
    name, _ = QFileDialog.getOpenFileName(window, title, _folder(window), kinds)
    if name:
        _remember(window, name)
        _try(window, lambda: then(window, Path(name)))


def _save(window: MainWindow, title: str, kinds: str, ending: str, write: Callable[[Path], None]) -> None:
    stem = Path(window.session.data.name).stem
    start = str(Path(_folder(window)) / f"{stem}{ending}")
    name, _ = QFileDialog.getSaveFileName(window, title, start, kinds)
    if not name:
        return
    path = Path(name) if Path(name).suffix else Path(name).with_suffix(ending)
    _remember(window, name)

    def save() -> None:
        write(path)
        window.session.say(Notice(f"Saved {path.name} in {path.parent}.", bad=False))

    _try(window, save)


def _try(window: MainWindow, verb: Callable[[], None]) -> None:
    try:
        verb()
    except PlaygroundError as error:
        window.report(error)
    window.frame()


def _folder(window: MainWindow) -> str:
    return str(window.settings.value("files/folder", "")) if window.settings else ""


def _remember(window: MainWindow, name: str) -> None:
    if window.settings:
        window.settings.setValue("files/folder", str(Path(name).parent))
