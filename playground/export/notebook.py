"""The network as a Jupyter notebook: in NumPy, and rebuilt in PyTorch and Keras with the trained weights.

A notebook is a little JSON (nbformat 4.5, https://nbformat.readthedocs.io): written here, so that nobody
has to install nbformat and its nine packages for it; the tests hold it to that library.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from playground.export.formulas import ACTIVATIONS
from playground.export.model import TrainedModel
from playground.export.python_file import answers, definitions

_SINE = """\
class Sine(torch.nn.Module):
    def forward(self, z):
        return torch.sin(z)


"""

_TORCH = """\
import torch

{sine}network = torch.nn.Sequential(
{layers}
).double()
linear = [layer for layer in network if isinstance(layer, torch.nn.Linear)]
with torch.no_grad():
    for layer, W, b in zip(linear, [{weights}], [{biases}]):
        layer.weight.copy_(torch.from_numpy(W.T))  # PyTorch keeps W the other way round
        layer.bias.copy_(torch.from_numpy(b))
    found = network(torch.from_numpy(features(TEST_INPUTS))).numpy()
expected = forward(TEST_INPUTS)
assert np.abs(found - expected).max() <= 1e-9 * np.abs(expected).max(), (found, expected)
network"""

_KERAS = """\
import keras

if keras.backend.backend() == "tensorflow":  # the other backends multiply in float32 in any case
    keras.config.set_floatx("float64")
network = keras.Sequential([
    keras.Input(shape=({inputs},)),
{layers}
])
network.set_weights([{weights}])
found = keras.ops.convert_to_numpy(network(features(TEST_INPUTS)))
expected = forward(TEST_INPUTS)
assert np.abs(found - expected).max() <= 1e-4 * np.abs(expected).max(), (found, expected)
network.summary()"""


def notebook(model: TrainedModel) -> str:
    """The notebook's text."""
    cells = [_cell(number, kind, source) for number, (kind, source) in enumerate(_cells(model), 1)]
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    contents = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return msgspec.json.format(msgspec.json.encode(contents), indent=1).decode() + "\n"


def _cells(model: TrainedModel) -> Iterator[tuple[str, str]]:
    lines = (f"# {_plain(model.name)}", _plain(model.purpose), model.network, _plain(model.origin))
    yield "markdown", "\n\n".join(lines)
    yield (
        "markdown",
        "## The network in NumPy\n\nRows are in the units of the data: scaling and features are inside.",
    )
    yield "code", definitions(model).rstrip()
    yield "code", "self_test()"
    yield "code", f"predict(TEST_INPUTS)  # gives {answers(model)!r}"
    yield "markdown", "## The same in PyTorch\n\nWith the trained weights; `pip install torch`."
    yield "code", _torch(model)
    yield (
        "markdown",
        "## The same in Keras\n\nWith the trained weights; `pip install keras` and one of its backends.",
    )
    yield "code", _keras(model)


def _torch(model: TrainedModel) -> str:
    names = [layer.activation for layer in model.layers]
    layers = (
        f"    torch.nn.Linear({layer.W.shape[0]}, {layer.W.shape[1]}),\n    {_in_torch(layer.activation)},"
        for layer in model.layers
    )
    return _TORCH.format(
        sine=_SINE if "sine" in names else "",
        layers="\n".join(layers),
        weights=", ".join(f"W{k}" for k in range(1, len(names) + 1)),
        biases=", ".join(f"b{k}" for k in range(1, len(names) + 1)),
    )


def _keras(model: TrainedModel) -> str:
    line = "    keras.layers.Dense({}, activation={}),"
    layers = (line.format(len(layer.b), _in_keras(layer.activation)) for layer in model.layers)
    return _KERAS.format(
        inputs=len(model.features),
        layers="\n".join(layers),
        weights=", ".join(f"W{k}, b{k}" for k in range(1, len(model.layers) + 1)),
    )


def _in_torch(name: str) -> str:
    return "torch.nn.Softmax(dim=-1)" if name == "softmax" else ACTIVATIONS[name].torch


def _in_keras(name: str) -> str:
    return '"softmax"' if name == "softmax" else ACTIVATIONS[name].keras


def _cell(number: int, kind: str, source: str) -> dict[str, Any]:
    cell = {"id": f"cell-{number}", "cell_type": kind, "metadata": {}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _plain(text: str) -> str:
    """A text in Markdown that is read as it is: no name in it can be a link or a picture."""
    return re.sub(r"([\\`*_\[\]#$|~!])", r"\\\1", html.escape(text, quote=False))
