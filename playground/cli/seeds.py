"""`seeds`: trains one experiment from many seeds as one stack, and says how much they matter."""

from __future__ import annotations

import argparse
from functools import partial
from time import perf_counter
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from playground.cli.many import Figures, Quartiles, add_run_options, figures_of, quartiles
from playground.cli.options import Run, add_setting, chosen, with_facts
from playground.cli.prepare import prepared
from playground.data import Recipe
from playground.settings import check, settings_of
from playground.training.many import SolvedRule
from playground.training.many_choices import SOLVED_FROM, USUAL_COUNT
from playground.training.seeds import SeedStack
from playground.training.values import value_of
from playground.wording import counted, exact, percent


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of many seeds."""

    seeds: Annotated[
        int,
        Meta(ge=1, le=256, title="Seeds", description="Number of seeds, from that of the experiment on."),
    ] = USUAL_COUNT
    solved: Annotated[
        float,
        Meta(
            gt=0.0,
            le=1.0,
            title="Solved",
            description="The accuracy of classes, or R² of values, from which a run counts as solved: of the "
            "test rows, or without any of the training rows.",
        ),
    ] = SOLVED_FROM

    def __post_init__(self) -> None:
        check(self)


class SeedFigures(Figures, kw_only=True):
    """Those of one seed."""

    seed: int
    solved: bool


class SeedsResult(msgspec.Struct, kw_only=True):
    """What --json prints: the seeds in their order, and figures of those that did not diverge."""

    epochs: int
    count: int
    seeds: list[SeedFigures]
    diverged: int
    solved: int
    solved_share: float
    solved_from: float
    train_loss: Quartiles | None
    test_loss: Quartiles | None
    quality: Quartiles | None
    seconds: float
    network_epochs_per_second: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """Those of `train`, and how many seeds."""
    parser.conflict_handler = "resolve"  # --count means the seeds here, and no rows
    add_run_options(parser)
    group = parser.add_argument_group("seeds")
    for setting in settings_of(Choices).values():
        add_setting(group, setting, with_facts(setting, setting.help))
    for option, name, struct in (("--count", "seeds", Choices), ("--rows", "count", Recipe)):
        setting = settings_of(struct)[name]
        group.add_argument(
            option,
            dest=name,
            metavar="N",
            default=argparse.SUPPRESS,
            type=partial(value_of, setting),
            help=with_facts(setting, setting.help),
        )


def run(options: argparse.Namespace) -> None:
    """Train them all, print the result."""
    epochs, choices = Run(**chosen(Run, options)).epochs, Choices(**chosen(Choices, options))
    result = train_seeds(options, epochs, choices)
    print(msgspec.json.encode(result).decode() if options.json else summary(result))


def train_seeds(options: argparse.Namespace, epochs: int, choices: Choices) -> SeedsResult:
    """Train one stack for so many epochs."""
    from tqdm import tqdm

    experiment = prepared(options).experiment
    first, started = experiment.spec.seed, perf_counter()
    stack = SeedStack(experiment, range(first, first + choices.seeds))
    with tqdm(range(epochs), unit=" epochs", leave=False, disable=None) as bar:
        for _ in bar:
            stack.run_epoch()
    seconds, rule, found = perf_counter() - started, SolvedRule("quality", choices.solved), []
    for seed, one in zip(stack.seeds, stack.standings(), strict=True):
        figures = figures_of(one.train, one.test, one.quality, one.diverged_at)
        solved = rule.holds(one)
        found.append(SeedFigures(**msgspec.structs.asdict(figures), seed=seed, solved=solved))
    return _result(found, epochs, choices, seconds)


def _result(found: list[SeedFigures], epochs: int, choices: Choices, seconds: float) -> SeedsResult:
    sound = [one for one in found if not one.diverged]
    solved = sum(one.solved for one in found)
    return SeedsResult(
        epochs=epochs,
        count=len(found),
        seeds=found,
        diverged=len(found) - len(sound),
        solved=solved,
        solved_share=solved / len(found),
        solved_from=choices.solved,
        train_loss=quartiles(one.train_loss for one in sound),
        test_loss=quartiles(one.test_loss for one in sound),
        quality=quartiles(one.quality for one in sound),
        seconds=seconds,
        network_epochs_per_second=len(found) * epochs / seconds,
    )


def summary(result: SeedsResult) -> str:
    """The result in a few lines, the seeds from the best to the worst."""
    order = sorted(result.seeds, key=lambda one: np.inf if one.train_loss is None else one.train_loss)
    pace = f"{result.seconds:.2f} s, {result.network_epochs_per_second:,.0f} network-epochs/s"
    share = f"{result.solved} of {result.count}, {percent(result.solved_share)}"
    lines = [
        f"{counted(result.count, 'seed')}, {counted(result.epochs, 'epoch')} each: {pace}",
        f"Solved (at least {exact(result.solved_from)}): {share}",
        f"{'':14}{'lower quartile':>16}{'median':>12}{'upper quartile':>16}",
        *(
            f"{name:14}{figures.lower:>16.6g}{figures.median:>12.6g}{figures.upper:>16.6g}"
            for name, figures in (("train loss", result.train_loss), ("test loss", result.test_loss))
            if figures is not None
        ),
        f"{'seed':>8}{'train loss':>14}{'test loss':>14}{'quality':>10}",
        *(f"{one.seed:>8}{one.line()}{'  solved' if one.solved else ''}" for one in order),
    ]
    return "\n".join(lines)
