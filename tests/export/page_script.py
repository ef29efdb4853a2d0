"""Asks the script of an exported page about rows, and holds what it says to the engine."""

from __future__ import annotations

import numpy as np

from playground.export.model import TrainedModel
from tests.export.networks import inputs, models

ROWS = 2_000

ASK = """
function ask(rows) {
  return rows.map(function (row) {
    const found = trace(row);
    return [MODEL.classes.length ? classOf(found) : 0, ...found.outputs];
  });
}
"""
"""Each row: its class, then its outputs."""


def questions() -> dict[str, tuple[TrainedModel, np.ndarray]]:
    """Networks of every kind, with the rows to ask each about."""
    rows = [ROWS, *[40] * (len(models()) - 1)]
    return {
        name: (model, inputs(model, count))
        for (name, model), count in zip(models().items(), rows, strict=True)
    }


def classes_of(model: TrainedModel, X: np.ndarray) -> np.ndarray:
    return model.experiment.decode(model.predict(X)) if model.classes else np.zeros(len(X))


def check_answers(name: str, found: list[list[float]], model: TrainedModel, X: np.ndarray) -> None:
    """Hold the answers to the engine. Where two classes are even, rounding may choose between them."""
    array, outputs = np.array(found), model.outputs(X)
    assert np.allclose(array[:, 1:], outputs, rtol=1e-12, atol=1e-12), name
    second, first = np.sort(np.column_stack([outputs, np.full(len(X), -1.0)]), axis=1)[:, -2:].T
    clear = first - second > 1e-12
    assert np.array_equal(array[clear, 0], classes_of(model, X)[clear]), name
