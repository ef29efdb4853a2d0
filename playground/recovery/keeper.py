"""Keeps the work of one session: says when it is written, beside the window's thread, and how it is left."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import numpy as np

from playground.errors import FileError, PlaygroundError
from playground.recovery.shelf import Left, Place, Shelf, State
from playground.recovery.work import Work
from playground.recovery.writing import Moment, Writing
from playground.session import Notice, Session

AFTER_CHANGE, WHILE_TRAINING = 2.0, 30.0  # seconds that work waits until it is written
_SHARE = 20  # times as long as writing takes: a large table is not written all the time


class Keeper:
    """The keeper of one session. Nothing is written as long as there is nothing to lose.

    What goes wrong is said once, as a notice of the session; it is tried again later. `restored` is told of
    work that goes on, and of where it was left.
    """

    def __init__(
        self,
        session: Session,
        shelf: Shelf,
        clock: Callable[[], float] = time.monotonic,
        restored: Callable[[Work, Left], object] = lambda _work, _left: None,
    ) -> None:
        self._session, self._shelf, self._clock = session, shelf, clock
        self._restored = restored
        self._place: Place | None = None
        self._kept: Moment | None = None  # what is written
        self._since: float | None = None  # when something else was first seen
        self._not_before = 0.0
        self._writing: Writing | None = None
        self._said: set[str] = set()
        session.workspace.keep_aside, session.workspace.put_by = self.set_aside, self.put_by

    # --- while the window is there -----------------------------------------------------------------

    def look(self) -> None:
        """Called now and then: begin to write what has waited long enough. Never waits."""
        if self._writing is not None and self._writing.is_alive():
            return
        if (error := self._collect()) is not None:
            self._say(error)
        if not self._session.document.modified:
            self._forget()
        elif self._is_due():
            self._writing = self._new_writing()
            self._writing.start()

    def keep(self) -> None:
        """Write the work now, if it is not written already. Raises FileError."""
        self._collect()
        if self._session.document.modified and not self._is_kept():
            self._writing = self._new_writing()
            self._writing.run()
            if (error := self._collect()) is not None:
                raise error

    # --- changing over to other work ---------------------------------------------------------------

    def tidy(self) -> None:
        """Remove what has been aside for a month."""
        self._shelf.tidy()

    def left(self) -> list[Left]:
        """What windows that are gone have left, the newest first."""
        return self._shelf.left()

    def peek(self, left: Left) -> Work:
        """The work that was left; it stays where it is. Raises FileError, and sets it aside, if broken."""
        place = self._take(left)
        try:
            return self._read(place)
        finally:
            place.let_go()

    def restore(self, left: Left) -> Work:
        """Go on with work that was left; the present work is left in turn: of a lesson, which ends, that from
        before it. Raises FileError.
        """
        place = self._take(left)
        try:
            work = self._read(place)
            place.leave("running")  # should the program die of it, it is asked for the next time
        except FileError:
            place.let_go()
            raise
        lesson = self._session.lesson
        if left_lesson := lesson.is_open:
            lesson.leave()  # leaving it later on would put the work from before over this
        self._leave_or_say("closed")
        self._place = place
        self._session.document.restore(work.experiment, work.start, work.history, work.runs, work.document)
        if left_lesson:
            lesson.offer_return()
        self._kept = self._now
        self._restored(work, left)
        return work

    def put_aside(self, left: Left) -> None:
        """Keep what was left for a month, and do not offer it again. Raises FileError."""
        place = self._take(left)
        try:
            place.leave("aside")
        finally:
            place.let_go()

    def set_aside(self) -> bool:
        """Keep the present work for a month: the session is about to go on with something else. False when it
        cannot be kept, which is said.
        """
        return self._leave_or_say("aside")

    def put_by(self) -> Callable[[], None]:
        """Keep the present work while something else takes its place; what is returned takes it up again.

        Until then it stays this window's own: should the program die, it is offered like any other.
        """
        try:
            self.keep()
        except FileError as error:
            self._say(error)
        if not self._session.document.modified:
            self._forget()
        place, kept = self._place, self._kept
        self._place = self._kept = self._since = None

        def take_up() -> None:
            self._collect()  # of what took its place
            self._forget()
            self._place, self._kept = place, kept

        return take_up

    def close(self) -> None:
        """Leave the work for the next start or, where nothing would be lost, nothing. A lesson ends: what was
        there before it is left. Raises FileError.
        """
        if self._session.lesson.is_open:
            self._session.lesson.leave()
        self._leave("closed")

    # --- inside ------------------------------------------------------------------------------------

    @property
    def _now(self) -> Moment:
        present = self._session.run.present  # whatever is looked at
        return Moment(present.experiment, present.snapshot, self._session.runs.kept)

    def _is_kept(self) -> bool:
        """Whether what is written is what there is."""
        if self._kept is None or self._place is None or not self._place.exists:
            return False
        now, kept = self._now.snapshot, self._kept.snapshot
        return (
            not self._is_edited()
            and (now.epoch, now.steps) == (kept.epoch, kept.steps)
            and np.array_equal(now.theta, kept.theta, equal_nan=True)
        )

    def _is_edited(self) -> bool:
        """Whether something else than the weights is another than what is written."""
        now, kept = self._now, self._kept
        return kept is None or now.experiment is not kept.experiment or now.runs != kept.runs

    def _is_due(self) -> bool:
        if self._is_kept():
            self._since = None
            return False
        now = self._clock()
        self._since = now if self._since is None else self._since
        wait = WHILE_TRAINING if self._session.training and not self._is_edited() else AFTER_CHANGE
        return now - self._since >= wait and now >= self._not_before

    def _new_writing(self) -> Writing:
        return Writing(self._now, Work.of(self._session), self._write, self._clock)

    def _write(self, work: Work) -> None:
        if self._place is not None and not self._place.exists:  # it was removed, or its disk was
            self._place.let_go()
            self._place = None
        self._place = self._place or self._shelf.claim()
        self._place.write(work)

    def _collect(self) -> FileError | None:
        """Wait for the end of what is being written; gives what went wrong. Raises errors of the program."""
        writing, self._writing = self._writing, None
        if writing is None:
            return None
        writing.finish()
        if writing.error is None:
            self._kept, self._since = writing.moment, None
            self._forgive()
            self._not_before = self._clock() + _SHARE * writing.took
            return None
        self._not_before = self._clock() + WHILE_TRAINING
        if not isinstance(writing.error, FileError):
            raise writing.error
        return writing.error

    def _forgive(self) -> None:
        """It can be written again."""
        if self._said:
            self._said.clear()
            self._session.notices.show_lasting("keeper", None)

    def _say(self, error: PlaygroundError) -> None:
        """Once, however often it is tried."""
        if str(error) not in self._said:
            self._said.add(str(error))
            words = f"Your work cannot be kept for the next start: {error.message} Save it as an experiment."
            self._session.notices.show_lasting("keeper", Notice(words))

    def _leave(self, state: State) -> None:
        self.keep()
        if self._session.document.modified and self._place is not None:
            self._place.leave(state)
            self._place.let_go()
            self._place = self._kept = None
        else:
            self._forget()

    def _leave_or_say(self, state: State) -> bool:
        try:
            self._leave(state)
        except FileError as error:
            self._say(error)
            if self._place is not None:  # what is there is older, and better than nothing
                self._place.let_go()
                self._place = self._kept = None
            return False
        return True

    def _forget(self) -> None:
        """Nothing would be lost."""
        if self._place is not None:
            self._place.remove()
            self._place = None
        self._kept = self._since = None

    def _take(self, left: Left) -> Place:
        place = self._shelf.take(left.folder)
        if place is None:
            raise FileError("This work is gone: another window may have restored it.")
        return place

    def _read(self, place: Place) -> Work:
        try:
            return place.read()
        except FileError:
            with suppress(FileError):  # its disk may be gone: why it cannot be read is what is told
                place.leave("aside")
            raise
