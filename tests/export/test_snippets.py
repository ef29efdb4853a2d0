"""The lines that write networks of other libraries: run where the library is, and opened here."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from playground.errors import FileError
from playground.export.foreign.snippets import SNIPPETS
from playground.export.model import TrainedModel
from playground.export.weights_json import load_weights_json
from tests.witnesses import KERAS_ITSELF

RNG = np.random.default_rng(1)
X = RNG.normal(size=(60, 3))
TARGETS = {
    "two": (X[:, 0] > 0).astype(int),
    "three": np.digitize(X[:, 0], [-0.5, 0.5]),
    "value": X @ [1.0, -2.0, 0.5],
}


def opened(library: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **names: Any) -> TrainedModel:
    monkeypatch.chdir(folder)
    exec(compile(SNIPPETS[library].lines, library, "exec"), names)
    return TrainedModel.of(*load_weights_json(folder / "network.weights.json"))


def fitted(net: Any, target: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a few passes are not enough, which is no matter here
        return net.fit(X, TARGETS[target])


@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
@pytest.mark.parametrize("target", TARGETS)
def test_scikit_learn(activation: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = MLPRegressor if target == "value" else MLPClassifier
    net = fitted(kind(hidden_layer_sizes=(4, 3), activation=activation, max_iter=5, random_state=0), target)
    model = opened("scikit-learn", tmp_path, monkeypatch, net=net, X=X)
    wanted = net.predict(X)[:, None] if target == "value" else net.predict_proba(X)
    assert np.allclose(model.outputs(X), wanted, rtol=1e-9, atol=1e-12)


def test_a_network_that_is_not_as_it_seems_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = fitted(MLPRegressor(hidden_layer_sizes=(4,), max_iter=5, random_state=0), "value")
    net.predict = lambda rows: rows[:, 0]
    with pytest.raises(FileError, match="Test row 1 gives"):
        opened("scikit-learn", tmp_path, monkeypatch, net=net, X=X)


@pytest.mark.parametrize("library", SNIPPETS)
def test_all_lines_are_python_and_no_longer_than_a_screen(library: str) -> None:
    compile(SNIPPETS[library].lines, library, "exec")
    assert max(map(len, SNIPPETS[library].lines.splitlines())) <= 120


@pytest.mark.needs("torch")
def test_pytorch_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    layers = (torch.nn.Linear(3, 4), torch.nn.SiLU(), torch.nn.Linear(4, 3))
    net, rows = torch.nn.Sequential(*layers), torch.tensor(X, dtype=torch.float32)
    model = opened("pytorch", tmp_path, monkeypatch, net=net, X=rows)
    assert np.allclose(model.outputs(X), net(rows).softmax(dim=1).detach().numpy(), atol=1e-5)


@KERAS_ITSELF
@pytest.mark.needs("keras")
def test_keras_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keras

    dense = [keras.layers.Dense(4, activation="elu"), keras.layers.Dense(1, activation="sigmoid")]
    net = keras.Sequential([keras.Input(shape=(3,)), *dense])
    model = opened("keras", tmp_path, monkeypatch, net=net, X=X)
    assert np.allclose(model.outputs(X)[:, 1:], net.predict(X, verbose=0), atol=1e-5)
