"""What a start finds on the shelf: the last session, which goes on, and what others have left behind."""

from __future__ import annotations

from contextlib import suppress

from msgspec import Struct

from playground.errors import FileError
from playground.recovery.keeper import Keeper
from playground.recovery.shelf import Left
from playground.recovery.work import Work
from playground.session import Notice, Session


class Offer(Struct, frozen=True):
    """Work to be restored; or that of the last session, which is `restored` already."""

    left: Left
    work: Work
    restored: bool = False


class Offers:
    """What there is to tell and to ask at the start of a window, one after the other."""

    def __init__(self, keeper: Keeper, session: Session) -> None:
        self._keeper, self._session = keeper, session
        self._waiting: list[Left] = []
        self._last: Offer | None = None
        self._shown: Offer | None = None

    @property
    def shown(self) -> Offer | None:
        """What is to be told or asked now. That the last session is there is told until it goes on."""
        shown, session = self._shown, self._session
        if shown is None or not shown.restored:
            return shown
        present = session.run.present
        goes_on = session.training or present.snapshot.steps != shown.work.start.steps
        return None if goes_on or present.experiment is not shown.work.experiment else shown

    def begin(self, *, restore: bool) -> None:
        """Look through the shelf; `restore` what was closed last."""
        self._keeper.tidy()
        self._waiting = [left for left in self._keeper.left() if left.state != "aside"]
        last = next((left for left in self._waiting if left.state == "closed"), None)
        if last is not None:
            self._waiting.remove(last)
            if restore:
                self._restore_last(last)
        self._next()

    def all(self) -> list[Offer]:
        """Everything that can be restored, also what was set aside, the newest first."""
        found = []
        for left in self._keeper.left():
            with suppress(FileError):  # broken: that was said when it was offered
                found.append(Offer(left, self._keeper.peek(left)))
        return found

    def restore(self) -> None:
        """Go on with what is offered. Raises FileError."""
        offer = self._take()
        self._last = None
        self._next()
        if offer is not None:
            self._keeper.restore(offer.left)

    def restore_any(self, left: Left) -> None:
        """Go on with any of all that is there: it is offered no longer. Raises FileError."""
        self._keeper.restore(left)
        self._waiting = [one for one in self._waiting if one.folder != left.folder]
        if self._shown is not None and self._shown.left.folder == left.folder:
            self.later()

    def put_aside(self) -> None:
        """Do not offer it again; it is kept for a month. Raises FileError."""
        offer = self._take()
        self._next()
        if offer is not None and not offer.restored:
            self._keeper.put_aside(offer.left)

    def later(self) -> None:
        """Offer it again at the next start."""
        self._take()
        self._next()

    def _take(self) -> Offer | None:
        offer, self._shown = self._shown, None
        return offer

    def _next(self) -> None:
        while self._waiting:
            left = self._waiting.pop(0)
            try:
                self._shown = Offer(left, self._keeper.peek(left))
            except FileError as error:
                self._say("What was kept of an earlier session", error)
            else:
                return
        self._shown, self._last = self._last, None

    def _restore_last(self, last: Left) -> None:
        try:
            self._last = Offer(last, self._keeper.restore(last), restored=True)
        except FileError as error:
            self._say("Your last session", error)

    def _say(self, what: str, error: FileError) -> None:
        self._session.notices.show(Notice(f"{what} cannot be restored: {error}"))
