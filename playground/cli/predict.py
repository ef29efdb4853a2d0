"""`predict`: what a trained model says about the rows of a file."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

import numpy as np

from playground.arrays import Array
from playground.cli.options import add_reading, chosen
from playground.cli.prepare import trained_in
from playground.cli.terminal import say
from playground.data import Raw, Recipe
from playground.data.formulas import disarmed
from playground.data.reading.made import read_columns
from playground.files import write
from playground.training import Checkpoint, Experiment

_CHUNK = 16_384  # rows at a time: a large file fits the memory, whatever the network


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `predict`: model, rows, and where to write."""
    parser.add_argument("model", metavar="MODEL", help="A trained model or experiment (.npz, .json …).")
    parser.add_argument(
        "file", type=Path, metavar="FILE.csv", help="The rows to predict; the target column may be missing."
    )
    parser.add_argument("--output", type=Path, metavar="OUT.csv", help="Output file (default: the terminal).")
    add_reading(parser)


def run(options: argparse.Namespace) -> None:
    """Read model and rows, write a prediction per row, and say which lines of the file are none."""
    experiment, trained = trained_in(options.model)
    learnt = experiment.recipe  # marks and the order of dates are those of the data that were learnt
    recipe = Recipe(
        **{"missing_marks": learnt.missing_marks, "dates": learnt.dates} | chosen(Recipe, options)
    )
    rows = read_columns(Raw.of_file(options.file), experiment.data.columns, recipe)
    if rows.notes:
        say(f"{options.file.name}: {' '.join(rows.notes)}")
    text = predictions_csv(experiment, trained, rows.X)
    if options.output:
        write(options.output, text.encode())
    else:
        print(text, end="")


def predict(experiment: Experiment, trained: Checkpoint, X: Array) -> Array:
    """ŷ (N, outputs) for inputs in original units (N, D)."""
    network = experiment.network()
    network.theta[...] = trained.theta
    starts = range(0, len(X), _CHUNK)
    return np.concatenate([network.predict(experiment.encode(X[start : start + _CHUNK])) for start in starts])


def predictions_csv(experiment: Experiment, trained: Checkpoint, X: Array) -> str:
    """A row each: the value in original units; or the class by name and the probability of every class.

    Names are disarmed as in every table that is written.
    """
    data, prediction = experiment.data, predict(experiment, trained, X)
    names, decoded = [*map(disarmed, data.class_names)], experiment.decode(prediction).tolist()
    answers = [names[int(index)] for index in decoded] if names else decoded
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([disarmed(data.target), *(f"p({name})" for name in data.class_names)])
    writer.writerows(
        [one, *shares]
        for one, shares in zip(answers, experiment.probabilities(prediction).tolist(), strict=True)
    )
    return text.getvalue()
