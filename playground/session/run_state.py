"""The run: the experiment, and what the worker last told of it."""

from __future__ import annotations

from itertools import count

import msgspec
import numpy as np
from msgspec import Struct, structs
from msgspec.structs import replace

from playground.arrays import Array
from playground.data import BUNDLED, DRAWING, GENERATORS, Dataset
from playground.engine import Network
from playground.session.changes import ALL, Change, Changes
from playground.session.notice import Notice, Notices, Offer
from playground.session.speed_meter import SpeedMeter
from playground.training.checkpoint import Checkpoint
from playground.training.evaluation import Score
from playground.training.experiment import Experiment, default_spec
from playground.training.history import History
from playground.training.messages import Report
from playground.training.parameters import are_sound
from playground.training.snapshot import Snapshot
from playground.training.spec import Spec


class Present(Struct, frozen=True):
    """What there is at the end of the run, whatever is looked at."""

    experiment: Experiment
    snapshot: Snapshot


class RunState:
    """One experiment and how far it is trained.

    While one looks back, experiment, network and snapshot are those of the past; `present` is what there is.

    network, snapshot  the weights and the figures of the last report, for panels to show
    weights_version    another number whenever these weights are others: what is made of them is kept by it
    training           whether it trains until paused
    number             of the run; a number stands for one run for ever
    remark             what the last edit has brought along, for the status line
    """

    network: Network
    snapshot: Snapshot

    def __init__(self, changes: Changes, experiment: Experiment) -> None:
        self._changes = changes
        self.notices = Notices(changes)
        self.speed_meter = SpeedMeter()
        self.experiment = experiment
        self.number, self._numbers = 0, count()
        self.history = History()
        self.weights_version = 0
        self.training = False
        self.remark = ""
        self._set_aside: Present | None = None
        self.begin(None)

    @property
    def present(self) -> Present:
        """The end of the run."""
        return self._set_aside or Present(self.experiment, self.snapshot)

    @property
    def looking_back(self) -> bool:
        """Whether what is shown is of the past."""
        return self._set_aside is not None

    @property
    def data(self) -> Dataset:
        return self.experiment.data

    @property
    def spec(self) -> Spec:
        return self.experiment.spec

    @property
    def data_label(self) -> str:
        """The name of the dataset on screen."""
        source = self.experiment.recipe.source
        entry = GENERATORS.get(source) or BUNDLED.get(source)
        return self.data.name if entry is None or self._named_apart else entry.label

    @property
    def _named_apart(self) -> bool:
        """Whether the rows have a name of their own, as those of a lesson: no recipe is behind them."""
        source = self.experiment.recipe.source
        known = source in GENERATORS or source in BUNDLED
        return self.experiment.by_hand and known and self.data.name != source

    @property
    def data_title(self) -> str:
        """The same, and whether its rows were edited."""
        edited = self.experiment.by_hand and self.data.name != DRAWING and not self._named_apart
        return f"{self.data_label} (edited)" if edited else self.data_label

    @property
    def default_spec(self) -> Spec:
        """The choices that suit the dataset, with the present seed."""
        suiting = default_spec(self.data, self.experiment.recipe)
        return msgspec.structs.replace(suiting, seed=self.spec.seed)

    @property
    def resume_point(self) -> Checkpoint:
        """Where the run can be taken up again: here or, after a divergence, where it was last in order."""
        snapshot = self.present.snapshot
        here = snapshot.checkpoint
        if snapshot.status != "diverged" and are_sound(here.theta):
            return here
        before = reversed(self.history.timeline.checkpoints)
        begin = Checkpoint(0, 0, self.experiment.network().theta)
        return next((point for point in before if are_sound(point.theta)), begin)

    @property
    def own_start(self) -> Array | None:
        """The weights that the run began with where its seed does not give them, as in a lesson."""
        here = self.present.snapshot.checkpoint  # at its start, knows of edits that no report tells of yet
        first = next(iter(self.history.timeline.checkpoints), here) if here.steps else here
        theta = self.experiment.network().theta
        if first.steps or len(first.theta) != len(theta) or np.array_equal(first.theta, theta):
            return None
        return first.theta

    def why_not_trainable(self) -> Notice | None:
        """Why there is nothing to train, if so."""
        if (obstacle := self.without_rows) is not None:
            return obstacle
        if self.present.snapshot.status == "diverged" and not self.looking_back:
            return Notice(self.snapshot.reason, Offer.RECOVER)
        return None

    @property
    def without_rows(self) -> Notice | None:
        """Why there are no rows to train on, if so."""
        if not len(self.data):
            return Notice("No training data yet: click on the canvas to add points.", ends_with_edit=True)
        if self.data.test.all():
            text = "All points are test points: move some to the training set."
            return Notice(text, ends_with_edit=True)
        return None

    # --- what happens to it ------------------------------------------------------------------------

    def go_on_with(self, experiment: Experiment) -> None:
        """Another experiment; the network is as it was."""
        self.experiment, self.remark = experiment, ""
        self._changes.note(Change.SPEC | Change.DATA | Change.STATUS)

    def begin(self, start: Checkpoint | None, number: int | None = None) -> None:
        """A new run or, with its `number`, one that was left: show its first weights at once; its losses come
        with the first report.
        """
        self._set_aside = None
        self.number = self.new_number() if number is None else number
        self.history = History(start.epoch if start else 0)
        self.notices.show(None)
        self.speed_meter.clear()
        self.network = self.experiment.network()
        if start is not None:
            self.network.theta[...] = start.theta
        epoch, steps = (start.epoch, start.steps) if start else (0, 0)
        self.snapshot = Snapshot(
            epoch,
            steps,
            self.network.theta.copy(),
            Score(),
            Score(),
            "ready",
            "",
            self.spec.rate(epoch),
            clipped=0,
            step=start.step if start else 0,
        )
        self.weights_version += 1
        self._changes.note(ALL)

    def new_number(self) -> int:
        """A number for a run that has none yet."""
        return next(self._numbers)

    def stop(self) -> None:
        """It trains no longer."""
        self.training = False
        self.speed_meter.clear()
        self._changes.note(Change.STATUS)

    def show(self, snapshot: Snapshot) -> None:
        """Show the weights of a snapshot, and its figures."""
        if not np.array_equal(self.network.theta, snapshot.theta):
            self.network.theta[...] = snapshot.theta
            self.weights_version += 1
        self.snapshot = snapshot
        self._changes.note(Change.WEIGHTS | Change.STATUS)

    def look_back(self, experiment: Experiment, snapshot: Snapshot) -> None:
        """Show a place of the past, with the experiment that was in force there."""
        self._set_aside = self.present
        self._show_with(experiment, snapshot)

    def look_at_present(self) -> None:
        """Show the present again."""
        present, self._set_aside = self.present, None
        self._show_with(present.experiment, present.snapshot)

    def go_on_from_past(self) -> None:
        """What is looked at is the present from now on; the history is that up to there."""
        self._set_aside, self.number = None, self.new_number()
        self.history = self.history.copy()  # the undo has the other
        self.history.truncate(self.snapshot.epoch, self.snapshot.steps)
        self._changes.note(ALL)

    def _show_with(self, experiment: Experiment, snapshot: Snapshot) -> None:
        if experiment is not self.experiment:
            self.experiment = experiment
            self._changes.note(Change.SPEC | Change.DATA)
        self.show(snapshot)
        self._changes.note(Change.HISTORY)

    def take(self, report: Report, snapshot: Snapshot, *, up_to_date: bool) -> None:
        """Take a report with its snapshot; one that is `up_to_date` has seen every command."""
        before = self.present.snapshot.status
        self.history.truncate(snapshot.epoch)
        self.history.merge(report.history_delta)
        if self._set_aside is None:
            self.show(snapshot)
        else:
            self._set_aside = structs.replace(self._set_aside, snapshot=snapshot)
        self._changes.note(Change.HISTORY)
        if not up_to_date:
            return
        if report.training:
            self.speed_meter.record(snapshot.epoch)
        elif self.training or snapshot.status == "diverged" != before:
            self._say_why_it_stopped(snapshot)

    def recover(self) -> None:
        """Whatever it diverged from is over."""
        self.training = False
        self.snapshot = replace(self.snapshot, status="ready", reason="")
        self.notices.show(None)

    def _say_why_it_stopped(self, snapshot: Snapshot) -> None:
        self.stop()
        if snapshot.status == "ready":  # the epoch is reached until which it was to train
            return
        diverged = snapshot.status == "diverged"
        self.notices.show(Notice(snapshot.reason, Offer.RECOVER if diverged else None, bad=diverged))
