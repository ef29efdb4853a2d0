"""Conditions on a run: comparisons of named figures, joined by "and" and "or". Parsed, never run as code."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping

import numpy as np
from msgspec import Struct

from playground.errors import SpecError, did_you_mean
from playground.training import Experiment, Snapshot

FIGURES = {
    "epoch": "epochs trained",
    "train_loss": "training loss",
    "test_loss": "test loss",
    "accuracy": "accuracy on the training set",
    "test_accuracy": "accuracy on the test set",
    "rmse": "RMSE of the training set",
    "test_rmse": "RMSE of the test set",
    "neurons": "hidden neurons",
    "layers": "hidden layers",
    "parameters": "weights and biases",
    "features": "inputs of the network",
    "points": "points",
}
"""What a condition may speak of, and its name on screen."""

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}
_SHOWN = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "="}
_COMPARISON = re.compile(r"(\w+)\s*(<=|>=|==|<|>)\s*([-+]?\d{1,15}(?:\.\d{1,15})?(?:e[-+]?\d{1,2})?)")
_LONGEST = 500
_HINT = 'Write, for example, "epoch >= 50 and test_loss < 0.1".'


class Comparison(Struct, frozen=True):
    """test_loss < 0.1. A figure that is not there (no test rows, regression) makes it false."""

    figure: str
    sign: str
    limit: float

    def holds(self, figures: Mapping[str, float]) -> bool:
        value = figures.get(self.figure, np.nan)
        return bool(_COMPARISONS[self.sign](value, self.limit))

    def __str__(self) -> str:
        return f"{FIGURES[self.figure]} {_SHOWN[self.sign]} {self.limit:g}"


class Condition(Struct, frozen=True):
    """Comparisons in groups: one of the groups holds, with all that is in it ("and" binds before "or")."""

    groups: tuple[tuple[Comparison, ...], ...]

    def holds(self, figures: Mapping[str, float]) -> bool:
        return any(all(one.holds(figures) for one in group) for group in self.groups)

    def failing(self, figures: Mapping[str, float]) -> tuple[Comparison, ...]:
        """What is missing in the group that is nearest to holding; nothing where it holds."""
        missing = [tuple(one for one in group if not one.holds(figures)) for group in self.groups]
        return min(missing, key=len)

    @property
    def figures(self) -> set[str]:
        return {one.figure for group in self.groups for one in group}

    def __str__(self) -> str:
        return ", or ".join(" and ".join(map(str, group)) for group in self.groups)


def condition(text: str) -> Condition:
    """Read a condition. Raises SpecError, naming the part that is wrong."""
    if len(text) > _LONGEST:
        raise SpecError(f"A condition has at most {_LONGEST} characters.", _HINT)
    groups = re.split(r"\s+or\s+", text.strip())
    return Condition(tuple(tuple(map(_comparison, re.split(r"\s+and\s+", group))) for group in groups))


def _comparison(text: str) -> Comparison:
    found = _COMPARISON.fullmatch(text.strip())
    if found is None:
        raise SpecError(f"“{text.strip()}” is not a comparison.", _HINT)
    if found[1] not in FIGURES:
        raise SpecError(f"Unknown figure “{found[1]}”.", did_you_mean(found[1], FIGURES))
    return Comparison(found[1], found[2], float(found[3]))


def figures_of(experiment: Experiment, snapshot: Snapshot) -> dict[str, float]:
    """The figures of a run as it stands; those that it does not have are left out."""
    train, test, hidden = snapshot.train, snapshot.test, experiment.spec.hidden_layers
    figures = {
        "epoch": snapshot.epoch,
        "train_loss": train.loss,
        "test_loss": test.loss,
        "accuracy": train.accuracy,
        "test_accuracy": test.accuracy,
        "rmse": train.rmse,
        "test_rmse": test.rmse,
        "neurons": sum(hidden),
        "layers": len(hidden),
        "parameters": len(snapshot.theta),
        "features": len(experiment.features),
        "points": len(experiment.data),
    }
    known = {name: float(value) for name, value in figures.items() if value is not None}
    return {name: value for name, value in known.items() if not np.isnan(value)}
