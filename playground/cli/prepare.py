"""From the options of a command to the experiment that is meant."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import msgspec

from playground.cli.options import chosen
from playground.cli.terminal import say
from playground.data import BUNDLED, GENERATORS, Decisions, Note, Recipe
from playground.data.feature_words import feature_named, unquoted
from playground.errors import DataError, FileError
from playground.export import TableElsewhereError, load_experiment, open_source
from playground.export.experiment_file import load_history, load_runs
from playground.export.experiment_layout import FORMAT as EXPERIMENT
from playground.export.files import format_in
from playground.files import is_folder, read_json
from playground.text import short
from playground.training import Checkpoint, Experiment, History, Spec, Trainer
from playground.training.kept_run import NO_RUNS, RunList


class Prepared(NamedTuple):
    """What is to be trained, the weights to begin with, and what was decided about a table that was read;
    `base`: the experiment as it was before the options changed it.
    """

    experiment: Experiment
    base: Experiment
    start: Checkpoint | None
    decisions: Decisions | None


def prepared(options: argparse.Namespace) -> Prepared:
    """The experiment: a file's or a new one, changed as the options say; and the weights to begin with.

    The weights of a file are kept as long as they mean the same in the changed network. A table that it
    names and that is not beside it has to be named by an option, too.
    """
    recipe, choices = chosen(Recipe, options), chosen(Spec, options)
    told: list[Decisions] = []

    def note(what: Decisions | str) -> None:
        _say(what)
        if not isinstance(what, str):
            told.append(what)

    if "inputs" in recipe:
        recipe["inputs"] = tuple(map(unquoted, recipe["inputs"]))
    if options.experiment is None:
        base = experiment = Experiment.load(Recipe(**recipe), note=note)
        start = None
    else:
        try:
            base, start = opened(options.experiment, note)
        except TableElsewhereError:
            if "source" not in recipe:
                raise
            base, start = load_experiment(options.experiment, recipe.pop("source"), note=note)
        experiment = base.with_recipe(note, **recipe)
    if "features" in choices:
        columns = experiment.data.columns
        choices["features"] = tuple(feature_named(word, columns) for word in choices["features"])
    experiment = experiment.with_spec(msgspec.structs.replace(experiment.spec, **choices))
    if start is not None and experiment.signature != base.signature:
        name = short(options.experiment, 80)
        say(f"{name}: saved weights do not match the new architecture; starting from scratch.")
        start = None
    if experiment.data.test.all():  # no rows at all, too
        raise DataError(
            f"{experiment.data.name} has no training rows.", "Choose a dataset or file with --data."
        )
    return Prepared(experiment, base, start, told[-1] if told else None)


def _say(told: Decisions | str) -> None:
    """What was decided about a table, in one line."""
    say(told if isinstance(told, str) else told.summary)


def opened(source: str, note: Note | None = None) -> tuple[Experiment, Checkpoint | None]:
    """The experiment in a file of any format that can be read back, in a link or line. Raises FileError."""
    if source in GENERATORS or source in BUNDLED:
        raise FileError(f"{source} is a dataset, and no model.", f"To learn it: train --data {source}")
    return open_source(source, note=note or _say)


def history_in(source: str) -> History | None:
    """The losses that an experiment file keeps; None of anything else, which was opened before."""
    return load_history(Path(source)) if _is_experiment(source) else None


def whole_history(source: str, trainer: Trainer) -> History:
    """What the file keeps of the run, and what was trained after it."""
    history, here = history_in(source), trainer.history
    if history is None or history.last_epoch < here.first - 1:
        return here
    history.truncate(here.first - 1)
    history.merge(here.since(here.first))
    return history


def runs_in(source: str, experiment: Experiment) -> RunList:
    """The list of runs beside the experiment that was opened from there, likewise."""
    return load_runs(Path(source), experiment) if _is_experiment(source) else NO_RUNS


def _is_experiment(source: str) -> bool:
    path = Path(source)
    return path.suffix.lower() == ".json" and format_in(read_json(path)) == EXPERIMENT


def trained_in(source: str) -> tuple[Experiment, Checkpoint]:
    """What `opened` gives, with weights. Raises FileError where there are none."""
    experiment, trained = opened(source)
    if trained is None:
        raise FileError(f"{short(source, 80)} has no trained weights.", "Train it first: see train --help.")
    return experiment, trained


def check_outputs(*paths: Path) -> None:
    """What cannot be written is better known before the work than after it. Raises FileError."""
    for path in paths:
        if is_folder(path) or not is_folder(path.parent):
            message = f"{path} cannot be written: it is a folder, or its folder is missing."
            raise FileError(message, "Choose an existing folder.")
