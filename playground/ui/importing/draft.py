"""What is chosen in the import dialog so far: how the bytes are read, and which columns are learnt from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from playground.data import Progress, Raw, Recipe, preview
from playground.data.numbers import to_float
from playground.data.reading.raw import silent
from playground.errors import DataError

# Choices after which the columns may be other ones.
_CUTTING = {"separator", "encoding", "header", "sheet"}


class Draft:
    """A recipe for these bytes, and what they look like by it.

    raw       the bytes
    recipe    how they are read, all but its inputs
    seen      the first rows
    left_out  columns that are not learnt from: at first those in which no cell is a number
    """

    def __init__(self, raw: Raw, recipe: Recipe, progress: Progress = silent) -> None:
        """Raises DataError when nothing can be made of the bytes."""
        self.raw, self.recipe = raw, recipe
        self.seen = preview(raw, recipe, progress)
        self._begin_columns(recipe.inputs)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(info.name for info in self.seen.columns)

    @property
    def target(self) -> str:
        return self.recipe.target or self.columns[-1]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns to learn from, in the order of the table."""
        left_out = {*self.left_out, self.target}
        return tuple(name for name in self.columns if name not in left_out)

    @property
    def looks_like_classes(self) -> bool:
        """Whether the target seems to be classes, as far as the first rows tell."""
        info = self.seen.columns[self.columns.index(self.target)]
        return info.kind == "text" or info.distinct == 2

    def choose(self, **choices: Any) -> None:
        """Read otherwise. Raises DataError when nothing can be made of the bytes by these choices."""
        self.recipe = msgspec.structs.replace(self.recipe, **choices)
        if choices.keys() & {*_CUTTING, "decimal"}:
            before = self.columns
            self.seen = preview(self.raw, self.recipe)
            if self.columns != before:
                self._begin_columns()

    def choose_target(self, name: str) -> None:
        """Learn another column; what it holds is found anew."""
        self.choose(target=name, task=None)

    def leave_out(self, names: Collection[str]) -> None:
        """Learn from all columns but these."""
        self.left_out = set(names)

    def toggle(self, name: str) -> None:
        """Learn from a column, or no longer."""
        self.leave_out(self.left_out ^ {name})

    def final(self) -> Recipe:
        """The recipe with its inputs. Raises DataError and SpecError when these columns cannot be taken."""
        inputs = self.inputs
        others = len(self.columns) - 1
        if others and not inputs:
            raise DataError("No input column is chosen.", "Tick a column above the first rows.")
        return msgspec.structs.replace(self.recipe, inputs=inputs)

    def texts(self) -> set[str]:
        """The columns in which no cell is a number, as far as the first rows tell."""
        cells = zip(*self.seen.rows, strict=True)
        return {
            name
            for name, column in zip(self.columns, cells, strict=False)
            if all(to_float(cell) is None for cell in column)
        }

    def _begin_columns(self, inputs: Collection[str] = ()) -> None:
        """Choose the usual columns, or of those that were chosen the ones that are still there."""
        columns = set(self.columns)
        self.left_out = columns - set(inputs) if columns & set(inputs) else self.texts()
        self.recipe = msgspec.structs.replace(self.recipe, inputs=())
        if self.recipe.target not in columns:
            self.recipe = msgspec.structs.replace(self.recipe, target=None, task=None)
