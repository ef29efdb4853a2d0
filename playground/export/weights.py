"""Trained weights as .npz: arrays that NumPy opens without us, and all that is needed to go on from there.

W1 (in, out), b1 (out,), W2, b2 ...   z = a·W + b, layer by layer
input_shift, input_scale              a column enters as (value − shift) / scale
target_shift, target_scale            a regression's ŷ leaves as ŷ · scale + shift
model                                 everything else, as JSON: see `Model`
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from playground.data import Dataset, Recipe, Scaling, load
from playground.errors import DataError, FileError
from playground.export.files import VERSION, check_finite, decode
from playground.files import read, write
from playground.training import Checkpoint, Experiment, Snapshot, Spec
from playground.training.experiment import suited

Array = NDArray[np.float64]

FORMAT = "backprop-playground model"
_HINT = "Export the weights again."


class Model(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The network in words. `link` is the output activation; `recipe` tells the rows unless `by_hand`."""

    format: str = FORMAT
    version: int = VERSION
    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    link: str
    features: tuple[str, ...]
    columns: tuple[str, ...]
    target: str
    class_names: tuple[str, ...]
    spec: Spec
    recipe: Recipe
    by_hand: bool
    name: str
    generated: bool
    epoch: int
    steps: int


def save_weights(experiment: Experiment, trained: Snapshot | Checkpoint, path: str | Path) -> None:
    """Write the weights of a snapshot or checkpoint as .npz. Raises FileError."""
    path = Path(path)
    check_finite(trained.theta, path)
    file = BytesIO()
    np.savez(file, **_arrays(experiment, trained))
    write(path, file.getvalue())


def load_weights(path: str | Path) -> tuple[Experiment, Checkpoint]:
    """The experiment and its trained weights, bit for bit. Raises FileError.

    Generated and bundled rows are made again; of other data only the columns are known, not the rows.
    """
    path = Path(path)
    arrays = _open(path)
    model = decode(str(arrays["model"]), Model, path, FORMAT)
    experiment = _experiment(model, arrays, path)
    network = experiment.network()
    for layer, (W, b) in enumerate(network.weights, 1):
        W[...] = _array(arrays, f"W{layer}", W.shape, path)
        b[...] = _array(arrays, f"b{layer}", b.shape, path)
    return experiment, Checkpoint(model.epoch, model.steps, network.theta)


def _arrays(experiment: Experiment, trained: Snapshot | Checkpoint) -> dict[str, Any]:
    arrays: dict[str, Any] = {"model": msgspec.json.encode(_model(experiment, trained)).decode()}
    for layer, (W, b) in enumerate(experiment.network().views(trained.theta), 1):
        arrays |= {f"W{layer}": W, f"b{layer}": b}
    for side, scaling in (("input", experiment.inputs), ("target", experiment.target)):
        arrays |= {f"{side}_shift": scaling.shift, f"{side}_scale": scaling.scale}
    return arrays


def _model(experiment: Experiment, trained: Snapshot | Checkpoint) -> Model:
    data, spec = experiment.data, experiment.spec
    return Model(
        sizes=experiment.sizes,
        activations=spec.activations(),
        loss=spec.loss,
        link=experiment.loss.link_name,
        features=experiment.features,
        columns=data.columns,
        target=data.target,
        class_names=data.class_names,
        spec=spec,
        recipe=experiment.recipe,
        by_hand=experiment.by_hand,
        name=data.name,
        generated=data.generated,
        epoch=trained.epoch,
        steps=trained.steps,
    )


def _open(path: Path) -> Mapping[str, Any]:
    """All arrays of the file, one of which is `model`."""
    content = read(path)
    try:
        with np.load(BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        if "model" in arrays:
            return arrays
    except Exception as error:  # zip, zlib and NumPy each have errors of their own for odd bytes
        raise _no_model(path) from error
    raise _no_model(path)


def _no_model(path: Path) -> FileError:
    return FileError(
        f"{path} is not a model of Backprop Playground.", "Choose an .npz file that it has exported."
    )


def _experiment(model: Model, arrays: Mapping[str, Any], path: Path) -> Experiment:
    """The experiment without its weights. What the file says twice has to agree."""
    experiment = Experiment(
        _no_rows(model),
        model.spec,
        model.recipe,
        inputs=_scaling(arrays, "input", len(model.columns), path),
        target=_scaling(arrays, "target", 1, path),
        by_hand=model.by_hand,
    )
    fits = suited(model.spec, experiment.data) == model.spec
    if not fits or experiment.sizes != model.sizes or min(model.sizes) < 1:
        raise FileError(f"{path}: network and data do not fit together.", _HINT)
    return _with_rows(experiment)


def _no_rows(model: Model) -> Dataset:
    columns, target, classes = model.columns, model.target, model.class_names
    X, y = np.empty((0, len(columns))), np.empty(0)
    return Dataset(X, y, columns, target, classes, name=model.name, generated=model.generated)


def _with_rows(experiment: Experiment) -> Experiment:
    """The rows made again, if the recipe still gives rows of that kind."""
    if experiment.repeatable:
        with suppress(DataError):
            data = load(experiment.recipe)
            if (data.columns, data.class_names) == (experiment.data.columns, experiment.data.class_names):
                return replace(experiment, data=data)
    return experiment


def _scaling(arrays: Mapping[str, Any], side: str, columns: int, path: Path) -> Scaling:
    shift = _array(arrays, f"{side}_shift", (columns,), path)
    scale = _array(arrays, f"{side}_scale", (columns,), path)
    if not scale.all():
        raise FileError(f"{path}: the array {side}_scale has a 0, which nothing can be divided by.", _HINT)
    return Scaling(shift, scale)


def _array(arrays: Mapping[str, Any], name: str, shape: tuple[int, ...], path: Path) -> Array:
    array = arrays.get(name)
    if not isinstance(array, np.ndarray):
        raise FileError(f"{path}: the array {name} is missing.", _HINT)
    if array.shape != shape or array.dtype != np.float64:
        found = f"{array.dtype} {array.shape}"
        raise FileError(f"{path}: the array {name} should be float64 {shape}, but is {found}.", _HINT)
    if not np.isfinite(array).all():
        raise FileError(f"{path}: the array {name} has a value that is not a number.", _HINT)
    return array
