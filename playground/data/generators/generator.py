"""What a generator is: a named formula that turns random numbers into a dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from msgspec import Struct, field

from playground.arrays import Array
from playground.data.classes import RED_GREEN, TargetTask
from playground.data.dataset import Dataset

Rows = tuple[Array, Array]
"""X (count, D) and y (count,), the latter a value or a class index."""

Make = Callable[[np.random.Generator, int, float, int], Rows]
"""(rng, count, n, classes) -> X, y, where n is the noise as a share: 0 to 1 for a noise of 0 to 100.

It draws the same random numbers whatever n is, so that rows wander rather than jump as the noise changes."""


class Generator(Struct, frozen=True):
    """One entry of the gallery.

    label, help       its name on screen, and one sentence on what there is to learn from it
    default_count     how many rows it makes unless told otherwise
    columns, target   the names of the D input columns and of the target column
    class_names       in index order; empty for regression
    chooses_classes   the number of classes is a choice: the first of `class_names` are used
    defaults          choices of the spec that suit it, by field, where they are not the usual ones
    """

    name: str
    label: str
    help: str
    make: Make
    default_count: int = 500
    columns: tuple[str, ...] = ("x1", "x2")
    target: str = "class"
    class_names: tuple[str, ...] = RED_GREEN
    chooses_classes: bool = False
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def task(self) -> TargetTask:
        return "classes" if self.class_names else "regression"

    def dataset(self, count: int = 0, noise: float = 0.0, classes: int = 3, seed: int = 0) -> Dataset:
        """`count` rows (0: the default) in random order; equal arguments give equal rows.

        The order is random because formulas make one class after the other, and a batch needs both.
        """
        rng = np.random.default_rng([seed, 0xDA7A])
        X, y = self.make(rng, count or self.default_count, noise / 100, classes)
        order = rng.permutation(len(X))
        names = self.class_names[:classes] if self.chooses_classes else self.class_names
        return Dataset(X[order], y[order], self.columns, self.target, names, name=self.name)
