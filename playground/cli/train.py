"""`train`: trains an experiment, says how it went, and writes what was asked for."""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

import msgspec

from playground.cli.options import Run, add_experiment, chosen
from playground.cli.prepare import check_outputs, prepared, runs_in, whole_history
from playground.cli.report import Result, Taken, result_of, summary_of
from playground.cli.running import run_epochs
from playground.cli.terminal import say
from playground.export import FORMATS, format_of, losses_csv
from playground.fastpath import compiled
from playground.files import write
from playground.training import Experiment, Trainer


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `train`: the settings, and what is to be written."""
    what = (
        "An experiment (.json), exported weights (.npz …), a link of TensorFlow Playground or a shared line"
    )
    add_experiment(parser, f"{what} to start from")
    group = parser.add_argument_group("output")
    suffixes = ", ".join(f"{form.suffix}: {form.title}" for form in FORMATS.values())
    text = f"Export the trained model; may be given several times ({suffixes})."
    group.add_argument("--export", type=Path, metavar="FILE", action="append", default=[], help=text)
    group.add_argument(
        "--history", type=Path, metavar="FILE.csv", help="Save the losses of every epoch as CSV."
    )
    group.add_argument("--json", action="store_true", help="Print the result as one JSON object.")


def run(options: argparse.Namespace) -> None:
    """Train, write the files, print the result."""
    check_outputs(*filter(None, (*options.export, options.history)))
    for path in options.export:
        format_of(path)
    epochs = Run(**chosen(Run, options)).epochs
    experiment, base, start, decisions = prepared(options)
    trainer = Trainer(experiment, start)
    result = train(trainer, epochs, Taken.of(experiment, decisions))
    summary = summary_of(trainer.experiment, result)
    if options.history:
        write(options.history, losses_csv(trainer.history))
    if result.status == "diverged":
        say(result.reason)
    if options.export:
        _export(trainer, options.export, options.experiment or "", base)
    print(msgspec.json.encode(result).decode() if options.json else summary)


def train(trainer: Trainer, epochs: int, taken: Taken) -> Result:
    """Train so many epochs, or fewer when a stop rule or a divergence ends the run."""
    if trainer.is_compiled:
        compiled.warm_up()  # the first time on a machine it takes seconds that are none of the run's
    first, started = trainer.epoch, perf_counter()
    run_epochs(trainer, epochs)
    seconds = perf_counter() - started
    return result_of(taken, trainer.snapshot(), trainer.epoch - first, seconds, trainer.network.parameters)


def _export(trainer: Trainer, paths: list[Path], source: str, base: Experiment) -> None:
    """Write the present weights to each; after a divergence, those of the last finite state. What the file
    of the `source` keeps besides is kept.
    """
    if trainer.status == "diverged":
        trainer.recover()
        say(f"What is exported are the weights of epoch {trainer.epoch:,}, before the run diverged.")
    history, runs = whole_history(source, trainer), runs_in(source, base)
    for path in paths:
        format_of(path).save(trainer.experiment, trainer.snapshot(), path, history=history, runs=runs)
