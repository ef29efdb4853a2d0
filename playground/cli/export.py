"""`export`: a trained network in other formats."""

from __future__ import annotations

import argparse
from pathlib import Path

from playground.cli.options import option_of, value_of
from playground.cli.prepare import check_outputs, trained_in
from playground.export import FORMATS, Format, Options, format_of
from playground.settings import Setting, settings_of


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `export`: model, files to write, and what can be chosen for each format."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    width = max(map(len, FORMATS))
    lines = (f"  {form.suffix:{width}}  {form.title}. {form.serves}" for form in FORMATS.values())
    parser.epilog = "\n".join(["formats, by the end of the file's name:", *lines]).replace("%", "%%")
    parser.add_argument("model", metavar="MODEL", help="A trained model or experiment (.npz, .json …).")
    parser.add_argument(
        "--to",
        type=Path,
        action="append",
        required=True,
        metavar="FILE",
        help="Write the network here; may be given several times. The name's end says the format: see below.",
    )
    for form in FORMATS.values():
        for setting in settings_of(form.options).values():
            _add(parser, form, setting)


def run(options: argparse.Namespace) -> None:
    """Open the model, and write every file."""
    check_outputs(*options.to)
    forms = [format_of(path) for path in options.to]
    experiment, trained = trained_in(options.model)
    for path, form in zip(options.to, forms, strict=True):
        form.save(experiment, trained, path, options=chosen_for(form, options))


def chosen_for(form: Format, options: argparse.Namespace) -> Options:
    """The options of a format as they were given. Raises SpecError."""
    names = settings_of(form.options).keys() & vars(options).keys()
    return form.options(**{name: getattr(options, name) for name in names})


def _add(parser: argparse.ArgumentParser, form: Format, setting: Setting) -> None:
    help_ = f"{form.suffix}: {setting.help}".replace("%", "%%")
    if setting.type is bool:
        parser.add_argument(
            option_of(setting.name),
            default=argparse.SUPPRESS,
            action=argparse.BooleanOptionalAction,
            help=help_,
        )
    else:
        parser.add_argument(
            option_of(setting.name),
            default=argparse.SUPPRESS,
            type=lambda text: value_of(setting, text),
            metavar="NAME",
            help=help_,
        )
