"""Rows as JSON, some at a time: a million of them are no burden for the window, and tell how far they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from playground.arrays import Array
from playground.data import Dataset, Progress
from playground.data.reading.raw import silent
from playground.errors import FileError
from playground.export.files import HINT, placed

PARTS = ("X", "y", "test")
_ROWS = 4096  # written at a time
_BYTES = 1 << 17  # read at a time


def written(text: bytes, tables: Sequence[Dataset], progress: Progress) -> Iterator[bytes]:
    """The text of an experiment file, part by part; in `text` the lists of rows of these tables, which stand
    there in this order, are still empty.
    """
    lists = [(name, getattr(data, name)) for data in tables for name in PARTS]
    for done, (name, values) in enumerate(lists):
        key = f'"{name}": ['.encode()  # no text has this in it: its quotation marks are escaped
        before, _, text = text.partition(key)
        yield before + key
        line = before[before.rindex(b"\n") :]
        for part, share in _parts(values, line):
            yield part
            progress((done + share) / len(lists))
    yield text


def _parts(values: NDArray[Any], line: bytes) -> Iterator[tuple[bytes, float]]:
    """What stands between the brackets, and how much of it there is: numbers in a line; rows on lines, two
    blanks further in than the `line` of the key.
    """
    lines = values.ndim > 1
    inner = line + b"  "
    first, between = (inner, b"," + inner) if lines else (b"", b", ")
    for start in range(0, len(values), _ROWS):
        text = msgspec.json.encode(values[start : start + _ROWS].tolist())[1:-1].replace(b",", b", ")
        if lines:
            text = text.replace(b"], [", b"]" + between + b"[")
        yield (between if start else first) + text, min(1.0, (start + _ROWS) / len(values))
    if lines and len(values):
        yield line, 1.0


def table(text: bytes, width: int, progress: Progress) -> Array:
    """The rows (N, width) in the list of X. Raises FileError, naming the place."""
    parts, count = [np.empty((0, width))], 0
    for rows in _read(text, list[float], "X", progress):
        for place, row in enumerate(rows, count):
            if len(row) != width:
                what = f"{width} numbers expected, one per column, not {len(row)}"
                raise FileError(f"data.rows.X[{place}]: {what}.", HINT)
        count += len(rows)
        parts.append(np.array(rows, dtype=float).reshape(len(rows), width))
    return np.concatenate(parts)


def numbers(text: bytes, kind: type, name: str) -> Array:
    """The numbers (N,) in a list of them. Raises FileError, naming the place."""
    parts = [np.array(some, dtype=float) for some in _read(text, kind, name, silent)]
    return np.concatenate([np.empty(0), *parts])


def _read(text: bytes, kind: Any, name: str, progress: Progress) -> Iterator[list[Any]]:
    """The items of a list, which are of a kind, some at a time. Raises FileError, naming the place."""
    text, read = bytes(text).strip(), msgspec.json.Decoder(list[kind]).decode
    try:
        for piece, share in _pieces(text, b"," if kind in {float, bool} else b"],"):
            yield read(piece)
            progress(share)
    except msgspec.DecodeError:
        try:
            read(text)  # tells of the place in the whole list
        except msgspec.DecodeError as error:
            raise FileError(f"{placed(str(error), f'data.rows.{name}')}.", HINT) from error
        raise


def _pieces(text: bytes, mark: bytes) -> Iterator[tuple[bytes, float]]:
    """Lists that hold the items of the list one after the other, cut at the comma that ends a mark."""
    if not (text.startswith(b"[") and text.endswith(b"]")):
        yield text, 1.0  # no list: whoever reads it says so
        return
    start, stop = 1, len(text) - 1
    while start < stop:
        cut = text.find(mark, min(start + _BYTES, stop), stop)
        end = stop if cut < 0 else cut + len(mark) - 1
        yield b"[" + text[start:end] + b"]", end / stop
        start = end + 1
