"""One writing of the work, beside the window's thread, with what it writes and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import NamedTuple

from playground.recovery.work import Work
from playground.training import Experiment, Snapshot
from playground.training.kept_run import KeptRun


class Moment(NamedTuple):
    """What there is to keep."""

    experiment: Experiment
    snapshot: Snapshot
    runs: tuple[KeptRun, ...]


class Writing:
    """One writing of the work: in a thread of its own or, by `run`, in this one."""

    def __init__(
        self, moment: Moment, work: Work, write: Callable[[Work], None], clock: Callable[[], float]
    ) -> None:
        self.moment = moment
        self.error: BaseException | None = None
        self.took = 0.0
        self._work, self._write, self._clock = work, write, clock
        self._thread = Thread(target=self.run, name="keeper")

    def start(self) -> None:
        self._thread.start()

    def run(self) -> None:
        """Write it; what goes wrong is kept in `error`."""
        start = self._clock()
        try:
            self._write(self._work)
        except BaseException as error:  # noqa: BLE001  handed on to the keeper
            self.error = error
        self.took = self._clock() - start

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def finish(self) -> None:
        """Wait for its end."""
        if self._thread.ident is not None:
            self._thread.join()
