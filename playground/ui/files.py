"""Opening and saving from the window: the dialog, the last folder, and one clear message when it fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.data import write_csv
from playground.export import FORMATS
from playground.session import Notice, Session


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it holds, the pattern of the dialog, and the ending that saving adds."""

    holds: str
    pattern: str
    suffix: str
    save: Callable[[Session, Path], None]


def _exported(suffix: str) -> Callable[[Session, Path], None]:
    save = FORMATS[suffix].save
    return lambda session, path: save(session.experiment, session.snapshot, path)


KINDS = {
    "data": Kind(
        "data", "Tables (*.csv *.tsv *.txt);;All files (*)", ".csv", lambda s, path: write_csv(s.data, path)
    ),
    "experiment": Kind("experiment", "Experiments (*.json)", ".json", _exported(".json")),
    "weights": Kind("weights", "Trained weights (*.npz)", ".npz", _exported(".npz")),
}


class Files:
    """The files of one window."""

    def __init__(self, parent: QWidget, session: Session, settings: QSettings | None) -> None:
        self._parent, self._session, self._settings = parent, session, settings

    def open(self, kind: str) -> None:
        """Ask for a file of a kind and open it."""
        asked = KINDS[kind]
        title = f"Open {asked.holds}"
        name, _ = QFileDialog.getOpenFileName(self._parent, title, self._folder(), asked.pattern)
        if name:
            self._remember(name)
            self.load(Path(name))

    def save(self, kind: str) -> None:
        """Ask where to write a file of a kind, and write it."""
        asked, stem = KINDS[kind], Path(self._session.data.name).stem
        start = str(Path(self._folder()) / f"{stem}{asked.suffix}")
        name, _ = QFileDialog.getSaveFileName(self._parent, f"Save {asked.holds}", start, asked.pattern)
        if name:
            self._remember(name)
            known = re.findall(r"\*(\.\w+)", asked.pattern)
            path = Path(name if Path(name).suffix.lower() in known else name + asked.suffix)
            asked.save(self._session, path)
            self._session.say(Notice(f"Saved {path.name} in {path.parent}.", bad=False))

    def load(self, path: Path) -> None:
        """Open a table, an experiment or weights, as the name says.

        Raises PlaygroundError, and changes nothing, when that fails.
        """
        session, suffix = self._session, path.suffix.lower()
        read = FORMATS[suffix].load if suffix in FORMATS else None
        if read is None:
            session.set_recipe(f"Open {path.name}", source=str(path), target=None, task=None)
            return
        experiment, start = read(path)
        now = session.experiment
        same_table = (now.data.columns, now.data.class_names) == (
            experiment.data.columns,
            experiment.data.class_names,
        )
        if suffix == KINDS["weights"].suffix and same_table:  # the points on the canvas stay
            experiment = replace(experiment, data=now.data, recipe=now.recipe, by_hand=now.by_hand)
        session.open(experiment, start, f"Open {path.name}")

    def _folder(self) -> str:
        return str(self._settings.value("files/folder", "")) if self._settings else ""

    def _remember(self, name: str) -> None:
        if self._settings:
            self._settings.setValue("files/folder", str(Path(name).parent))
