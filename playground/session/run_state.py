"""The run: the experiment, and what the worker last told of it."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np

from playground.data import BUNDLED, GENERATORS, Dataset
from playground.engine import Network
from playground.session.changes import ALL, Change, Changes
from playground.session.notice import Notice, Notices, Offer
from playground.session.speed_meter import SpeedMeter
from playground.training.checkpoint import Checkpoint
from playground.training.evaluation import Score
from playground.training.experiment import Experiment, default_spec
from playground.training.history import History
from playground.training.messages import Report
from playground.training.spec import Spec
from playground.training.trainer import Snapshot


class RunState:
    """One experiment and how far it is trained.

    network, snapshot  the weights and the figures of the last report, for panels to show
    weights_version    another number whenever these weights are others: what is made of them is kept by it
    training           whether it trains until paused
    remark             what the last edit has brought along, for the status line
    """

    network: Network
    snapshot: Snapshot

    def __init__(self, changes: Changes, experiment: Experiment) -> None:
        self._changes = changes
        self.notices = Notices(changes)
        self.speed_meter = SpeedMeter()
        self.experiment = experiment
        self.history = History()
        self.weights_version = 0
        self.training = False
        self.remark = ""
        self.begin(None)

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
        return self.data.name if entry is None else entry.label

    @property
    def default_spec(self) -> Spec:
        """The choices that suit the dataset, with the present seed."""
        suiting = default_spec(self.data, self.experiment.recipe)
        return msgspec.structs.replace(suiting, seed=self.spec.seed)

    @property
    def resume_point(self) -> Checkpoint:
        """Where the run can be taken up again: here or, after a divergence, where it was last in order."""
        here = self.snapshot.checkpoint
        if self.snapshot.status != "diverged" and np.isfinite(here.theta).all():
            return here
        if self.history.timeline.checkpoints:
            return self.history.timeline.checkpoints[-1]
        return Checkpoint(0, 0, self.experiment.network().theta)

    def why_not_trainable(self) -> Notice | None:
        """Why there is nothing to train, if so."""
        if not len(self.data):
            return Notice("No training data yet: click on the canvas to add points.", ends_with_edit=True)
        if self.data.test.all():
            text = "All points are test points: move some to the training set."
            return Notice(text, ends_with_edit=True)
        if self.snapshot.status == "diverged":
            return Notice(self.snapshot.reason, Offer.RECOVER)
        return None

    # --- what happens to it ------------------------------------------------------------------------

    def go_on_with(self, experiment: Experiment) -> None:
        """Another experiment; the network is as it was."""
        self.experiment, self.remark = experiment, ""
        self._changes.note(Change.SPEC | Change.DATA | Change.STATUS)

    def begin(self, start: Checkpoint | None) -> None:
        """A new network: show its initial weights at once; its losses come with the first report."""
        self.history = History(start.epoch if start else 0)
        self.notices.show(None)
        self.speed_meter.clear()
        self.network = self.experiment.network()
        if start is not None:
            self.network.theta[...] = start.theta
        epoch, steps = (start.epoch, start.steps) if start else (0, 0)
        self.snapshot = Snapshot(
            epoch, steps, self.network.theta.copy(), Score(), Score(), "ready", "", self.spec.rate(epoch), 0
        )
        self.weights_version += 1
        self._changes.note(ALL)

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

    def take(self, report: Report, snapshot: Snapshot, *, up_to_date: bool) -> None:
        """Take a report with its snapshot; one that is `up_to_date` has seen every command."""
        before = self.snapshot.status
        self.history.truncate(snapshot.epoch)
        self.history.merge(report.history_delta)
        self.show(snapshot)
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
        diverged = snapshot.status == "diverged"
        self.notices.show(Notice(snapshot.reason, Offer.RECOVER if diverged else None, bad=diverged))
