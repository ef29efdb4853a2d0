"""Reads a CSV file: bytes -> text (decode) -> cells (table) -> numbers and classes (columns)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from playground.data.classes import TargetTask
from playground.data.columns import number_column, target_column
from playground.data.dataset import Array, Dataset
from playground.data.decode import decode, read_bytes
from playground.data.table import Table, parse_table
from playground.errors import DataError, did_you_mean


def read_csv(path: str | Path, target: str | None = None, task: TargetTask | None = None) -> Dataset:
    """The dataset in a file: the `target` column (the last one by default), all others its inputs.

    `task` says whether the target is "classes" or a value to learn by "regression"; by default the column
    tells, see `target_column`. Raises DataError, naming line and column, when the file cannot be used.
    """
    path = Path(path)
    return parse_csv(read_bytes(path), path.name, target, task)


def parse_csv(data: bytes, name: str, target: str | None = None, task: TargetTask | None = None) -> Dataset:
    """The dataset in the bytes of a file called `name`: `read_csv` for dropped and pasted data."""
    table = parse_table(decode(data, name), name)
    chosen = _target_index(table, target)
    inputs = [index for index in range(len(table.columns)) if index != chosen]
    columns = tuple(table.columns[index] for index in inputs)
    X = np.column_stack([_input(table, index) for index in inputs])
    y, class_names = target_column(table, chosen, task)
    return Dataset(X, y, columns, table.columns[chosen], class_names, name=name, generated=False)


def _target_index(table: Table, target: str | None) -> int:
    if target is None:
        return len(table.columns) - 1
    if target not in table.columns:
        raise DataError(f'{table.name} has no column "{target}".', did_you_mean(target, table.columns))
    return table.columns.index(target)


def _input(table: Table, column: int) -> Array:
    name = table.columns[column]
    return number_column(
        table, column, f'Inputs are numbers: correct the cell, take "{name}" out, or make it the target.'
    )
