"""The datasets that ship with the program, one visible table. Their sources: datasets/README.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from playground.data.dataset import Dataset
from playground.data.recipe import Recipe
from playground.resources import resource


class BundledSet(Struct, frozen=True):
    """One shipped dataset: its name, its label on screen, what there is to learn from it, and its file.

    defaults  choices of the spec that suit it, by field, where they are not the usual ones
    """

    name: str
    label: str
    help: str
    file: str
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def dataset(self, recipe: Recipe | None = None) -> Dataset:
        """Its rows, in the order of the file, read as the recipe says."""
        from playground.data.reading.raw import Raw
        from playground.data.reading.read import read_table

        raw = Raw.of_file(resource("datasets") / self.file)
        return replace(read_table(raw, recipe or Recipe()).dataset, name=self.name)


def _set(name: str, label: str, sentence: str, **defaults: Any) -> BundledSet:
    return BundledSet(name, label, sentence, f"{name}.csv", defaults)


_LINEAR = {"hidden_layers": ()}


BUNDLED: dict[str, BundledSet] = {
    entry.name: entry
    for entry in (
        _set("iris", "Iris", "Three species of iris by sepal and petal: one is easy, two overlap."),
        _set(
            "penguins", "Penguins", "Three species of penguin by bill, flipper and weight: scaling matters."
        ),
        _set("cities", "Cities", "Three cities by two invented measurements: three clouds."),
        _set("houses", "Houses", "House prices by size, rooms and age: regression with several inputs."),
        _set(
            "old-faithful", "Old Faithful", "Waiting time to the next eruption by the length of the last one."
        ),
        _set(
            "anscombe-1",
            "Anscombe 1",
            "A noisy straight line: well-behaved data for linear regression.",
            **_LINEAR,
        ),
        _set(
            "anscombe-2", "Anscombe 2", "The same regression line, but the points lie on a curve.", **_LINEAR
        ),
        _set("anscombe-3", "Anscombe 3", "The same regression line, tilted by a single outlier.", **_LINEAR),
        _set(
            "anscombe-4", "Anscombe 4", "The same regression line, determined by a single outlier.", **_LINEAR
        ),
    )
}
