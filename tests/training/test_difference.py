"""Where two networks give different answers."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Recipe
from playground.training import Experiment
from playground.training.difference import AskedRows, Difference, comparable


def test_rows_of_another_class_are_counted() -> None:
    one = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]])
    other = np.array([[0.8, 0.2], [0.7, 0.3], [0.6, 0.4]])
    gap = Difference.between(one, other)
    assert (gap.rows, gap.other) == (3, 1)
    assert gap.most == pytest.approx(0.5)
    assert gap.rms == pytest.approx(np.sqrt((2 * 0.1**2 + 2 * 0.5**2) / 6))
    assert Difference.between(one[:0], other[:0]) == Difference(0, 0, 0.0, 0.0)


@pytest.mark.parametrize("source", ["circle", "blobs", "line"])
def test_answers_are_probabilities_or_values_in_original_units(source: str) -> None:
    experiment = Experiment.load(Recipe(source=source, count=20))
    network, X = experiment.network(), experiment.data.X
    asked = AskedRows(experiment, X)
    asked.answers(network.theta + 1.0)
    given = asked.answers(network.theta)
    prediction = network.predict(experiment.encode(X))
    if experiment.data.class_names:
        assert given.shape == (20, len(experiment.data.class_names))
        np.testing.assert_allclose(given.sum(axis=1), 1.0)
        np.testing.assert_array_equal(given.argmax(axis=1), experiment.decode(prediction))
    else:
        np.testing.assert_allclose(given[:, 0], experiment.decode(prediction), rtol=1e-12)


def test_only_the_same_question_is_compared() -> None:
    circle, gauss, three = (Experiment.load(Recipe(source=one)) for one in ("circle", "gauss", "blobs"))
    assert comparable(circle, gauss) and not comparable(circle, three)
