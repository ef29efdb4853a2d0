"""Weights as JSON, layer by layer: readable, and the way in for networks of other libraries.

Ours hold the whole `model`, too, and come back bit for bit. Of others these are needed:
{"format": "backprop-playground weights", "layers": [{"W": [[…]], "b": […], "activation": "relu"}, …]}
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np

from playground.arrays import Array
from playground.data import Scaling
from playground.errors import FileError
from playground.export.experiment_layout import AffinePart, Part, ScalingPart, TestPart
from playground.export.files import HINT, VERSION, Version, decode, indented, located
from playground.export.foreign.network import ForeignNetwork
from playground.export.model import Layer, TrainedModel
from playground.export.tensors import Tensors
from playground.export.weights import Model, model_text, trained_in
from playground.files import read_json
from playground.training import Checkpoint, Experiment

FORMAT = "backprop-playground weights"


class LayerPart(Part, kw_only=True):
    """z = a·W + b with a row of W for each input; then the activation. The last layer has the output's."""

    activation: str
    W: list[list[float]]
    b: list[float]


class WeightsFile(Part, kw_only=True):
    """The whole file. Without columns they are x1, x2 …; without features, every column is one."""

    format: str = FORMAT
    version: Version = VERSION
    origin: str = ""
    name: str = "imported network"
    columns: tuple[str, ...] = ()
    target: str = "y"
    classes: tuple[str, ...] = ()
    scaling: ScalingPart | None = None
    features: tuple[str, ...] = ()
    layers: list[LayerPart]
    test: TestPart | None = None
    model: Model | None = None


def weights_json(model: TrainedModel) -> bytes:
    """The file's contents; a row of a matrix on each line."""
    file = WeightsFile(
        origin=model.origin,
        name=model.name,
        columns=model.columns,
        target=model.target,
        classes=model.classes,
        scaling=ScalingPart(inputs=AffinePart.of(model.inputs), target=AffinePart.of(model.output)),
        features=model.features,
        layers=[
            LayerPart(activation=layer.activation, W=layer.W.tolist(), b=layer.b.tolist())
            for layer in model.layers
        ],
        test=TestPart.of(model),
        model=msgspec.json.decode(model_text(model.experiment, model.trained), type=Model),
    )
    return indented(file)


def load_weights_json(path: Path) -> tuple[Experiment, Checkpoint]:
    """The experiment and its trained weights; without rows for another library's. Raises FileError."""
    path = Path(path)
    file = decode(read_json(path), WeightsFile, path, FORMAT)
    with located(path):
        layers = [_layer(part, number) for number, part in enumerate(file.layers, 1)]
        if file.model is not None:
            model = msgspec.json.encode(file.model).decode()
            return trained_in(Tensors(_arrays(file, layers), model, path), path)
        return _foreign(file, layers).experiment()


def _foreign(file: WeightsFile, layers: list[Layer]) -> ForeignNetwork:
    inputs = output = None
    if file.scaling is not None:
        inputs = _scaling(file.scaling.inputs, len(file.columns) or len(layers[0].W), "inputs")
        output = _scaling(file.scaling.target, 1, "target")
    tests = None
    if file.test is not None:
        tests = _matrix(file.test.inputs, "test.inputs"), _outputs(file.test.outputs)
    return ForeignNetwork(
        layers, file.columns, file.target, file.classes, file.name, file.features, inputs, output, tests
    )


def _scaling(part: AffinePart, columns: int, place: str) -> Scaling | None:
    scaling = part.scaling(columns, place)
    return None if scaling.is_identity else scaling


def _arrays(file: WeightsFile, layers: list[Layer]) -> dict[str, Array]:
    """As an .npz file has them."""
    arrays: dict[str, Array] = {}
    for number, layer in enumerate(layers, 1):
        arrays |= {f"W{number}": layer.W, f"b{number}": layer.b}
    if file.scaling is not None:
        for side, part in (("input", file.scaling.inputs), ("target", file.scaling.target)):
            arrays |= {f"{side}_shift": np.array(part.shift), f"{side}_scale": np.array(part.scale)}
    return arrays


def _layer(part: LayerPart, number: int) -> Layer:
    return Layer(_matrix(part.W, f"layers[{number - 1}].W"), np.array(part.b, dtype=float), part.activation)


def _matrix(rows: list[list[float]], place: str) -> Array:
    """The rows (N, M). Raises FileError where they are not equally long."""
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        raise FileError(f"{place}: its rows have from {min(widths)} to {max(widths)} numbers.", HINT)
    return np.array(rows, dtype=float).reshape(len(rows), max(widths, default=0))


def _outputs(rows: list[list[float] | float]) -> Array:
    return _matrix([row if isinstance(row, list) else [row] for row in rows], "test.outputs")
