"""Drive a session at random: `python -m tests.random_driver.session --seed 7 --minutes 10`.

There is no window, and it trains in this process, on a clock of its own: hundreds of acts a second, and the
same seed does the same on every machine. What fails is shrunk, and printed as lines of JSON: they can be
followed again with `--follow FILE`, or pasted into tests/random_driver/session/test_found.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from random import SystemRandom
from time import monotonic

from tests.random_driver.options import driver_options
from tests.random_driver.session.act import Act
from tests.random_driver.session.tour import Tour, follow, wander
from tests.random_driver.shrink import shrunk

ACTS = 60  # of a tour: what fails needs few, and a fresh session is quick


def main() -> int:
    given = driver_options("tests.random_driver.session", __doc__, acts=ACTS, shrink=2.0).parse_args()
    if given.follow:
        lines = given.follow.read_text(encoding="utf-8").splitlines()
        tour = follow(json.loads(line) for line in lines if line.strip())
        print(tour.fault or "No fault.")
        return int(tour.fault is not None)
    return _drive(given)


def _drive(given: argparse.Namespace) -> int:
    """Tour after tour, as long as there is time."""
    seed = SystemRandom().randrange(1_000_000) if given.seed is None else given.seed
    end, acts, faults = monotonic() + 60.0 * given.minutes, 0, Counter[str]()
    print(f"Random driver of the session, first seed {seed}", flush=True)
    while monotonic() < end and (given.go_on or not faults):
        tour = wander(seed, given.acts)
        acts += len(tour.acts)
        if tour.fault is not None:
            if tour.sign not in faults:
                print(f"Seed {seed}, act {len(tour.acts)}: {tour.sign}\n{tour.fault}", flush=True)
                _tell_short(tour, 60.0 * given.shrink)
            faults[tour.sign] += 1
        seed += 1
    print(f"{acts:,} acts, {len(faults)} kinds of faults; seeds up to {seed - 1}")
    return int(bool(faults))


def _tell_short(tour: Tour, seconds: float) -> None:
    """Shrink the acts, and print them."""
    for act in short(tour, seconds):
        print(json.dumps(act, ensure_ascii=False), flush=True)


def short(tour: Tour, seconds: float) -> list[Act]:
    """Few of the acts of a tour, by which it still fails so."""
    return shrunk(tour.acts, lambda acts: follow(acts).sign == tour.sign, seconds)


if __name__ == "__main__":
    sys.exit(main())
