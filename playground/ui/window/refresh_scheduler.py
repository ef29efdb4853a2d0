"""When the panels of the window are brought up to date: once a frame at most, and if they can be seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer

from playground.session import ALL, Change, Session
from playground.ui.panel import Panel
from playground.ui.widgets import outage
from playground.ui.widgets.guard import attempt

_FRAME, _IDLE = 16, 60  # ms between two looks at the session: while there is news, and otherwise


class RefreshScheduler(QTimer):
    """Calls `frame` again and again, which calls `refresh` among its other steps, and `rest` at its end."""

    def __init__(self, owner: QObject | None, session: Session, frame: Callable[[], None]) -> None:
        super().__init__(owner)
        self._session = session
        self._pending: dict[Panel, Change] = {}
        self._hidden_too: set[Panel] = set()
        self._frames = 0
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(frame)

    @property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(self._pending)

    def add(self, *panels: Panel, hidden_too: bool = False) -> None:
        """Look after these panels; `hidden_too`: they show themselves when there is something to show."""
        self._pending |= dict.fromkeys(panels, ALL)
        if hidden_too:
            self._hidden_too.update(panels)

    def begin(self) -> None:
        self.start(_FRAME)

    def mark_dirty(self, changes: Change) -> None:
        """Note what has changed for all panels that watch it."""
        for panel in self._pending:
            self._pending[panel] |= changes & panel.watches

    def refresh(self) -> None:
        """Bring every panel up to date that can be seen; the others when they come into sight."""
        self._frames += 1
        for place, (panel, changes) in enumerate(self._pending.items()):
            waits = self._session.moving and (self._frames + place) % panel.refresh_every
            if outage.is_off(panel):
                self._pending[panel] = ALL  # when it is switched on again
            elif changes and not waits and (panel.isVisible() or panel in self._hidden_too):
                self._pending[panel] = Change(0)
                attempt(partial(panel.refresh, changes), panel)

    def rest(self) -> None:
        """Until the next frame: shorter while there is news."""
        wait = _FRAME if self._session.busy else _IDLE
        if self.interval() != wait:
            self.setInterval(wait)

    def refresh_now(self) -> None:
        """At rest, do not wait for the next look: an edit is shown at once."""
        if self.interval() == _IDLE:
            self.start(0)
