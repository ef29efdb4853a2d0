"""The playhead: which place of the run is looked at; everything that is shown follows it."""

from __future__ import annotations

import math
from collections.abc import Callable
from time import monotonic

from msgspec.structs import replace

from playground.data import Dataset
from playground.session.backprop import Backprop
from playground.session.changes import Change, Changes
from playground.session.notice import Notice
from playground.session.run_state import RunState
from playground.session.worker_link import WorkerLink
from playground.training.checkpoint import Checkpoint, Place
from playground.training.evaluation import Score
from playground.training.experiment import Experiment
from playground.training.look_back import Past
from playground.training.messages import FindPlace
from playground.training.replay import PlaceError
from playground.training.snapshot import Snapshot
from playground.training.timeline import EditFlag
from playground.training.trainer import Stride

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""How fast the past can be played, as a factor on one epoch a frame."""
_EPOCHS_PER_SECOND = 60.0


class Playhead:
    """Looks back at a run without changing it.

    place      what is looked at; None: the present
    exact      it is shown as it was; until the worker has found it, the nearest checkpoint before it is
    speed      a factor on 60 epochs/s at which the past is played
    direction  +1 or −1 while it is played, 0 while it stands
    """

    def __init__(
        self,
        changes: Changes,
        run: RunState,
        worker: WorkerLink,
        backprop: Backprop,
        follow: Callable[[Dataset], None],
    ) -> None:
        self._changes, self._run, self._worker, self._backprop = changes, run, worker, backprop
        self._follow = follow  # called with the rows that were shown before
        self.place: Place | None = None
        self.exact = True
        self.speed, self.direction = 1.0, 0
        self._asked: tuple[Place, bool] | None = (
            None  # what the worker was asked for, with a moment or without
        )
        self._found: Experiment | None = None  # the last one that was in force in the past
        self._lost = False  # the worker does not know the way to what is looked at
        self._near = False  # what is shown is a checkpoint before it, with the losses of that epoch
        self._from = (0.0, 0)  # when, and at which epoch, playing began

    # --- reading -----------------------------------------------------------------------------------

    @property
    def settled(self) -> bool:
        """Whether what is shown stays: it is exact, or is never going to be."""
        return self.exact or self._lost

    @property
    def waiting(self) -> bool:
        """Whether the worker is to find something."""
        return self.place is not None and not self._lost and (not self.exact or self._backprop.waiting)

    @property
    def playing(self) -> bool:
        return self.direction != 0

    @property
    def moving(self) -> bool:
        """Whether something else will be shown soon: the exact place, or the next that is played."""
        return self.playing or not self.settled

    @property
    def first(self) -> int:
        """The first epoch that can be looked at."""
        points = self._run.history.timeline.checkpoints
        return points[0].epoch + bool(points[0].step) if points else self.last

    @property
    def known_from(self) -> int:
        """The first epoch of the run; of those before `first`, a file has kept the losses alone."""
        return self._run.history.first

    @property
    def last(self) -> int:
        """The epoch of the present."""
        return self._run.present.snapshot.epoch

    @property
    def epoch(self) -> int:
        """The epoch looked at."""
        return self.last if self.place is None else self.place.epoch

    @property
    def flags(self) -> list[EditFlag]:
        """The edits of the run."""
        return self._run.history.timeline.flags

    # --- moving ------------------------------------------------------------------------------------

    def look_at(self, epoch: int, step: int = 0) -> None:
        """Look at this place, or the nearest that there is. Training pauses."""
        self._stand()
        if self.known_from <= epoch < self.first:
            words = f"Of epochs before {self.first:,} only the losses are kept, not the weights."
            self._run.notices.show(Notice(words, bad=False))
        self._go(epoch, step)

    def go_to(self, epoch: int) -> None:
        """Look at this epoch. Raises PlaceError when the run has no such epoch."""
        if not self.first <= epoch <= self.last:
            lost = "has kept only its losses" if epoch >= self.known_from else "is no longer there"
            reason = "does not exist yet" if epoch > self.last else lost
            known = f"Choose an epoch from {self.first:,} to {self.last:,}."
            raise PlaceError(f"Epoch {epoch:,} {reason}.", known)
        self.look_at(epoch)

    def move(self, epochs: int) -> None:
        """Look so many epochs later or (below 0) earlier."""
        self.look_at(self.epoch + epochs)

    def step(self, stride: Stride) -> None:
        """Look at what came next: one update later, or at the end of the epoch."""
        place = self.place
        if place is not None:
            later = (place.epoch + 1, 0) if stride == "epoch" else (place.epoch, place.step + 1)
            self.look_at(*later)

    def go_to_flag(self, direction: int) -> None:
        """Look at the next edit, or (below 0) the one before; beyond the last at the present."""
        here = self.place or Place(self.last + 1)
        places = [flag.place for flag in self.flags]
        later = [place for place in places if place > here]
        earlier = [place for place in places if place < here]
        if direction > 0:
            self._stand()
            self._go(*(later[0] if later else (self.last, 0)))
        elif earlier:
            self.look_at(*earlier[-1])

    def to_present(self) -> None:
        """Look at the present again; a run that is looked at as it goes, goes on."""
        if self.place is not None:
            self._stand()
            self.place, self.exact = None, True
            self._backprop.ask_again()
            self._show(self._run.look_at_present)

    def leave(self) -> Place:
        """What is looked at becomes the present: where it is."""
        place, self.place, self.exact = self.place, None, True
        self._stand()
        assert place is not None
        return place

    # --- playing -----------------------------------------------------------------------------------

    def play(self, direction: int = 1) -> None:
        """Play the past from here, forward or (−1) backward; forward ends at the present."""
        if self._run.training:
            self._worker.pause()
        if direction > 0 and self.place is None:
            self._go(self.first, 0)  # from the beginning
        self.direction = direction
        self._from = monotonic(), self.epoch
        self._changes.note(Change.HISTORY | Change.STATUS)

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast as 60 epochs/s."""
        self.speed, self._from = speed, (monotonic(), self.epoch)
        self._changes.note(Change.HISTORY)

    def pause(self) -> None:
        """Play no longer."""
        self._stand()

    # --- once a frame ------------------------------------------------------------------------------

    def tick(self) -> None:
        """Go on playing, and ask the worker for what is looked at."""
        if self.playing and self.exact:
            self._play_on()
        if self._lost and self.place is not None and self._backprop.waiting:
            self._backprop.close()
            words = f"The update after epoch {self.place.epoch:,} is not known any more: Backprop needs it."
            self._run.notices.show(Notice(words, bad=False))
        if self.waiting and self.place is not None:
            wanted = self.place, self._backprop.waiting
            if wanted != self._asked:
                self._asked = wanted
                self._worker.send(FindPlace(self.place, moment=wanted[1]))

    def take(self, past: Past | PlaceError | None) -> None:
        """The worker has found a place, or says why there is none."""
        if past is None or self.place is None:
            return
        if isinstance(past, PlaceError):
            self._lost = True
            self._stand()
            if self._near:
                self._show(self._show_without_figures)
            self._run.notices.show(Notice(f"{past} The nearest epoch that is kept is shown.", bad=False))
        elif past.place == self.place:
            self.exact, self._near, self._asked = True, False, None
            if past.snapshot.epoch > self.place.epoch:  # a step beyond the last of its epoch
                self.place = Place(past.snapshot.epoch)
            self._show(lambda: self._run.look_back(self._then(past), past.snapshot))

    def ask_again(self) -> None:
        """There is another worker, which was asked for nothing yet."""
        self._asked = None
        if self.place is not None:
            self.exact = False

    # --- inside ------------------------------------------------------------------------------------

    def _stand(self) -> None:
        if self._run.training:
            self._worker.pause()
        if self.playing:
            self.direction = 0
            self._changes.note(Change.HISTORY | Change.STATUS | Change.WEIGHTS)  # drawn finely again

    def _go(self, epoch: int, step: int) -> None:
        present = self._run.present.snapshot.checkpoint.place
        place = Place(max(epoch, self.first), step)
        if place >= present or place == Place(present.epoch):
            self.to_present()
            return
        if place != self.place:
            self.place, self.exact, self._asked, self._lost = place, False, None, False
            self._backprop.ask_again()
            if not (self.playing and self._run.looking_back):
                self._show_nearest(place)
            self._changes.note(Change.HISTORY | Change.STATUS)

    def _show_nearest(self, place: Place) -> None:
        """Until the worker has the place: the last checkpoint before it."""
        point = self._run.history.timeline.nearest(place)
        if point is not None:
            snapshot, self._near = self._figures(point), True
            self._show(lambda: self._run.look_back(self._run.experiment, snapshot))

    def _show_without_figures(self) -> None:
        """The checkpoint for good, on the present rows and settings: on these its losses are not known."""
        shot = replace(self._run.snapshot, train=Score(), test=Score())
        self._run.look_back(self._run.present.experiment, shot)

    def _figures(self, point: Checkpoint) -> Snapshot:
        """A checkpoint with the losses that the history has of it."""
        history = self._run.history
        row = point.epoch - history.exact_from
        losses = history.losses[row].tolist() if 0 <= row < len(history.losses) else [math.nan] * 2
        train, test = (Score(None if math.isnan(loss) else loss) for loss in losses)
        rate = self._run.spec.rate(point.epoch)
        return Snapshot(
            point.epoch,
            point.steps,
            point.theta,
            train,
            test,
            "ready",
            "",
            rate,
            clipped=0,
            step=point.step,
        )

    def _then(self, past: Past) -> Experiment:
        """The experiment that was in force; the same object as long as it is the same."""
        present = self._run.present.experiment
        then = past.experiment
        if then is None:
            return present
        if past.present_rows:
            then = replace(then, data=present.data)
        if self._found is None or not self._found.same_as(then):
            self._found = then
        return self._found

    def _show(self, show: Callable[[], None]) -> None:
        before = self._run.data
        show()
        if self._run.data is not before:
            self._follow(before)

    def _play_on(self) -> None:
        began, epoch = self._from
        played = int((monotonic() - began) * self.speed * _EPOCHS_PER_SECOND)
        target = epoch + self.direction * played
        end = self.last if self.direction > 0 else self.first
        if self.direction * (target - end) >= 0:
            self.direction = 0
            self._go(end, 0)
            self._changes.note(Change.HISTORY | Change.STATUS)
        elif target != self.epoch:
            self._go(target, 0)
