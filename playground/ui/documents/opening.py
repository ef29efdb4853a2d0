"""Opening: a file of any kind, a link or a pasted line; one clear message where that fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.data import Loaded, Note, Progress, Raw, read_table, sentences
from playground.data.reading.raw import silent
from playground.data.recipe import Recipe
from playground.errors import DataError, PlaygroundError
from playground.export import TableElsewhereError, is_experiment, is_text, load_experiment, open_source
from playground.export.experiment_file import load_history, load_runs
from playground.export.formats import Found
from playground.files import exists, is_file
from playground.session import Notice, Session
from playground.training import Checkpoint, Experiment, History
from playground.training.kept_run import RunList
from playground.ui.background.progress_line import ProgressLine
from playground.ui.documents.kinds import KINDS, reader
from playground.ui.documents.list_dialog import ListDialog
from playground.ui.documents.recent import Recent
from playground.ui.documents.stamps import Stamps
from playground.ui.documents.table_question import ask_for_table
from playground.ui.importing.importer import Importer
from playground.ui.importing.labels import refusal
from playground.wording import counted

_LARGE = 1_000_000  # bytes: so large a file is read beside the window's thread


class Opened(Struct, frozen=True, eq=False):
    """What was read. `rows`: they came with it, and take the place of those on the canvas; `path`: the file
    of the work; empty where it came from none, and None where it is no work of its own.
    """

    name: str
    experiment: Experiment
    start: Checkpoint | None
    rows: bool = True
    path: str | None = ""
    history: History | None = None
    runs: RunList | None = None


Read = Callable[[Progress, Note], Opened]


class FileOpener:
    """Opens the files of one window. `run_command` does it and shows what came of it; `leave` is called
    before another experiment replaces the present one.
    """

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        recent: Recent,
        importer: Importer,
        line: ProgressLine,
        *,
        stamps: Stamps,
        run_command: Callable[[Callable[[], object]], None],
        leave: Callable[[], None],
    ) -> None:
        self._parent, self._session, self._recent = parent, session, recent
        self._importer, self._line, self._stamps = importer, line, stamps
        self._run_command, self._leave = run_command, leave

    def ask(self, kind: str) -> None:
        """Ask for a file of a kind and open it."""
        asked = KINDS[kind]
        title = f"{asked.verb} {asked.holds}"
        name, _ = QFileDialog.getOpenFileName(self._parent, title, self._recent.folder, asked.opens)
        if name and is_text(name):
            self.load_text(name)
        elif name:
            self._recent.remember_folder(Path(name))
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

    def load(self, path: Path) -> None:
        """Open an experiment or weights, as the name says; of a table, ask first what is to be learnt.

        Raises PlaygroundError, and changes nothing, when that fails.
        """
        if not self._load_network(path):
            self._importer.open_file(path)
        self._recent.add(path)

    def load_at_once(self, source: str | Path) -> None:
        """Open whatever is named; of a table, ask only where it does not tell by itself what to do."""
        if is_text(str(source)):
            self.load_text(str(source))
            return
        path = Path(source)
        if self._load_network(path):
            pass
        elif _is_large(path):
            self._load_table(path)
        else:
            try:
                self._session.source.update_recipe(f"Open {path.name}", source=str(path))
            except DataError:
                self._importer.open_file(path)  # which says what the matter is
        self._recent.add(path)

    def load_text(self, text: str) -> None:
        """Open a link, or a line that was copied as text. Raises FileError."""
        link = "playground.tensorflow.org" in text[:100].lower()
        name = "the link" if link else "the pasted line"

        def read(tell: Progress, note: Note) -> Opened:
            return Opened(name, *open_source(text, tell, note))

        self._load(name, read, self._refuse, large=len(text) > _LARGE // 10)  # it is packed

    # --- inside ------------------------------------------------------------------------------------

    def _open_recent(self, path: Path) -> None:
        if exists(path):
            self.load(path)
            return
        self._recent.drop(path)
        words = f"{path.name} is no longer in {path.parent}: it was removed from the recent files."
        self._session.notices.show(Notice(words))

    def _load_network(self, path: Path) -> bool:
        """Open an experiment or weights; False for a file that is neither by its name."""
        load = reader(path)
        if load is None:
            return False

        def read(tell: Progress, note: Note) -> Opened:
            found = load(path, tell, note)
            if not is_experiment(path):
                return Opened(path.name, *found, rows=False, path=None)
            return _whole(path, found, tell)

        self._load(path.name, read, lambda error: self._refuse_file(path, error), large=_is_large(path))
        return True

    def _load(self, name: str, read: Read, refuse: Callable[[PlaygroundError], None], *, large: bool) -> None:
        """Read it, a large one beside the window's thread, and go on with it."""
        notes: list[str] = []
        note = lambda told: notes.extend(sentences(told))  # noqa: E731
        if large:
            self._line.run(
                f"Opening {name}",
                lambda tell: read(tell, note),
                lambda opened: self._take(opened, notes),
                refuse,
            )
            return
        try:
            opened = read(silent, note)
        except TableElsewhereError as error:
            refuse(error)
        else:
            self._take(opened, notes)

    def _refuse(self, error: PlaygroundError) -> None:
        self._session.notices.show(Notice(refusal(error)))

    def _refuse_file(self, path: Path, error: PlaygroundError) -> None:
        """Say why an experiment is not opened, or ask for the table that is missing."""
        if isinstance(error, TableElsewhereError):
            pattern = KINDS["data"].opens
            ask_for_table(self._parent, path, error, pattern, lambda table: self._load_with(path, table))
        else:
            self._refuse(error)

    def _load_with(self, path: Path, table: Path) -> None:
        """Open an experiment whose table the user has chosen."""
        notes: list[str] = []
        try:
            found = load_experiment(path, table, note=lambda told: notes.extend(sentences(told)))
            opened = _whole(path, found)
        except PlaygroundError as error:
            self._refuse(error)
        else:
            self._take(opened, notes)

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

    def _take(self, opened: Opened, notes: list[str]) -> None:
        """Go on with it; of weights alone, with the points on the canvas where they fit."""
        session, experiment, now = self._session, opened.experiment, self._session.experiment
        stay = not opened.rows and _same_columns(now, experiment)
        if stay:
            experiment = replace(experiment, data=now.data, recipe=now.recipe, by_hand=now.by_hand)
        elif not len(experiment.data):
            notes = [*notes, f"{_told(opened)} It has no rows: draw points, or open a table, to train on."]
        self._leave()
        if opened.path:
            self._stamps.note(Path(opened.path))
        session.document.open(
            experiment,
            opened.start,
            f"Open {opened.name}",
            history=opened.history,
            runs=opened.runs,
            path=opened.path,
            remark=_told(opened, stay=stay),
            notes=notes,
        )


def _whole(path: Path, found: Found, progress: Progress = silent) -> Opened:
    """An experiment with what its file keeps beside it. Raises FileError."""
    runs = load_runs(path, found[0], progress)
    return Opened(path.name, *found, path=str(path), history=load_history(path), runs=runs)


def _told(opened: Opened, *, stay: bool = False) -> str:
    """What was opened, in words."""
    experiment, start = opened.experiment, opened.start
    trained = "not trained yet"
    if start is not None and (start.epoch or not len(experiment.data)):
        trained = f"trained for {counted(start.epoch, 'epoch')}" if start.epoch else "with its weights"
    if opened.rows:
        what = f"{experiment.data.name}, {counted(len(experiment.data), 'row')}"
        return f"Opened {opened.name}: {what}, {trained}."
    sizes = " → ".join(map(str, experiment.sizes))
    return f"Loaded {opened.name}: {sizes}, {trained}.{' The points are unchanged.' if stay else ''}"


def _same_columns(one: Experiment, other: Experiment) -> bool:
    return (one.data.columns, one.data.class_names) == (other.data.columns, other.data.class_names)


def _is_large(path: Path) -> bool:
    return is_file(path) and path.stat().st_size >= _LARGE
