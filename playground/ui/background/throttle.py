"""How often figures change while a network trains, or the playhead moves."""

from __future__ import annotations

from time import perf_counter

from playground.session import Session


class Throttle:
    """While a session moves, due once in so many seconds: figures that change faster cannot be read."""

    def __init__(self, session: Session, seconds: float) -> None:
        self._session, self._seconds = session, seconds
        self._since = 0.0

    def due(self, *, at_once: bool = False) -> bool:
        """Whether to show what is new; then the wait begins again."""
        now = perf_counter()
        if self._session.moving and now - self._since < self._seconds and not at_once:
            return False
        self._since = now
        return True

    def reset(self) -> None:
        """Be due at the next question."""
        self._since = 0.0
