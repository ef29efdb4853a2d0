"""`race`: trains one experiment with several values of one setting, from the same initial weights."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from time import perf_counter
from typing import Any

import msgspec

from playground.cli.many import Figures, add_run_options, figures_of
from playground.cli.options import Run, chosen
from playground.cli.prepare import prepared
from playground.cli.running import run_epochs
from playground.errors import SpecError, did_you_mean
from playground.settings import settings_of
from playground.training import Spec, Trainer
from playground.training.many import Judge
from playground.training.race import Race, values_of
from playground.training.spec import RENAMED
from playground.training.spec_words import value_words
from playground.wording import counted

_ALIASES = {"hidden": "hidden_layers", **RENAMED}


class Contender(Figures, kw_only=True):
    """One value of the setting, as it is written, and how the run with it ended.

    same_start  it began with the same initial weights as the first: its network has the same layers
    """

    value: str
    status: str
    reason: str
    epochs: int
    same_start: bool


class RaceResult(msgspec.Struct, kw_only=True):
    """What --json prints. `best`: the value with the lowest training loss; null where all diverged."""

    varied: str
    epochs: int
    runs: list[Contender]
    best: str | None
    seconds: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """Those of `train`, and what is varied."""
    add_run_options(parser)
    parser.add_argument(
        "--vary",
        required=True,
        metavar="SETTING=VALUE,VALUE…",
        help="The setting and its two to six values: optimiser=sgd,momentum,adam. Use semicolons between "
        "values with commas: hidden-layers='4,2;8;16'.",
    )


def run(options: argparse.Namespace) -> None:
    """Train them in turns, print the result."""
    epochs = Run(**chosen(Run, options)).epochs
    name, values = varied(options.vary)
    experiment, started = prepared(options).experiment, perf_counter()
    race = Race.of(experiment, name, values, epochs)  # all are made before the first is trained
    result = RaceResult(
        varied=name,
        epochs=epochs,
        runs=[_raced(race, place) for place in range(len(race.experiments))],
        best=None,
        seconds=perf_counter() - started,
    )
    sound = [one for one in result.runs if not one.diverged and one.train_loss is not None]
    result.best = min(sound, key=lambda one: one.train_loss or 0.0).value if sound else None
    print(msgspec.json.encode(result).decode() if options.json else summary(result))


def varied(text: str) -> tuple[str, list[Any]]:
    """The field of the spec and the values that a text names. Raises SpecError with the nearest name."""
    word, equals, words = text.partition("=")
    name = word.strip().replace("-", "_")
    name = _ALIASES.get(name, name)
    settings = settings_of(Spec)
    if name not in settings:
        hint = did_you_mean(name, settings)
        raise SpecError(f"There is no setting “{word.strip()}” to vary.", hint)
    return name, list(values_of(name, words if equals else ""))


def summary(result: RaceResult) -> str:
    """The result in a few lines, in the order of the values."""
    widest = max(len(one.value) for one in result.runs) + 2
    amount = counted(len(result.runs), "run")
    lines = [
        f"{result.varied}: {amount}, {counted(result.epochs, 'epoch')} each, {result.seconds:.2f} s",
        f"{'':{widest}}{'train loss':>14}{'test loss':>14}{'quality':>10}",
        *(f"{one.value:{widest}}{one.line()}{_mark(one, result)}" for one in result.runs),
    ]
    return "\n".join(lines)


def _raced(race: Race, place: int) -> Contender:
    experiment = race.experiments[place]
    trainer = Trainer(experiment)
    run_epochs(trainer, race.epochs)
    shot = trainer.snapshot()
    measured = Judge(experiment).quality(shot.train, shot.test)
    diverged_at = shot.epoch if shot.status == "diverged" else None
    return Contender(
        **msgspec.structs.asdict(figures_of(shot.train, shot.test, measured, diverged_at)),
        value=value_words(race.name, getattr(experiment.spec, race.name)),
        status="finished" if shot.status == "ready" else shot.status,
        reason=shot.reason,
        epochs=shot.epoch,
        same_start=race.same_start[place],
    )


def _mark(one: Contender, result: RaceResult) -> str:
    marks: Sequence[str] = (
        "best" if one.value == result.best else "",
        "" if one.same_start else "other initial weights",
    )
    said = ", ".join(filter(None, marks))
    return f"  {said}" if said else ""
