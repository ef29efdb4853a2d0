"""`bench`: how fast the engine is, beside others, on this machine.

The others run in turns with the engine, so that a machine that is busy at times is busy for all: the
ratios hold where the figures do not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import msgspec

from playground.cli.bench.race import Race, race
from playground.cli.bench.races import RACES
from playground.cli.bench.report import table
from playground.cli.terminal import say
from playground.errors import SpecError, did_you_mean


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `bench`."""
    text = f"What to run: {', '.join(RACES)} (default: all)."
    parser.add_argument("races", nargs="*", metavar="RACE", help=text)
    parser.add_argument("--rounds", type=int, default=25, help="Turns of each; medians count (default: 25).")
    parser.add_argument("--seconds", type=float, default=0.05, help="Of a turn, at least (default: 0.05).")
    parser.add_argument("--json", action="store_true", help="Print the figures as one JSON array.")


def run(options: argparse.Namespace) -> None:
    """Run the races, print their table."""
    if options.rounds < 1:
        raise SpecError(f"--rounds cannot be {options.rounds}.", "At least one.")
    results = []
    for one in _chosen(options.races):
        say(f"{one.name}: {one.text}")
        results.append(race(one, options.rounds, options.seconds))
    print(msgspec.json.encode(results).decode() if options.json else table(results))


def _chosen(names: Sequence[str]) -> list[Race]:
    for name in names:
        if name not in RACES:
            raise SpecError(f"There is no race “{name}”.", did_you_mean(name, RACES))
    return [RACES[name] for name in names or RACES]
