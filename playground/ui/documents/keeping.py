"""What a window keeps: its work on the shelf, its view in the settings; and what its end has to wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer

from playground.errors import FileError
from playground.recovery import KEPT_DAYS, Keeper, Left, Offers, Shelf, Work
from playground.session import Change
from playground.ui.data.thumbnails import trained
from playground.ui.documents.kept_bar import KeptBar, described, since
from playground.ui.widgets.guard import attempt, guarded
from playground.ui.window_settings import Memory

_LOOK = 500  # ms between two looks at what there is to keep


class Keeping(QObject):
    """The keeping of one window: of its work with a `shelf`, of its view with `settings`.

    bar   tells of work that was kept; None without a shelf
    """

    def __init__(self, window: Any, settings: QSettings | None, shelf: Shelf | None) -> None:
        super().__init__(window)
        self._window = window
        self._memory = Memory(window, settings) if settings is not None else None
        self._keeper: Keeper | None = None
        if shelf is not None:
            self._keeper = Keeper(window.session, shelf, restored=self._note_restored)
        self._offers: Offers | None = None
        self._refused = ""
        self.bar: KeptBar | None = None
        if self._keeper is not None:
            self._offers = Offers(self._keeper, window.session)
            self.bar = KeptBar(
                self._offers, window.run_command, restore=self._restore_offered, start_new=self.start_new
            )
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        if self._keeper is not None or self._memory is not None:
            self._timer.start(_LOOK)

    def begin(self, *, restore: bool) -> None:
        """The window is there: `restore` the last session, and offer what else was left."""
        if self._offers is not None and self.bar is not None:
            self._offers.begin(restore=restore)
            self.bar.refresh(Change.STATUS)

    def keep(self) -> str:
        """Keep work and view at once; says in words what came of it."""
        if self._memory is not None:
            self._memory.keep()
        if self._window.late.are_made:
            self._window.lessons.answers.keep()
        try:
            if self._keeper is not None:
                self._keeper.keep()
        except FileError as error:
            return f"Your work could not be saved for the next start: {error}"
        return "Your data, settings and weights are kept; the next start offers to restore them."

    def set_aside(self) -> None:
        """Something else is about to take the place of the work: keep it for a month."""
        if self._keeper is not None:
            self._keeper.set_aside()

    def start_new(self) -> None:
        self.set_aside()
        self._window.session.document.start_new()

    def show_kept(self) -> None:
        """List all that earlier sessions have left. Raises FileError where a list cannot be made."""
        from playground.ui.documents.list_dialog import ListDialog

        if self._offers is None:
            raise FileError("Autosave is off in this window.", "Save the work as an experiment.")
        offers, theme = self._offers.all(), self._window.theme
        words = "Restore one of them; your current work is then listed here."
        ListDialog(
            self._window,
            "kept",
            [f"{described(offer.work)} ({since(offer.left.when)})" for offer in offers],
            lambda place: self._restore(offers[place].left),
            title="Kept sessions",
            note=f"{words} Sessions are kept for {KEPT_DAYS} days." if offers else "No kept sessions.",
            verb="Restore",
            pictures=[trained(offer.work.experiment, offer.work.start.theta, theme) for offer in offers],
        ).open()

    def close(self, *, ask: bool) -> bool:
        """Leave everything for the next start. False when work would be lost: then it is asked what to do."""
        if self._memory is not None:
            attempt(self._memory.keep)
        try:
            if self._keeper is not None:
                self._keeper.close()
        except FileError as error:
            if ask:
                self._ask(error)
                return False
            sys.stderr.write(f"Your work could not be saved for the next start: {error}\n")
        self._timer.stop()
        return True

    @guarded
    def _look(self) -> None:
        if self._memory is not None:
            self._memory.keep()
            self._say_refused(self._memory.refused)
        if self._keeper is not None:
            self._keeper.look()
        if self._window.late.are_made:
            self._window.lessons.answers.look()

    def _say_refused(self, file: str) -> None:
        """Once: the window is as good without."""
        if file and not self._refused:
            self._window.session.notices.add(f"The view is not remembered: {file} cannot be written.")
        self._refused = file

    def _note_restored(self, work: Work, left: Left) -> None:
        window = self._window  # whose files are made later than this, at the start later than it is restored
        window.late.when_made(lambda: window.files.note_restored(work, left))

    def _restore(self, left: Left) -> None:
        if (offers := self._offers) is not None:
            self._outside_lessons(lambda: offers.restore_any(left))

    def _restore_offered(self) -> None:
        if (offers := self._offers) is not None:
            self._outside_lessons(offers.restore)

    def _outside_lessons(self, restore: Callable[[], object]) -> None:
        """Restore work. That would end a lesson that is held: then it is asked first."""
        from playground.ui.documents.questions import ask

        window, lesson = self._window, self._window.session.lesson.lesson
        if lesson is None:
            window.run_command(restore)
            return
        text = f"Leave the lesson “{lesson.title}” and restore the other work?"
        more = "Your answers are kept: you can return to the lesson."

        def leave_and_restore() -> None:
            window.lessons.answers.keep()
            restore()

        answer = "Leave and restore", lambda: window.run_command(leave_and_restore)
        ask(window, "restore_in_lesson", text, more, answer, title="Restore")

    def _ask(self, error: FileError) -> None:
        from playground.ui.documents.questions import ask_to_rescue

        window = self._window
        save = lambda: window.run_command(lambda: window.files.saver.save_as("experiment"))  # noqa: E731
        text = "Your work would be lost."
        answers = ("Save experiment…", save), ("Close anyway", window.end)
        ask_to_rescue(window, "close_anyway", text, error, *answers, title="Close")
