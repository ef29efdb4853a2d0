"""What every file of a network owes whoever finds it: where it is from, names, exact numbers, test rows."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from playground.data import Recipe
from playground.export import FORMATS, Format
from playground.export.model import PROGRAM, TrainedModel
from playground.training import Experiment, Spec, Trainer

TASKS = {
    "binary": (Recipe(source="circle"), Spec()),
    "softmax": (Recipe(source="iris"), Spec(features=("x1", "x3"), loss="cross_entropy")),
    "regression line": (Recipe(source="line"), Spec(features=("x1",), hidden_layers=(), loss="mse")),
    "three inputs": (
        Recipe(source="houses"),
        Spec(features=("x1", "x2", "x3", "x1*x2"), scale_inputs="standardise", scale_target="standardise"),
    ),
}
NETWORKS = [form for form in FORMATS.values() if not form.suffix.endswith(".csv")]


@pytest.fixture(scope="module")
def models() -> dict[str, TrainedModel]:
    made = {}
    for name, chosen in TASKS.items():
        trainer = Trainer(Experiment.load(*chosen))
        trainer.run(3)
        made[name] = TrainedModel.of(trainer.experiment, trainer.snapshot())
    return made


def content_of(form: Format, model: TrainedModel) -> bytes:
    content = form.contents(model.experiment, model.trained)
    return content if isinstance(content, bytes) else b"".join(content)


def text_of(form: Format, content: bytes) -> str:
    """All that can be read in a file."""
    if form.suffix != ".npz":
        return content.decode("utf-8", errors="replace")
    arrays = np.load(io.BytesIO(content))
    return " ".join(str(arrays[name].tolist()) for name in arrays)


@pytest.mark.parametrize("form", NETWORKS, ids=lambda form: form.suffix)
@pytest.mark.parametrize("task", TASKS)
def test_a_file_tells_where_it_is_from_and_what_it_takes_and_gives(
    form: Format, task: str, models: dict[str, TrainedModel]
) -> None:
    model = models[task]
    text = text_of(form, content_of(form, model))
    assert PROGRAM in text and model.date in text and model.name in text
    assert not [name for name in (*model.columns, *model.classes) if name not in text]
    if form.suffix in {".onnx", ".safetensors"}:  # numbers are bytes there, and read in tests of their own
        return
    exact = (lambda value: f"{np.float32(value):.9g}") if form.suffix == ".h" else repr
    weights = [layer.W for layer in model.layers]
    for value in np.concatenate([array.ravel() for array in (*weights, model.test_inputs)]).tolist():
        assert re.search(rf"(?<![\d.]){re.escape(exact(abs(value)).removesuffix('.0'))}", text)


@pytest.mark.parametrize("form", [form for form in NETWORKS if form.load], ids=lambda form: form.suffix)
@pytest.mark.parametrize("task", TASKS)
def test_it_comes_back_bit_for_bit(
    form: Format, task: str, models: dict[str, TrainedModel], tmp_path: Path
) -> None:
    model, path = models[task], tmp_path / f"net{form.suffix}"
    form.save(model.experiment, model.trained, path)
    assert form.load is not None
    experiment, trained = form.load(path)
    assert trained is not None
    again = TrainedModel.of(experiment, trained)
    assert trained.theta.tobytes() == model.trained.theta.tobytes()
    assert again.outputs(model.test_inputs).tobytes() == model.test_outputs.tobytes()
    assert content_of(form, replace(again, date=model.date)) == content_of(form, model)
