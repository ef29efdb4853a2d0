"""What of the past the window looks at: found in slices beside the run, and only the newest wish."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from playground.training.checkpoint import Place
from playground.training.experiment import Experiment
from playground.training.replay import PlaceError, Replay
from playground.training.resume_point import ResumePoint
from playground.training.snapshot import Snapshot
from playground.training.trainer import Trainer


class Past(Struct, frozen=True):
    """A place of a run, found again.

    experiment    that was in force there; None: the present one
    present_rows  its rows are those of the present one, and left away
    moment        where a trainer stands there, if it was asked for
    """

    place: Place
    snapshot: Snapshot
    experiment: Experiment | None = None
    present_rows: bool = False
    moment: ResumePoint | None = None


class LookBack:
    """Replays the run of a trainer, one wish at a time: a newer one ends that before."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._replay: Replay[Trainer] | None = None
        self._answer: Past | PlaceError | None = None
        self._moment = False
        self.working = False

    def find(self, place: Place | None, *, moment: bool = False) -> None:
        """Look for a place (None: for none); from where the last search is, if that lies on the way."""
        self._answer, self._moment = None, moment
        if place is None:
            self.end()
            return
        try:
            if self._replay is None or not self._replay.go_on_to(place):
                self._replay = self._trainer.replay(place)
            self.working = True
        except PlaceError as error:
            self._answer, self.working = error, False

    def way_to(self, place: Place) -> Replay[Trainer] | None:
        """The replay of a place, at its end if that was looked at; None where there is no such place."""
        if self._replay is not None and self._replay.place == place:
            return self._replay
        try:
            return self._trainer.replay(place)
        except PlaceError:
            return None

    def end(self) -> None:
        """Look no longer: the run is another, or nobody wants to know."""
        self._replay = self._answer = None
        self.working = False

    def advance(self, seconds: float) -> None:
        """Go on for so long, a step at the least."""
        replay = self._replay
        if replay is not None and self.working and replay.advance(seconds):
            self.working = False
            self._answer = self._found(replay)

    def _found(self, replay: Replay[Trainer]) -> Past:
        log, count = self._trainer.log.edits, replay.edits
        past = Past(
            replay.place,
            replay.trainer.snapshot(),
            moment=replay.trainer.resume_point() if self._moment else None,
        )
        if log.is_present(count):
            return past
        if log.has_present_rows(count):
            return replace(past, experiment=log.without_rows(count), present_rows=True)
        return replace(past, experiment=log.experiment(count))

    def take_answer(self) -> Past | PlaceError | None:
        """What was found, once."""
        answer, self._answer = self._answer, None
        return answer
