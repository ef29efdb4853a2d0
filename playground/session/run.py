"""The run of a session: its worker, what it reports, and who is told of it, once a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import numpy as np

from playground.data import BUNDLED, GENERATORS, Dataset, Names
from playground.data.plane import Axes, Plane, plane_of
from playground.engine import Network
from playground.session.changes import ALL, Change
from playground.session.pace import Pace
from playground.session.shown import Inspected, Notice, View
from playground.training.evaluation import Score
from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, History
from playground.training.messages import Command, Pause, Play, Report, SetParameters
from playground.training.proxy import Connect, TrainerProxy, WorkerFailed, WorkerLost
from playground.training.spec import Spec
from playground.training.trainer import Snapshot

_MOST_LOSSES = 3
_LONG, _VERY_LONG = 3, 10  # seconds without an answer after which it is said, and a new start is offered
_OVERDUE = Notice(
    f"The training process has not responded for {_VERY_LONG} s: one step takes that long, or it hangs.",
    "restart_training",
)


class Run:
    """One experiment and its run in a worker process (tests `connect` a trainer in this one).

    network, snapshot   the weights and the figures of the last report, for panels to show
    """

    network: Network
    snapshot: Snapshot

    def __init__(
        self,
        experiment: Experiment | None = None,
        view: View | None = None,
        connect: Connect = TrainerProxy,
    ) -> None:
        self._connect = connect
        self.experiment = experiment or Experiment.load()
        self.view = view or View()
        self.inspected: Inspected | None = None
        self.epochs: tuple[float, float] | None = None  # those that the loss plot shows; None: all
        self.plane = self._whole_plane()
        self.history = History()
        self.training = False
        self._standing: Notice | None = None  # about the worker: told until it is dismissed
        self._passing: Notice | None = None  # the last of all others
        self.remark = ""  # what the last edit has brought along, for the status line
        self._listeners: list[Callable[[Change], None]] = []
        self.wake: Callable[[], None] = lambda: None  # called when there is news to tell at the next tick
        self._changes = ALL
        self._run = 0
        self._losses = 0  # of workers, one after the other, without a sign of life between
        self._asked_at = monotonic()
        self._silence = 0
        self._closed = False
        self._pace = Pace()
        self._by_hand: dict[int, tuple[float, int]] = {}  # place in θ: number, command that carries it
        self._begin(None)
        self._proxy = connect(self._run, self.experiment, None)

    # --- reading -----------------------------------------------------------------------------------

    @property
    def data(self) -> Dataset:
        return self.experiment.data

    @property
    def data_label(self) -> str:
        """The name of the dataset on screen."""
        source = self.experiment.recipe.source
        entry = GENERATORS.get(source) or BUNDLED.get(source)
        return self.data.name if entry is None else entry.label

    @property
    def names(self) -> Names:
        """What columns and classes are called on screen."""
        return Names.on_screen(self.data, safe=self.view.safe_colours)

    @property
    def spec(self) -> Spec:
        return self.experiment.spec

    @property
    def notice(self) -> Notice | None:
        """What there is to tell. Other news does not cover what became of the worker: both are told."""
        if self._standing is None or self._passing is None:
            return self._standing or self._passing
        text = f"{self._standing.text}\n{self._passing.text}"
        return Notice(text, self._standing.offer or self._passing.offer)

    @notice.setter
    def notice(self, notice: Notice | None) -> None:
        self._passing = notice

    @property
    def silence(self) -> int:
        """For how many seconds an answer of the worker is overdue; 0 while it answers in time."""
        return self._silence

    @property
    def epochs_per_second(self) -> float:
        """Over the last second; 0 when paused."""
        return self._pace.epochs_per_second

    @property
    def busy(self) -> bool:
        """Whether news can come without a verb being called."""
        return not self._given_up and (self.training or self._proxy.asking or self._unanswered)

    # --- the frame ---------------------------------------------------------------------------------

    def pause(self) -> None:
        self.training = False
        self._pace.clear()
        self._send(Pause())
        self._tell(Change.STATUS)

    def say(self, notice: Notice | None) -> None:
        """Show a notice, or take away all that is shown."""
        self._passing = notice
        if notice is None:
            self._standing = None
        self._tell(Change.STATUS)

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Have `listener` called with what changed, once a `tick` at most."""
        self._listeners.append(listener)

    def tick(self) -> None:
        """Once a frame: take the answer that has come, ask anew, and tell what has changed. Never waits.

        Raises WorkerFailed on an error of the program itself, after the worker was started again.
        """
        try:
            if not (self._given_up or self._closed):
                self._exchange()
        except WorkerLost:
            self._restart("was lost")
        except WorkerFailed:
            self._restart("met an error")
            raise
        finally:
            self._announce()

    def restart_training(self) -> None:
        """End a worker that does not answer, and go on in a new one from its last answer."""
        self._losses = 0
        self._restart("did not answer")

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        self._proxy.close()

    # --- talking to the worker ---------------------------------------------------------------------

    def _exchange(self) -> None:
        """Take the answer that has come, and ask anew."""
        report = self._proxy.poll()
        if report is not None:
            self._take(report)
        if not self._proxy.asking:  # no faster than the worker can find the losses
            self._send_by_hand()
        if self.training or self._unanswered:
            since = self.history.last_epoch if len(self.history) else 0
            self._proxy.ask(since, moment=self._wants_moment)
        self._listen_for_silence(heard=report is not None)

    def _listen_for_silence(self, *, heard: bool) -> None:
        """Notice a worker that lives and does not answer: it is stopped, or one step of it takes long."""
        now = monotonic()
        if heard or not self._proxy.asking:
            self._asked_at = now
        waited, before = int(now - self._asked_at), self._silence
        self._silence = waited if waited >= _LONG else 0
        if self._silence == before:
            return
        self._pace.clear()
        if before < _VERY_LONG <= self._silence:
            self._standing = _OVERDUE
        elif not self._silence and self._standing is _OVERDUE:
            self._standing = None
        self._tell(Change.STATUS)

    @property
    def _given_up(self) -> bool:
        """Whether so many workers ended at once that another one is started only when asked for."""
        return self._losses >= _MOST_LOSSES

    @property
    def _outdated(self) -> bool:
        """Whether there are commands that no answer has seen yet, sent or not."""
        return self._seen < self._proxy.sent or bool(self._by_hand)

    @property
    def _unanswered(self) -> bool:
        """Whether the worker has something to tell even if it does not train."""
        return self._outdated or self._wants_moment or not self._settled

    @property
    def _wants_moment(self) -> bool:
        """Whether the worker is to tell where exactly it stands."""
        return False

    def _send(self, command: Command) -> None:
        if self._given_up and not self._closed:
            self._losses = 0
            self._start_worker()
        self._send_by_hand()
        self._proxy.send(command)

    def _send_by_hand(self) -> None:
        """Pass on the numbers that were set by hand and are not under way yet."""
        waiting = {place: number for place, (number, carrier) in self._by_hand.items() if not carrier}
        if waiting:
            self._proxy.send(SetParameters(waiting))
            self._by_hand |= {place: (number, self._proxy.sent) for place, number in waiting.items()}

    def _put(self, place: int, number: float) -> None:
        """Set a number in θ here at once, and by the worker in time."""
        self._by_hand[place] = (number, 0)
        self._show_theta(self.snapshot)

    def _take(self, report: Report) -> None:
        """Believe a report, unless it speaks of a network that is no longer there."""
        if report.run != self._run:
            return
        self._seen, self._settled = report.taken, report.settled
        self._losses = 0
        snapshot, before = report.snapshot, self.snapshot.status
        self.history.truncate(snapshot.epoch)
        self.history.merge(report.part)
        self._by_hand = {
            place: (number, carrier)
            for place, (number, carrier) in self._by_hand.items()
            if not 0 < carrier <= report.taken
        }
        self._show_theta(snapshot)
        self._tell(Change.WEIGHTS | Change.HISTORY | Change.STATUS)
        if self._outdated:
            return
        if report.training:
            self._pace.see(snapshot.epoch)
        elif self.training or snapshot.status == "diverged" != before:
            self._notice_end(snapshot)

    def _show_theta(self, snapshot: Snapshot) -> None:
        """Show the weights of a snapshot, with the numbers set by hand that it does not know of yet."""
        if self._by_hand:
            theta = snapshot.theta.copy()
            for place, (number, _) in self._by_hand.items():
                theta[place] = number
            snapshot = replace(snapshot, theta=theta)
        self.network.theta[...] = snapshot.theta
        self.snapshot = snapshot
        self._tell(Change.WEIGHTS | Change.STATUS)

    def _notice_end(self, snapshot: Snapshot) -> None:
        """The worker stopped by itself: say why."""
        self.training = False
        self._pace.clear()
        diverged = snapshot.status == "diverged"
        self.notice = Notice(snapshot.reason, "recover" if diverged else "", bad=diverged)

    def _announce(self) -> None:
        """Tell the listeners what has changed since the last time."""
        changes, self._changes = self._changes, Change(0)
        if changes:
            for listener in self._listeners:
                listener(changes)

    def _tell(self, changes: Change) -> None:
        self._changes |= changes
        self.wake()

    # --- beginning and beginning again -------------------------------------------------------------

    def _begin(self, start: Checkpoint | None) -> None:
        """A new run: show its first weights at once; its losses come with the first report."""
        self._run += 1
        self._seen, self._settled = -1, True
        self.history = History(start.epoch if start else 0)
        self.notice = None
        self._pace.clear()
        self._by_hand.clear()
        self.inspected = self.epochs = None
        self.network = self.experiment.network()
        if start is not None:
            self.network.theta[...] = start.theta
        epoch, steps = (start.epoch, start.steps) if start else (0, 0)
        self.snapshot = Snapshot(
            epoch, steps, self.network.theta.copy(), Score(), Score(), "ready", "", self.spec.rate(epoch), 0
        )
        self._tell(ALL)

    def _whole_plane(self, axes: Axes | None = None) -> Plane:
        return plane_of(self.data, self.experiment.inputs, self.experiment.target, axes)

    def _obstacle(self) -> Notice | None:
        """Why there is nothing to train, if so."""
        if self.data.test.all():  # no rows at all, too
            if not len(self.data):
                return Notice("No training data yet: click on the canvas to add points.", ends_with_edit=True)
            text = "All points are test points: move some to the training set."
            return Notice(text, ends_with_edit=True)
        if self.snapshot.status == "diverged":
            return Notice(self.snapshot.reason, "recover")
        return None

    @property
    def _resting_point(self) -> Checkpoint:
        """Where the run can be taken up again: here or, after a divergence, where it was last in order."""
        here = self.snapshot.checkpoint
        if self.snapshot.status != "diverged" and np.isfinite(here.theta).all():
            return here
        if self.history.checkpoints:
            return self.history.checkpoints[-1]
        return Checkpoint(0, 0, self.experiment.network().theta)

    def _restart(self, what: str) -> None:
        """Start a new worker where the last report left off, and train on if it was training."""
        self._losses += 1
        self._proxy.close()
        if self._given_up:
            self.training = False
            text = "The training process keeps crashing on startup. Save your work and restart the app."
        else:
            self._start_worker()
            epoch = self._resting_point.epoch
            text = f"The training process {what}. It was restarted from epoch {epoch:,}."
        self._standing = Notice(text)
        self._tell(Change.STATUS)

    def _start_worker(self) -> None:
        self._run += 1
        self._seen, self._settled = -1, True
        self._asked_at, self._silence = monotonic(), 0
        start = self._resting_point
        self._by_hand.clear()  # they are in it
        self._proxy = self._connect(self._run, self.experiment, start)
        if self.training:
            self._send(Play(self.view.speed))
