"""`export`: a trained network in other formats."""

from __future__ import annotations

import argparse

from playground.cli.options import add_outputs, add_setting, chosen
from playground.cli.prepare import check_outputs, history_in, runs_in, trained_in
from playground.export import FORMATS, format_of
from playground.settings import settings_of


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `export`: model, files to write, and what can be chosen for each format."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    width = max(map(len, FORMATS))
    lines = (f"  {form.suffix:{width}}  {form.title}. {form.serves}" for form in FORMATS.values())
    parser.epilog = "\n".join(["formats, by file extension:", *lines]).replace("%", "%%")
    parser.add_argument("model", metavar="MODEL", help="A trained model or experiment (.npz, .json …).")
    add_outputs(parser, "Write the network")
    for form in FORMATS.values():
        for setting in settings_of(form.options).values():
            add_setting(parser, setting, f"{form.suffix}: {setting.help}")


def run(options: argparse.Namespace) -> None:
    """Open the model, and write every file."""
    check_outputs(*options.to)
    forms = [format_of(path) for path in options.to]
    experiment, trained = trained_in(options.model)
    history, runs = history_in(options.model), runs_in(options.model, experiment)
    for path, form in zip(options.to, forms, strict=True):
        choices = form.options(**chosen(form.options, options))
        form.save(experiment, trained, path, options=choices, history=history, runs=runs)
