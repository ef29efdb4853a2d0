"""`import`: a network from another program, an older file or a link as a file of ours."""

from __future__ import annotations

import argparse
from pathlib import Path

from playground.cli.opening import UsageError
from playground.cli.prepare import check_outputs, opened
from playground.errors import FileError
from playground.export import FORMATS, format_of, save_experiment
from playground.export.foreign.snippets import SNIPPETS
from playground.export.model import TrainedModel
from playground.text import short


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `import`: what to open, and where to write it."""
    readable = ", ".join(suffix for suffix, form in FORMATS.items() if form.load)
    parser.usage = "%(prog)s FILE --out FILE\n       %(prog)s --snippet LIBRARY"
    parser.add_argument(
        "source",
        nargs="?",
        metavar="FILE",
        help=f"A model ({readable}), a link of TensorFlow Playground, or a shared line.",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="Write it here: model.npz …")
    parser.add_argument(
        "--snippet",
        choices=SNIPPETS,
        metavar="LIBRARY",
        help=f"Print code that saves a network of {', '.join(SNIPPETS)} as a file that opens here.",
    )


def run(options: argparse.Namespace) -> None:
    """Open it, write it, and say what it is."""
    if options.snippet:
        print(SNIPPETS[options.snippet].lines, end="")
        return
    if options.source is None or options.out is None:
        raise UsageError("A file to open and --out with a file to write are needed.", "See import --help.")
    check_outputs(options.out)
    form = format_of(options.out)
    experiment, trained = opened(options.source)
    if trained is not None:
        form.save(experiment, trained, options.out)
        model = TrainedModel.of(experiment, trained)
        print(f"{options.out}: {model.purpose} {model.network}.")
    elif form is FORMATS[".json"]:
        save_experiment(experiment, options.out)
        print(f"{options.out}: an experiment on {experiment.data.name}, not trained yet.")
    else:
        message = f"{short(options.source, 80)} has no trained weights."
        raise FileError(message, "Write it as an experiment: --out experiment.json")
