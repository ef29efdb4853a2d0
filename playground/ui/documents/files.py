"""Opening and saving from the window: the dialog, the last folder, and one clear message when it fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from playground.data import Loaded, Progress, Raw, Recipe, read_table, sentences, text_of, write_csv
from playground.data.reading.raw import silent
from playground.errors import DataError, PlaygroundError
from playground.export import FORMATS, Load, TableElsewhereError, load_experiment
from playground.session import Notice, SavedWork, Session
from playground.training import Checkpoint, Experiment
from playground.ui.background.progress_line import ProgressLine
from playground.ui.documents.list_dialog import ListDialog
from playground.ui.documents.recent import Recent
from playground.ui.documents.table_question import ask_for_table
from playground.ui.importing.importer import Importer
from playground.ui.importing.labels import refusal
from playground.ui.widgets.clipboard import copy_rows
from playground.ui.widgets.soon import soon
from playground.wording import counted


@dataclass(frozen=True)
class Verbs:
    """What is done with a file, in the words of its action."""

    write: str = "Save"
    writing: str = "Saving"
    written: str = "Saved"
    open: str = "Open"


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
    verbs: Verbs = Verbs()

    def named(self, name: str) -> Path:
        """The path of a file of this kind: with its ending, if none of those it may have is typed."""
        known = re.findall(r"\*(\.\w+)", self.pattern)
        return Path(name if Path(name).suffix.lower() in known else name + self.suffix)


def _exported(suffix: str) -> Callable[[Session, Path], Callable[[Progress], None]]:
    save = FORMATS[suffix].save

    def work(session: Session, path: Path) -> Callable[[Progress], None]:
        experiment, snapshot = session.experiment, session.snapshot
        return lambda tell: save(experiment, snapshot, path, tell)

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
        also_opens="Tables (*.csv *.tsv *.tab *.txt *.dat *.data *.arff *.xlsx *.xls *.ods);;All files (*)",
    ),
    "experiment": Kind("experiment", "Experiments (*.json)", ".json", _exported(".json")),
    "weights": Kind(
        "weights",
        "Trained weights (*.npz)",
        ".npz",
        _exported(".npz"),
        verbs=Verbs("Export", "Exporting", "Exported", "Load"),
    ),
}

_LARGE = 1_000_000  # bytes: so large a file is read beside the window's thread


class Files:
    """The files of one window. `run_command` does it and shows what came of it; `leave` is called before
    another experiment replaces the present one.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        settings: QSettings | None,
        importer: Importer,
        line: ProgressLine,
        *,
        run_command: Callable[[Callable[[], object]], None],
        leave: Callable[[], None],
    ) -> None:
        self._parent, self._session, self._settings = parent, session, settings
        self._recent = Recent(settings)
        self._importer, self._line, self._run_command, self._leave = importer, line, run_command, leave
        self._then: Callable[[], object] = lambda: None

    def open(self, kind: str) -> None:
        """Ask for a file of a kind and open it."""
        asked = KINDS[kind]
        title = f"{asked.verbs.open} {asked.holds}"
        pattern = asked.also_opens or asked.pattern
        name, _ = QFileDialog.getOpenFileName(self._parent, title, self._folder(), pattern)
        if name:
            self._remember(name)
            self.load(Path(name))

    def show_recent(self) -> None:
        """List the files that were used last, to open one of them."""
        paths = self._recent.paths
        ListDialog(
            self._parent,
            "recent",
            [f"{path.name}  in  {path.parent}" for path in paths],
            lambda place: self._run_command(lambda: self._open_recent(paths[place])),
            title="Recent files",
            note="Tables, experiments and weights you opened or saved." if paths else "No recent files yet.",
            verb="Open",
        ).open()

    def save(self, kind: str) -> None:
        """Ask where to write a file of a kind, and write it."""
        asked, session = KINDS[kind], self._session
        start = str(Path(self._folder()) / f"{Path(session.data.name).stem}{asked.suffix}")
        if kind == "experiment" and session.document.path:
            start = session.document.path
        title = f"{asked.verbs.write} {asked.holds}"
        name, _ = QFileDialog.getSaveFileName(self._parent, title, start, asked.pattern)
        if not name:
            return
        self._remember(name)
        path = asked.named(name)
        if path != Path(name) and path.exists():  # the dialog has asked about another name
            self._ask_to_replace(path, lambda: self._write(kind, path))
        else:
            self._write(kind, path)

    def are_written(self, then: Callable[[], object]) -> bool:
        """Whether nothing is being written; otherwise `then` is called when it is, and not if that fails."""
        if not self._line.must_end:
            return True
        self._then = then
        self._session.notices.show(Notice("The window closes when the file is saved.", bad=False))
        return False

    def load(self, path: Path) -> None:
        """Open an experiment or weights, as the name says; of a table, ask first what is to be learnt.

        Raises PlaygroundError, and changes nothing, when that fails.
        """
        read = _reader(path)
        if read is None:
            self._importer.open_file(path)
        else:
            self._load_experiment(path, read)
        self._recent.add(path)

    def load_at_once(self, path: Path) -> None:
        """Open a file of any kind; of a table, ask only where it does not tell by itself what to do."""
        if (read := _reader(path)) is not None:
            self._load_experiment(path, read)
        elif _is_large(path):
            self._load_table(path)
        else:
            try:
                self._session.source.update_recipe(f"Open {path.name}", source=str(path))
            except DataError:
                self._importer.open_file(path)  # which says what the matter is
        self._recent.add(path)

    def load_dropped(self, paths: list[Path]) -> None:
        """Open the first of the files that were dropped, and say so if there are others."""
        self.load(paths[0])
        if len(paths) > 1:
            words = f"{len(paths)} files were dropped; {paths[0].name} is opened. Drop one file at a time."
            self._session.notices.show(Notice(words, bad=False))

    def copy(self) -> None:
        """Copy the selected rows, or all of them, as text that a spreadsheet takes."""
        session = self._session
        rows = session.points.selected if len(session.points.selected) else np.arange(len(session.data))
        copied = f"{counted(len(rows), 'row')} copied"
        done = f"{copied}: paste them into a spreadsheet, or back here."
        copy_rows(session, rows, lambda some: text_of(session.data, some), done)

    def paste(self) -> None:
        """Import the rows on the clipboard."""
        self._importer.paste(QGuiApplication.clipboard().text())

    # --- inside ------------------------------------------------------------------------------------

    def _open_recent(self, path: Path) -> None:
        if path.exists():
            self.load(path)
            return
        self._recent.drop(path)
        words = f"{path.name} is no longer in {path.parent}: it was removed from the recent files."
        self._session.notices.show(Notice(words))

    def _write(self, kind: str, path: Path) -> None:
        session, verbs = self._session, KINDS[kind].verbs
        written = SavedWork(session.experiment, session.snapshot.theta, str(path))
        if not self._line.must_end:  # or what waits for the file before waits for this one, too
            self._then = lambda: None

        def done(_: object) -> None:
            if kind == "experiment":
                session.document.mark_saved(written)
            self._recent.add(path)
            session.notices.show(Notice(f"{verbs.written} {path.name} in {path.parent}.", bad=False))
            soon(self._line, self._go_on)

        def failed(error: PlaygroundError) -> None:
            self._then = lambda: None
            session.notices.show(Notice(str(error)))

        self._line.run(
            f"{verbs.writing} {path.name}",
            KINDS[kind].save(session, path),
            done,
            failed,
            must_end=True,
        )

    def _go_on(self) -> None:
        """A file is saved: do what was to come then, unless by now another one is being saved."""
        if not self._line.must_end:
            self._then()

    def _ask_to_replace(self, path: Path, replace: Callable[[], None]) -> None:
        box = QMessageBox(self._parent)
        box.setObjectName("replace")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Replace")
        box.setText(f"{path.name} already exists. Replace it?")
        box.setInformativeText(f"It is in {path.parent}. Its contents would be lost.")
        button = box.addButton("Replace", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        button.clicked.connect(lambda _on=False: replace())
        box.finished.connect(box.deleteLater)
        box.open()

    def _load_experiment(self, path: Path, read: Load) -> None:
        """Read it, a large one beside the window's thread, and go on with it."""
        notes: list[str] = []
        if _is_large(path):
            self._line.run(
                f"Opening {path.name}",
                lambda tell: read(path, tell, lambda told: notes.extend(sentences(told))),
                lambda found: self._take(path, found, notes),
                lambda error: self._refuse(path, error),
            )
            return
        try:
            found = read(path, silent, lambda told: notes.extend(sentences(told)))
        except TableElsewhereError as error:
            self._refuse(path, error)
        else:
            self._take(path, found, notes)

    def _refuse(self, path: Path, error: PlaygroundError) -> None:
        """Say why an experiment is not opened, or ask for the table that is missing."""
        if isinstance(error, TableElsewhereError):
            pattern = KINDS["data"].also_opens
            ask_for_table(self._parent, path, error, pattern, lambda table: self._load_with(path, table))
        else:
            self._session.notices.show(Notice(refusal(error)))

    def _load_with(self, path: Path, table: Path) -> None:
        """Open an experiment whose table the user has chosen."""
        notes: list[str] = []
        try:
            found = load_experiment(path, table, note=lambda told: notes.extend(sentences(told)))
        except PlaygroundError as error:
            self._session.notices.show(Notice(refusal(error)))
        else:
            self._take(path, found, notes)

    def _load_table(self, path: Path) -> None:
        """Read it beside the window's thread, and go on with it."""
        session, label = self._session, f"Open {path.name}"
        recipe = session.experiment.recipe.changed(source=str(path))
        self._line.run(
            f"Opening {path.name}",
            lambda tell: read_table(Raw.of_file(path, tell), recipe, tell),
            lambda loaded: self._adopt(label, loaded, recipe),
            lambda _: self._importer.open_file(path),  # which says what the matter is
        )

    def _adopt(self, label: str, loaded: Loaded, recipe: Recipe) -> None:
        """Go on with a table that no dialog has told of: what was decided about it is said."""
        self._session.source.load_table(label, loaded, recipe)
        self._session.source.say_notes(loaded.decisions.notes)

    def _take(self, path: Path, found: tuple[Experiment, Checkpoint | None], notes: list[str]) -> None:
        session, (experiment, start) = self._session, found
        now = session.experiment
        same_table = (now.data.columns, now.data.class_names) == (
            experiment.data.columns,
            experiment.data.class_names,
        )
        self._leave()
        label, epochs = f"Open {path.name}", f"trained for {counted(start.epoch if start else 0, 'epoch')}"
        if path.suffix.lower() != KINDS["weights"].suffix:
            what = f"{experiment.data.name}, {counted(len(experiment.data), 'row')}"
            remark = f"Opened {path.name}: {what}, {epochs}."
            session.document.open(experiment, start, label, path=str(path), remark=remark, notes=notes)
            return
        if same_table:  # the points on the canvas stay
            experiment = replace(experiment, data=now.data, recipe=now.recipe, by_hand=now.by_hand)
        stay = " The points are unchanged." if same_table else ""
        sizes = " → ".join(map(str, experiment.sizes))
        session.document.open(
            experiment, start, label, remark=f"Loaded {path.name}: {sizes}, {epochs}.{stay}"
        )

    def _folder(self) -> str:
        return str(self._settings.value("files/folder", "")) if self._settings else ""

    def _remember(self, name: str) -> None:
        if self._settings:
            self._settings.setValue("files/folder", str(Path(name).parent))


def _reader(path: Path) -> Load | None:
    """What reads an experiment or weights in a file of this name; None for a table."""
    entry = FORMATS.get(path.suffix.lower())
    return entry.load if entry else None


def _is_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size >= _LARGE
