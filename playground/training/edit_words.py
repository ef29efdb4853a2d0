"""What an edit of a run is called at its place on the axis of epochs: "learning rate α 0.03 → 0.1"."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.data import Dataset
from playground.training.experiment import Experiment
from playground.training.parameters import all_parameters
from playground.training.spec_words import changes
from playground.wording import counted, exact

_MOST = 3  # numbers that are named one by one


def edit_words(before: tuple[Experiment, Array], after: tuple[Experiment, Array]) -> str:
    """What is another of an experiment and of θ (P,); empty where nothing is."""
    (experiment, theta), (now, numbers) = before, after
    data = _data_words(experiment.data, now.data)
    spec = changes(experiment.spec, now.spec)
    return ", ".join(filter(None, [data, *spec, _numbers_words(now.sizes, theta, numbers)]))


def _data_words(before: Dataset, after: Dataset) -> str:
    if after is before:
        return ""
    if not before.same_kind(after):
        return f"data {before.name} → {after.name}"
    if more := len(after) - len(before):
        return f"{counted(abs(more), 'point')} {'added' if more > 0 else 'deleted'}"
    if before.same_as(after):
        return ""
    same_rows = np.array_equal(before.X, after.X) and np.array_equal(before.y, after.y)
    return "another train/test split" if same_rows else "points changed"


def _numbers_words(sizes: tuple[int, ...], before: Array, after: Array) -> str:
    """Which parameters have another number."""
    places = np.flatnonzero(before != after).tolist()
    if len(places) > _MOST:
        return f"{counted(len(places), 'parameter')} set"
    parameters = all_parameters(sizes)
    return ", ".join(
        f"{parameters[place].label} {_short(before[place])} → {_short(after[place])}" for place in places
    )


def _short(number: float) -> str:
    return exact(float(f"{number:.4g}"))
