"""Reads a hundred thousand mutated tables: each is read as it is meant, or refused with a remedy that works.

    python -m tools.fuzz_tables --count 100000          # with a new seed, which is printed
    python -m tools.fuzz_tables --seed 7 --only 1234    # one of its tables again, shown

Of a table that is read, every cell whose meaning is known must have been read so; of one that is refused, the
message must name the place, and the remedy is followed until the table is read. A case is a function of seed
and number alone.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random, SystemRandom

from playground.data import Dataset, Raw, Recipe, TargetTask, csv_bytes, read_table
from playground.data.soundness import require_sound
from playground.errors import DataError
from playground.text import plain
from playground.training import Experiment, Trainer
from tools.mutate import bytes_changed
from tools.remedies import REMEDIES, Patient
from tools.written_tables import KEY, ODD, Means, Written, changed, written

SECONDS = 20  # for one reading
_TRIES = 80  # remedies that are followed, one after the other
_TRAINED = 10  # every so many tables a network learns from


@dataclass(frozen=True)
class Case:
    """A table, the bytes of its file, and whether what it means is known."""

    table: Written
    content: bytes
    known: bool


@dataclass(frozen=True)
class Outcome:
    """What came of a table: read at once, after remedies, or not at all (`end` says why)."""

    remedies: int
    end: str = ""


@dataclass
class Tally:
    """How the tables went."""

    counts: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.counts["tables"] += 1
        self.counts["remedies"] += outcome.remedies
        kind = "not read" if outcome.end else "read after remedies" if outcome.remedies else "read at once"
        self.counts[kind] += 1
        if outcome.end:
            self.ends[outcome.end] += 1


def case(seed: int, number: int) -> Case:
    """The table of a number."""
    random = Random(f"{seed}/{number}")
    table = written(random)
    changed(random, table)
    content = table.content()
    broken = random.random() < 0.1
    return Case(table, bytes_changed(random, content) if broken else content, known=not broken)


def check(one: Case, *, train: bool = False) -> Outcome:
    """Read a table, following remedies. Raises AssertionError, or whatever should not have happened."""
    patient = Patient(one.content, Recipe(), one.table.separator)
    for tries in range(_TRIES):
        try:
            with _time_limit():
                loaded = read_table(Raw("my.csv", patient.content), patient.recipe)
        except DataError as error:
            _check_message(error)
            if not _remedy(error, patient):
                if one.known:
                    raise AssertionError("a table that was not read in the end") from error
                return Outcome(tries, re.sub(r'"[^"]*"|“[^”]*”|\d[\d,]*', "…", error.message))
        else:
            left_out = {column.column for column in loaded.decisions.left_out}
            _check_dataset(loaded.dataset, one, left_out, train=train)
            return Outcome(tries)
    if one.known:
        raise AssertionError(f"no remedy helped in the end: {patient.said[-3:]}")
    return Outcome(_TRIES, "too broken to be mended line by line")


def _remedy(error: DataError, patient: Patient) -> bool:
    """Do what the message says; False where it says that there is no table in the file."""
    for remedy in REMEDIES:
        if remedy.pattern.search(error.hint):
            patient.said.append(str(error))
            return remedy.follow(patient, error)
    raise AssertionError(f"no remedy that can be followed: {error}")


def _check_message(error: DataError) -> None:
    message = error.message
    assert plain(message) == message and message.endswith("."), f"no sentence: {message!r}"
    assert len(message) <= 700 and error.hint.endswith((".", "?")), f"no remedy: {error}"
    assert message.startswith(("my.csv", '"my.csv')), f"the file is not named: {error}"
    if re.search(r"^my.csv, (line|row) ", message):
        assert re.search(r"(line|row) [\d,]+", message), f"no place: {error}"


def _check_dataset(data: Dataset, one: Case, left_out: Collection[str], *, train: bool) -> None:
    require_sound(data)
    if one.known:
        _compare(data, one.table, left_out)
    task: TargetTask = "classes" if data.class_names else "regression"
    recipe = Recipe(target=data.target, task=task, inputs=data.columns)
    again = read_table(Raw("again.csv", csv_bytes(data)), recipe).dataset
    assert again.X.tobytes() == data.X.tobytes(), "another table when read again"
    if train:
        Trainer(Experiment.create(data.split(None, 0))).run(2)


def _compare(data: Dataset, table: Written, left_out: Collection[str]) -> None:
    """Every number that is known must be what was read."""
    if KEY not in data.columns:
        named = table.header and not any(name in ODD for name in table.names)  # a number looks like data
        assert KEY in {data.target, *left_out} or not named, f"other columns were read: {data.columns}"
        return
    keys = data.X[:, data.columns.index(KEY)]
    known: dict[Means, list[Means]] = {}
    for means in table.means:  # of a row that is there twice, and changed once, nothing is known
        known[means[0]] = means if known.get(means[0], means) == means else [None] * len(means)
    for row, key in enumerate(keys.tolist()):
        for name, meant in zip(table.names, known.get(key, ()), strict=False):
            if table.names.count(name) == 1:  # else it was renamed on the way
                _compare_cell(data, row, name, meant)


def _compare_cell(data: Dataset, row: int, name: str, meant: Means) -> None:
    if meant is None:
        return
    if name in data.columns and isinstance(meant, float):
        read: Means = float(data.X[row, data.columns.index(name)])
    elif name == data.target and data.class_names:
        words = data.class_names[int(data.y[row])]
        plain_number = re.fullmatch(r"-?\d+([.,]\d+)?", words)
        read = meant if plain_number is None else float(words.replace(",", "."))
        read = words if isinstance(meant, str) else read
    elif name == data.target:
        read = float(data.y[row])
    else:
        return
    assert read == meant, f"row {row + 1}, {name}: {read!r} was read where {meant!r} stands"


def fuzz(seed: int, numbers: Iterable[int], tally: Tally | None = None) -> Iterator[tuple[int, str]]:
    """Check the tables of these numbers; gives number and traceback of each finding."""
    tally = Tally() if tally is None else tally
    for number in numbers:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                tally.add(check(case(seed, number), train=number % _TRAINED == 0))
        except Exception:  # noqa: BLE001  this is what is looked for
            yield number, traceback.format_exc(limit=-4)


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raise TimeoutError in what takes long, and in nothing that comes after it."""
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_long(*_: object) -> None:
    raise TimeoutError(f"not read within {SECONDS} s")


def main() -> int:
    """Run as the command line says; 1 when something was found."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz_tables", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one table alone, which is shown")
    choices = parser.parse_args()
    print(f"seed {choices.seed}", flush=True)
    if choices.only is not None:
        print(case(choices.seed, choices.only).content.decode(errors="replace"))
    numbers = range(choices.count) if choices.only is None else [choices.only]
    tally, found = Tally(), 0
    for number, what in fuzz(choices.seed, numbers, tally):
        found += 1
        print(f"\ntable {number}:\n{what.rstrip()}")
        print(f"again: python -m tools.fuzz_tables --seed {choices.seed} --only {number}", flush=True)
    print(
        f"\nseed {choices.seed}: {found} findings; {', '.join(f'{k} {v:,}' for k, v in tally.counts.items())}"
    )
    for end, times in tally.ends.most_common():
        print(f"{times:8,}  {end}")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
