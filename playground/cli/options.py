"""From settings to options: what a Struct declares, the command line offers, in the same words and limits."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground.data import Recipe
from playground.settings import Setting, check, settings_of
from playground.training import Spec
from playground.training.spec import RENAMED
from playground.training.values import WORDS, value_of
from playground.wording import exact


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of one run alone, and so is no part of an experiment."""

    epochs: Annotated[
        int,
        Meta(ge=0, le=1_000_000_000, title="Epochs", description="Number of passes over the training set."),
    ] = 100

    def __post_init__(self) -> None:
        check(self)


GROUPS: dict[str, type[msgspec.Struct]] = {"data": Recipe, "network and training": Spec, "run": Run}

READING = ("encoding", "separator", "decimal", "header", "skipped_lines", "sheet", "missing_marks", "dates")

# A field is called the same here, but for these: --hidden 4,2 and --data circle.
_NAMES = {"hidden_layers": "hidden", "source": "data"}

_REFUSING = "refuse"  # of missing values: no file that was refused is read by that

_SCALE_HELP = "--scale-inputs and --scale-target in one."

_METAVARS = {int: "N", float: "NUMBER", str: "NAME"}


def add_settings(parser: argparse.ArgumentParser) -> None:
    """An option for every setting. One that stands in two groups (the seed) is one option for both."""
    seen: set[str] = set()
    for title, struct in GROUPS.items():
        group = parser.add_argument_group(title)
        for name, setting in settings_of(struct).items():
            if name not in seen:
                add_setting(group, setting, _help(setting))
        if struct is Spec:
            _add_old_names(group)
            group.add_argument("--scale", metavar="NAME", default=argparse.SUPPRESS, help=_SCALE_HELP)
        seen |= settings_of(struct).keys()


def add_reading(parser: argparse.ArgumentParser) -> None:
    """The options that say how any table is read, whatever is learnt from it."""
    group = parser.add_argument_group("table")
    for name in READING:
        setting = settings_of(Recipe)[name]
        add_setting(group, setting, _help(setting))


def add_experiment(parser: argparse.ArgumentParser, what: str) -> None:
    """What to begin with, and every setting, which overrides it."""
    parser.usage = "%(prog)s [EXPERIMENT] [OPTION ...]"
    words = f"{what}; options override it."
    parser.add_argument("experiment", nargs="?", metavar="EXPERIMENT", help=words)
    add_settings(parser)


def add_outputs(parser: argparse.ArgumentParser, verb: str) -> None:
    """Files to write, whose extensions set the formats: a list of them stands at the end of the help."""
    parser.add_argument(
        "--to",
        type=Path,
        action="append",
        required=True,
        metavar="FILE",
        help=f"{verb} here; may be given several times. The extension sets the format: see below.",
    )


def chosen(struct: type[msgspec.Struct], options: argparse.Namespace) -> dict[str, Any]:
    """The fields of a Struct for which an option was given."""
    given = vars(options)
    if "scale" in given:
        given = {"scale_inputs": given["scale"], "scale_target": given["scale"]} | given
    return {name: given[name] for name in settings_of(struct) if name in given}


def option_of(name: str) -> str:
    """The option for a field."""
    return "--" + _NAMES.get(name, name).replace("_", "-")


def forms() -> dict[str, str]:
    """How the option for each field of the recipe is given: "--missing drop|mean|median"."""
    return {name: _form(setting) for name, setting in settings_of(Recipe).items()}


def _form(setting: Setting) -> str:
    if setting.type is bool:
        return option_of(setting.name)
    unsaid = {setting.default, _REFUSING}
    values = [value for value in setting.labels or setting.choices if value not in unsaid]
    return f"{option_of(setting.name)} {'|'.join(values) or _METAVARS[setting.type]}"


def add_setting(group: argparse._ActionsContainer, setting: Setting, help_: str) -> None:
    """An option for one setting; in the namespace only if it is given."""
    if setting.type is bool:
        form: dict[str, Any] = {"action": argparse.BooleanOptionalAction}
    else:
        metavar = _METAVARS[setting.type]
        form = {
            "type": lambda text: value_of(setting, text),
            "metavar": f"{metavar},{metavar}" if setting.many else metavar,
        }
    group.add_argument(
        option_of(setting.name),
        dest=setting.name,
        default=argparse.SUPPRESS,
        help=help_.replace("%", "%%"),
        **form,
    )


def _add_old_names(group: argparse._ArgumentGroup) -> None:
    """An option that had another name once is still understood under it; the help shows only the new one."""
    for old, new in RENAMED.items():
        setting = settings_of(Spec)[new]
        group.add_argument(
            option_of(old),
            dest=new,
            default=argparse.SUPPRESS,
            help=argparse.SUPPRESS,
            type=partial(value_of, setting),
        )


def _help(setting: Setting) -> str:
    owners = [struct for struct in GROUPS.values() if setting.name in settings_of(struct)]
    text = " ".join(settings_of(struct)[setting.name].help for struct in owners)
    return with_facts(setting, text)


def with_facts(setting: Setting, text: str) -> str:
    """The help of a setting, with its limits and its default."""
    facts = "; ".join([*_range(setting), *_default(setting)])
    return f"{text} ({facts})".replace(" ()", "")


def _range(setting: Setting) -> Iterable[str]:
    if setting.choices or setting.minimum is not None:
        words = [word for name, word in WORDS if name == setting.name][:1]
        yield " or ".join([setting.allowed, *words])


def _default(setting: Setting) -> Iterable[str]:
    values = setting.default if setting.many else (setting.default,)
    if values not in {(), (None,)}:
        yield f"default: {','.join(map(_shown, values))}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return exact(value) if isinstance(value, float) else str(value)
