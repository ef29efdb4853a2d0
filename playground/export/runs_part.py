"""The list of runs in an experiment file: each with its settings and its end, and data that it shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from msgspec import Meta

from playground.data import Progress, ignore, load
from playground.data.names import fault_of
from playground.errors import FileError, PlaygroundError
from playground.export.experiment_layout import DataPart, HistoryPart, Part, ScalingPart, WeightsPart
from playground.export.files import HINT
from playground.export.spec_part import SpecPart
from playground.training import Experiment, History
from playground.training.kept_run import (
    LONGEST_NOTE,
    LONGEST_RUN_NAME,
    MOST_RUNS,
    RUN_COLOURS,
    KeptRun,
    RunList,
)

_PART = re.compile(r"(data\.)?(?=(rows|weights|scaling|history)\b)")  # where a message names its place

Name = Annotated[str, Meta(max_length=LONGEST_RUN_NAME)]


class RunPart(Part, kw_only=True):
    """A run that is kept. `table`: which of `tables` holds its data; null: they are those of the file."""

    name: Name
    parent: Name = ""
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] = ""
    starred: bool = False
    hidden: bool = False
    colour: Annotated[int, Meta(ge=0, lt=RUN_COLOURS)] = 0
    table: Annotated[int, Meta(ge=0, lt=MOST_RUNS)] | None = None
    spec: SpecPart = SpecPart()
    scaling: ScalingPart | None = None
    weights: WeightsPart
    history: HistoryPart | None = None

    @classmethod
    def of(cls, run: KeptRun, table: int | None) -> RunPart:
        return cls(
            name=run.name,
            parent=run.parent,
            note=run.note,
            starred=run.starred,
            hidden=run.hidden,
            colour=run.colour,
            table=table,
            spec=SpecPart.of(run.experiment.spec),
            scaling=ScalingPart.of(run.experiment),
            weights=WeightsPart.of(run.end),
            history=HistoryPart.of(run.history) if len(run.history) else None,
        )

    def run(self, data: Experiment) -> KeptRun:
        """The run, on the data of an experiment. Raises PlaygroundError."""
        for what, text in (("name", self.name), ("parent", self.parent), ("note", self.note)):
            if (text or what == "name") and (fault := fault_of(text[:LONGEST_RUN_NAME])):
                raise FileError(f"its {what} {fault}.", HINT)
        experiment = data.with_spec(self.spec.spec())
        if self.scaling is not None:
            experiment = self.scaling.given_to(experiment)
        _ = experiment.frozen_indices  # raises for a lock on a parameter that is not there
        end = self.weights.checkpoint(experiment)
        history = self.history.history() if self.history else History(end.epoch)
        if not history.first - 1 <= history.last_epoch <= end.epoch:
            raise FileError(f"history: it goes beyond epoch {end.epoch:,}, where the run ends.", HINT)
        return KeptRun(
            0,
            self.name,
            self.colour,
            experiment,
            history,
            end,
            self.parent,
            self.note,
            self.starred,
            self.hidden,
        )


class RunsPart(Part, kw_only=True):
    """The list. `present`: the name of the run that the file is about; `parent`: of what it branched from."""

    present: Name = ""
    parent: Name = ""
    tables: Annotated[tuple[DataPart, ...], Meta(max_length=MOST_RUNS)] = ()
    kept: Annotated[tuple[RunPart, ...], Meta(max_length=MOST_RUNS)] = ()

    @classmethod
    def of(cls, runs: RunList, experiment: Experiment) -> tuple[RunsPart, list[Experiment]]:
        """The list beside an experiment, its tables still without rows; and whose these are, in order."""
        others: list[Experiment] = []
        kept = tuple(RunPart.of(run, _place(run.experiment, experiment, others)) for run in runs.kept)
        tables = tuple(map(DataPart.of, others))
        return cls(present=runs.name, parent=runs.parent, tables=tables, kept=kept), others

    def runs(self, experiment: Experiment, progress: Progress) -> RunList:
        """The list, beside the experiment of the file. Raises PlaygroundError, naming the place."""
        tables = [_table(part, place, progress) for place, part in enumerate(self.tables)]
        return RunList(
            tuple(_run(part, place, experiment, tables) for place, part in enumerate(self.kept)),
            self.present,
            self.parent,
        )


def _place(one: Experiment, experiment: Experiment, others: list[Experiment]) -> int | None:
    """Where the data of one are: None beside the experiment; else among the others, where they are put."""
    if _same_data(one, experiment):
        return None
    place = next((place for place, other in enumerate(others) if _same_data(one, other)), len(others))
    if place == len(others):
        others.append(one)
    return place


def _same_data(one: Experiment, other: Experiment) -> bool:
    same = (one.recipe, one.by_hand) == (other.recipe, other.by_hand)
    return same and (one.data is other.data or one.data.same_as(other.data))


def _table(part: DataPart, place: int, progress: Progress) -> Experiment:
    """Data alone, as an experiment of their own."""
    with _within(f"runs.tables[{place}]"):
        if part.rows is None and not part.repeatable:
            raise FileError("its rows are missing.", HINT)
        data = part.rows.dataset(part.recipe.missing, progress) if part.rows else load(part.recipe, ignore)
        return part.experiment(data)


def _run(part: RunPart, place: int, experiment: Experiment, tables: list[Experiment]) -> KeptRun:
    with _within(f"runs.kept[{place}]"):
        if part.table is None:
            return part.run(experiment)
        if part.table >= len(tables):
            raise FileError(f"table {part.table} is not there.", HINT)
        return part.run(tables[part.table])


@contextmanager
def _within(place: str) -> Iterator[None]:
    """What is wrong there is said with its place before."""
    try:
        yield
    except PlaygroundError as error:
        named = _PART.match(error.message)
        error.message = f"{place}.{error.message[named.end() :]}" if named else f"{place}: {error.message}"
        error.hint = error.hint or HINT
        raise
