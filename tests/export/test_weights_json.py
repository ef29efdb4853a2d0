"""Weights as JSON and .safetensors: ours come back bit for bit, others become a network or are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from playground.errors import FileError
from playground.export import FORMATS, save_weights
from playground.export.model import TrainedModel
from playground.training import Spec, Trainer
from tests.export.networks import made, models

SUFFIXES = (".weights.json", ".safetensors")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_they_hold_the_same_as_an_npz_file(suffix: str, tmp_path: Path) -> None:
    for model in models().values():
        path = tmp_path / f"net{suffix}"
        FORMATS[suffix].save(model.experiment, model.trained, path)
        found, checkpoint = FORMATS[suffix].load(path)  # type: ignore[misc]
        assert checkpoint.theta.tobytes() == model.trained.theta.tobytes()
        for name, net in (("a", (model.experiment, model.trained)), ("b", (found, checkpoint))):
            save_weights(*net, tmp_path / name)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_arrays_of_safetensors_have_the_names_of_the_npz_file(tmp_path: Path) -> None:
    model, path = made("houses", Spec()), tmp_path / "net.safetensors"
    FORMATS[".safetensors"].save(model.experiment, model.trained, path)
    arrays = load_file(path)
    FORMATS[".npz"].save(model.experiment, model.trained, tmp_path / "net.npz")
    with np.load(tmp_path / "net.npz") as others:
        assert set(others) - set(arrays) == {"model", "origin"}
        assert all(np.array_equal(arrays[name], others[name]) for name in arrays)


def test_safetensors_of_others_do_not_tell_their_network(tmp_path: Path) -> None:
    path = tmp_path / "net.safetensors"
    save_file({"0.weight": np.eye(2)}, path)
    with pytest.raises(FileError, match="does not tell which network") as caught:
        FORMATS[".safetensors"].load(path)  # type: ignore[misc]
    assert ".weights.json" in caught.value.hint


def test_a_json_file_says_itself_what_it_is(tmp_path: Path) -> None:
    model, path = made("iris", Spec()), tmp_path / "net.json"
    FORMATS[".weights.json"].save(model.experiment, model.trained, path)
    found, checkpoint = FORMATS[".json"].load(path)  # type: ignore[misc]
    assert checkpoint is not None and found.signature == model.experiment.signature


# --- networks of other libraries ---

FORMAT = "backprop-playground weights"
TWO = {"activation": "relu", "W": [[1.0, -1.0], [0.5, 2.0]], "b": [0.0, 0.1]}


def layer(activation: str, outputs: int = 1) -> dict[str, Any]:
    return {"activation": activation, "W": [[0.5] * outputs, [-0.25] * outputs], "b": [0.1] * outputs}


def load(tmp_path: Path, **fields: Any) -> TrainedModel:
    path = tmp_path / "foreign.json"
    path.write_text(json.dumps({"format": FORMAT} | fields), encoding="utf-8")
    return TrainedModel.of(*FORMATS[".json"].load(path))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("last", "loss", "classes"),
    [
        (layer("linear"), "mse", ()),
        (layer("identity"), "mse", ()),
        (layer("sigmoid"), "log_loss", ("0", "1")),
        (layer("tanh"), "half_mse_tanh", ("0", "1")),
        (layer("softmax", 3), "cross_entropy", ("0", "1", "2")),
        (layer("softmax", 2), "cross_entropy", ("0", "1")),
        (layer("linear", 3), "cross_entropy", ("0", "1", "2")),
    ],
    ids=lambda value: value["activation"] if isinstance(value, dict) else str(value),
)
def test_the_last_layer_says_what_is_predicted(
    tmp_path: Path, last: dict[str, Any], loss: str, classes: tuple[str, ...]
) -> None:
    model = load(tmp_path, layers=[TWO, last])
    assert (model.experiment.spec.loss, model.classes) == (loss, classes)
    z = (
        np.maximum(np.array([[2.0, 3.0]]) @ np.array(TWO["W"]) + TWO["b"], 0) @ np.array(last["W"])
        + last["b"]
    )
    network = model.experiment.network().at(model.trained.theta)
    assert np.allclose(network.forward(np.array([[2.0, 3.0]])).z[-1], z)


def test_it_can_be_trained_on_and_exported_in_every_format(tmp_path: Path) -> None:
    model = load(
        tmp_path, layers=[TWO, layer("sigmoid")], columns=["a", "b"], classes=["no", "yes"], name="mine"
    )
    for suffix, form in FORMATS.items():
        if not form.steps:  # it has no rows
            form.save(model.experiment, model.trained, tmp_path / f"out{suffix}")
    assert Trainer(model.experiment, model.trained).snapshot().epoch == 0


def test_scaling_and_names_and_test_rows_are_taken(tmp_path: Path) -> None:
    scaling = {
        "inputs": {"shift": [1.0, 2.0], "scale": [2.0, 4.0]},
        "target": {"shift": [100.0], "scale": [10.0]},
    }
    test = {"inputs": [[3.0, 6.0]], "outputs": [100 + 10 * (0.5 - 0.25 + 0.1)]}
    named = {"columns": ["size", "rooms"], "target": "price", "name": "houses"}
    model = load(tmp_path, layers=[layer("linear")], scaling=scaling, test=test, **named)
    assert (model.columns, model.target, model.name) == (("size", "rooms"), "price", "houses")
    assert np.isclose(model.outputs(np.array([[3.0, 6.0]]))[0, 0], 103.5)


@pytest.mark.parametrize("outputs", [[0.5], [[0.5, 0.5]], [[0.5]]])
def test_test_rows_of_two_classes_may_be_either_way(tmp_path: Path, outputs: list[Any]) -> None:
    still = {"activation": "sigmoid", "W": [[0.0], [0.0]], "b": [0.0]}
    load(tmp_path, layers=[still], test={"inputs": [[1.0, 2.0]], "outputs": outputs})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"layers": []}, "no layers"),
        (
            {"layers": [TWO, {"activation": "swish", "W": [[1.0], [1.0]], "b": [0.0]}]},
            "last layer ends with swish",
        ),
        ({"layers": [layer("swish", 2), layer("linear")]}, "no activation called “swish”"),
        ({"layers": [TWO, layer("sigmoid", 2)]}, "several answers at once"),
        ({"layers": [TWO, layer("relu")]}, "last layer ends with relu"),
        (
            {"layers": [TWO, {"activation": "linear", "W": [[1.0]], "b": [0.0]}]},
            "Layer 2 takes 1 input, but layer 1",
        ),
        ({"layers": [{"activation": "linear", "W": [[1.0]], "b": [0.0, 1.0]}]}, "do not fit together"),
        ({"layers": [{"activation": "linear", "W": [[1.0], [1.0, 2.0]], "b": [0.0]}]}, "from 1 to 2 numbers"),
        ({"layers": [{"activation": "linear", "W": [], "b": []}]}, "do not fit together"),
        ({"layers": [layer("linear")], "columns": ["a"]}, "first layer takes 2 inputs, but there would be 1"),
        ({"layers": [layer("linear")], "columns": ["a", "a"]}, 'Two of the column names are "a"'),
        ({"layers": [layer("softmax", 3)], "classes": ["a", "b"]}, "3 classes apart; 2 are named"),
        ({"layers": [layer("linear")], "features": ["x1", "x9"]}, "need other columns"),
        ({"layers": [layer("linear")], "features": ["x1", "zz"]}, "need other columns"),
        (
            {"layers": [{"activation": "linear", "W": [[1e30], [0.0]], "b": [0.0]}]},
            "a weight is not a number",
        ),
        ({"layers": [TWO] * 9 + [layer("linear")]}, "9 hidden layers"),
        (
            {"layers": [layer("linear")], "test": {"inputs": [[1.0, 1.0]], "outputs": [9.0]}},
            "Test row 1 gives",
        ),
        (
            {"layers": [layer("linear")], "test": {"inputs": [[1.0]], "outputs": [9.0]}},
            "a number for every column",
        ),
        (
            {"layers": [layer("linear")], "test": {"inputs": [[1.0, 1.0]], "outputs": [[1.0, 2.0]]}},
            "1 outputs a row",
        ),
        (
            {"layers": [{"activation": "linear", "W": [["a"]], "b": [0.0]}]},
            r"layers\[0\].W\[0\]\[0\]: expected",
        ),
    ],
)
def test_what_is_no_network_is_refused_with_the_reason(
    tmp_path: Path, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(FileError, match=words) as caught:
        load(tmp_path, **fields)
    assert "foreign.json" in caught.value.message and caught.value.hint
