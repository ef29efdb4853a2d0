"""The comparison: the present run and some of the kept ones, each where the playhead is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from playground.arrays import Array
from playground.session.changes import Change, Changes
from playground.session.playhead import Playhead
from playground.session.run_state import RunState
from playground.session.runs import Runs
from playground.session.view_state import ViewState
from playground.session.worker_link import WorkerLink
from playground.training.checkpoint import Checkpoint, Place
from playground.training.difference import comparable
from playground.training.experiment import Experiment
from playground.training.kept_run import KeptRun
from playground.training.messages import FindInRuns
from playground.training.other_runs import RunPast, RunPlace

_ASKER = "comparison"
MOST = 4  # that are compared, the present one among them


class RunThere(Struct, frozen=True, eq=False):
    """A run where the playhead is: its weights, after so many epochs and updates.

    kept    what is kept of it, and `number`, by which it is found in the list; None for the present run, of
            which a part may be kept as well
    loss    of the training set, where it is known
    ended   the run is shorter: this is its end
    exact   False: the nearest that is kept, until the worker has found the place
    """

    number: int | None
    name: str
    kept: KeptRun | None
    experiment: Experiment
    theta: Array
    epoch: int
    steps: int
    loss: float | None
    ended: bool = False
    exact: bool = True


class Comparison:
    """Two to four runs at one playhead: at the same epoch or, `by_steps`, after as many updates."""

    def __init__(
        self,
        changes: Changes,
        run: RunState,
        view: ViewState,
        worker: WorkerLink,
        *,
        playhead: Playhead,
        runs: Runs,
    ) -> None:
        self._changes, self._run, self._view, self._worker = changes, run, view, worker
        self._playhead, self._runs = playhead, runs
        self.by_steps = False
        self._pair: tuple[int | None, int | None] | None = None
        self._found: dict[int, RunPast] = {}  # the last place of each run of the list
        self._asked: frozenset[RunPlace] = frozenset()  # what the worker was last asked for

    # --- reading -----------------------------------------------------------------------------------

    @property
    def compared(self) -> tuple[KeptRun, ...]:
        """The kept runs that are compared with the present one: of those that are shown, the newest."""
        return self._runs.shown[1 - MOST :]

    @property
    def all_there(self) -> list[RunThere]:
        """The present run, then those compared with it."""
        return [self.present, *map(self.at, self.compared)]

    @property
    def present(self) -> RunThere:
        run, shot = self._run, self._run.snapshot
        name = self._runs.present_name
        exact = self._playhead.settled
        return RunThere(
            None,
            name,
            None,
            run.experiment,
            shot.theta,
            shot.epoch,
            shot.steps,
            shot.train.loss,
            exact=exact,
        )

    def at(self, kept: KeptRun) -> RunThere:
        """A kept run where the playhead is."""
        wish = self._wish(kept)
        if wish is None:
            ended = (kept.end.epoch, kept.end.steps) < (self._run.snapshot.epoch, self._run.snapshot.steps)
            return _there(kept, kept.end, kept.end_loss, ended=ended)
        past = self._found.get(kept.number)
        if past is not None and past.where == wish and past.snapshot is not None:
            return _there(kept, past.snapshot.checkpoint, past.snapshot.train.loss)
        point = kept.history.timeline.nearest(wish.place, wish.steps) or kept.end
        exact = (point.steps == wish.steps) if self.by_steps else (point.place == wish.place)
        loss = None if point.step else kept.loss_of(point.epoch)  # the history knows ends of epochs
        return _there(kept, point, loss, exact=exact)

    @property
    def pair(self) -> tuple[RunThere, RunThere] | None:
        """The two whose difference is shown: the first that can be compared, or those that were chosen; None
        where there is one run alone.
        """
        there = {one.number: one for one in self.all_there}
        if len(there) < 2:
            return None
        if self._pair is not None and set(self._pair) <= set(there):
            return there[self._pair[0]], there[self._pair[1]]
        pairs = list(combinations(there.values(), 2))
        return next((pair for pair in pairs if comparable(*(one.experiment for one in pair))), pairs[0])

    @property
    def waiting(self) -> bool:
        """Whether the worker is to find something: while training the nearest checkpoints are near enough."""
        return bool(self._wanted)

    def shared_epochs(self, kept: KeptRun, epochs: Array) -> Array:
        """Where epochs (k,) of a kept run stand on the axis of all: as they are or, compared by steps, at the
        epochs of the present run after as many updates.
        """
        if not self.shares_steps:
            return epochs
        there, here = kept.history.timeline, self._run.history.timeline
        return here.epochs_after(there.steps_after(epochs))

    @property
    def shares_steps(self) -> bool:
        """Whether runs are compared now, and by steps."""
        return self.by_steps and self._view.side_panel == "compare"

    # --- verbs -------------------------------------------------------------------------------------

    def set_by_steps(self, on: bool) -> None:  # noqa: FBT001  of a choice
        """Compare after as many updates, or at the same epoch."""
        self.by_steps = on
        self._changes.note(Change.HISTORY | Change.VIEW)

    def set_pair(self, first: int | None, second: int | None) -> None:
        """Show the difference of the runs of these numbers (None: of the present one)."""
        self._pair = first, second
        self._changes.note(Change.HISTORY)

    # --- once a frame ------------------------------------------------------------------------------

    def tick(self) -> None:
        """Ask the worker for what is compared."""
        wanted = self._wanted
        if not wanted <= self._asked:
            self._asked = wanted
            self._worker.send(FindInRuns(tuple(sorted(wanted)), _ASKER))

    def take(self, found: Mapping[str, Sequence[RunPast]]) -> None:
        """The worker has found places. Of runs that left the list nothing is held: an undo may bring one
        back, which is asked for again.
        """
        for past in found.get(_ASKER, ()):
            self._found[past.where.run] = past
            self._changes.note(Change.HISTORY)
        listed = {one.number for one in self._runs.kept}
        self._asked = frozenset(wish for wish in self._asked if wish.run in listed)
        for number in self._found.keys() - listed:
            del self._found[number]

    def ask_again(self) -> None:
        """There is another worker, which was asked for nothing yet."""
        self._asked = frozenset()

    # --- inside ------------------------------------------------------------------------------------

    @property
    def _wanted(self) -> frozenset[RunPlace]:
        """What is to be found for the runs as they are compared now."""
        if self._run.training or not self._playhead.settled:
            return frozenset()
        wishes = (wish for wish in map(self._wish, self._seen) if wish is not None)
        return frozenset(wish for wish in wishes if self._last_found(wish.run) != wish)

    @property
    def _seen(self) -> tuple[KeptRun, ...]:
        """The kept runs that are on the screen: in the list all of them."""
        match self._view.side_panel:
            case "compare":
                return self.compared
            case "runs":
                return self._runs.kept
        return ()

    def _last_found(self, number: int) -> RunPlace | None:
        past = self._found.get(number)
        return None if past is None else past.where

    def _wish(self, kept: KeptRun) -> RunPlace | None:
        """Where a run is to be; None: at its end, which is known."""
        if self.by_steps:
            steps = self._run.snapshot.steps
            return RunPlace(kept.number, kept.end.place, steps) if steps < kept.end.steps else None
        step = self._run.snapshot.step if self._playhead.place is None else 0
        place = Place(self._playhead.epoch, step)
        return RunPlace(kept.number, Place(place.epoch)) if place < kept.end.place else None


def _there(
    kept: KeptRun, point: Checkpoint, loss: float | None, *, ended: bool = False, exact: bool = True
) -> RunThere:
    known = None if loss is None or math.isnan(loss) else loss
    return RunThere(
        kept.number,
        kept.name,
        kept,
        kept.experiment,
        point.theta,
        point.epoch,
        point.steps,
        known,
        ended=ended,
        exact=exact,
    )
