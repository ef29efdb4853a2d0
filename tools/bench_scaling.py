"""How well the default choices learn tables as they come, beside the same tables standardised.

    python -m tools.bench_scaling          # a Markdown table of 30 generated tables and the bundled sets

Both runs have the same rows, seeds, network and epochs; they differ in the scaling alone. What is compared is
the accuracy on the training rows or, of values, R² = 1 − RMSE² / variance: the share of the spread explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median

import msgspec
import numpy as np

from playground.data import BUNDLED, Array, Dataset, Recipe, load
from playground.training import Experiment, Spec, Trainer
from playground.training.experiment import default_spec

TABLES = 30
ROWS = 200
EPOCHS = 100
LEAST = 0.95
"""The share of what standardised columns reach that the defaults are to reach."""


@dataclass(frozen=True)
class Table:
    """A dataset and the features that its network is fed, all columns if none is named."""

    data: Dataset
    recipe: Recipe = field(default_factory=Recipe)
    features: tuple[str, ...] = ()

    def reach(self, scaling: str) -> float:
        """What a run with this scaling of inputs and target reaches; 0 where it diverges."""
        choices = {"features": self.features, "scale_inputs": scaling, "scale_target": scaling}
        spec = msgspec.structs.replace(default_spec(self.data, self.recipe), **choices)
        last = Trainer(Experiment.create(self.data, spec, self.recipe)).run(EPOCHS)
        if last.status == "diverged":
            return 0.0
        if last.train.rmse is None:
            return last.train.accuracy or 0.0
        spread = float(self.data.y[~self.data.test].std())
        return max(0.0, 1.0 - (last.train.rmse / spread) ** 2)

    def scaled(self) -> bool:
        """Whether the defaults scale all of it: then both runs are one."""
        experiment = Experiment.create(self.data, Spec(features=self.features))
        target = bool(self.data.class_names) or not experiment.target.is_identity
        return target and not experiment.inputs.is_identity


@dataclass(frozen=True)
class Reached:
    """What the defaults reached on a table, columns as they are, and standardised ones."""

    name: str
    default: float
    plain: float
    standardised: float

    @property
    def share(self) -> float:
        """The defaults beside standardised columns; where those reach nothing, there is nothing to lose."""
        return self.default / self.standardised if self.standardised > 0.0 else 1.0


def generated() -> Iterator[Table]:
    """Tables of 1 to 8 inputs with two classes, three classes or a value; every third is fed squares, too.

    Spreads from 1e-6 to 1e6, offsets up to 1e6 times the spread; every fifth is near the standard by itself.
    """
    for number in range(TABLES):
        rng = np.random.default_rng([number, 0x5CA1E])
        inputs, near = 1 + number % 8, number % 5 == 0
        Z = rng.normal(size=(ROWS, inputs))
        value = Z @ rng.normal(size=inputs) + 0.7 * np.sin(1.5 * Z[:, 0]) + 0.5 * Z[:, 0] * Z[:, -1]
        X = _measured(rng, Z, near=near)
        columns = tuple(f"c{k}" for k in range(1, inputs + 1))
        classes = (2, 3, 0)[number % 3]
        if classes:
            y = np.searchsorted(np.quantile(value, np.arange(1, classes) / classes), value).astype(float)
        else:
            y = _measured(rng, value[:, None], near=near)[:, 0]
        names = tuple("abc"[:classes])
        data = Dataset(X, y, columns, class_names=names, name=f"table {number + 1}", generated=False)
        squares = number % 3 == number % 2
        plain = tuple(f"x{k}" for k in range(1, inputs + 1))
        yield Table(data.split(None, 0), features=(*plain, "x1^2") if squares else ())


def _measured(rng: np.random.Generator, Z: Array, *, near: bool) -> Array:
    """The columns in units of their own."""
    size = Z.shape[1]
    spread = rng.uniform(0.7, 1.4, size) if near else 10.0 ** rng.uniform(-6.0, 6.0, size)
    far = rng.uniform(-0.4, 0.4, size) if near else 10.0 ** rng.uniform(-1.0, 6.0, size)
    return np.asarray(spread * (Z + far * rng.choice([-1.0, 1.0], size)))


def bundled() -> Iterator[Table]:
    """The sets that ship with the program."""
    for name in BUNDLED:
        recipe = Recipe(source=name)
        yield Table(load(recipe), recipe)


def reached(table: Table) -> Reached:
    """The three runs of a table."""
    return Reached(table.data.name, table.reach("auto"), table.reach("none"), table.reach("standardise"))


def report(groups: Iterable[tuple[str, list[Reached]]]) -> str:
    """A line for each group: medians, and the least share."""
    lines = ["| tables | as they are | defaults | standardised | least share |", "|---|---|---|---|---|"]
    for name, found in groups:
        figures = (
            median(getattr(one, kind) for one in found) for kind in ("plain", "default", "standardised")
        )
        least = min(found, key=lambda one: one.share)
        lines.append(f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} | {least.share:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Run all, print the table, and name each that reaches less than is asked."""
    groups = [("30 generated", [*map(reached, generated())]), ("9 bundled", [*map(reached, bundled())])]
    print(report(groups))
    for one in (one for _, found in groups for one in found if one.share < LEAST):
        print(f"{one.name}: {one.default:.3f} of {one.standardised:.3f}")


if __name__ == "__main__":
    main()
