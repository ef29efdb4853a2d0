"""From what was read to what is learnt: inputs by their codes, and the classes of the target."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from playground.arrays import Array
from playground.data.classes import in_class_order
from playground.data.limits import MOST_CLASSES
from playground.data.names import shortened
from playground.data.numbers import to_float
from playground.data.reading.cells import Cells, TextCells
from playground.data.reading.dates import shown
from playground.data.reading.decisions import Code, Decisions, named
from playground.data.reading.passes import Reading
from playground.data.reading.table import Table
from playground.errors import DataError


class Inputs(NamedTuple):
    """The inputs X (N, D), NaN where a cell is missing.

    names   what the D columns are called
    places  the places of the columns in the file of which they are made
    codes   how those are made that hold no numbers
    """

    X: Array
    names: tuple[str, ...]
    places: list[int]
    codes: tuple[Code, ...]


def inputs_of(reading: Reading) -> Inputs:
    """The inputs of a table, coded."""
    codes = {code.column: code for code in reading.decisions.codes}
    parts: list[tuple[str, Array, int]] = []
    told = []
    for place, cells in reading.inputs.items():
        name = reading.table.columns[place]
        if name not in codes:
            parts.append((name, cells.values(), place))
            continue
        code, columns = _coded(codes[name], cells)
        told.append(code)
        parts += [(made, part, place) for made, part in zip(code.names, columns, strict=True)]
    X = np.empty((sum(map(len, reading.places)), len(parts)))
    for k, (_, part, _) in enumerate(parts):
        X[:, k] = part
    names, places = shortened(name for name, _, _ in parts), [place for _, _, place in parts]
    return Inputs(X, names, places, tuple(told))


def classes(
    table: Table, values: Array, decisions: Decisions, target: Cells
) -> tuple[Array, tuple[str, ...]]:
    """What there is to learn (N,) in the rows that are kept, and the names of the classes: none for values.

    Raises DataError for one class or one value only, and for more than 100 classes.
    """
    where = f"{table.name}: the target {named(decisions.target)}"
    if decisions.task == "regression":
        if len(values) > 1 and values.min() == values.max():
            message = f"{where} has one value only: {values[0]:g} in all rows."
            raise DataError(message, "Choose another target (option target): a constant cannot be learnt.")
        return values, ()
    distinct, rows = np.unique(values, return_inverse=True)
    if isinstance(target, TextCells):
        names = [target.names[int(code)] for code in distinct]
    else:
        names = [str(int(value)) for value in distinct]
    ordered = _ordered(names)
    if len(ordered) == 1:
        message = f"{where} has only one class."
        raise DataError(message, "Add rows of another class, or choose another target (option target).")
    if len(ordered) > MOST_CLASSES:
        message = f"{where} has {len(ordered):,} classes, more than {MOST_CLASSES}."
        raise DataError(message, "Choose another target (option target).")
    index = {name: k for k, name in enumerate(ordered)}
    return np.array([index[name] for name in names], dtype=float)[rows], ordered


def _ordered(names: list[str]) -> tuple[str, ...]:
    """The different names in the order of the classes: numbers by their size."""
    sizes = {name: to_float(name) for name in names}
    if None in sizes.values():
        return in_class_order(names)
    return tuple(sorted(sizes, key=lambda name: (sizes[name], name)))


def _coded(code: Code, cells: Cells) -> tuple[Code, list[Array]]:
    """The columns that a code makes of a column's values, NaN where these are missing."""
    values = cells.values()
    if code.kind == "days":
        first = float(np.floor(np.nanmin(values))) if not np.isnan(values).all() else 1.0
        return code._replace(values=(shown(first),)), [values - first]
    assert isinstance(cells, TextCells)
    missing = np.isnan(values)
    texts = np.array(cells.names, dtype=object)[np.where(missing, 0, values).astype(np.intp)]
    taken = code.values[1:] if code.kind == "0/1" else code.values
    return code, [np.where(missing, np.nan, (texts == value).astype(float)) for value in taken]
