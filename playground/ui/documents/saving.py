"""Saving: where to, by which name, whether another file may be replaced, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from playground.errors import PlaygroundError
from playground.files import exists
from playground.session import Notice, SavedWork, Session
from playground.ui.background.progress_line import ProgressLine
from playground.ui.documents.kinds import KINDS, with_ending
from playground.ui.documents.questions import ask
from playground.ui.documents.recent import Recent
from playground.ui.documents.stamps import Stamps
from playground.ui.widgets.soon import soon


class FileSaver:
    """Writes the files of one window, one at a time, on a `line` that shows how far it is."""

    def __init__(
        self, parent: QWidget, session: Session, recent: Recent, line: ProgressLine, stamps: Stamps
    ) -> None:
        self._parent, self._session, self._recent, self._line = parent, session, recent, line
        self._stamps = stamps
        self._then: Callable[[], object] = lambda: None

    def save_experiment(self) -> None:
        """Write the work to its file; where it has none yet, ask for one. What others have saved there since
        is not replaced unasked.
        """
        path = Path(self._session.document.path)
        if not self._session.document.path:
            self.save_as("experiment")
        elif self._stamps.is_other(path):
            text = f"{path.name} was changed since you opened or saved it. Replace it?"
            more = "Another window or program has written it. What it has changed would be lost."
            answers = ("Replace", lambda: self._write("experiment", path))
            ask(self._parent, "replace_changed", text, more, answers, title="Save")
        else:
            self._write("experiment", path)

    def save_as(self, kind: str, title: str = "") -> None:
        """Ask where to write a file of a kind, and write it."""
        asked, session = KINDS[kind], self._session
        start = Path(self._recent.folder) / f"{Path(session.data.name).stem}{asked.suffix}"
        if kind == "experiment" and session.document.path:
            start = Path(session.document.path)
        ask_where(
            self._parent,
            title=title or f"Save {asked.holds}",
            start=start,
            pattern=asked.saves,
            ending=asked.suffix,
            write=lambda path: self._write(kind, path),
        )

    def are_written(self, then: Callable[[], object]) -> bool:
        """Whether nothing is being written; otherwise `then` is called when it is, and not if that fails."""
        if not self._line.must_end:
            return True
        self._then = then
        self._session.notices.show(Notice("The window closes when the file is saved.", bad=False))
        return False

    def _write(self, kind: str, path: Path) -> None:
        session, save = self._session, KINDS[kind].save
        assert save is not None
        present = session.run.present  # whatever is looked at
        written = SavedWork(present.experiment, present.snapshot.theta, str(path), session.runs.kept)
        self._recent.remember_folder(path)
        if not self._line.must_end:  # or what waits for the file before waits for this one, too
            self._then = lambda: None

        def done(_: object) -> None:
            if kind == "experiment":
                session.document.mark_saved(written)
                self._stamps.note(path)
            self._recent.add(path)
            session.notices.show(Notice(f"Saved {path.name} in {path.parent}.", bad=False))
            soon(self._line, self._go_on)

        def failed(error: PlaygroundError) -> None:
            self._then = lambda: None
            session.notices.show(Notice(str(error)))

        self._line.run(
            f"Saving {path.name}",
            save(session, path),
            done,
            failed,
            must_end=True,
        )

    def _go_on(self) -> None:
        """A file is saved: do what was to come then, unless by now another one is being saved."""
        if not self._line.must_end:
            self._then()


def ask_where(
    parent: QWidget,
    *,
    title: str,
    start: Path,
    pattern: str,
    ending: str,
    write: Callable[[Path], object],
) -> None:
    """Ask for a file, add its ending, ask whether another one may be replaced, and `write` it."""
    endings = {pattern: ending}
    ask_where_and_how(parent, title=title, start=start, endings=endings, write=lambda path, _: write(path))


def ask_where_and_how(
    parent: QWidget,
    *,
    title: str,
    start: Path,
    endings: Mapping[str, str],
    write: Callable[[Path, str], object],
) -> None:
    """The same where there is a choice: `endings` by the patterns of the dialog, of which `write` is given
    the one that was chosen.
    """
    every = ";;".join(endings)
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(start), every)
    if not name:
        return
    chosen = chosen if chosen in endings else next(iter(endings))
    path = with_ending(name, every, endings[chosen])
    if path != Path(name) and exists(path):  # the dialog has asked about another name
        _ask_to_replace(parent, path, lambda: write(path, chosen))
    else:
        write(path, chosen)


def _ask_to_replace(parent: QWidget, path: Path, replace: Callable[[], object]) -> None:
    text = f"{path.name} already exists. Replace it?"
    more = f"It is in {path.parent}. Its contents would be lost."
    ask(parent, "replace", text, more, ("Replace", replace), title="Replace")
