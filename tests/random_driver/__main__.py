"""Drive the real window at random: `python -m tests.random_driver --seed 7 --minutes 10`.

Each tour is a process of its own with a fresh window. What fails is shrunk, and printed as lines of JSON:
they can be followed again with `--follow FILE`, or pasted into tests/random_driver/test_found.py.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from random import SystemRandom
from time import monotonic
from typing import Any

from tests.random_driver.options import driver_options
from tests.random_driver.shrink import shrunk

ACTS = 300  # of a tour
_STALL = 1.0  # s of the processor's time in which the window answers nobody
_HANGS = 120.0  # s after which a tour without an act is given up
_TRIES = 2  # a fault may depend on how quickly the worker answers

Act = dict[str, Any]


class Tour:
    """One process: how it ended, what it did, and which acts held up the window."""

    def __init__(self, *arguments: object, seconds: float) -> None:
        with tempfile.TemporaryDirectory() as folder:
            journal = Path(folder) / "journal"
            command = [sys.executable, "-m", "tests.random_driver", "--journal", journal, *arguments]
            environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
            try:
                done = subprocess.run(
                    list(map(str, command)),
                    capture_output=True,
                    text=True,
                    check=False,
                    timeout=seconds + _HANGS,
                    env=environment,
                )
                self.code, self.report = done.returncode, done.stderr
            except subprocess.TimeoutExpired as error:
                self.code, self.report = -1, f"hangs\n{error.stderr!r}"
            lines = journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []
        told = [json.loads(line) for line in lines]
        self.acts: list[Act] = [one["act"] for one in told if "act" in one]
        self.stalls = [(one["took"], one["of"]) for one in told if one.get("took", 0.0) > _STALL]

    @property
    def sign(self) -> str:
        """What tells one fault from another; empty when there was none."""
        if not self.code:
            return ""
        signs = [line for line in self.report.splitlines() if line.startswith("FAULT ")]
        return signs[-1] if signs else f"ended with {self.code}"


def main() -> int:
    given = _options().parse_args()
    if given.journal:
        return _walk(given)
    if given.follow:
        tour = Tour("--follow", given.follow, seconds=600.0)
        print(tour.report or "No fault.")
        return int(bool(tour.code))
    return _drive(given)


def _options() -> argparse.ArgumentParser:
    options = driver_options("tests.random_driver", __doc__, acts=ACTS, shrink=10.0)
    options.add_argument("--seconds", type=float, default=3600.0, help=argparse.SUPPRESS)
    options.add_argument("--journal", type=Path, help=argparse.SUPPRESS)  # of a tour
    return options


def _drive(given: argparse.Namespace) -> int:
    """Tour after tour, as long as there is time."""
    seed = SystemRandom().randrange(1_000_000) if given.seed is None else given.seed
    end, acts, faults = monotonic() + 60.0 * given.minutes, 0, 0
    stalls: list[tuple[float, Act]] = []
    print(f"Random driver, first seed {seed}", flush=True)
    while (left := end - monotonic()) > 0.0:
        tour = Tour("--seed", seed, "--acts", given.acts, "--seconds", left, seconds=left)
        acts += len(tour.acts)
        stalls += tour.stalls
        print(f"Seed {seed}: {len(tour.acts)} acts", flush=True)
        if tour.code:
            faults += 1
            print(f"Seed {seed}, act {len(tour.acts)}: {tour.sign}\n{tour.report}", flush=True)
            _tell_short(tour, 60.0 * given.shrink)
            if not given.go_on:
                break
        seed += 1
    print(f"{acts:,} acts, {faults} faults; seeds up to {seed}")
    for took, act in sorted(stalls, key=lambda one: -one[0])[:20]:
        print(f"stall of {took:.1f} s: {json.dumps(act, ensure_ascii=False)}")
    return int(bool(faults))


def _tell_short(tour: Tour, seconds: float) -> None:
    """Shrink the acts, and print them."""

    def fails(acts: list[Act]) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "acts"
            file.write_text("".join(json.dumps(act) + "\n" for act in acts), encoding="utf-8")
            tries = (Tour("--follow", file, seconds=60.0) for _ in range(_TRIES))
            return any(one.sign == tour.sign for one in tries)

    acts = tour.acts
    if seconds and fails(acts):
        acts = shrunk(acts, fails, seconds)
        print(f"Shrunk to {len(acts)} acts:")
    else:
        print("Does not fail again; all its acts:")
    print("\n".join(json.dumps(act, ensure_ascii=False) for act in acts), flush=True)


def _walk(given: argparse.Namespace) -> int:
    """One tour, in this process."""
    from tests.random_driver import tour
    from tests.random_driver.fault import Fault, place_of

    faulthandler.enable()
    faulthandler.dump_traceback_later(_HANGS - 10.0, exit=True)
    with given.journal.open("w", encoding="utf-8") as journal:

        def write(what: dict[str, Any]) -> None:
            faulthandler.dump_traceback_later(_HANGS - 10.0, exit=True)
            journal.write(json.dumps(what) + "\n")
            journal.flush()

        def before(act: Act) -> None:
            write({"act": act})

        def note(act: Act, took: float) -> None:
            write({"took": took, "of": act})

        try:
            if given.follow:
                lines = given.follow.read_text(encoding="utf-8").splitlines()
                tour.follow([json.loads(line) for line in lines if line.strip()], note)
            else:
                tour.wander(given.seed, given.acts, given.seconds, before, note)
        except Fault as fault:
            print(f"{fault}\nFAULT {fault.sign}", file=sys.stderr)
            return 1
        except Exception as error:  # noqa: BLE001  whatever it is, it is told
            traceback.print_exc()
            print(f"FAULT {type(error).__name__} {place_of(error.__traceback__)}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
