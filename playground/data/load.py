"""From a recipe to the dataset it describes."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from playground.data.bundled import BUNDLED
from playground.data.dataset import Dataset
from playground.data.generators import GENERATORS
from playground.data.recipe import Recipe
from playground.errors import DataError, did_you_mean

if TYPE_CHECKING:
    from playground.data.reading.decisions import Decisions

Note = Callable[["Decisions | str"], None]
"""Told what was decided about a table that is read; or in words what else was done on the way."""


def ignore(_: Decisions | str) -> None:
    """The note that nobody reads."""


def sentences(told: Decisions | str) -> tuple[str, ...]:
    """What a note tells that is not what anybody expects, in sentences."""
    return (told,) if isinstance(told, str) else told.notes


def load(recipe: Recipe, note: Note = ignore) -> Dataset:
    """The dataset of a recipe, split into training and test rows.

    Its source is looked for among the generators, then the bundled sets, then the files. Raises DataError
    when it is in none of them or cannot be read.
    """
    return _whole(recipe, note).split(recipe.train_share, recipe.seed)


def no_such_dataset(source: str) -> DataError:
    """That a source is nothing we know, and what may be meant."""
    message = f'Unknown dataset or file "{source}".'
    return DataError(message, did_you_mean(source, (*GENERATORS, *BUNDLED)))


def _whole(recipe: Recipe, note: Note) -> Dataset:
    source = recipe.source
    if source in GENERATORS:
        return GENERATORS[source].dataset(recipe.count, recipe.noise, recipe.classes, recipe.seed)
    if source in BUNDLED:
        return BUNDLED[source].dataset(recipe)
    path = os.path.expanduser(source)  # noqa: PTH111  # unlike Path's, these two never raise
    if not os.path.exists(path):  # noqa: PTH110
        raise no_such_dataset(source)
    from playground.data.reading.raw import Raw
    from playground.data.reading.read import read_table

    loaded = read_table(Raw.of_file(path), recipe)
    note(loaded.decisions)
    return loaded.dataset
