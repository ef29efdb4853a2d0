"""`bench`: how fast the engine is, beside others, on this machine.

The others run in turns with the engine, so that a machine that is busy at times is busy for all: the
ratios hold where the figures do not.
"""

from __future__ import annotations

import argparse

import msgspec

from playground.cli.bench.race import Result, race
from playground.cli.bench.races import RACES
from playground.cli.bench.report import table
from playground.cli.terminal import say


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `bench`."""
    parser.add_argument("--rounds", type=int, default=7, help="Turns of each engine; medians count (7).")
    parser.add_argument("--seconds", type=float, default=0.2, help="How long a turn takes at least (0.2).")
    parser.add_argument(
        "--only", default="", metavar="NAME,NAME", help=f"Only these of {', '.join(r.name for r in RACES)}."
    )
    parser.add_argument("--json", action="store_true", help="Print the figures as one JSON array.")


def run(options: argparse.Namespace) -> None:
    """Race them all, print the table."""
    wanted = [name for name in options.only.split(",") if name]
    results: list[Result] = []
    for one in RACES:
        if not wanted or one.name in wanted:
            say(f"{one.name}: {one.text}")
            results.append(race(one, max(1, options.rounds), options.seconds))
    print(msgspec.json.encode(results).decode() if options.json else table(results))
