"""Opening and saving from the window: the dialog, the last folder, and one clear message when it fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.data import Progress, text_of, write_csv
from playground.errors import DataError, PlaygroundError
from playground.export import FORMATS, Load, TableElsewhereError, load_experiment
from playground.session import Notice, Session
from playground.training import Checkpoint, Experiment
from playground.ui.clipboard import copy_rows
from playground.ui.importing.importer import Importer
from playground.ui.importing.progress_line import ProgressLine
from playground.ui.table_question import ask_for_table
from playground.wording import counted


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it holds, the patterns of the dialogs, and the ending that saving adds.

    `save` takes from the session what is to be written to a path, and gives the work of writing it.
    """

    holds: str
    pattern: str
    suffix: str
    save: Callable[[Session, Path], Callable[[Progress], None]]
    also_opens: str = ""
    verbs: tuple[str, str] = ("Open", "Save")  # as its actions are called


def _exported(suffix: str) -> Callable[[Session, Path], Callable[[Progress], None]]:
    save = FORMATS[suffix].save

    def work(session: Session, path: Path) -> Callable[[Progress], None]:
        experiment, snapshot = session.experiment, session.snapshot
        return lambda _tell: save(experiment, snapshot, path)

    return work


def _written(session: Session, path: Path) -> Callable[[Progress], None]:
    data = session.data
    return lambda tell: write_csv(data, path, tell)


KINDS = {
    "data": Kind(
        "data",
        "Tables (*.csv *.tsv *.txt);;All files (*)",
        ".csv",
        _written,
        also_opens="Tables (*.csv *.tsv *.tab *.txt *.dat *.xlsx *.xls *.ods);;All files (*)",
    ),
    "experiment": Kind("experiment", "Experiments (*.json)", ".json", _exported(".json")),
    "weights": Kind(
        "weights", "Trained weights (*.npz)", ".npz", _exported(".npz"), verbs=("Load", "Export")
    ),
}


class Files:
    """The files of one window."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        settings: QSettings | None,
        importer: Importer,
        line: ProgressLine,
    ) -> None:
        self._parent, self._session, self._settings = parent, session, settings
        self._importer, self._line = importer, line

    def open(self, kind: str) -> None:
        """Ask for a file of a kind and open it."""
        asked = KINDS[kind]
        title = f"{asked.verbs[0]} {asked.holds}"
        pattern = asked.also_opens or asked.pattern
        name, _ = QFileDialog.getOpenFileName(self._parent, title, self._folder(), pattern)
        if name:
            self._remember(name)
            self.load(Path(name))

    def save(self, kind: str) -> None:
        """Ask where to write a file of a kind, and write it."""
        asked, stem = KINDS[kind], Path(self._session.data.name).stem
        start = str(Path(self._folder()) / f"{stem}{asked.suffix}")
        name, _ = QFileDialog.getSaveFileName(
            self._parent, f"{asked.verbs[1]} {asked.holds}", start, asked.pattern
        )
        if name:
            self._remember(name)
            known = re.findall(r"\*(\.\w+)", asked.pattern)
            path = Path(name if Path(name).suffix.lower() in known else name + asked.suffix)
            self._line.run(
                f"Saving {path.name}",
                asked.save(self._session, path),
                lambda _: self._session.say(Notice(f"Saved {path.name} in {path.parent}.", bad=False)),
                lambda error: self._session.say(Notice(str(error))),
                must_end=True,
            )

    def load(self, path: Path) -> None:
        """Open an experiment or weights, as the name says; of a table, ask first what is to be learnt.

        Raises PlaygroundError, and changes nothing, when that fails.
        """
        read = _reader(path)
        if read is None:
            self._importer.open_file(path)
        else:
            self._load_experiment(path, read)

    def load_at_once(self, path: Path) -> None:
        """Open a file of any kind; of a table, ask only where it does not tell by itself what to do."""
        if (read := _reader(path)) is not None:
            self._load_experiment(path, read)
            return
        try:
            self._session.set_recipe(f"Open {path.name}", source=str(path))
        except DataError:
            self._importer.open_file(path)  # which says what the matter is

    def copy(self) -> None:
        """Copy the selected rows, or all of them, as text that a spreadsheet takes."""
        session = self._session
        rows = session.selected if len(session.selected) else np.arange(len(session.data))
        copied = f"{counted(len(rows), 'row')} copied"
        done = f"{copied}: paste them into a spreadsheet, or back here."
        copy_rows(session, rows, lambda some: text_of(session.data, some), done)

    def paste(self) -> None:
        """Import the rows on the clipboard."""
        self._importer.paste(QGuiApplication.clipboard().text())

    def _load_experiment(self, path: Path, read: Load) -> None:
        try:
            found = read(path)
        except TableElsewhereError as error:
            pattern = KINDS["data"].also_opens
            ask_for_table(self._parent, path, error, pattern, lambda table: self._load_with(path, table))
        else:
            self._take(path, found)

    def _load_with(self, path: Path, table: Path) -> None:
        """Open an experiment whose table the user has chosen."""
        try:
            self._take(path, load_experiment(path, table))
        except PlaygroundError as error:
            self._session.say(Notice(str(error)))

    def _take(self, path: Path, found: tuple[Experiment, Checkpoint | None]) -> None:
        session, (experiment, start) = self._session, found
        now = session.experiment
        same_table = (now.data.columns, now.data.class_names) == (
            experiment.data.columns,
            experiment.data.class_names,
        )
        if path.suffix.lower() == KINDS["weights"].suffix and same_table:  # the points on the canvas stay
            experiment = replace(experiment, data=now.data, recipe=now.recipe, by_hand=now.by_hand)
        session.open(experiment, start, f"Open {path.name}")

    def _folder(self) -> str:
        return str(self._settings.value("files/folder", "")) if self._settings else ""

    def _remember(self, name: str) -> None:
        if self._settings:
            self._settings.setValue("files/folder", str(Path(name).parent))


def _reader(path: Path) -> Load | None:
    """What reads an experiment or weights in a file of this name; None for a table."""
    entry = FORMATS.get(path.suffix.lower())
    return entry.load if entry else None
