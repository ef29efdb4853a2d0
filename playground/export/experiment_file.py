"""Experiments as JSON: all that is needed to repeat a run, or to go on with it, in a readable form.

All of it is optional: {"spec": {"hidden_layers": [3]}, "data": {"recipe": {"source": "xor"}}} will do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground.data import BUNDLED, GENERATORS, Note, Progress, Recipe, ignore, load
from playground.data.reading.raw import silent
from playground.export.beside import table_beside
from playground.export.experiment_layout import (
    FORMAT,
    AboutPart,
    AffinePart,
    DataPart,
    ExperimentFile,
    HistoryPart,
    RowsPart,
    ScalingPart,
    WeightsPart,
)
from playground.export.files import check_finite, decode, indented, located
from playground.export.model import TrainedModel
from playground.export.options import Options
from playground.export.rows import written
from playground.export.spec_part import SpecPart
from playground.files import read, write
from playground.settings import check
from playground.training import Checkpoint, Experiment, History, Snapshot
from playground.training.spec import RENAMED


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

    def __post_init__(self) -> None:
        check(self)


def experiment_file(
    model: TrainedModel, options: ExperimentOptions, progress: Progress = silent
) -> bytes | Iterator[bytes]:
    """The file of a trained network: with what it is about, and with its history if it is wished."""
    file = _file(model.experiment, model.trained)
    file.about = AboutPart.of(model)
    if options.history and model.history is not None and len(model.history):
        file.history = HistoryPart.of(model.history)
    return _contents(file, model.experiment, progress)


def experiment_bytes(
    experiment: Experiment, trained: Snapshot | Checkpoint | None = None, progress: Progress = silent
) -> bytes | Iterator[bytes]:
    """An experiment and no more; with rows in it, part by part."""
    return _contents(_file(experiment, trained), experiment, progress)


def _contents(file: ExperimentFile, experiment: Experiment, progress: Progress) -> bytes | Iterator[bytes]:
    text = indented(file)
    return text if experiment.repeatable else written(text, experiment.data, progress)


def load_history(path: Path) -> History | None:
    """The losses that an experiment file keeps, if it does. Raises FileError."""
    part = decode(read(path), ExperimentFile, path, FORMAT).history
    with located(path):
        return part.history() if part else None


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

    return experiment_in(read(path), path, find, progress, note)


def experiment_in(
    content: bytes, path: Path, find: Callable[[str], Path], progress: Progress, note: Note
) -> tuple[Experiment, Checkpoint | None]:
    """What `load_experiment` gives, from the contents of a file. Raises FileError.

    `find` gives the table that the file names where it does not hold its rows itself.
    """
    file = decode(content, ExperimentFile, path, FORMAT)
    named = {RENAMED.get(name, name) for name in msgspec.json.decode(content, type=_Named).spec}
    with located(path):
        if file.data.rows is None:
            file.data.recipe = _with_table(file.data.recipe, find)
        experiment = _experiment(file, named, progress, note)
        _ = experiment.frozen_indices  # raises for a lock on a parameter that is not there
        return experiment, file.weights.checkpoint(experiment) if file.weights else None


class _Named(msgspec.Struct):
    """Which fields of the spec the file names itself."""

    spec: dict[str, Any] = {}


def _file(experiment: Experiment, trained: Snapshot | Checkpoint | None) -> ExperimentFile:
    rows = None if experiment.repeatable else RowsPart.without_rows(experiment.data)
    return ExperimentFile(
        spec=SpecPart.of(experiment.spec),
        data=DataPart(recipe=experiment.recipe, by_hand=experiment.by_hand, rows=rows),
        scaling=ScalingPart(inputs=AffinePart.of(experiment.inputs), target=AffinePart.of(experiment.target)),
        weights=WeightsPart.of(trained) if trained is not None else None,
    )


def _with_table(recipe: Recipe, find: Callable[[str], Path]) -> Recipe:
    """The recipe with the table where it lies. Raises TableElsewhereError."""
    if recipe.source in GENERATORS or recipe.source in BUNDLED:
        return recipe
    return msgspec.structs.replace(recipe, source=str(find(recipe.source)))


def _experiment(file: ExperimentFile, named: Collection[str], progress: Progress, note: Note) -> Experiment:
    part = file.data
    data = part.rows.dataset(part.recipe.missing, progress) if part.rows else load(part.recipe, note)
    experiment = Experiment.create(data, recipe=part.recipe, by_hand=part.by_hand)
    choices = {name: getattr(file.spec, name) for name in named}  # the others are to suit the data
    experiment = experiment.with_spec(msgspec.structs.replace(experiment.spec, **choices))
    if part.rows and experiment.repeatable:  # the recipe would give other rows than these
        experiment = replace(experiment, by_hand=True)
    if file.scaling is None:
        return experiment
    inputs = file.scaling.inputs.scaling(len(data.columns), "inputs")
    return replace(experiment, inputs=inputs, target=file.scaling.target.scaling(1, "target"))
