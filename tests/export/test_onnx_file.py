"""ONNX: sound by ONNX's own checker, run by onnxruntime, and the engine's numbers come out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from playground.data import Dataset, Recipe
from playground.engine import ACTIVATIONS, LOSSES
from playground.errors import FileError
from playground.export import FORMATS, formulas, onnx_file
from playground.export.model import TrainedModel
from playground.training import Checkpoint, Experiment, Spec, Trainer
from tests.export.networks import inputs, made, models


def test_every_activation_and_feature_has_its_nodes() -> None:
    assert set(onnx_file.ACTIVATIONS) == {*ACTIVATIONS, *(row.output_name for row in LOSSES.values())}
    assert set(onnx_file.FEATURES) == set(formulas.FEATURES)


def answered(content: bytes, model: TrainedModel, X: np.ndarray) -> list[np.ndarray]:
    quiet = onnxruntime.SessionOptions()
    quiet.log_severity_level = 3
    session = onnxruntime.InferenceSession(content, quiet, providers=["CPUExecutionProvider"])
    assert [one.name for one in session.get_inputs()] == list(model.columns)
    return session.run(None, dict(zip(model.columns, X.T[:, :, None], strict=True)))


def check(model: TrainedModel, near: float = 1e-5) -> None:
    content = onnx_file.onnx_file(model)
    onnx.checker.check_model(content, full_check=True)
    X = inputs(model, 100).astype(np.float32)
    wanted = model.outputs(X.astype(np.float64))
    found = answered(content, model, X)
    assert found[-1].shape == wanted.shape and found[-1].dtype == np.float32
    size = 1.0 if model.classes else max(1.0, float(np.abs(wanted).max()), float(model.output.scale[0]))
    assert np.abs(found[-1] - wanted).max() < near * size
    if model.classes:
        clear = np.ptp(np.sort(wanted, axis=1)[:, -2:], axis=1) > 1e-5
        classes = model.experiment.decode(model.predict(X.astype(np.float64)))
        assert np.array_equal(found[0][clear], classes[clear]) and found[0].dtype == np.int64


@pytest.mark.parametrize("name", models())
def test_a_runtime_gives_the_engine_s_numbers(name: str) -> None:
    check(models()[name])


@pytest.mark.parametrize("source", ["circle", "iris", "houses", "hills"])
def test_a_trained_network_is_as_near_as_float_allows(source: str) -> None:
    trainer = Trainer(Experiment.load(Recipe(source=source)))
    trainer.run(epochs=20)
    check(TrainedModel.of(trainer.experiment, trainer.snapshot()), 1e-6)


def test_old_versions_and_all_that_others_need_are_in_it() -> None:
    model = made("iris", Spec())
    read = onnx.load_from_string(onnx_file.onnx_file(model))
    assert read.ir_version == 8 and [(one.domain, one.version) for one in read.opset_import] == [("", 13)]
    assert read.producer_name == "Backprop Playground" and model.origin in read.doc_string
    told = {prop.key: prop.value for prop in read.metadata_props}
    assert json.loads(told["classes"]) == list(model.classes)
    assert json.loads(told["test_outputs"]) == model.test_outputs.tolist()
    assert json.loads(told["theta"]) == model.trained.theta.tolist()


@pytest.mark.parametrize(
    "names", [("W1", "probabilities"), ("columns", "x1"), ("z1", "a b é"), ("scaled", "one")]
)
def test_no_name_of_a_column_is_in_the_way(names: tuple[str, str]) -> None:
    X = np.array([[0.0, 2000.0], [1.0, 2001.0], [2.0, 2002.0], [5.0, 2003.0]])
    data = Dataset(
        X, np.array([0.0, 1, 0, 1]), names, "features", ("b1", "Gemm"), name="net", generated=False
    )
    spec = Spec(features=("x1", "x2", "x1*x2"), scale_inputs="standardise")
    experiment = Experiment.create(data, spec)
    check(TrainedModel.of(experiment, Checkpoint(0, 0, experiment.network().theta)))


@pytest.mark.parametrize("scale", [1e-60, 1e60])
def test_what_no_float_can_hold_is_refused(scale: float) -> None:
    data = Dataset(np.array([[1.0], [2.0], [3.0]]) * scale, np.arange(3.0), ("x",), generated=False)
    experiment = Experiment.create(data, Spec(scale_inputs="standardise"))
    with pytest.raises(FileError, match="does not fit into a float"):
        onnx_file.onnx_file(TrainedModel.of(experiment, Checkpoint(0, 0, experiment.network().theta)))


def test_without_the_package_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    experiment, path = Experiment.load(), tmp_path / "net.onnx"
    with pytest.raises(FileError, match="the package onnx is needed") as caught:
        FORMATS[".onnx"].save(experiment, Checkpoint(0, 0, experiment.network().theta), path)
    assert "pip install onnx" in caught.value.hint and not path.exists()
