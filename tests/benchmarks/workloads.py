"""The experiments that the benchmarks of the window run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playground.data import Recipe
from playground.training import Experiment, Spec


@dataclass(frozen=True)
class Workload:
    """One row of a table."""

    name: str
    recipe: Recipe
    spec: Spec

    def experiment(self) -> Experiment:
        return Experiment.load(self.recipe, self.spec)


_TFP: dict[str, Any] = {"loss": "half_mse_tanh", "learning_rate": 0.03}
_ALL = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")
_MANY = Recipe(count=19_800)  # of which half train; more marks than 10,000 are not drawn
_WIDE: dict[str, Any] = {"hidden_layers": (64, 64, 64), **_TFP}
_LONG: dict[str, Any] = {"batch_size": 0, **_TFP}

WORKLOADS = (
    Workload("W1: 250 rows, 2-4-2-1, batch 10", Recipe(), Spec(hidden_layers=(4, 2), batch_size=10, **_TFP)),
    Workload(
        "W2: 7 features, 6×8, batch 10",
        Recipe(),
        Spec(features=_ALL, hidden_layers=(8,) * 6, batch_size=10, **_TFP),
    ),
    Workload("W5: 10,000 rows, 2-64-64-64-1, batch 32", _MANY, Spec(batch_size=32, **_WIDE)),
    Workload("W6: the same, batch 1000", _MANY, Spec(batch_size=1000, **_WIDE)),
    Workload("W6: the same, all rows at once", _MANY, Spec(batch_size=0, **_WIDE)),
)

LONG_STEPS = (
    Workload("10,000 rows at once, 2-512-512-1", _MANY, Spec(hidden_layers=(512,) * 2, **_LONG)),
    Workload("10,000 rows at once, 8×512", _MANY, Spec(hidden_layers=(512,) * 8, **_LONG)),
)
"""Steps that take seconds."""
