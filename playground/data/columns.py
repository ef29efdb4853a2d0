"""From cells to numbers and classes; what cannot be used is named by file, line and column."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from playground.data.classes import MOST_CLASSES, TargetTask, in_class_order
from playground.data.dataset import Array
from playground.data.numbers import grouped, to_float, to_floats
from playground.data.table import Table
from playground.errors import DataError

_MEND = "Correct the cell or take its row out."


def number_column(table: Table, column: int, hint: str = _MEND) -> Array:
    """The numbers (N,) of a column. Raises DataError at the first missing, text, NaN or infinite cell."""
    cells = table.cells[column]
    values = to_floats(cells)
    if values is None or not np.isfinite(values).all():
        _raise_at_bad_cell(table, column, hint)
    if table.separator == "," and (cell := grouped(cells)) is not None:
        what = f'"{cell}" may mean {cell.replace(",", "")} or {cell.replace(",", ".", 1)}'
        raise table.error(cells.index(cell), column, what, "Write numbers with a decimal point only.")
    return values


def target_column(table: Table, column: int, task: TargetTask | None = None) -> tuple[Array, tuple[str, ...]]:
    """The target (N,), and the names of its classes: none for regression.

    Unless `task` decides, a target is classes if it holds text only, or exactly two different whole numbers
    (0 and 1, 1 and 2, −1 and 1 ...); any other numbers are values. Raises DataError, also for one class only
    and for more than 100.
    """
    cells = table.cells[column]
    if task == "regression":
        return number_column(table, column), ()
    if task is None and any(to_float(cell) is not None for cell in set(cells)):
        values = number_column(table, column, f"{_MEND} If these are all names, choose classes as the task.")
        return _classes_by_number(table, column, values) if _two_whole_numbers(values) else (values, ())
    _raise_at_empty_cell(table, column)
    numbers = to_floats(cells)
    if numbers is not None and np.isfinite(numbers).all():
        return _classes_by_number(table, column, numbers)
    return _classes_by_name(table, column)


def _two_whole_numbers(values: Array) -> bool:
    distinct = np.unique(values)
    return len(distinct) == 2 and bool((distinct == np.round(distinct)).all())


def _classes_by_number(table: Table, column: int, values: Array) -> tuple[Array, tuple[str, ...]]:
    distinct, indices = np.unique(values, return_inverse=True)
    _check_classes(table, column, len(distinct))
    names = tuple(str(int(value)) if value.is_integer() else repr(value) for value in distinct.tolist())
    return indices.astype(float), names


def _classes_by_name(table: Table, column: int) -> tuple[Array, tuple[str, ...]]:
    cells = [cell.strip() for cell in table.cells[column]]
    names = in_class_order(cells)
    _check_classes(table, column, len(names))
    index = {name: float(k) for k, name in enumerate(names)}
    return np.fromiter(map(index.__getitem__, cells), dtype=float, count=len(cells)), names


def _check_classes(table: Table, column: int, count: int) -> None:
    where = f'{table.name}: the target "{table.columns[column]}" has'
    if count == 1:
        raise DataError(f"{where} only one class.", "Add rows of another class, or choose another target.")
    if count > MOST_CLASSES:
        raise DataError(f"{where} {count:,} classes, more than {MOST_CLASSES}.", "Choose another target.")


def _raise_at_empty_cell(table: Table, column: int) -> None:
    empty = (row for row, cell in enumerate(table.cells[column]) if not cell.strip())
    if (row := next(empty, None)) is not None:
        raise table.error(row, column, "the cell is empty", "Fill it in or take its row out.")


def _raise_at_bad_cell(table: Table, column: int, hint: str) -> NoReturn:
    _raise_at_empty_cell(table, column)
    for row, cell in enumerate(table.cells[column]):
        value = to_float(cell)
        if value is None:
            raise table.error(row, column, f'"{_short(cell)}" is not a number', hint)
        if not np.isfinite(value):
            raise table.error(row, column, f'"{_short(cell)}" is not a finite number', _MEND)
    raise AssertionError("a column was refused, but none of its cells is bad")


def _short(cell: str) -> str:
    """The cell as it fits in a message: one line, at most 40 characters."""
    line = " ".join(cell.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
