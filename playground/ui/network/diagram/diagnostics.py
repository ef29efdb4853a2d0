"""The health and the gradient of the network on screen, found no more often than a reader can follow."""

from __future__ import annotations

from playground.arrays import Array
from playground.session import Session
from playground.training import Experiment, probe
from playground.training.health import Health
from playground.ui.background.throttle import Throttle

_EVERY = 0.5  # seconds between two looks at the health while it moves
_ROWS = 1000  # rows of which the health is found
_MOST_ROWS = 20_000  # rows of which a gradient is found while the window waits


class Diagnostics:
    """Asks about the session's network at its present weights."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._health: Health | None = None
        self._health_of: tuple[int, Experiment] | None = None
        self._throttle = Throttle(session, _EVERY)
        self._gradient: Array | None = None
        self._gradient_of: tuple[int, Experiment] | None = None

    def health(self) -> Health | None:
        """The health of the neurons; while it moves it may be half a second old."""
        session = self._session
        now = (session.weights_version, session.experiment)
        same = self._health_of is not None and self._health_of[1].sizes == session.experiment.sizes
        if now != self._health_of and self._throttle.due(at_once=not same):
            self._health = probe.health(session.experiment, session.network, self._rows())
            self._health_of = now
        return self._health

    def _rows(self) -> int:
        """How many rows to look at: fewer for a large network, so that no frame is late."""
        work = 3_000_000 if self._session.moving else 40_000_000
        return min(_ROWS, max(50, work // self._session.network.parameters))

    def gradient(self) -> Array | None:
        """∂E/∂θ over all training rows, at rest only: while training it would be old before it is read."""
        session = self._session
        if session.training or len(session.data) > _MOST_ROWS:
            return None
        now = (session.weights_version, session.experiment)
        if now != self._gradient_of:
            self._gradient = probe.gradient(session.experiment, session.network)
            self._gradient_of = now
        return self._gradient
