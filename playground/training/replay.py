"""A run taken again from a keyframe to a place of its past: bit for bit what it was there."""

from __future__ import annotations

import math
from time import perf_counter
from typing import Generic, Protocol, Self, TypeVar

from playground.errors import PlaygroundError
from playground.training.checkpoint import Keyframe, Place
from playground.training.edits import Repeating
from playground.training.run_log import RunLog


class Repeatable(Repeating, Protocol):
    """What a replay needs of the trainer of a run, and of the one that takes it again."""

    log: RunLog
    steps: int

    @property
    def place(self) -> Place: ...

    @property
    def steps_left(self) -> int: ...

    def advance(self, seconds: float, max_steps: float = ...) -> int: ...

    def evaluate(self, seconds: float = ...) -> bool: ...

    def again_from(self, frame: Keyframe) -> Self: ...


Run = TypeVar("Run", bound=Repeatable)


class PlaceError(PlaygroundError):
    """A place that a run does not have."""


class Replay(Generic[Run]):
    """Goes from the keyframe before a place to the place, in slices; the run itself is not touched.

    A place at the start of an epoch is the end of the epoch before, with the edits that were made there. A
    step beyond the last of its epoch is the start of the next. With `steps` it ends after so many updates of
    the run, if that is before the place.

    edits  how many edits of the run are behind it

    Raises PlaceError for a place that the run does not have.
    """

    def __init__(self, run: Run, place: Place, steps: float = math.inf) -> None:
        self._timeline, self._log, self._last = run.log.history.timeline, run.log.edits, run.place
        frame = self._frame_before(place, steps)
        self.place, self.steps, self.edits = place, steps, frame.edits
        self.trainer = run.again_from(frame)

    def leads_to(self, place: Place, steps: float = math.inf) -> bool:
        """Whether this is where it ends."""
        return (self.place, self.steps) == (place, steps)

    def go_on_to(self, place: Place, steps: float = math.inf) -> bool:
        """Go on to a later place, unless a keyframe is nearer to it; says whether that is so."""
        here = self.trainer.place
        earlier = place < max(here, self.place) or steps < max(self.trainer.steps, self.steps)
        if earlier or place > self._last or self._frame_before(place, steps).place > here:
            return False
        self.place, self.steps = place, steps
        return True

    def advance(self, seconds: float = math.inf) -> bool:
        """Go on for so long, a step at the least; says whether it is there, and its losses are found."""
        deadline = perf_counter() + seconds
        while self._redoes_edit() or self._trains(deadline - perf_counter()):
            if perf_counter() >= deadline:
                return False
        return self.trainer.evaluate(deadline - perf_counter())

    def finish(self) -> Run:
        """Go all the way; the trainer there."""
        while not self.advance():
            pass
        return self.trainer

    def _redoes_edit(self) -> bool:
        """Make the next edit again if it was made here; says whether it was."""
        edit = self._log.next_after(self.edits)
        here = self.trainer
        if edit is None or edit.steps > here.steps or (edit.advances and self._there):
            return False
        self.edits += 1
        edit.redo(here, self._log.experiment(self.edits))
        return True

    def _trains(self, seconds: float) -> bool:
        """Train to the next edit, the end of the epoch, or the place; says whether there was a way to go."""
        trainer, edit = self.trainer, self._log.next_after(self.edits)
        here = trainer.place
        if self._there:
            return False
        # A step beyond the last of its epoch is the start of the next.
        most = min(trainer.steps_left, self.steps - trainer.steps)
        if here.epoch == self.place.epoch:
            most = min(most, self.place.step - here.step)
        if edit is not None:
            most = min(most, edit.steps - trainer.steps)
        trainer.advance(seconds, most)
        return True

    @property
    def _there(self) -> bool:
        return self.trainer.place >= self.place or self.trainer.steps >= self.steps

    def _frame_before(self, place: Place, steps: float) -> Keyframe:
        first, last = self._timeline.checkpoints[0].epoch, self._last.epoch
        if place > self._last:
            raise PlaceError(
                f"Epoch {place.epoch:,} does not exist yet: the run is at epoch {last:,}.",
                "Train on, or choose an earlier one.",
            )
        frame = self._timeline.nearest(place, steps)
        if frame is None:
            raise PlaceError(
                f"Epoch {place.epoch:,} is not there: this run began at epoch {first:,}.",
                f"Choose epoch {first:,} or a later one.",
            )
        assert isinstance(frame, Keyframe)
        return frame
