"""From the bytes of a file to the dataset that a recipe makes of them, and what was decided on the way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.data.dataset import Dataset
from playground.data.names import LONGEST_NAME
from playground.data.reading.cells import TextCells
from playground.data.reading.coding import classes, inputs_of
from playground.data.reading.decisions import Decision, Decisions
from playground.data.reading.missing import found_for, require_whole, settled
from playground.data.reading.numbers import Numbers, short
from playground.data.reading.passed_over import passed_over
from playground.data.reading.passes import OPENING, read_all
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.table import open_table
from playground.data.recipe import Recipe
from playground.data.soundness import require_sound


class Loaded(Struct, frozen=True):
    """The rows of a file, and what was decided about them.

    missing   how many cells of its columns are missing in the file
    """

    dataset: Dataset
    decisions: Decisions
    missing: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done to the rows, in words: "3 of 150 rows were dropped: ..."."""
        return self.decisions.done


def read_table(raw: Raw, recipe: Recipe, progress: Progress = silent) -> Loaded:
    """The dataset in the bytes of a file: all of its rows train, in the order of the file.

    Raises DataError, naming line and column, when the file cannot be used as the recipe says.
    """
    table = open_table(raw, recipe, lambda share: progress(OPENING * share))
    reading = read_all(table, recipe, progress)
    reading.check()
    decisions, (X, names, places, codes) = reading.decisions, inputs_of(reading)
    y = reading.target.values()
    how = recipe.missing if recipe.missing != "auto" else found_for(X, y)
    if how == "refuse":
        require_whole(table, np.column_stack([X, y]), [*places, reading.target_place], reading.places)
    gaps = np.isnan(X)
    missing = int(gaps.sum() + np.isnan(y).sum())
    keep, notes = settled(X, y, names, raw.name, how)
    X, y = (X, y) if keep.all() else (X[keep], y[keep])
    y, class_names = classes(table, y, decisions, reading.target)
    data = Dataset(X, y, names, decisions.target, class_names, name=raw.name, generated=False)
    data = data.with_filled(np.argwhere(gaps[keep]), how)
    require_sound(data)
    found = (
        *passed_over(table),
        *_as_written(reading.numbers),
        *(Decision("missing", words) for words in notes),
        *_tidying(table.tidied + (reading.target.tidied if isinstance(reading.target, TextCells) else 0)),
    )
    decisions = replace(
        decisions,
        codes=codes,
        classes=class_names,
        rows=len(y),
        train_share=recipe.train_share,
        dropped_rows=int((~keep).sum()),
        found=found,
    )
    return Loaded(data, decisions, missing)


def _as_written(numbers: Numbers) -> Iterator[Decision]:
    if numbers.example is not None:
        cell, value = numbers.example
        yield Decision("decimal", f'Numbers are read as people write them: "{short(cell)}" is {value:.15g}.')


def _tidying(count: int) -> Iterator[Decision]:
    if count:
        what = "1 name was" if count == 1 else f"{count:,} names were"
        words = f"{what} tidied: a name is one line of at most {LONGEST_NAME} visible characters."
        yield Decision("names", words)
