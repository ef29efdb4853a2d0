"""The session: THE state of the running app. Panels read it, call its verbs, and are told what changed.

A verb that edits data or spec can be undone. Nothing here knows Qt; the window calls `tick` once a frame.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Flag, auto
from time import perf_counter
from typing import Any

import msgspec
import numpy as np

from playground.data import Dataset, load
from playground.data.plane import Axes, Plane, plane_of
from playground.engine import Network, Parameter
from playground.errors import SpecError
from playground.training.evaluation import Score
from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, History
from playground.training.messages import Apply, Command, Pause, Play, Recover, Report, SetParameters, Step
from playground.training.proxy import TrainerProxy, WorkerFailed, WorkerLost
from playground.training.spec import Spec
from playground.training.trainer import Snapshot, Stride


class Change(Flag):
    """What has changed since the last notice."""

    SPEC = auto()
    DATA = auto()
    WEIGHTS = auto()
    HISTORY = auto()
    VIEW = auto()
    STATUS = auto()


ALL = ~Change(0)

MAX_PARAMETER = 1_000_000_000  # in size: what a hand can set without making numbers overflow

_MOST_LOSSES = 3

# The classes a hand can draw, after their colours.
_CLASS_NAMES = ("red", "green", "blue", "amber", "violet", "teal", "pink", "brown")


@dataclass(frozen=True)
class Notice:
    """Something to tell: `offer` names the verb of the session that would help, if one does."""

    text: str
    offer: str = ""
    bad: bool = True


@dataclass(frozen=True)
class View:
    """How things are shown; kept from one start to the next."""

    dark: bool = False
    safe_colours: bool = False
    show_test: bool = False
    hard_boundary: bool = False
    log_loss_axis: bool = True
    speed: float = math.inf


@dataclass(frozen=True)
class Brush:
    """What a click on the canvas does: "add" (of class `label`, or with `value`), "erase" or "move"."""

    tool: str = "add"
    label: int = 0
    value: float = 1.0


@dataclass(frozen=True)
class Inspected:
    """What the canvas shows instead of the output: one neuron (layer 0: a feature, by its name)."""

    layer: int
    index: int = 0
    feature: str = ""


@dataclass(frozen=True)
class _Memento:
    """What an undo puts back: weights and history only with an edit that built the network anew.

    Of an edit of one parameter it is `number` at `place` in θ, and nothing else: what training has made of
    the others meanwhile stays, as with every edit that changes a run without ending it.
    """

    label: str
    experiment: Experiment
    start: Checkpoint | None = None
    history: History | None = None
    place: int | None = None
    number: float = 0.0


class Session:
    """One experiment, its run in a worker process, and the way back through its edits.

    network, snapshot   the weights and the figures of the last report, for panels to show
    """

    network: Network
    snapshot: Snapshot

    def __init__(self, experiment: Experiment | None = None, view: View | None = None) -> None:
        self.experiment = experiment or Experiment.load()
        self.view = view or View()
        self.brush = Brush()
        self.inspected: Inspected | None = None
        self.plane = self._whole_plane()
        self.history = History()
        self.training = False
        self.epochs_per_second = 0.0
        self.notice: Notice | None = None
        self._undo: list[_Memento] = []
        self._redo: list[_Memento] = []
        self._listeners: list[Callable[[Change], None]] = []
        self.wake: Callable[[], None] = lambda: None  # called when there is news to tell at the next tick
        self._changes = ALL
        self._run = 0
        self._losses = 0  # of workers, one after the other, without a sign of life between
        self._closed = False
        self._merging: str | None = None
        self._pace: list[tuple[float, int]] = []
        self._by_hand: dict[int, tuple[float, int]] = {}  # place in θ: number, command that carries it
        self._begin(None)
        self._proxy = TrainerProxy(self._run, self.experiment)

    # --- reading -----------------------------------------------------------------------------------

    @property
    def data(self) -> Dataset:
        return self.experiment.data

    @property
    def spec(self) -> Spec:
        return self.experiment.spec

    @property
    def busy(self) -> bool:
        """Whether news can come without a verb being called."""
        return not self._given_up and (self.training or self._proxy.asking or self._outdated)

    @property
    def undo_label(self) -> str:
        """What an undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        return self._redo[-1].label if self._redo else ""

    # --- training ----------------------------------------------------------------------------------

    def play(self) -> None:
        """Train until paused, or until a stop rule holds."""
        self.notice = self._obstacle()
        self._tell(Change.STATUS)
        if self.notice is not None:
            return
        self.training = True
        self._pace.clear()
        self._send(Play(self.view.speed))

    def pause(self) -> None:
        self.training = False
        self.epochs_per_second = 0.0
        self._send(Pause())
        self._tell(Change.STATUS)

    def step(self, stride: Stride) -> None:
        """Train one row, batch or epoch, and pause."""
        self.notice = self._obstacle()
        self.training = False
        self.epochs_per_second = 0.0
        self._send(Pause() if self.notice else Step(stride))
        self._tell(Change.STATUS)

    def reset(self) -> None:
        """Back to the very same first weights, paused. An undo brings the trained ones back."""
        self.pause()
        self._edit("Reset", self.experiment, fresh=True)

    def recover(self) -> None:
        """After a divergence: back to the last finite state."""
        self._run += 1
        self.notice = None
        self.training = False
        self.snapshot = replace(self.snapshot, status="ready", reason="")
        self._send(Recover(self._run))
        self._tell(Change.STATUS)

    def set_speed(self, epochs_per_second: float) -> None:
        """The greatest number of epochs a second; inf for as fast as it goes."""
        self.set_view(speed=epochs_per_second)
        self._pace.clear()
        if self.training:
            self._send(Play(epochs_per_second))

    # --- editing -----------------------------------------------------------------------------------

    def set(self, label: str | None = None, *, merge: bool = False, **choices: Any) -> None:
        """Change fields of the spec. Raises SpecError, and changes nothing, when a value is not allowed.

        `merge` joins the edit to the last one of the same label: one undo for one drag of a slider.
        """
        spec = msgspec.structs.replace(self.spec, **choices)
        if spec != self.spec:
            self._edit(label or f"Change {', '.join(choices)}", self.experiment.with_spec(spec), merge=merge)

    def set_parameter(self, parameter: Parameter, number: float, *, merge: bool = False) -> None:
        """Put a number into a weight or a bias: seen at once, its losses as soon as the worker has them.

        Raises SpecError for a number that no network can use. An undo puts the old number back.
        """
        if not abs(number) <= MAX_PARAMETER:
            hint = f"Its size is {MAX_PARAMETER:,} at most."
            raise SpecError(f"{parameter.label} cannot be {number:g}.", hint)
        place, label = parameter.index(self.experiment.sizes), f"Set {parameter.label}"
        if number == self.network.theta[place]:
            return
        if not (merge and self._merging == label):
            self._undo.append(self._number_memento(label, place))
        self._merging = label if merge else None
        self._redo.clear()
        self._put(place, number)

    def set_frozen(self, parameter: Parameter, *, frozen: bool) -> None:
        """Keep a parameter as it is while the others learn, or let it learn again."""
        names = [name for name in self.spec.frozen if name != parameter.name]
        label = f"{'Lock' if frozen else 'Unlock'} {parameter.label}"
        self.set(label, frozen=(*names, parameter.name) if frozen else tuple(names))

    def new_seed(self) -> None:
        """Other first weights."""
        self.set("New first weights", seed=int(np.random.default_rng().integers(1, 10_000)))

    def set_recipe(self, label: str | None = None, *, merge: bool = False, **changes: Any) -> None:
        """Make, find or read data again with a changed recipe. Raises DataError and SpecError.

        While training, the run goes on with the new rows. When paused, other data are a fresh start.
        """
        recipe = msgspec.structs.replace(self.experiment.recipe, **changes)
        other = recipe.source != self.experiment.recipe.source
        experiment = self.experiment.with_data(load(recipe), recipe)
        self._edit(
            label or f"Change {', '.join(changes)}",
            experiment,
            merge=merge,
            fresh=other and not self.training,
        )

    def new_draw(self) -> None:
        """Draw the rows anew (generated data), or which of them train (all others), from a new seed."""
        seed = int(np.random.default_rng().integers(1, 10_000))
        if self.experiment.by_hand:
            recipe = msgspec.structs.replace(self.experiment.recipe, seed=seed)
            data = self.data.split(recipe.train_share, seed)
            self._edit("New draw", replace(self.experiment, data=data, recipe=recipe))
        else:
            self.set_recipe("New draw", seed=seed)

    def set_data(self, label: str, data: Dataset, *, merge: bool = False) -> None:
        """Other rows, changed by hand: the recipe no longer tells them."""
        self._edit(label, self.experiment.with_data(data), merge=merge)

    def add_class(self) -> None:
        """Another class to draw; the brush is on it at once."""
        names = self.data.class_names
        name = next(colour for colour in _CLASS_NAMES if colour not in names)
        self.set_data("Add a class", replace(self.data, class_names=(*names, name)))
        self.set_brush(tool="add", label=len(names))

    def clear(self) -> None:
        """Take all points away, to draw from an empty canvas."""
        self.set_data("Clear all points", self.data.without_rows(np.arange(len(self.data))))

    def split(self, train_share: float, *, merge: bool = False) -> None:
        """Draw anew which rows are held out for testing; rows drawn by hand are kept."""
        recipe = msgspec.structs.replace(self.experiment.recipe, train_share=train_share)
        data = self.data.split(train_share, recipe.seed)
        self._edit("Train share", replace(self.experiment, data=data, recipe=recipe), merge=merge)

    def open(self, experiment: Experiment, start: Checkpoint | None = None, label: str = "Open") -> None:
        """Another experiment altogether, with trained weights if there are some."""
        self.pause()
        self._edit(label, experiment, start=start, fresh=True)

    def undo(self) -> None:
        self._travel(self._undo, self._redo)

    def redo(self) -> None:
        self._travel(self._redo, self._undo)

    def end_merge(self) -> None:
        """The drag is over: the next edit is an undo of its own."""
        self._merging = None

    # --- showing -----------------------------------------------------------------------------------

    def set_view(self, **choices: Any) -> None:
        """Change how things are shown."""
        self.view = replace(self.view, **choices)
        self._tell(Change.VIEW)

    def look(self, plane: Plane | None = None) -> None:
        """Look at another part of the plane; without one, at all rows along the same axes."""
        self.plane = plane or self._whole_plane((self.plane.x, self.plane.y))
        self._tell(Change.VIEW)

    def look_along(self, x: int, y: int | None) -> None:
        """Put these columns on the axes (y None: the target stands upright)."""
        self.look(self._whole_plane((x, y)))

    def inspect(self, inspected: Inspected | None) -> None:
        """Show what one neuron computes on the canvas; without one, the output."""
        if inspected != self.inspected:
            self.inspected = inspected
            self._tell(Change.VIEW)

    def set_brush(self, **choices: Any) -> None:
        """Choose what a click on the canvas does."""
        self.brush = replace(self.brush, **choices)
        self._tell(Change.VIEW)

    def say(self, notice: Notice | None) -> None:
        """Show a notice, or take it away."""
        self.notice = notice
        self._tell(Change.STATUS)

    # --- the frame ---------------------------------------------------------------------------------

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
            changes, self._changes = self._changes, Change(0)
            if changes:
                for listener in self._listeners:
                    listener(changes)

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        self._proxy.close()

    # --- inside ------------------------------------------------------------------------------------

    def _exchange(self) -> None:
        """Take the answer that has come, and ask anew."""
        report = self._proxy.poll()
        if report is not None:
            self._take(report)
        if not self._proxy.asking:  # no faster than the worker can find the losses
            self._send_by_hand()
        if self.training or self._outdated:
            self._proxy.ask(self.history.last_epoch if len(self.history) else 0)

    @property
    def _given_up(self) -> bool:
        """Whether so many workers ended at once that another one is started only when asked for."""
        return self._losses >= _MOST_LOSSES

    @property
    def _outdated(self) -> bool:
        """Whether there are commands that no answer has seen yet, sent or not."""
        return self._seen < self._proxy.sent or bool(self._by_hand)

    def _obstacle(self) -> Notice | None:
        """Why there is nothing to train, if so."""
        if self.data.test.all():  # no rows at all, too
            return Notice("There is nothing to learn from yet: click on the canvas to add points.")
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

    def _tell(self, changes: Change) -> None:
        self._changes |= changes
        self.wake()

    def _edit(
        self,
        label: str,
        experiment: Experiment,
        *,
        merge: bool = False,
        fresh: bool = False,
        start: Checkpoint | None = None,
    ) -> None:
        """Go on with another experiment; `fresh` builds the network anew even if the weights would fit."""
        rebuilt = fresh or experiment.signature != self.experiment.signature
        if not (merge and self._merging == label):
            self._undo.append(self._memento(label, rebuilt=rebuilt))
        elif rebuilt and self._undo[-1].start is None:  # the first edits of the drag were live
            self._undo[-1] = replace(self._undo[-1], start=self._resting_point, history=self.history)
        self._merging = label if merge else None
        self._redo.clear()
        self._switch(experiment, start, rebuilt=rebuilt)

    def _memento(self, label: str, *, rebuilt: bool) -> _Memento:
        if not rebuilt:
            return _Memento(label, self.experiment)
        return _Memento(label, self.experiment, self._resting_point, self.history)

    def _number_memento(self, label: str, place: int) -> _Memento:
        return _Memento(label, self.experiment, place=place, number=float(self.network.theta[place]))

    def _travel(self, source: list[_Memento], target: list[_Memento]) -> None:
        if not source:
            return
        memento = source.pop()
        if memento.place is not None:
            target.append(self._number_memento(memento.label, memento.place))
            self._merging = None
            self._put(memento.place, memento.number)
            return
        rebuilt = memento.start is not None
        target.append(self._memento(memento.label, rebuilt=rebuilt))
        self._merging = None
        self._switch(memento.experiment, memento.start, rebuilt=rebuilt)
        if memento.start is not None and memento.history is not None:
            self.history = memento.history
            self.history.cut(memento.start.epoch)

    def _whole_plane(self, axes: Axes | None = None) -> Plane:
        return plane_of(self.data, self.experiment.inputs, self.experiment.target, axes)

    def _switch(self, experiment: Experiment, start: Checkpoint | None, *, rebuilt: bool) -> None:
        before, self.experiment = self.data, experiment
        if (before.columns, before.name, before.task) != (self.data.columns, self.data.name, self.data.task):
            self.plane, self.brush = self._whole_plane(), Brush()
        self._tell(Change.SPEC | Change.DATA | Change.STATUS)
        if rebuilt:
            self._begin(start)
        self._send(Apply(self._run, experiment, self.snapshot.checkpoint if rebuilt else None))
        if rebuilt and self.training:  # the run before may have ended by itself without our knowing yet
            self._send(Play(self.view.speed))
        if self.training and self.data.test.all():
            self.pause()
            self.notice = self._obstacle()

    def _begin(self, start: Checkpoint | None) -> None:
        """A new run: show its first weights at once; its losses come with the first report."""
        self._run += 1
        self._seen = -1
        self.history = History(start.epoch if start else 0)
        self.epochs_per_second = 0.0
        self.notice = None
        self._pace.clear()
        self._by_hand.clear()
        self.inspected = None
        self.network = self.experiment.network()
        if start is not None:
            self.network.theta[...] = start.theta
        epoch, steps = (start.epoch, start.steps) if start else (0, 0)
        self.snapshot = Snapshot(
            epoch, steps, self.network.theta.copy(), Score(), Score(), "ready", "", self.spec.rate(epoch), 0
        )
        self._tell(ALL)

    def _take(self, report: Report) -> None:
        """Believe a report, unless it speaks of a network that is no longer there."""
        if report.run != self._run:
            return
        self._seen = report.taken
        self._losses = 0
        snapshot, before = report.snapshot, self.snapshot.status
        self.history.cut(snapshot.epoch)
        self.history.extend(report.part)
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
            self._measure_pace(snapshot.epoch)
        elif self.training or snapshot.status == "diverged" != before:
            self._notice_end(snapshot)

    def _notice_end(self, snapshot: Snapshot) -> None:
        """The worker stopped by itself: say why."""
        self.training = False
        self.epochs_per_second = 0.0
        diverged = snapshot.status == "diverged"
        self.notice = Notice(snapshot.reason, "recover" if diverged else "", bad=diverged)

    def _measure_pace(self, epoch: int) -> None:
        """Epochs/s over the last second."""
        now = perf_counter()
        self._pace = [(at, was) for at, was in self._pace if now - at < 1.0]
        self._pace.append((now, epoch))
        (first_at, first), (last_at, last) = self._pace[0], self._pace[-1]
        if last_at - first_at > 0.2:
            self.epochs_per_second = (last - first) / (last_at - first_at)

    def _restart(self, what: str) -> None:
        """Start a new worker where the last report left off, and train on if it was training."""
        self._losses += 1
        self._proxy.close()
        if self._given_up:
            self.training = False
            text = "The training process ends as soon as it starts. Save your work and start again."
        else:
            self._start_worker()
            epoch = self._resting_point.epoch
            text = f"The training process {what}. It was started again from epoch {epoch:,}."
        self.notice = Notice(text)
        self._tell(Change.STATUS)

    def _start_worker(self) -> None:
        self._run += 1
        self._seen = -1
        start = self._resting_point
        self._by_hand.clear()  # they are in it
        self._proxy = TrainerProxy(self._run, self.experiment, start)
        if self.training:
            self._send(Play(self.view.speed))
