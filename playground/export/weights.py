"""Trained weights as .npz: arrays that NumPy opens without us, and all that is needed to go on from there.

W1 (in, out), b1 (out,), W2, b2 ...   z = a·W + b, layer by layer
input_shift, input_scale              a column enters as (value − shift) / scale
target_shift, target_scale            a regression's ŷ leaves as ŷ · scale + shift
model                                 everything else, as JSON: see `Model`
test_inputs, test_outputs             rows, and what they must give: probabilities, or the value
origin                                program, date, data and epoch in words
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
from msgspec.structs import replace

from playground.arrays import Array
from playground.data import Dataset, Recipe, Scaling, load
from playground.data.soundness import check_scaling, require_sound
from playground.errors import DataError, FileError
from playground.export.files import (
    VERSION,
    Epoch,
    Steps,
    Version,
    check_finite,
    check_weights,
    decode,
    located,
)
from playground.export.model import TrainedModel
from playground.export.npz import Arrays, Shape
from playground.export.spec_part import SpecPart
from playground.files import read, write
from playground.training import Checkpoint, Experiment, Snapshot
from playground.training.experiment import suited

FORMAT = "backprop-playground model"
_HINT = "Export the weights again."


class Model(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The network in words. `link` is the output activation; `recipe` tells the rows unless `by_hand`."""

    format: str = FORMAT
    version: Version = VERSION
    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    link: str
    features: tuple[str, ...]
    columns: tuple[str, ...]
    target: str
    class_names: tuple[str, ...]
    spec: SpecPart
    recipe: Recipe
    by_hand: bool
    name: str
    generated: bool
    epoch: Epoch
    steps: Steps


def save_weights(experiment: Experiment, trained: Snapshot | Checkpoint, path: str | Path) -> None:
    """Write the weights of a snapshot or checkpoint as .npz. Raises FileError."""
    path = Path(path)
    check_finite(trained.theta, path)
    write(path, weights_bytes(TrainedModel.of(experiment, trained)))


def weights_bytes(model: TrainedModel) -> bytes:
    """The contents of the file."""
    file = BytesIO()
    np.savez(file, **arrays_of(model.experiment, model.trained), **tests_of(model))
    return file.getvalue()


def tests_of(model: TrainedModel) -> dict[str, Any]:
    """What goes along with weights by name: a few rows with the outputs they must give, and the origin."""
    return {"test_inputs": model.test_inputs, "test_outputs": model.test_outputs, "origin": model.origin}


def load_weights(path: str | Path) -> tuple[Experiment, Checkpoint]:
    """The experiment and its trained weights, bit for bit. Raises FileError.

    Generated and bundled rows are made again; of other data only the columns are known, not the rows.
    """
    path = Path(path)
    return trained_in(Arrays(read(path), path), path)


class NamedArrays(Protocol):
    """Arrays by name and the `model` in words, from whatever file. Raises FileError, naming the file."""

    def text(self, name: str, /) -> str: ...

    def numbers(self, name: str, shape: Shape, /) -> Array: ...


def trained_in(arrays: NamedArrays, path: Path) -> tuple[Experiment, Checkpoint]:
    """What `load_weights` gives, from the arrays of the file. Raises FileError."""
    model = decode(arrays.text("model").encode(errors="replace"), Model, path, FORMAT)
    with located(path):
        experiment = _experiment(model, arrays)
        network = experiment.network()
        for layer, (W, b) in enumerate(network.weights, 1):
            W[...] = arrays.numbers(f"W{layer}", W.shape)
            b[...] = arrays.numbers(f"b{layer}", b.shape)
        check_weights(network.theta, "W and b")
    return experiment, Checkpoint(model.epoch, model.steps, network.theta)


def arrays_of(experiment: Experiment, trained: Snapshot | Checkpoint) -> dict[str, Any]:
    """The arrays of the file, by name."""
    arrays: dict[str, Any] = {"model": model_text(experiment, trained)}
    for layer, (W, b) in enumerate(experiment.network().views(trained.theta), 1):
        arrays |= {f"W{layer}": W, f"b{layer}": b}
    for side, scaling in (("input", experiment.inputs), ("target", experiment.target)):
        arrays |= {f"{side}_shift": scaling.shift, f"{side}_scale": scaling.scale}
    return arrays


def model_text(experiment: Experiment, trained: Snapshot | Checkpoint) -> str:
    """All but the arrays, as JSON."""
    return msgspec.json.encode(_model(experiment, trained)).decode()


def _model(experiment: Experiment, trained: Snapshot | Checkpoint) -> Model:
    data, spec = experiment.data, experiment.spec
    return Model(
        sizes=experiment.sizes,
        activations=spec.activations(),
        loss=spec.loss,
        link=experiment.loss.output_name,
        features=experiment.features,
        columns=data.columns,
        target=data.target,
        class_names=data.class_names,
        spec=SpecPart.of(spec),
        recipe=experiment.recipe,
        by_hand=experiment.by_hand,
        name=data.name,
        generated=data.generated,
        epoch=trained.epoch,
        steps=trained.steps,
    )


def _experiment(model: Model, arrays: NamedArrays) -> Experiment:
    """The experiment without its weights. What the file says twice has to agree."""
    require_sound(data := _no_rows(model))
    spec = model.spec.spec()
    experiment = Experiment(
        data,
        spec,
        model.recipe,
        inputs=_scaling(arrays, "input", len(model.columns)),
        target=_scaling(arrays, "target", 1),
        by_hand=model.by_hand,
    )
    fits = suited(spec, experiment.data) == spec
    if not fits or experiment.sizes != model.sizes or min(model.sizes) < 1:
        raise FileError("Network and data do not fit together.", _HINT)
    return _with_rows(experiment)


def _no_rows(model: Model) -> Dataset:
    columns, target, classes = model.columns, model.target, model.class_names
    X, y = np.empty((0, len(columns))), np.empty(0)
    return Dataset(X, y, columns, target, classes, name=model.name, generated=model.generated)


def _with_rows(experiment: Experiment) -> Experiment:
    """The rows made again, if the recipe still gives rows of that kind; else it no longer tells them."""
    if not experiment.repeatable:
        return experiment
    with suppress(DataError):
        data = load(experiment.recipe)
        if (data.columns, data.class_names) == (experiment.data.columns, experiment.data.class_names):
            return replace(experiment, data=data)
    return replace(experiment, by_hand=True)


def _scaling(arrays: NamedArrays, side: str, columns: int) -> Scaling:
    shift, scale = (arrays.numbers(f"{side}_{part}", (columns,)) for part in ("shift", "scale"))
    scaling = Scaling(shift, scale)
    check_scaling(scaling, f"{side}_scale and {side}_shift")
    return scaling
