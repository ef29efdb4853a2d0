"""Writes a dataset as CSV that the reader reads back identically."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from playground.arrays import RowIndices
from playground.data.dataset import Dataset
from playground.data.formulas import disarmed
from playground.data.numbers import is_missing
from playground.data.reading.numerals import is_number
from playground.data.reading.raw import Progress, silent
from playground.files import write

_ROWS = 4096  # written at a time
_SPECIAL = frozenset(";,|\t\r\n\"'\ufeff")


def csv_bytes(dataset: Dataset) -> bytes:
    """The dataset as CSV in UTF-8: a header, numbers to the last bit, the target last and classes by name.

    What a CSV file cannot hold is left out: the split into training and test rows, the order of the classes,
    those without rows, and what the target is where an input is called class, label or species. Classes whose
    names are numbers or words such as NA are read as names again when classes are chosen as the task. A name
    that a spreadsheet would run as a formula gets an apostrophe, which reading takes away.
    """
    return b"".join(part.encode() for part in _parts(dataset, ","))


def write_csv(dataset: Dataset, path: str | Path, progress: Progress = silent) -> None:
    """Write the dataset to a file, all of it or nothing. Raises FileError when it cannot be written."""
    write(Path(path), (part.encode() for part in _parts(dataset, ",", progress)))


def text_of(dataset: Dataset, rows: RowIndices | None = None) -> str:
    """The dataset, or the rows with these indices, parted by tabs: as spreadsheets paste it."""
    if rows is not None:
        dataset = dataset.only(rows)
    return "".join(_parts(dataset, "\t"))


def _parts(dataset: Dataset, separator: str, progress: Progress = silent) -> Iterator[str]:
    """The lines, some at a time; texts stand in quotation marks, all or none of them."""
    names = [disarmed(name) for name in dataset.class_names]
    header = [disarmed(name) for name in (*dataset.columns, dataset.target)]
    plain = all(map(_is_plain, (*header, *names))) and not any(map(_misleads, header))
    yield _lines([header], separator, plain=plain)
    for start in range(0, len(dataset), _ROWS):
        X, y = (values[start : start + _ROWS].T.tolist() for values in (dataset.X, dataset.y))
        target = [names[int(k)] for k in y] if names else y
        yield _lines(zip(*X, target, strict=True), separator, plain=plain)
        progress(min(1.0, (start + _ROWS) / len(dataset)))


def _lines(rows: Iterable[Iterable[object]], separator: str, *, plain: bool) -> str:
    text = io.StringIO(newline="")
    csv.writer(
        text,
        delimiter=separator,
        lineterminator="\n",
        quoting=csv.QUOTE_MINIMAL if plain else csv.QUOTE_NONNUMERIC,
    ).writerows(rows)
    return text.getvalue()


def _is_plain(name: str) -> bool:
    """Whether a name needs no quotation marks to be read as it stands."""
    return name == name.strip() and not _SPECIAL & set(name)


def _misleads(name: str) -> bool:
    """Whether a header with this name would be taken for a row of data."""
    return is_missing(name) or is_number(name)
