"""Lesson files: TOML, read strictly, with file, line and key of what is wrong; written, too."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from playground.errors import FileError, PlaygroundError, did_you_mean
from playground.files import read as read_bytes
from playground.files import write as write_bytes
from playground.lessons.conditions import condition
from playground.lessons.controls import Controls
from playground.lessons.kinds import KINDS, Step
from playground.lessons.lesson import FORMAT, VERSION, Expectation, Head, Lesson
from playground.lessons.lines import Place, line_of
from playground.lessons.part import PlacedError, part, spelled
from playground.lessons.rules import Marking, Variants, View
from playground.resources import resource

SUFFIX = ".lesson"
_MOST_BYTES = 5_000_000
_MOST_STEPS = 200
_TABLES = ("experiment", "controls", "marking", "variants", "view", "step", "test")
_HEADERLESS = f'A lesson begins with: format = "{FORMAT}"'


class Entry(Struct, frozen=True):
    """A bundled lesson, as the menu shows it."""

    path: Path
    id: str
    title: str
    minutes: int
    audience: str


def read(path: str | Path) -> Lesson:
    """The lesson in a file. Raises FileError: file, line, key, what is wrong and what is allowed."""
    path = Path(path)
    return read_text(read_bytes(path), path)


def read_text(content: bytes | str, path: Path | None = None) -> Lesson:
    """The lesson in the contents of a file; what it names lies beside `path`. Raises FileError."""
    content = content.encode() if isinstance(content, str) else content
    name = str(path) if path else "The lesson"
    text, table = _toml(content, name)
    try:
        lesson = _lesson(table, hashlib.sha256(content).hexdigest(), path)
        _check(lesson)
    except PlacedError as error:
        message = f"{_where(name, text, error.place)}: {error.message.rstrip('.')}."
        raise FileError(message, error.hint) from error
    return lesson


def text_of(lesson: Lesson) -> str:
    """The lesson as the text of a file."""
    import tomli_w

    tables: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        **msgspec.to_builtins(lesson.head),
        "experiment": dict(lesson.experiment),
        "controls": msgspec.to_builtins(lesson.controls),
        "marking": msgspec.to_builtins(lesson.marking),
        "variants": msgspec.to_builtins(lesson.variants) if lesson.variants else {},
        "view": msgspec.to_builtins(lesson.view) if lesson.view else {},
        "step": [msgspec.to_builtins(step) for step in lesson.steps],
        "test": [msgspec.to_builtins(test) for test in lesson.tests],
    }
    kept = {key: value for key, value in tables.items() if value or (key == "variants" and lesson.variants)}
    return tomli_w.dumps(kept, multiline_strings=True)


def write(lesson: Lesson, path: str | Path) -> None:
    """Write the lesson. Raises FileError."""
    write_bytes(Path(path), text_of(lesson).encode())


def where(path: Path, place: Place) -> str:
    """File, line and key of a place in a lesson that has been read. Raises FileError."""
    return _where(str(path), read_bytes(path).decode("utf-8-sig", "replace"), place)


def _where(name: str, text: str, place: Place) -> str:
    line = line_of(text, place)
    return ", ".join(filter(None, (name, f"line {line}" if line else "", spelled(place))))


def bundled() -> tuple[Entry, ...]:
    """The lessons that ship with the program, in the order of their files' names."""
    return tuple(map(_entry, sorted((resource("assets") / "lessons").glob(f"*{SUFFIX}"))))


def _entry(path: Path) -> Entry:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Entry(path, table["id"], table["title"], table.get("minutes", 45), table.get("audience", ""))


def _toml(content: bytes, name: str) -> tuple[str, dict[str, Any]]:
    """The text and its tables. Raises FileError for what is no TOML, or no lesson."""
    if len(content) > _MOST_BYTES:
        raise FileError(f"{name} has more than {_MOST_BYTES // 1_000_000} MB.", "Choose a lesson file.")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise FileError(f"{name} is not a text in UTF-8.", "Save it as UTF-8.") from error
    except RecursionError as error:
        raise FileError(f"{name} is nested too deeply.", "Choose a lesson file.") from error
    except ValueError as error:  # TOMLDecodeError, or an integer of 5,000 digits
        raise FileError(f"{name} is not valid TOML: {error}.", "Correct it in a text editor.") from error
    if table.get("format") != FORMAT:
        raise FileError(f"{name} is not a {FORMAT}.", _HEADERLESS)
    if isinstance(table.get("version"), int) and table["version"] > VERSION:
        raise FileError(
            f"{name} was made by a newer version of Backprop Playground.",
            "Install the newest version to open it.",
        )
    return text, table


def _lesson(table: Mapping[str, Any], sha256: str, path: Path | None) -> Lesson:
    head = {key: value for key, value in table.items() if key not in _TABLES}
    known = {*Head.__struct_fields__, *_TABLES}
    for key in head:
        if key not in known:
            raise PlacedError((key,), "unknown key", did_you_mean(key, known))
    if not isinstance(table.get("experiment", {}), dict):
        raise PlacedError(("experiment",), "this has to be a table", "Write it as [experiment].")
    return Lesson(
        part(head, Head, ()),
        table.get("experiment", {}),
        part(table.get("controls", {}), Controls, ("controls",)),
        part(table.get("marking", {}), Marking, ("marking",)),
        part(table["variants"], Variants, ("variants",)) if "variants" in table else None,
        part(table["view"], View, ("view",)) if "view" in table else None,
        tuple(_step(one, ("step", place)) for place, one in enumerate(_list(table, "step"))),
        tuple(part(one, Expectation, ("test", place)) for place, one in enumerate(_list(table, "test"))),
        sha256,
        path,
    )


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    tables = table.get(key, [])
    if not isinstance(tables, list):
        raise PlacedError((key,), "this has to be a list of tables", f"Write each as [[{key}]].")
    if len(tables) > _MOST_STEPS:
        raise PlacedError((key,), f"{len(tables)} are too many", f"At most {_MOST_STEPS} are allowed.")
    return tables


def _step(table: Any, place: tuple[str | int, ...]) -> Step:
    kind = table.get("kind") if isinstance(table, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        what = "a step needs its kind" if kind is None else f"unknown kind “{kind}”"
        raise PlacedError((*place, "kind"), what, did_you_mean(str(kind), KINDS))
    return part(table, KINDS[kind], place)


def _check(lesson: Lesson) -> None:
    """What only the whole lesson shows. Raises PlacedError."""
    if not lesson.steps:
        raise PlacedError((), "a lesson needs a step", "Write [[step]] and its keys.")
    if len(lesson.places) < len(lesson.steps):
        twice = next(at for at, step in enumerate(lesson.steps) if lesson.places[step.id] != at)
        raise PlacedError(
            ("step", twice, "id"), f"“{lesson.steps[twice].id}” is taken", "Give it another id."
        )
    with _at(("experiment",)):
        _ = lesson.start
    for place, step in enumerate(lesson.steps):
        with _at(("step", place, "experiment")):
            _ = lesson.start_in(step)
        with _at(("step", place)):
            step.check(lesson.moment(step))
            if step.done not in {"", "answered"}:
                condition(step.done)


@contextmanager
def _at(place: tuple[str | int, ...]) -> Iterator[None]:
    """Errors are said with the place of the table that they come from."""
    try:
        yield
    except PlacedError as error:
        raise PlacedError((*place, *error.place), error.message, error.hint) from error
    except PlaygroundError as error:
        raise PlacedError(place, error.message, error.hint) from error
