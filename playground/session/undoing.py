"""Edits of a session, and the way back through them."""

from __future__ import annotations

from dataclasses import replace

from playground.errors import SpecError
from playground.session.changes import Change
from playground.session.memento import Memento
from playground.session.run import Run
from playground.session.shown import View
from playground.training.experiment import Experiment
from playground.training.history import Checkpoint
from playground.training.messages import Apply, Play
from playground.training.parameters import Parameter
from playground.training.proxy import Connect, TrainerProxy
from playground.training.spec import MAX_PARAMETER
from playground.wording import exact


class Undoing(Run):
    """A run whose experiment and numbers can be edited, every edit undone, and every undo redone."""

    def __init__(
        self,
        experiment: Experiment | None = None,
        view: View | None = None,
        connect: Connect = TrainerProxy,
    ) -> None:
        self._undo: list[Memento] = []
        self._redo: list[Memento] = []
        self._merging: str | None = None
        super().__init__(experiment, view, connect)

    @property
    def undo_label(self) -> str:
        """What an undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        return self._redo[-1].label if self._redo else ""

    def undo(self) -> None:
        self._travel(self._undo, self._redo)

    def redo(self) -> None:
        self._travel(self._redo, self._undo)

    def end_merge(self) -> None:
        """The drag is over: the next edit is an undo of its own."""
        self._merging = None
        self._pack()

    def set_parameter(self, parameter: Parameter, number: float, *, merge: bool = False) -> None:
        """Put a number into a weight or a bias: seen at once, its losses as soon as the worker has them.

        Raises SpecError for a number that no network can use. An undo puts the old number back.
        """
        if not abs(number) <= MAX_PARAMETER:
            hint = f"Its size is {MAX_PARAMETER:,} at most."
            raise SpecError(f"{parameter.label} cannot be {exact(number)}.", hint)
        place, label = parameter.index(self.experiment.sizes), f"Set {parameter.label}"
        if number == self.network.theta[place]:
            return
        self._remember(self._number_memento(label, place), merge=merge)
        self._put(place, number)

    # --- inside ------------------------------------------------------------------------------------

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
        memento = self._memento(label, rebuilt=rebuilt)
        self._remember(memento, merge=merge)
        if rebuilt and self._undo[-1].start is None:  # the first edits of the drag were live
            self._undo[-1] = replace(self._undo[-1], start=memento.start, history=memento.history)
        self._switch(experiment, start, rebuilt=rebuilt)

    def _remember(self, memento: Memento, *, merge: bool = False) -> None:
        """An edit is made: an undo takes it back, alone or (`merge`) with the last ones of the same label."""
        if not (merge and self._merging == memento.label):
            self._pack()
            self._undo.append(memento)
        self._merging = memento.label if merge else None
        self._redo.clear()
        self._tell(Change.STATUS)  # what undo and redo would do is another now

    def _pack(self) -> None:
        """Let the last memento remember no more than what differs now: not while a drag goes on."""
        if self._undo:
            self._undo[-1] = self._undo[-1].packed(self.data)

    def _memento(self, label: str, *, rebuilt: bool) -> Memento:
        if not rebuilt:
            return Memento(label, self.experiment)
        return Memento(label, self.experiment, self._resting_point, self.history)

    def _number_memento(self, label: str, place: int) -> Memento:
        return Memento(label, place=place, number=float(self.network.theta[place]))

    def _travel(self, source: list[Memento], target: list[Memento]) -> None:
        if not source:
            return
        memento = source.pop()
        experiment = memento.unpacked(self.data)
        if experiment is None:
            assert memento.place is not None
            target.append(self._number_memento(memento.label, memento.place))
            self._merging = None
            self._put(memento.place, memento.number)
            return
        rebuilt = memento.start is not None
        target.append(self._memento(memento.label, rebuilt=rebuilt).packed(experiment.data))
        self._merging = None
        self._switch(experiment, memento.start, rebuilt=rebuilt)
        if memento.start is not None and memento.history is not None:
            self.history = memento.history.copy()  # others may share it
            self.history.truncate(memento.start.epoch)

    def _switch(self, experiment: Experiment, start: Checkpoint | None, *, rebuilt: bool) -> None:
        before, self.experiment, self.remark = self.data, experiment, ""
        if self._passing is not None and self._passing.ends_with_edit:
            self.notice = None
        if (before.columns, before.name, before.task) != (self.data.columns, self.data.name, self.data.task):
            self.plane = self._whole_plane()
        self._tell(Change.SPEC | Change.DATA | Change.STATUS)
        if rebuilt:
            self._begin(start)
        self._send(Apply(self._run, experiment, (start or self.snapshot.checkpoint) if rebuilt else None))
        if rebuilt and self.training:  # the run before may have ended by itself without our knowing yet
            self._send(Play(self.view.speed))
        if self.training and self.data.test.all():
            self.pause()
            self.notice = self._obstacle()
