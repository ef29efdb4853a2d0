"""What a student hands in: the answers as they were typed, and how it came to them; no marks."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground import __version__
from playground.errors import FileError
from playground.export.files import decode, indented
from playground.files import exists, read_json, write
from playground.text import plain, short

FORMAT = "backprop-playground result"
SUFFIX = ".result.json"

LONGEST_ANSWER = 10_000  # characters

Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Minutes = Annotated[float, Meta(ge=0, le=100_000)]


class StepResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of one step.

    answers      as they stand now, typed by the names of the fields
    attempts     the answers of every attempt that was judged, in order
    hints        how many were seen
    shown_after  how many attempts there were when the solution was shown: later ones do not count
    run          the experiment file with the weights as they stood, for steps that judge a run
    """

    answers: dict[str, str] = {}
    attempts: tuple[dict[str, str], ...] = ()
    hints: Count = 0
    minutes: Minutes = 0
    shown_after: Count | None = None
    run: dict[str, Any] | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A student's work on a lesson. `sha256` is of the lesson's file; `experiment` as it stood at the end."""

    format: str = FORMAT
    version: Annotated[int, Meta(ge=1)] = 1
    program: str = __version__
    lesson: str
    sha256: str = ""
    name: str
    seed: Annotated[int, Meta(ge=0, le=2**32)] = 0
    steps: dict[str, StepResult] = {}
    experiment: dict[str, Any] | None = None


def save_result(result: Result, path: str | Path) -> None:
    """Write it as JSON. Raises FileError."""
    write(Path(path), indented(result))


def read_result(path: str | Path) -> Result:
    """The result in a file. Raises FileError for what is none."""
    path = Path(path)
    result = decode(read_json(path), Result, path, FORMAT)
    if not result.name.strip():
        raise FileError(f"{path}: name: it is empty.", "Write the student's name into the file.")
    return result


def file_name(result: Result, number: int = 1) -> str:
    """What its file is called: lesson and name, without signs that a disk does not take; from the second of
    that name on with its number.
    """
    name = re.sub(r"[^\w -]+", "_", short(plain(result.name), 60)).strip(" _") or "student"
    return f"{result.lesson} {name}{f' {number}' if number > 1 else ''}{SUFFIX}"


def place_in(folder: Path, result: Result) -> Path:
    """Where it is saved in a folder: over what was handed in of it before, and over nothing else. On a shared
    computer another student may have that name.
    """
    places = (folder / file_name(result, number) for number in count(1))
    return next(place for place in places if not exists(place) or _is_earlier(place, result))


def _is_earlier(place: Path, result: Result) -> bool:
    """Whether a file holds the same work, less far on."""
    try:
        there = read_result(place)
    except FileError:
        return False
    if (there.lesson, there.name) != (result.lesson, result.name):
        return False
    steps = ((one, result.steps.get(step, StepResult())) for step, one in there.steps.items())
    return all(
        now.attempts[: len(one.attempts)] == one.attempts and now.minutes >= one.minutes for one, now in steps
    )
