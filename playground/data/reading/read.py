"""From the bytes of a file to the dataset that a recipe makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from playground.arrays import Array
from playground.data.dataset import Dataset
from playground.data.limits import MOST_INPUTS, check_amount
from playground.data.names import LONGEST_NAME
from playground.data.reading.missing import MissingError, settled
from playground.data.reading.numbers import Numbers, short
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.table import Table, open_table
from playground.data.reading.target import Target
from playground.data.recipe import Recipe
from playground.data.soundness import require_sound
from playground.errors import DataError

_OPENING = 0.1  # of the work: to find out which characters the bytes are


@dataclass(frozen=True)
class Loaded:
    """The rows of a file, and what was done to them, in words: "3 of 150 rows were dropped: ...".

    missing   how many cells of its columns are missing in the file
    """

    dataset: Dataset
    notes: tuple[str, ...] = ()
    missing: int = 0


def read_table(raw: Raw, recipe: Recipe, progress: Progress = silent) -> Loaded:
    """The dataset in the bytes of a file: all of its rows train, in the order of the file.

    Raises DataError, naming line and column, when the file cannot be used as the recipe says.
    """
    table = open_table(raw, recipe, lambda share: progress(_OPENING * share))
    chosen = len(table.columns) - 1 if recipe.target is None else table.index(recipe.target)
    inputs = _inputs(table, recipe, chosen)
    numbers = Numbers(table, recipe.decimal)
    target = Target(table, chosen, recipe.task, numbers, any_name=_any_name(recipe))
    X, places = _read(table, inputs, numbers, progress, target)
    y = target.values()
    numbers.finish()
    if recipe.missing == "refuse":
        _require_whole(table, np.column_stack([X, y]), (*inputs, chosen), places)
    missing = int(np.isnan(X).sum() + np.isnan(y).sum())
    columns = tuple(table.columns[index] for index in inputs)
    gaps = np.isnan(X)
    keep, notes = settled(X, y, columns, raw.name, recipe.missing)
    X, y = (X, y) if keep.all() else (X[keep], y[keep])
    y, class_names = target.classes(y)
    data = Dataset(X, y, columns, table.columns[chosen], class_names, name=raw.name, generated=False)
    data = data.with_filled(np.argwhere(gaps[keep]), recipe.missing)
    require_sound(data)
    return Loaded(data, (*notes, *_tidying(table.tidied + target.tidied)), missing)


def read_columns(raw: Raw, names: Sequence[str], recipe: Recipe) -> Array:
    """The named columns (N, D) of a file, of one without a header the first D. Raises DataError."""
    table = open_table(raw, recipe, least_columns=1)
    if not table.has_header and len(table.columns) < len(names):
        message = f"{table.name} has {len(table.columns)} columns, fewer than the model needs."
        raise DataError(message, f"Give it {', '.join(names)}.")
    columns = [table.index(name) for name in names] if table.has_header else list(range(len(names)))
    numbers = Numbers(table, recipe.decimal)
    X, places = _read(table, columns, numbers, silent)
    numbers.finish()
    _require_whole(table, X, columns, places)
    return X


def _any_name(recipe: Recipe) -> bool:
    """Whether NA may be the name of a class: where nothing is to be done about missing values."""
    return recipe.task == "classes" and recipe.missing == "refuse"


def _tidying(count: int) -> Iterator[str]:
    if count:
        what = "1 name was" if count == 1 else f"{count:,} names were"
        yield f"{what} tidied: a name is one line of at most {LONGEST_NAME} visible characters."


def _inputs(table: Table, recipe: Recipe, target: int) -> list[int]:
    """The places of the input columns. Raises DataError when they cannot be the inputs."""
    if not recipe.inputs:
        inputs = [index for index in range(len(table.columns)) if index != target]
    else:
        inputs = [table.index(name) for name in recipe.inputs]
    for index in inputs:
        if index == target or inputs.count(index) > 1:
            what = "the target" if index == target else "twice an input"
            message = (
                f'{table.name}: the column "{table.columns[index]}" cannot be an input, as it is {what}.'
            )
            raise DataError(message, "Name other input columns.")
    if len(inputs) > MOST_INPUTS:
        message = f"{table.name} has {len(table.columns):,} columns; {MOST_INPUTS} inputs are the most."
        raise DataError(message, "Choose the input columns that matter.")
    return inputs


def _read(
    table: Table, columns: Sequence[int], numbers: Numbers, progress: Progress, target: Target | None = None
) -> tuple[Array, list[Sequence[int]]]:
    """The numbers (N, D) in some columns, NaN where missing, and the places of their rows, block by block."""
    parts: list[list[Array]] = [[] for _ in columns]
    places, rows = [], 0
    for block in table.blocks():
        places.append(block.places)
        rows += len(block.places)
        check_amount(table.name, rows, len(columns))  # before memory is taken for more
        for column, part in zip(columns, parts, strict=True):
            part.append(numbers.of(block.columns[column], block.places, column, _hint(table, column)))
        if target is not None:
            target.take(block)
        progress(_OPENING + (1.0 - _OPENING) * table.rows.share)
    X = np.empty((sum(map(len, places)), len(columns)))
    for k, part in enumerate(parts):
        X[:, k] = np.concatenate(part)
        part.clear()
    return X, places


def _hint(table: Table, column: int) -> str:
    return f'Inputs are numbers: correct the cell, take "{table.columns[column]}" out, or make it the target.'


def _require_whole(table: Table, values: Array, columns: Sequence[int], places: list[Sequence[int]]) -> None:
    """Raises MissingError when a cell is missing: which one is the first, and how many there are."""
    missing = np.isnan(values)
    count = int(missing.sum())
    if not count:
        return
    row = int(missing.any(axis=1).argmax())
    column = columns[int(missing[row].argmax())]
    place = next(islice(chain.from_iterable(places), row, None))
    cell = next(islice(iter(table.rows), place, None))[column].strip()
    what = f'"{short(cell)}" stands for a missing value' if cell else "the cell is empty"
    others = f", and {count - 1:,} more cell{'s are' if count > 2 else ' is'} missing" if count > 1 else ""
    hint = "Correct the file, or choose to drop rows with missing values or to fill them."
    error = table.error(place, column, what + others, hint)
    raise MissingError(error.message, error.hint, count)
