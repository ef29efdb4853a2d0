"""What comes into the window and is opened: data, experiment, weights, a link, a line of text or a lesson."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from playground.export import is_text
from playground.lessons.file import SUFFIX
from playground.session import Notice, Session
from playground.ui.documents.files import Files
from playground.ui.lessons.place import Lessons


class Incoming:
    """A lesson goes to the lessons, everything else to the files, by `run_command`."""

    def __init__(
        self,
        session: Session,
        files: Files,
        lessons: Lessons,
        run_command: Callable[[Callable[[], object]], None],
    ) -> None:
        self._session, self._files, self._lessons = session, files, lessons
        self._do = run_command

    def open_first(self, sources: Sequence[str | Path]) -> None:
        """Open the first of what was named; of more it is said that one is opened at a time."""
        self.open(sources[0])
        if len(sources) > 1:
            first = "the first" if is_text(str(sources[0])) else Path(sources[0]).name
            self._session.notices.add(f"Only {first} of {len(sources)} was taken: open one file at a time.")

    def open(self, source: str | Path) -> None:
        """A file of any kind, a link or a pasted line."""
        self._open(str(source), lambda: self._files.opener.load_at_once(source))

    def open_dropped(self, what: list[Path] | str) -> None:
        """Files, or a text: a link, a line or a table."""
        if isinstance(what, list) and len(what) > 1:
            self._do(lambda: self._refuse(len(what)))
        elif isinstance(what, str):
            self._open(what, lambda: self._files.sharing.take(what))
        else:
            self._open(str(what[0]), lambda: self._files.opener.load(what[0]))

    def _refuse(self, count: int) -> None:
        """Which of several files is meant nobody can tell: none of them, rather than one without a word."""
        words = f"{count} files were dropped, and none is opened: drop one at a time."
        self._session.notices.show(Notice(words))

    def _open(self, named: str, otherwise: Callable[[], object]) -> None:
        """As a lesson, if the name of one comes first; else as data, which a lesson may keep as they are."""
        if named.lower().endswith(SUFFIX) and "\n" not in named:
            self._do(lambda: self._lessons.open_path(Path(named)))
        else:
            refuses = self._lessons.locks.refuses
            self._do(lambda: None if refuses("open_data") else otherwise())
