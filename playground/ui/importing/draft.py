"""What is chosen in the import dialog so far: how the bytes are read, and which columns are inputs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from playground.data import ColumnInfo, Decisions, Progress, Raw, Recipe, preview, preview_or_rows
from playground.data.reading.raw import silent
from playground.data.recipe import MOST_ONE_HOT
from playground.errors import DataError, PlaygroundError

# Choices that change nothing about the first rows.
_OF_READING = {"missing", "train_share"}


class Draft:
    """A recipe for these bytes, and what they look like by it.

    raw       the bytes
    recipe    how they are read
    preview   the first rows, and what is decided by them
    unread    why the last choice could not be followed: the rows are those of the choice before
    """

    def __init__(self, raw: Raw, recipe: Recipe, progress: Progress = silent) -> None:
        """Raises UnreadableError when nothing can be made of the bytes, whatever is chosen."""
        self.raw, self.recipe = raw, recipe
        self.unread: PlaygroundError | None = None
        self._none = False  # all columns are unticked
        self.preview = preview_or_rows(raw, recipe, progress)
        if self._forget_columns():
            self.preview = preview_or_rows(raw, self.recipe, progress)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(info.name for info in self.preview.columns)

    @property
    def decisions(self) -> Decisions | None:
        return self.preview.decisions

    @property
    def problem(self) -> PlaygroundError | None:
        """Why these rows cannot be trained on, as far as the first ones tell."""
        if self._none:
            return DataError("No input column is chosen.", "Tick a column above the first rows.")
        return self.unread or self.preview.problem

    @property
    def target(self) -> str:
        if self.decisions is not None:
            return self.decisions.target
        return self.recipe.target or (self.columns[-1] if self.columns else "")

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns to learn from, in the order of the table."""
        if self._none:
            return ()
        taken = self.recipe.inputs or (self.decisions.inputs if self.decisions else ())
        return tuple(name for name in self.columns if name in taken)

    def choose(self, **choices: Any) -> None:
        """Read otherwise. Raises DataError when nothing can be made of the bytes by these choices."""
        if "target" in choices and choices["target"] in self.recipe.inputs:
            choices["inputs"] = tuple(name for name in self.recipe.inputs if name != choices["target"])
        self.recipe = msgspec.structs.replace(self.recipe, **choices)
        if choices.keys() <= _OF_READING:
            return
        try:
            self.preview = preview(self.raw, self.recipe)
            if self._forget_columns():
                self.preview = preview(self.raw, self.recipe)
        except PlaygroundError as error:
            self.unread = error
            raise
        self.unread = None

    def take(self, names: Collection[str]) -> None:
        """Learn from these columns."""
        inputs = tuple(name for name in self.columns if name in names and name != self.target)
        self._none = not inputs
        if inputs:
            self.choose(inputs=inputs, target=self.target)

    def take_all(self) -> None:
        """Learn from all columns that can be inputs."""
        self.take([info.name for info in self.preview.columns if _can_be_input(info)])

    def toggle(self, name: str) -> None:
        """Learn from a column, or no longer."""
        self.take({*self.inputs} ^ {name})

    def final(self) -> Recipe:
        """The recipe. Raises DataError and SpecError when these columns cannot be taken."""
        if self.problem is not None:
            raise self.problem
        return self.recipe

    def _forget_columns(self) -> bool:
        """Choose no columns that are not there; whether there were any."""
        recipe, columns = self.recipe, {*self.columns}
        if not self.preview.is_table:
            return False
        inputs = tuple(name for name in recipe.inputs if name in columns)
        gone = recipe.target is not None and recipe.target not in columns
        target, task = (None, None) if gone else (recipe.target, recipe.task)
        self.recipe = msgspec.structs.replace(recipe, inputs=inputs, target=target, task=task)
        return self.recipe != recipe


def _can_be_input(info: ColumnInfo) -> bool:
    return info.kind in {"number", "date"} or (info.kind == "text" and 1 < info.distinct <= MOST_ONE_HOT)
