"""Experiments as JSON: all that is needed to repeat a run, or to go on with it, in a readable form.

All of it is optional: {"spec": {"hidden_layers": [3]}, "data": {"recipe": {"source": "xor"}}} will do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from playground.data import Note, Progress, Recipe, ignore, load
from playground.data.reading.raw import silent
from playground.export.beside import table_beside
from playground.export.experiment_layout import (
    FORMAT,
    AboutPart,
    DataPart,
    HistoryPart,
    Part,
    ScalingPart,
    WeightsPart,
)
from playground.export.files import VERSION, Version, check_finite, decode, indented, located
from playground.export.model import TrainedModel
from playground.export.options import Options
from playground.export.room import check_readable, in_rows, measured
from playground.export.rows import written
from playground.export.runs_part import RunsPart
from playground.export.spec_part import SpecPart
from playground.files import read_json, write
from playground.settings import check
from playground.training import Checkpoint, Experiment, History, Snapshot
from playground.training.kept_run import NO_RUNS, RunList
from playground.training.spec import RENAMED


class ExperimentFile(Part, kw_only=True):
    """The whole file; scaling is fitted to the data when it is left out, and weights are not trained yet.

    history  of the run that led to the weights
    runs     others, to compare it with; not named in a file that has none
    """

    format: str = FORMAT
    version: Version = VERSION
    about: AboutPart | None = None
    spec: SpecPart = SpecPart()
    data: DataPart = msgspec.field(default_factory=DataPart)
    scaling: ScalingPart | None = None
    weights: WeightsPart | None = None
    history: HistoryPart | None = None
    runs: RunsPart | UnsetType = UNSET


def save_experiment(
    experiment: Experiment,
    path: str | Path,
    trained: Snapshot | Checkpoint | None = None,
    progress: Progress = silent,
) -> None:
    """Write the experiment, with its trained weights if they are given, as JSON. Raises FileError."""
    path = Path(path)
    if trained is not None:
        check_finite(trained.theta, path)
    write(path, experiment_bytes(experiment, trained, progress))


class ExperimentOptions(Options, frozen=True, kw_only=True):
    """What is chosen for an experiment file."""

    history: Annotated[
        bool,
        Meta(title="With the history", description="Keep the losses of every epoch of the run in the file."),
    ] = True
    runs: Annotated[
        bool,
        Meta(title="With the list of runs", description="Save the list of runs too, for comparison."),
    ] = True

    def __post_init__(self) -> None:
        check(self)


def experiment_file(
    model: TrainedModel, options: ExperimentOptions, progress: Progress = silent
) -> bytes | Iterator[bytes]:
    """The file of a trained network: with what it is about; with history and list of runs if it is wished."""
    file, others = _file(model.experiment, model.trained), list[Experiment]()
    file.about = AboutPart.of(model)
    if options.history and model.history is not None and len(model.history):
        file.history = HistoryPart.of(model.history)
    if options.runs and model.runs.kept:
        file.runs, others = RunsPart.of(model.runs, model.experiment)
    return _contents(file, [model.experiment, *others], progress)


def experiment_bytes(
    experiment: Experiment, trained: Snapshot | Checkpoint | None = None, progress: Progress = silent
) -> bytes | Iterator[bytes]:
    """An experiment and no more; with rows in it, part by part."""
    return _contents(_file(experiment, trained), [experiment], progress)


def _contents(
    file: ExperimentFile, experiments: Sequence[Experiment], progress: Progress
) -> bytes | Iterator[bytes]:
    """The text of the file; with the rows of those whose recipe would not give them again."""
    text, data = indented(file), [one.data for one in experiments if not one.repeatable]
    check_readable(text, data)
    return measured(written(text, data, progress)) if data else text


def load_history(path: Path) -> History | None:
    """The losses that an experiment file keeps, if it does. Raises FileError."""
    part = _decoded(read_json(path), path).history
    with located(path):
        return part.history() if part else None


def load_runs(path: Path, experiment: Experiment, progress: Progress = silent) -> RunList:
    """The list of runs in the file of an experiment that was loaded. Raises FileError."""
    part = _decoded(read_json(path), path).runs
    with located(path):
        return part.runs(experiment, progress) if part else NO_RUNS


def load_experiment(
    path: str | Path, table: str | Path | None = None, progress: Progress = silent, note: Note = ignore
) -> tuple[Experiment, Checkpoint | None]:
    """The experiment, and its trained weights if the file has some. Raises FileError, naming the place.

    A table that it names is read from its own folder; from anywhere else only as `table`, which a user has
    chosen: without it, TableElsewhereError is raised. `note` is told what was done to its rows.
    """
    path = Path(path)

    def find(source: str) -> Path:
        return Path(table) if table else table_beside(path, source)

    return experiment_in(read_json(path), path, find, progress, note)


def experiment_in(
    content: bytes, path: Path, find: Callable[[str], Path], progress: Progress, note: Note
) -> tuple[Experiment, Checkpoint | None]:
    """What `load_experiment` gives, from the contents of a file. Raises FileError.

    `find` gives the table that the file names where it does not hold its rows itself.
    """
    file = _decoded(content, path)
    named = {RENAMED.get(name, name) for name in msgspec.json.decode(content, type=_Named).spec}
    with located(path):
        if file.data.rows is None:
            file.data.recipe = _with_table(file.data, find)
        experiment = _experiment(file, named, progress, note)
        _ = experiment.frozen_indices  # raises for a lock on a parameter that is not there
        return experiment, file.weights.checkpoint(experiment) if file.weights else None


def _decoded(content: bytes, path: Path) -> ExperimentFile:
    return decode(content, ExperimentFile, path, FORMAT, in_rows)


class _Named(msgspec.Struct):
    """Which fields of the spec the file names itself."""

    spec: dict[str, Any] = {}


def _file(experiment: Experiment, trained: Snapshot | Checkpoint | None) -> ExperimentFile:
    return ExperimentFile(
        spec=SpecPart.of(experiment.spec),
        data=DataPart.of(experiment),
        scaling=ScalingPart.of(experiment),
        weights=WeightsPart.of(trained) if trained is not None else None,
    )


def _with_table(part: DataPart, find: Callable[[str], Path]) -> Recipe:
    """The recipe with the table where it lies. Raises TableElsewhereError."""
    if part.repeatable:
        return part.recipe
    return msgspec.structs.replace(part.recipe, source=str(find(part.recipe.source)))


def _experiment(file: ExperimentFile, named: Collection[str], progress: Progress, note: Note) -> Experiment:
    part = file.data
    data = part.rows.dataset(part.recipe.missing, progress) if part.rows else load(part.recipe, note)
    experiment = part.experiment(data)
    choices = {name: getattr(file.spec, name) for name in named}  # the others are to suit the data
    experiment = experiment.with_spec(msgspec.structs.replace(experiment.spec, **choices))
    return experiment if file.scaling is None else file.scaling.given_to(experiment)
