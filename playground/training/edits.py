"""The edits of a run in their order: with them a replay passes the place of an edit as the run did."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from playground.data.dataset import OF_ROWS, Dataset
from playground.data.patch import Patch
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment


class Repeating(Protocol):
    """What an edit needs of the trainer that it is done to again."""

    experiment: Experiment

    def apply(self, experiment: Experiment, start: Checkpoint | None = None) -> None: ...

    def set_parameters(self, values: Mapping[int, float]) -> None: ...

    def step(self, stride: Literal["row"]) -> None: ...

    def step_on(self, rows: Sequence[int]) -> None: ...


class Edit(Struct, frozen=True):
    """Something that was done to a run, after so many updates of it. `advances`: it is an update itself."""

    steps: int

    @property
    def advances(self) -> bool:
        return False

    @abstractmethod
    def redo(self, trainer: Repeating, experiment: Experiment) -> None:
        """Do it again, to a trainer that is there; `experiment`: that in force from then on."""


class ExperimentEdit(Edit, frozen=True):
    """Another experiment, the network kept. `new_data`: the epoch began again with other rows."""

    new_data: bool

    def redo(self, trainer: Repeating, experiment: Experiment) -> None:
        # Which object the rows are tells the trainer whether they are others.
        rows = replace(experiment.data) if self.new_data else trainer.experiment.data
        trainer.apply(replace(experiment, data=rows))


class NumbersSet(Edit, frozen=True):
    """Numbers put into θ by hand, by their places."""

    values: Mapping[int, float]

    def redo(self, trainer: Repeating, experiment: Experiment) -> None:
        trainer.set_parameters(self.values)


class RowStep(Edit, frozen=True):
    """One update from a single row, whatever the batch size."""

    @property
    def advances(self) -> bool:
        return True

    def redo(self, trainer: Repeating, experiment: Experiment) -> None:
        trainer.step("row")


class ChosenRowsStep(Edit, frozen=True):
    """One update from chosen rows, out of turn."""

    rows: tuple[int, ...]

    @property
    def advances(self) -> bool:
        return True

    def redo(self, trainer: Repeating, experiment: Experiment) -> None:
        trainer.step_on(self.rows)


class Restart(Edit, frozen=True):
    """The run began again from a checkpoint, after a divergence."""

    start: Checkpoint

    def redo(self, trainer: Repeating, experiment: Experiment) -> None:
        trainer.apply(experiment, self.start)


class EditLog:
    """The edits, and the experiment in force before and after each.

    Of tables with many rows each is remembered as what differs from the next: to move a point among a million
    for a minute takes little.
    """

    def __init__(self, experiment: Experiment) -> None:
        self._edits: list[Edit] = []
        self._tables: list[Dataset | Patch] = [experiment.data]
        self._experiments = [
            (_without_rows(experiment), 0)
        ]  # after so many edits, with the number of its table

    def __len__(self) -> int:
        return len(self._edits)

    def add(self, edit: Edit, experiment: Experiment) -> None:
        """The next edit, with the experiment in force from then on."""
        if isinstance(edit, ExperimentEdit) and edit.new_data:
            before = self._tables[-1]
            assert isinstance(before, Dataset)
            patch = Patch.between(experiment.data, before)
            self._tables[-1:] = [before if patch.whole else patch, experiment.data]
        self._edits.append(edit)
        self._experiments.append((_without_rows(experiment), len(self._tables) - 1))

    def next_after(self, count: int) -> Edit | None:
        """The edit that follows so many; None after the last."""
        return self._edits[count] if count < len(self._edits) else None

    def experiment(self, count: int) -> Experiment:
        """The experiment in force after so many edits."""
        experiment, table = self._experiments[count]
        return replace(experiment, data=self._table(table))

    def is_present(self, count: int) -> bool:
        """Whether the experiment after so many edits is the last one."""
        return not any(isinstance(edit, ExperimentEdit) for edit in self._edits[count:])

    def has_present_rows(self, count: int) -> bool:
        """Whether its rows are those of the last one."""
        return self._experiments[count][1] == len(self._tables) - 1

    def without_rows(self, count: int) -> Experiment:
        """The experiment in force after so many edits, but for its rows."""
        return self._experiments[count][0]

    def made_by(self, steps: int) -> int:
        """How many edits were made by so many updates of the run."""
        return sum(edit.steps + edit.advances <= steps for edit in self._edits)

    def copy(self) -> EditLog:
        """A log of its own, with the same edits."""
        other = copy(self)
        vars(other).update({name: part.copy() for name, part in vars(self).items()})
        return other

    def truncate(self, count: int) -> None:
        """Forget all edits but the first so many."""
        table = self._experiments[count][1]
        self._tables[table:] = [self._table(table)]
        del self._edits[count:], self._experiments[count + 1 :]

    def _table(self, number: int) -> Dataset:
        """Made from the next one that is whole, back to this."""
        found = self._tables[number]
        return found if isinstance(found, Dataset) else found.apply(self._table(number + 1))


def _without_rows(experiment: Experiment) -> Experiment:
    rows = {name: getattr(experiment.data, name)[:0].copy() for name in OF_ROWS}
    return replace(experiment, data=replace(experiment.data, **rows))
