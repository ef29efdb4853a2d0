"""What every export holds: the same numbers as the engine, from rows in the user's own units."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Dataset, available
from playground.engine import ACTIVATIONS, LOSSES
from playground.export import formulas
from playground.export.formulas import kind_of
from playground.export.model import TrainedModel
from playground.training import Checkpoint, Experiment, Spec
from tests.export.networks import made, models


def test_every_activation_and_feature_has_its_formulas() -> None:
    outputs = {row.output_name for row in LOSSES.values()} - {"softmax"}
    assert set(formulas.ACTIVATIONS) == {*ACTIVATIONS, *outputs}
    assert set(formulas.FEATURES) == {kind_of(name) for name in available(12)}


@pytest.mark.parametrize("name", models())
def test_the_layers_give_what_the_experiment_gives(name: str) -> None:
    model = models()[name]
    experiment = model.experiment
    network = experiment.network()
    network.theta[...] = model.trained.theta
    prediction = network.predict(experiment.encode(model.test_inputs))
    wanted = experiment.probabilities(prediction) if model.classes else experiment.decode(prediction)[:, None]
    assert np.array_equal(model.test_outputs, wanted)
    assert [layer.W.shape for layer in model.layers] == list(zip(model.sizes, model.sizes[1:], strict=False))


def test_test_rows_lie_in_the_ranges_and_are_no_rows_of_the_data() -> None:
    model = made("houses", Spec())
    low, high = np.array(model.ranges).T
    assert model.test_inputs.shape == (5, 3)
    assert ((model.test_inputs >= low) & (model.test_inputs <= high)).all()
    assert not (model.test_inputs[:, None] == model.experiment.data.X).all(axis=2).any()
    assert len(np.unique(model.test_inputs, axis=0)) == 5


@pytest.mark.parametrize("spread", [0.0, 1e-90, 1.0, 1e99])
def test_test_rows_are_numbers_whatever_the_data(spread: float) -> None:
    X = np.array([[0.0], [0.5], [1.0]]) * spread
    experiment = Experiment.create(Dataset(X, np.array([1.0, 2.0, 3.0]), ("x",), generated=False))
    model = TrainedModel.of(experiment, Checkpoint(0, 0, experiment.network().theta))
    assert np.isfinite(model.test_inputs).all() and np.isfinite(model.test_outputs).all()


def test_a_network_that_overflows_somewhere_says_nothing_there_without_noise() -> None:
    model = made("houses", Spec(features=("x1^2",), hidden_layers=()))
    assert not np.isfinite(model.outputs(np.full((1, 3), 1e300))).any()


def test_what_it_is_stands_there_in_words() -> None:
    model = made("houses", Spec())
    assert model.purpose == "Predicts price_usd from size_m2, rooms and age_years."
    assert model.network == "3 → 4 → 2 → 1 neurons, tanh and identity, 29 parameters"
    assert model.origin.startswith("Backprop Playground ") and model.origin.endswith("data: houses; epoch 3")
