"""Where a student is in a lesson, kept from one day to the next: the answers, and the step."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from playground.export.files import decode, indented
from playground.files import exists, read, write
from playground.lessons.results import Result

FORMAT = "backprop-playground progress"


class Progress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`place` is the step, from 0; `result` is what would be handed in, without the experiment."""

    format: str = FORMAT
    version: Annotated[int, Meta(ge=1)] = 1
    place: Annotated[int, Meta(ge=0, le=10_000)] = 0
    result: Result


def save_progress(progress: Progress, folder: Path) -> None:
    """Write it. Raises FileError."""
    write(_path(folder, progress.result.lesson, progress.result.name), indented(progress))


def read_progress(folder: Path, lesson_id: str, name: str) -> Progress | None:
    """What is kept of a lesson and a name; None: nothing. Raises FileError."""
    path = _path(folder, lesson_id, name)
    return decode(read(path), Progress, path, FORMAT) if exists(path) else None


def _path(folder: Path, lesson_id: str, name: str) -> Path:
    """Of a lesson and a name, whatever signs the two hold."""
    who = " ".join(name.casefold().split())
    digest = hashlib.sha256(f"{lesson_id}\n{who}".encode("utf-8", "surrogatepass")).hexdigest()
    return folder / f"{digest[:24]}.json"
