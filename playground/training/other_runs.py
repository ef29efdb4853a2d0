"""Places of several runs at once, to compare them: found in slices, one after the other."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playground.training.checkpoint import Place
from playground.training.replay import PlaceError, Replay
from playground.training.run_shelf import RunShelf
from playground.training.snapshot import Snapshot
from playground.training.trainer import Trainer


class RunPlace(NamedTuple):
    """A place of the run of this number or, if that is earlier, after so many of its updates."""

    run: int
    place: Place
    steps: float = math.inf


@dataclass(frozen=True)
class RunPast:
    """What was found at a place: nothing where this worker does not have the run, or not from so early on.
    Whatever was edited since, the weights mean the same in the whole run.
    """

    where: RunPlace
    snapshot: Snapshot | None = None


class OtherRuns:
    """Looks for places of the runs of a shelf; newer wishes end those before."""

    def __init__(self, shelf: RunShelf) -> None:
        self._shelf = shelf
        self._wishes: deque[RunPlace] = deque()
        self._answers: list[RunPast] = []
        self._replays: dict[int, Replay[Trainer]] = {}  # the last of each run: a later place is on its way

    @property
    def working(self) -> bool:
        return bool(self._wishes)

    def find(self, wishes: Sequence[RunPlace]) -> None:
        """Look for these."""
        self._wishes, self._answers = deque(wishes), []

    def look_anew(self) -> None:
        """A run is another than it was: what was found on the way is no longer its past."""
        self._replays.clear()

    def advance(self, seconds: float) -> None:
        """Go on for so long, a step at the least."""
        if not self._wishes:
            return
        replay = self._way_to(self._wishes[0])
        if replay is None:
            self._answers.append(RunPast(self._wishes.popleft()))
        elif replay.advance(seconds):
            self._answers.append(RunPast(self._wishes.popleft(), replay.trainer.snapshot()))

    def take_answers(self) -> tuple[RunPast, ...]:
        """What was found, once."""
        answers, self._answers = tuple(self._answers), []
        return answers

    def _way_to(self, wish: RunPlace) -> Replay[Trainer] | None:
        replay = self._replays.get(wish.run)
        goal = wish.place, wish.steps
        if replay is not None and (replay.leads_to(*goal) or replay.go_on_to(*goal)):
            return replay
        run = self._shelf.find(wish.run)
        try:
            replay = None if run is None else Replay(run, *goal)
        except PlaceError:
            return None
        if replay is not None:
            self._replays[wish.run] = replay
        return replay
