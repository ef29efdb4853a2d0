"""A student's answers: kept for another day, handed in, and rescued where the disk takes neither."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playground.errors import FileError
from playground.files import make_folder
from playground.lessons.results import SUFFIX, Result, file_name, place_in, save_result
from playground.recovery.keeper import AFTER_CHANGE
from playground.session import Notice, Session
from playground.ui import places
from playground.ui.documents.questions import ask_to_rescue
from playground.ui.documents.recent import Recent
from playground.ui.documents.saving import ask_where
from playground.ui.lessons.step_view import Do

if TYPE_CHECKING:
    from playground.lessons.progress import Progress

_ELSEWHERE = "Save elsewhere…"
_Whose = tuple[str, str]  # lesson and student


class Answers:
    """Writes the answers of the lesson that is held. `remembers`: whether they are kept from day to day.

    What a disk does not take waits here, and is tried again.
    """

    def __init__(
        self,
        window: Any,
        session: Session,
        recent: Recent,
        *,
        do: Do,
        ask_name: Callable[[Callable[[], None]], None],
        remembers: Callable[[], bool],
    ) -> None:
        self._window, self._session, self._recent = window, session, recent
        self._do, self._ask_name, self._remembers = do, ask_name, remembers
        self._waiting: dict[_Whose, Progress] = {}
        self._titles: dict[str, str] = {}  # of lessons, by their ids
        self._settled: dict[_Whose, object] = {}  # handed in, or given up
        self._refused = False
        self._typed = self._kept = dict[str, dict[str, str]]()
        self._since = 0.0
        self.clock: Callable[[], float] = time.monotonic

    def look(self) -> None:
        """Called now and then: keep what was typed, once the student has paused."""
        held = self._session.lesson.held if self._session.lesson.is_open else None
        typed = {step: dict(entered) for step, entered in held.answers.items()} if held is not None else {}
        if typed != self._typed:
            self._typed, self._since = typed, self.clock()
        elif typed != self._kept and self.clock() - self._since >= AFTER_CHANGE:
            self._kept = typed
            self.keep()

    def keep(self) -> None:
        """Write down where the student is, for another day. That it cannot be done is said once: the lesson
        goes on.
        """
        try:
            self._write()
        except FileError as error:
            if not self._refused:
                words = f"Your answers cannot be kept for another day: {error.message} Hand them in today."
                self._session.notices.show_lasting("lesson", Notice(words))
            self._refused = True
        else:
            if self._refused:
                self._session.notices.show_lasting("lesson", None)
            self._refused = False

    def kept(self, lesson_id: str, name: str) -> Progress | None:
        """Where this student has left the lesson. Raises FileError."""
        if not self._remembers():
            return None
        from playground.lessons.progress import read_progress

        waiting = self._waiting.get((lesson_id, name))
        return waiting or read_progress(places.progress_folder(), lesson_id, name)

    def may_close(self, *, ask: bool) -> bool:
        """Write them down for the next time. False when some would be lost: then it is asked what to do."""
        try:
            self._write()
        except FileError as error:
            lost = next(
                (one.result for one in self._waiting.values() if not self._is_settled(one.result)), None
            )
            if not ask:
                sys.stderr.write(f"Your answers in the lesson could not be kept: {error}\n")
            elif lost is not None:
                ask_to_rescue(
                    self._window,
                    "close_without_answers",
                    f"Your answers in the lesson “{self._titles[lost.lesson]}” would be lost.",
                    error,
                    (_ELSEWHERE, lambda: self._save_elsewhere(lost)),
                    ("Close anyway", lambda: self._give_up(lost)),
                    title="Close",
                )
                return False
        return True

    def hand_in(self) -> None:
        """Save the result where it can be collected, and say where; if that fails, ask for another place."""
        lesson = self._session.lesson
        if not lesson.is_open:
            self._session.notices.show(Notice("There is no lesson to hand in.", bad=False))
            return
        if not lesson.name:
            self._ask_name(self.hand_in)
            return
        result, folder = lesson.result(), places.results_folder()
        try:
            make_folder(folder)
            self._save(result, place_in(folder, result))
        except FileError as error:
            words = "Your result could not be saved."
            elsewhere = (_ELSEWHERE, lambda: self._save_elsewhere(result))
            ask_to_rescue(self._window, "hand_in_elsewhere", words, error, elsewhere, title="Hand in")

    # --- inside ------------------------------------------------------------------------------------

    def _write(self) -> None:
        """Write what is new, and what waits. Raises FileError."""
        progress = self._session.lesson.progress if self._session.lesson.is_open else None
        if progress is not None and self._remembers():
            self._waiting[_whose(progress.result)] = progress
            self._titles[progress.result.lesson] = self._session.lesson.held.lesson.title
        if self._waiting:
            from playground.lessons.progress import save_progress

            make_folder(places.progress_folder())
            for whose, one in list(self._waiting.items()):
                save_progress(one, places.progress_folder())
                del self._waiting[whose]

    def _save_elsewhere(self, result: Result) -> None:
        """Ask where to save a result."""
        ask_where(
            self._window,
            title="Hand in",
            start=Path(self._recent.folder) / file_name(result),
            pattern=f"Results (*{SUFFIX})",
            ending=SUFFIX,
            write=lambda path: self._do(lambda: self._save(result, path)),
        )

    def _save(self, result: Result, path: Path) -> None:
        """Raises FileError."""
        save_result(result, path)
        self._settled[_whose(result)] = _answers(result)
        self._session.notices.show(Notice(f"Your result is saved: {path}", bad=False))

    def _give_up(self, result: Result) -> None:
        self._settled[_whose(result)] = _answers(result)
        self._window.close()

    def _is_settled(self, result: Result) -> bool:
        return self._settled.get(_whose(result)) == _answers(result)


def _whose(result: Result) -> _Whose:
    return result.lesson, result.name


def _answers(result: Result) -> object:
    """What would be lost: all but how long it took."""
    return {name: (one.answers, one.attempts, one.hints) for name, one in result.steps.items()}
