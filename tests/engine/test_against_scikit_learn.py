"""The same weights in scikit-learn's networks: the same predictions, and the same step."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

from playground.engine import REGULARISERS, Learner, Network
from playground.engine.optimisers import Adam, Nesterov, Optimiser

rng = np.random.default_rng(21)
X = rng.normal(0, 1, (40, 3))
RATE = 0.05
THEIR_NAMES = {"tanh": "tanh", "relu": "relu", "sigmoid": "logistic", "linear": "identity"}
SOLVERS: dict[str, tuple[Optimiser | None, dict[str, object]]] = {
    "sgd": (None, {"solver": "sgd", "momentum": 0.0}),
    "nesterov": (Nesterov(), {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": True}),
    "adam": (Adam(epsilon=1e-16), {"solver": "adam", "epsilon": 1e-16}),  # their ε is put in elsewhere
}


def peer(kind: type, network: Network, y: np.ndarray, **choices: object) -> MLPClassifier | MLPRegressor:
    """Their network, made ready by a first call and then given our weights."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = kind(
            hidden_layer_sizes=network.sizes[1:-1],
            activation=THEIR_NAMES[network.activations[0]],
            alpha=0.0,
            batch_size=len(X),
            learning_rate_init=RATE,
            shuffle=False,
            random_state=0,
            **choices,
        )
        model.partial_fit(X, y, **({"classes": np.unique(y)} if kind is MLPClassifier else {}))
    del model._optimizer  # the next call starts it again, on these weights
    model.coefs_ = [W.copy() for W, _ in network.weights]
    model.intercepts_ = [b.copy() for _, b in network.weights]
    return model


def assert_same_weights(network: Network, model: MLPClassifier | MLPRegressor, within: float = 1e-10) -> None:
    for (W, b), theirs_W, theirs_b in zip(network.weights, model.coefs_, model.intercepts_, strict=True):
        np.testing.assert_allclose(W, theirs_W, atol=within, rtol=0)
        np.testing.assert_allclose(b, theirs_b, atol=within, rtol=0)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("activation", THEIR_NAMES)
@pytest.mark.parametrize("loss", ["log_loss", "cross_entropy", "half_mse"])
def test_same_predictions_and_same_steps(loss: str, activation: str, solver: str) -> None:
    outputs = 3 if loss == "cross_entropy" else 1
    network = Network([3, 5, 4, outputs], [activation] * 2, loss, seed=6)
    if loss == "half_mse":
        kind, y = MLPRegressor, rng.normal(0, 1, 40)
        Y = y[:, None]
    else:
        kind, y = MLPClassifier, np.arange(40) % (3 if outputs == 3 else 2)
        Y = np.eye(3)[y] if outputs == 3 else y[:, None].astype(float)
    optimiser, choices = SOLVERS[solver]
    model = peer(kind, network, y, **choices)
    theirs = model.predict_proba(X) if kind is MLPClassifier else model.predict(X)[:, None]
    ours = network.predict(X)
    np.testing.assert_allclose(ours, theirs[:, -ours.shape[1] :], atol=1e-12)
    learner = Learner(network) if optimiser is None else Learner(network, optimiser)
    for _ in range(3):
        learner.step(X, Y, RATE)
        model.partial_fit(X, y)
    # Adam divides by the size of the gradient: where that is tiny, rounding shows.
    assert_same_weights(network, model, within=1e-8 if solver == "adam" else 1e-10)


def test_l2_is_their_alpha_over_the_rows() -> None:
    """They divide the penalty by the number of rows, we do not."""
    network, y = Network([3, 4, 1], ["tanh"], "half_mse", seed=6), rng.normal(0, 1, 40)
    model = peer(MLPRegressor, network, y, solver="sgd", momentum=0.0)
    model.alpha = 0.8
    learner = Learner(network, regulariser=REGULARISERS["l2"], penalty_strength=0.8 / 40)
    for _ in range(3):
        learner.step(X, y[:, None], RATE)
        model.partial_fit(X, y)
    assert_same_weights(network, model)
