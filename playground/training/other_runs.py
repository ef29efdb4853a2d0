"""Places of several runs at once, to compare or to film them: found in slices, one after the other."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

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


class RunPast(Struct, frozen=True):
    """What was found at a place: nothing where this worker does not have the run, or not from so early on.
    Whatever was edited since, the weights mean the same in the whole run.
    """

    where: RunPlace
    snapshot: Snapshot | None = None


class OtherRuns:
    """Looks for places of the runs of a shelf; newer wishes of an asker end those it had before."""

    def __init__(self, shelf: RunShelf) -> None:
        self._shelf = shelf
        self._wishes: dict[str, deque[RunPlace]] = {}  # by asker, none of them empty
        self._answers: dict[str, list[RunPast]] = {}
        # The last of each asker and run: a later place is on its way.
        self._replays: dict[tuple[str, int], Replay[Trainer]] = {}

    @property
    def working(self) -> bool:
        return bool(self._wishes)

    def find(self, wishes: Sequence[RunPlace], asker: str) -> None:
        """Look for these; for none, the asker is done."""
        self._answers.pop(asker, None)
        self._wishes.pop(asker, None)
        if wishes:
            self._wishes[asker] = deque(wishes)
        else:
            self._replays = {key: one for key, one in self._replays.items() if key[0] != asker}

    def look_anew(self) -> None:
        """A run is another than it was: what was found on the way is no longer its past."""
        self._replays.clear()

    def advance(self, seconds: float) -> None:
        """Go on for so long, a step at the least."""
        if not self._wishes:
            return
        asker, wishes = next(iter(self._wishes.items()))
        replay = self._way_to(wishes[0], asker)
        if replay is not None and not replay.advance(seconds):
            return
        found = None if replay is None else replay.trainer.snapshot()
        self._answers.setdefault(asker, []).append(RunPast(wishes.popleft(), found))
        if not wishes:
            del self._wishes[asker]

    def take_answers(self) -> dict[str, tuple[RunPast, ...]]:
        """What was found, once, by asker."""
        answers, self._answers = self._answers, {}
        return {asker: tuple(found) for asker, found in answers.items()}

    def _way_to(self, wish: RunPlace, asker: str) -> Replay[Trainer] | None:
        replay = self._replays.get((asker, wish.run))
        goal = wish.place, wish.steps
        if replay is not None and (replay.leads_to(*goal) or replay.go_on_to(*goal)):
            return replay
        run = self._shelf.find(wish.run)
        try:
            replay = None if run is None else Replay(run, *goal)
        except PlaceError:
            return None
        if replay is not None:
            self._replays[asker, wish.run] = replay
        return replay
