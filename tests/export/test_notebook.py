"""The notebook: one that Jupyter opens, whose cells run and give the engine's numbers."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import numpy as np
import pytest

from playground.data import Dataset
from playground.export.model import TrainedModel
from playground.export.notebook import notebook
from playground.training import Checkpoint, Experiment, Spec
from tests.export.networks import inputs, made, models
from tests.witnesses import KERAS_ITSELF, LARGE


def code_of(text: str) -> list[str]:
    return [cell["source"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]


def test_jupyter_s_own_library_takes_every_notebook() -> None:
    for model in models().values():
        read = nbformat.reads(notebook(model), as_version=4)
        nbformat.validate(read)


def test_its_cells_run_one_after_the_other() -> None:
    for name, model in models().items():
        space: dict[str, Any] = {}
        for cell in code_of(notebook(model))[:3]:  # the others need other libraries
            exec(cell, space)
        X = inputs(model, 20)
        assert np.allclose(space["outputs"](X), model.outputs(X), rtol=1e-12, atol=1e-12), name


def test_all_cells_are_python() -> None:
    for model in models().values():
        for cell in code_of(notebook(model)):
            compile(cell, "cell", "exec")


_CALLS = {
    "torch": "network(torch.from_numpy(features(X))).detach().numpy()",
    "keras": "keras.ops.convert_to_numpy(network(features(X)))",
}
_PRECISION = {"torch": 1e-12, "keras": 1e-4}  # not every backend of Keras multiplies in double precision


@KERAS_ITSELF
@pytest.mark.parametrize("library", [pytest.param(one, marks=pytest.mark.needs(one)) for one in LARGE])
def test_it_is_rebuilt_with_the_trained_weights_where_the_library_is(library: str) -> None:
    for name, model in models().items():
        cells = code_of(notebook(model))
        space: dict[str, Any] = {"X": inputs(model, 1_000)}
        for cell in (cells[0], next(cell for cell in cells if f"import {library}\n" in cell)):
            exec(cell, space)  # asserts its test rows itself
        expected = model.predict(space["X"])
        off = np.abs(eval(_CALLS[library], space) - expected).max()
        assert off <= _PRECISION[library] * np.abs(expected).max(), name


def test_names_are_read_as_they_are() -> None:
    data = Dataset(
        np.eye(3), np.arange(3.0), ("a", "![b](c)", "*d*"), "<y>", name="# $x$ [l](u)", generated=False
    )
    experiment = Experiment.create(data)
    text = notebook(TrainedModel.of(experiment, Checkpoint(0, 0, experiment.network().theta)))
    title = json.loads(text)["cells"][0]["source"]
    assert title.startswith(
        "# \\# \\$x\\$ \\[l\\](u)\n\nPredicts &lt;y&gt; from a, \\!\\[b\\](c) and \\*d\\*."
    )


def test_equal_networks_make_equal_notebooks() -> None:
    assert notebook(made("circle", Spec())) == notebook(made("circle", Spec()))
