"""A table of a lesson file as a Struct: strict, and a wrong key or value said with what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta

from playground.errors import did_you_mean

Text = Annotated[str, Meta(max_length=20_000)]
Line = Annotated[str, Meta(max_length=300)]
Lines = Annotated[tuple[Line, ...], Meta(max_length=100)]
Id = Annotated[str, Meta(pattern=r"^[\w-]{1,60}$", description="letters, digits, - and _")]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the file. What still has its default is not written."""


class PlacedError(Exception):
    """What is wrong at a place of the file: `place` are the keys that lead to it."""

    def __init__(self, place: tuple[str | int, ...], message: str, hint: str = "") -> None:
        super().__init__(message)
        self.place, self.message, self.hint = place, message, hint


P = TypeVar("P", bound=Part)


def part(table: object, kind: type[P], place: tuple[str | int, ...]) -> P:
    """The table as a Struct. Raises PlacedError for all that it does not allow."""
    if not isinstance(table, Mapping):
        raise PlacedError(place, "this has to be a table", f"Write it as [{place[-1] if place else ''}].")
    check_keys(table, kind, place)
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        inside = keys(where.strip("`").removeprefix("$"))
        raise PlacedError((*place, *inside), _decapitalised(what), _allowed(kind, inside)) from error


def keys(path: str) -> tuple[str | int, ...]:
    """From ".ask[1]" to ("ask", 1)."""
    return tuple(int(n) if n else name for name, n in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path))


def spelled(place: tuple[str | int, ...]) -> str:
    """From ("step", 1, "ask") to "step[2].ask": tables are counted from 1, as a reader does."""
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in place).lstrip(".")


def check_keys(table: Mapping[Any, Any], kind: type[msgspec.Struct], place: tuple[str | int, ...]) -> None:
    """Raises PlacedError for the first key, also of the tables inside, that a Struct does not know."""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    for key, value in table.items():
        if key not in fields:
            raise PlacedError((*place, key), "unknown key", did_you_mean(str(key), fields))
        inner = _struct_in(fields[key])
        for inside, one in _tables(fields[key], value):
            if inner is not None and isinstance(one, Mapping):
                check_keys(one, inner, (*place, key, *inside))


def _tables(kind: Any, value: Any) -> Iterable[tuple[tuple[str | int, ...], Any]]:
    """What may be a table in a field: itself, or each of a list, or of names that the author has chosen."""
    if isinstance(value, list):
        return (((number,), one) for number, one in enumerate(value))
    if get_origin(kind) is dict and isinstance(value, Mapping):
        return (((str(name),), one) for name, one in value.items())
    return [((), value)]


def _struct_in(kind: Any) -> type[msgspec.Struct] | None:
    """The Struct that a field's type is, or is a list of; None where there is none."""
    if isinstance(kind, type) and get_origin(kind) is None:
        return kind if issubclass(kind, msgspec.Struct) else None
    return next((found for inner in get_args(kind) if (found := _struct_in(inner))), None)


def _allowed(kind: type[Part], inside: tuple[str | int, ...]) -> str:
    """What the words or the pattern of a field allow."""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    named = fields.get(str(inside[0])) if inside else None
    for one in (named, *get_args(named)):
        if get_origin(one) is Literal:
            return f"Choose one of: {', '.join(get_args(one))}."
        if isinstance(one, Meta) and one.description:
            return f"Allowed: {one.description}."
    return "Correct it."


def _decapitalised(what: str) -> str:
    return what[:1].lower() + what[1:]
