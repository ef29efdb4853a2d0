"""How much an experiment file may hold: what is written can be opened again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from playground.data import Dataset
from playground.errors import FileError
from playground.export.files import MOST_IN_ROWS, MOST_VALUES
from playground.export.rows import PARTS
from playground.files import MOST_BYTES


def check_readable(text: bytes, tables: Sequence[Dataset]) -> None:
    """Raises FileError for a file that could not be opened again; in its text the rows are still missing."""
    in_rows = sum(len(data) * (len(data.columns) + 2) for data in tables)
    if text.count(b",") > MOST_VALUES or in_rows > MOST_IN_ROWS:
        raise too_large()


def measured(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of a file. Raises FileError when they are more than a file may have."""
    size = 0
    for part in parts:
        size += len(part)
        if size > MOST_BYTES:
            raise too_large()
        yield part


def too_large() -> FileError:
    """The experiment has no room in a file."""
    hint = "Delete runs from the list, or save the rows as .csv, and the weights as .npz."
    return FileError("The experiment is too large for a file that can be opened again.", hint)


def in_rows(content: bytes) -> int:
    """How many values of an experiment file are in its rows; 0 where it is no such file."""
    try:
        file = msgspec.json.decode(content, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return 0  # whoever reads all of it says what is wrong
    parts = (file.data, *(file.runs.tables if file.runs else ()))
    lists = [getattr(part.rows, name) for part in parts if part.rows for name in PARTS]
    return sum(bytes(one).count(b",") for one in lists)


class _Rows(msgspec.Struct):
    X: msgspec.Raw = msgspec.Raw()
    y: msgspec.Raw = msgspec.Raw()
    test: msgspec.Raw = msgspec.Raw()


class _Data(msgspec.Struct, frozen=True):
    rows: _Rows | None = None


class _Runs(msgspec.Struct):
    tables: tuple[_Data, ...] = ()


class _File(msgspec.Struct):
    """Of an experiment file, where its rows are."""

    data: _Data = _Data()
    runs: _Runs | None = None
