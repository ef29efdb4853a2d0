"""Networks that are trained side by side, in a process of their own, and what has come of them."""

from __future__ import annotations

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from playground.arrays import Array
from playground.session.changes import Change, Changes
from playground.session.run_state import RunState
from playground.training.experiment import Experiment
from playground.training.many import News, Request, SolvedRule, Standing
from playground.training.proxy import WorkerFailed, WorkerLost
from playground.training.side_process import Begin, Side


def _none() -> Array:
    return np.empty(0)


class Outcome(Struct, frozen=True, eq=False):
    """What has come of a request so far.

    epochs, losses  (k,) and (k, networks, 2): the training and test loss of each after so many epochs
    standings       how each stood when it was last looked at; none yet at the very first
    problem         why it ended before all epochs were trained, in words
    """

    request: Request
    epochs: Array = field(default_factory=_none)
    losses: Array = field(default_factory=_none)
    standings: tuple[Standing, ...] = ()
    problem: str = ""

    @property
    def epoch(self) -> int:
        """How many epochs are trained."""
        return int(self.epochs[-1]) if len(self.epochs) else 0

    @property
    def complete(self) -> bool:
        return bool(len(self.epochs)) and self.epoch >= self.request.epochs

    def of(self, experiment: Experiment) -> int | None:
        """Which of the networks is of this experiment."""
        all_ = enumerate(self.request.experiments)
        return next((place for place, one in all_ if one.same_as(experiment)), None)

    def solved(self, rule: SolvedRule) -> list[bool]:
        """Which of those that were looked at have learnt their task."""
        return [rule.holds(one) for one in self.standings]

    def after(self, news: News) -> Outcome:
        """The same, and this."""
        known = self.losses if len(self.losses) else np.empty((0, *news.losses.shape))
        return replace(
            self,
            epochs=np.append(self.epochs, float(news.epoch)),
            losses=np.concatenate([known, news.losses[None]]),
            standings=news.standings or self.standings,
        )


class SideRuns:
    """At most one request is under way; its outcome stays until another one is begun.

    outcome  None until something was asked for
    """

    def __init__(self, changes: Changes, run: RunState, begin: Begin) -> None:
        self._changes, self._run, self._begin = changes, run, begin
        self.outcome: Outcome | None = None
        self._side: Side | None = None
        self._compared: tuple[Request | None, Experiment | None] = (None, None)
        self._present: int | None = None
        self._is_of = False

    # --- reading -----------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        return self._side is not None

    @property
    def present(self) -> int | None:
        """Which of the networks is of the experiment that is looked at."""
        self._compare()
        return self._present

    @property
    def outdated(self) -> bool:
        """Whether the outcome is of another experiment than the one that is looked at."""
        self._compare()
        return self.outcome is not None and not self._is_of

    def _compare(self) -> None:
        """Find what the outcome has to do with the experiment that is looked at, once for both."""
        request = None if self.outcome is None else self.outcome.request
        experiment = self._run.experiment
        if self._compared[0] is request and self._compared[1] is experiment:
            return
        self._compared = request, experiment
        self._present = None if self.outcome is None else self.outcome.of(experiment)
        self._is_of = request is not None and (self._present is not None or request.is_of(experiment))

    # --- verbs -------------------------------------------------------------------------------------

    def begin(self, request: Request) -> None:
        """Train this, in place of what is under way."""
        self.close()
        self.outcome = Outcome(request)
        self._side = self._begin(request)
        self._changes.note(Change.MANY)

    def cancel(self) -> None:
        """End it; what has come of it stays."""
        if self.running and self.outcome is not None:
            self._stop(f"Cancelled after {self.outcome.epoch:,} of {self.outcome.request.epochs:,} epochs.")

    def close(self) -> None:
        """End the process, if there is one."""
        if self._side is not None:
            self._side.close()
            self._side = None

    def tick(self) -> None:
        """Take the news that have come. Raises WorkerFailed on an error of the program itself."""
        try:
            while self._side is not None and (news := self._side.poll()) is not None:
                self._take(news)
        except WorkerLost:
            self._stop(
                "The process that trained these networks ended, perhaps for lack of memory. Try again."
            )
        except WorkerFailed:
            self._stop("The process that trained these networks met an error. Try again.")
            raise

    def _take(self, news: News) -> None:
        assert self.outcome is not None
        self.outcome = self.outcome.after(news)
        if self.outcome.complete:
            self.close()
        self._changes.note(Change.MANY)

    def _stop(self, problem: str) -> None:
        self.close()
        if self.outcome is not None:
            self.outcome = replace(self.outcome, problem=problem)
        self._changes.note(Change.MANY)
