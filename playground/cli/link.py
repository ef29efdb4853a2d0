"""`link`: an experiment as a link of TensorFlow Playground, or as a line of text that pastes back."""

from __future__ import annotations

import argparse

from playground.cli.prepare import opened
from playground.cli.terminal import say
from playground.export import link_of, to_text


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `link`: the experiment, and which kind of line."""
    parser.add_argument("experiment", metavar="EXPERIMENT", help="An experiment or a model (.json, .npz …).")
    parser.add_argument(
        "--text",
        action="store_true",
        help="Print a line that holds the whole experiment with its weights; every command takes it "
        "where a file is named.",
    )


def run(options: argparse.Namespace) -> None:
    """Print the line; what a link cannot carry is said beside it."""
    experiment, trained = opened(options.experiment)
    print(to_text(experiment, trained) if options.text else link_of(experiment, say))
