"""Reads a file of which all is found by itself: `reading` for those who have no choices to make."""

from __future__ import annotations

from pathlib import Path

from playground.data.classes import TargetTask
from playground.data.dataset import Dataset
from playground.data.reading.raw import Raw
from playground.data.reading.read import read_table
from playground.data.recipe import Recipe


def read_csv(path: str | Path, target: str | None = None, task: TargetTask | None = None) -> Dataset:
    """The dataset in a file: the `target` column (the last one by default), all others its inputs.

    `task` says whether the target is "classes" or a value to learn by "regression"; by default the column
    tells, see `Target`. Raises DataError, naming line and column, when the file cannot be used.
    """
    return read_table(Raw.of_file(path), Recipe(target=target, task=task)).dataset


def parse_csv(data: bytes, name: str, target: str | None = None, task: TargetTask | None = None) -> Dataset:
    """The dataset in the bytes of a file called `name`: `read_csv` for dropped and pasted data."""
    return read_table(Raw(name, data), Recipe(target=target, task=task)).dataset
