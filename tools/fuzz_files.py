"""Opens thousands of broken files: each has to be refused in words, or be as sound as one of our own.

    python -m tools.fuzz_files --minutes 10                  # with a new seed, which is printed
    python -m tools.fuzz_files --seed 7 --only 1234 --keep . # one of its files again, and keep it

They are opened in a process with limits of memory and time; a file that ends it is a finding like any other.
A case is a function of seed and number alone.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random, SystemRandom
from time import perf_counter

import numpy as np

from playground.data import Raw, Recipe, csv_bytes, parse_csv, preview, read_table
from playground.data.classes import TargetTask
from playground.data.reading.sheet_process import limit_memory
from playground.data.soundness import require_sound
from playground.errors import PlaygroundError
from playground.export import FORMATS, is_experiment, is_text, open_source, save_experiment
from playground.export.experiment_file import load_history, load_runs
from playground.text import plain
from playground.training import Checkpoint, Experiment, Trainer
from tools.mutate import KINDS

MEMORY = 300_000_000  # bytes more than the process has at its start
SECONDS = 10.0  # of the processor, for one file
HANGS = 180.0  # s after which a file is given up, whatever the processor did: others may be busy with it
_SERVED = 2_000  # files after which a new process begins, with its memory as at first


@dataclass(frozen=True)
class Finding:
    """What went wrong with a file."""

    number: int
    kind: str
    what: str


class Opener:
    """A process that opens the files of a seed; another begins where a file has ended it."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._served = 0
        self._begin()

    def open(self, number: int) -> tuple[bool, str]:
        """Whether a file could be opened, and what was wrong, if anything."""
        if self._served == _SERVED:
            self.close()
            self._begin()
        self._served += 1
        try:
            self._connection.send(number)
            if not self._connection.poll(HANGS):
                return self._ended(f"it was not opened within {HANGS:g} s")
            told: tuple[bool, str] = self._connection.recv()
        except (EOFError, OSError):
            self._process.join()
            return self._ended(f"the process ended with {self._process.exitcode}")
        return told

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._connection.close()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._seed), daemon=True)
        self._process.start()
        theirs.close()
        self._connection.recv()  # it is ready: what comes is the time of a file alone
        self._served = 0

    def _ended(self, what: str) -> tuple[bool, str]:
        self.close()
        self._begin()
        return False, what


def fuzz(seed: int, numbers: Iterable[int], opened: Counter[str] | None = None) -> Iterator[Finding]:
    """Open the files of these numbers; counts them, and the opened ones of each kind, in `opened`."""
    opener, counts = Opener(seed), Counter[str]() if opened is None else opened
    try:
        for number in numbers:
            kind = case(seed, number)[0]
            went, what = opener.open(number)
            counts[kind] += 1
            counts[f"{kind} opened"] += went
            if what:
                yield Finding(number, kind, what)
    finally:
        opener.close()


def case(seed: int, number: int) -> tuple[str, str, bytes]:
    """Kind, ending and content of one file."""
    random = Random(f"{seed}/{number}")
    (kind,) = random.choices(list(KINDS), [entry.share for entry in KINDS.values()])
    return kind, *KINDS[kind].make(random)


def check(suffix: str, content: bytes, folder: Path) -> bool:
    """Open a file; says whether that went. Raises whatever should not have happened."""
    path = folder / f"case{suffix}"
    path.write_bytes(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _open_table(path) if suffix in {".csv", ".xlsx"} else _open_experiment(path)
    except PlaygroundError as error:
        refusal = error.message
    else:
        return True
    assert plain(refusal) == refusal, f"a message of more than a line: {refusal!r}"
    assert 0 < len(refusal) <= 700 and refusal.endswith("."), refusal
    return False


def _open_table(path: Path) -> None:
    raw = Raw.of_file(path)
    for missing in ("refuse", "drop"):
        recipe = Recipe(missing=missing)
        with suppress(PlaygroundError):
            preview(raw, recipe)
        data = read_table(raw, recipe).dataset
        require_sound(data)
        task: TargetTask = "classes" if data.class_names else "regression"
        again = parse_csv(csv_bytes(data), data.name, data.target, task)
        assert again.X.tobytes() == data.X.tobytes(), "another table when read again"
        assert (again.columns, again.target) == (data.columns, data.target), "other names when read again"
        _train(Experiment.create(data), None)


def _open_experiment(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace") if path.suffix == ".line" else ""
    experiment, trained = open_source(text if is_text(text) else path)
    require_sound(experiment.data)
    _train(experiment, trained)
    if path.suffix == ".json" and is_experiment(path):
        load_history(path)
        for run in load_runs(path, experiment).kept:
            require_sound(run.experiment.data)
            _train(run.experiment, run.end)
    save_experiment(experiment, path.with_name("again.json"), trained)
    again, _ = FORMATS[".json"].load(path.with_name("again.json"))  # type: ignore[misc]
    assert again.signature == experiment.signature, "another network when opened again"


def _train(experiment: Experiment, start: Checkpoint | None) -> None:
    with np.errstate(all="ignore"):
        trainer = Trainer(experiment, start)
        trainer.step("batch")
        trainer.snapshot()


def serve(connection: Connection, seed: int) -> None:
    """Open the files whose numbers come in, and say how each one went."""
    case(seed, 0)  # what all files are made from
    limit_memory(MEMORY)
    with tempfile.TemporaryDirectory() as folder:
        connection.send(None)
        while True:
            connection.send(answer(seed, connection.recv(), Path(folder)))


def answer(seed: int, number: int, folder: Path) -> tuple[bool, str]:
    """How it went with one file; one that is too large to be made is none."""
    try:
        _, suffix, content = case(seed, number)
    except MemoryError:
        return False, ""
    return tried(suffix, content, folder)


def tried(suffix: str, content: bytes, folder: Path) -> tuple[bool, str]:
    """Open a file; whether that went, and what was wrong, if anything."""
    before = _processor_seconds()
    try:
        went = check(suffix, content, folder)
    except Exception:  # noqa: BLE001  this is what is looked for
        return False, traceback.format_exc()
    took = _processor_seconds() - before
    return went, f"it took {took:.0f} s of the processor" if took > SECONDS else ""


def _processor_seconds() -> float:
    """What this process and those it has ended have taken (s)."""
    return sum(os.times()[:4])


def main() -> int:
    """Run as the command line says; 1 when something was found."""
    choices = _choices()
    print(f"seed {choices.seed}", flush=True)
    opened: Counter[str] = Counter()
    numbers = _until(60 * choices.minutes) if choices.only is None else [choices.only]
    found = 0
    for finding in fuzz(choices.seed, numbers, opened):
        found += 1
        print(f"\nfile {finding.number}, {finding.kind}:\n{finding.what.rstrip()}")
        print(f"again: python -m tools.fuzz_files --seed {choices.seed} --only {finding.number}", flush=True)
        if choices.keep:
            choices.keep.mkdir(parents=True, exist_ok=True)
            _, suffix, content = case(choices.seed, finding.number)
            (choices.keep / f"fuzz-{choices.seed}-{finding.number}{suffix}").write_bytes(content)
    kinds = (f"{kind} {opened[kind]:,} ({opened[f'{kind} opened']:,} opened)" for kind in KINDS)
    total = sum(opened[kind] for kind in KINDS)
    print(f"\nseed {choices.seed}: {total:,} files, {found} findings: {', '.join(kinds)}")
    return int(found > 0)


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz_files", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one file alone")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="where to put the files that were findings"
    )
    return parser.parse_args()


def _until(seconds: float) -> Iterator[int]:
    end = perf_counter() + seconds
    for number in count():
        if perf_counter() > end:
            return
        yield number


if __name__ == "__main__":
    sys.exit(main())
