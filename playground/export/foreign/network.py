"""A network as others describe it, by its layers: made into an experiment, or refused with the reason.

Whatever cannot be told from the layers takes a value that changes no prediction.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct, field

from playground.arrays import Array
from playground.data import MOST_CLASSES, MOST_INPUTS, Dataset, Recipe, Scaling, default_features
from playground.data.soundness import check_scaling, require_sound
from playground.engine import ACTIVATIONS
from playground.errors import FileError, did_you_mean
from playground.export.files import check_weights
from playground.export.model import Layer, TrainedModel
from playground.training import Checkpoint, Experiment, Spec
from playground.training.experiment import suited
from playground.training.spec import MAX_LAYERS, MAX_NEURONS
from playground.wording import counted

_LOSSES = {"sigmoid": "log_loss", "tanh": "half_mse_tanh", "softmax": "cross_entropy"}
_LINEAR = {"linear", "identity"}
_NEAR = 1e-4  # what libraries in float32 are off by; a wrong activation is off by more


class ForeignNetwork(Struct, frozen=True, eq=False):
    """What is told of a network. The activation of the last layer is its output activation.

    classes   none for regression, or when the output activation alone says that there are classes
    features  none: every column as it is
    tests     rows in original units, and what they give: values, probabilities, or that of the second class
    """

    layers: Sequence[Layer]
    columns: tuple[str, ...] = ()
    target: str = "y"
    classes: tuple[str, ...] = ()
    name: str = "imported network"
    features: tuple[str, ...] = ()
    inputs: Scaling | None = None
    output: Scaling | None = None
    tests: tuple[Array, Array] | None = field(default=None)

    def experiment(self) -> tuple[Experiment, Checkpoint]:
        """The experiment, without rows, and the weights. Raises FileError with the reason why not."""
        _check_shapes(self.layers)
        classes, loss = self._task()
        columns = self.columns or tuple(f"x{k}" for k in range(1, len(self.layers[0].W) + 1))
        data = Dataset(
            np.empty((0, len(columns))),
            np.empty(0),
            columns,
            self.target,
            classes,
            name=self.name,
            generated=False,
        )
        require_sound(data)
        spec = Spec(
            loss=loss,
            features=() if self.features == default_features(len(columns)) else self.features,
            hidden_layers=tuple(len(layer.b) for layer in self.layers[:-1]),
            activation=tuple(layer.activation for layer in self.layers[:-1]) or Spec().activation,
            scale_inputs="standardise" if self.inputs else "none",
            scale_target="standardise" if self.output else "none",
        )
        if suited(spec, data) != spec:
            raise FileError(f"Its features need other columns than {', '.join(columns)}.", _HINT)
        inputs, output = self.inputs or Scaling.identity(len(columns)), self.output or Scaling.identity(1)
        check_scaling(inputs, "scaling.inputs")
        check_scaling(output, "scaling.target")
        experiment = Experiment(data, spec, Recipe(), inputs=inputs, target=output, by_hand=True)
        return experiment, self._checkpoint(experiment)

    def _task(self) -> tuple[tuple[str, ...], str]:
        """The classes and the loss that the last layer stands for."""
        activation, outputs = self.layers[-1].activation, len(self.layers[-1].b)
        if activation in _LINEAR and not self.classes and outputs == 1:
            return (), "mse"
        if activation in _LINEAR:  # classes as logits
            activation = "softmax" if outputs > 1 else "sigmoid"
        if activation not in _LOSSES:
            raise FileError(
                f"The last layer ends with {activation}.", "It can be linear, sigmoid, tanh or softmax."
            )
        if activation != "softmax" and outputs != 1:
            message = f"The last layer has {outputs} outputs with {activation} each: several answers at once."
            raise FileError(message, "Softmax over all of them, or one output, can be used.")
        amount = outputs if outputs > 1 else 2
        classes = self.classes or tuple(map(str, range(amount)))
        if len(classes) != amount or amount > MOST_CLASSES or (activation == "softmax" and outputs < 2):
            message = f"The last layer tells {amount} classes apart; {len(classes)} are named."
            raise FileError(message, f"Name each of its classes, {MOST_CLASSES} at most.")
        return classes, _LOSSES[activation]

    def _checkpoint(self, experiment: Experiment) -> Checkpoint:
        if experiment.sizes[0] != len(self.layers[0].W):
            takes, fed = counted(len(self.layers[0].W), "input"), counted(experiment.sizes[0], "feature")
            message = f"The first layer takes {takes}, but there would be {fed}."
            raise FileError(message, _HINT)
        theta = np.concatenate([part for layer in self.layers for part in (layer.W.ravel(), layer.b)])
        check_weights(theta, "W and b")
        checkpoint = Checkpoint(0, 0, theta)
        if self.tests is not None:
            _check_tests(TrainedModel.of(experiment, checkpoint), *self.tests)
        return checkpoint


_HINT = "Correct the file, or export it again."


def _check_shapes(layers: Sequence[Layer]) -> None:
    if not layers:
        raise FileError("It has no layers.", _HINT)
    for number, layer in enumerate(layers, 1):
        place = f"Layer {number}"
        if layer.W.ndim != 2 or layer.b.shape != layer.W.shape[1:] or not layer.W.size:
            message = (
                f"{place}: W of shape {layer.W.shape} and b of shape {layer.b.shape} do not fit together."
            )
            raise FileError(message, "W is (inputs, outputs), b is (outputs,).")
        if number < len(layers) and layer.activation not in ACTIVATIONS:
            message = f"{place}: there is no activation called “{layer.activation}”."
            raise FileError(message, did_you_mean(layer.activation, ACTIVATIONS))
    for number, (one, other) in enumerate(pairwise(layers), 2):
        if len(one.b) != len(other.W):
            takes, given = counted(len(other.W), "input"), counted(len(one.b), "output")
            message = f"Layer {number} takes {takes}, but layer {number - 1} has {given}."
            raise FileError(message, _HINT)
    widest = max((len(layer.b) for layer in layers[:-1]), default=0)
    if len(layers) - 1 > MAX_LAYERS or widest > MAX_NEURONS:
        message = f"It has {len(layers) - 1} hidden layers of up to {widest:,} neurons."
        raise FileError(message, f"At most {MAX_LAYERS} layers of {MAX_NEURONS} neurons are supported.")
    if len(layers[0].W) > MOST_INPUTS + 5:
        raise FileError(f"It has {len(layers[0].W):,} inputs.", f"At most {MOST_INPUTS} are supported.")


def _check_tests(model: TrainedModel, X: Array, wanted: Array) -> None:
    """The test rows have to give what is told, or something was told wrong. Raises FileError."""
    if X.shape != (len(X), len(model.columns)) or len(wanted) != len(X):
        raise FileError("test: each row needs a number for every column, and its outputs.", _HINT)
    found = model.outputs(X)
    wanted = wanted.reshape(len(X), -1)
    if wanted.shape[1] == 1 and found.shape[1] == 2:
        found = found[:, 1:]
    if wanted.shape != found.shape:
        raise FileError(f"test: {found.shape[1]} outputs a row expected, not {wanted.shape[1]}.", _HINT)
    size = max(1.0, float(np.abs(wanted).max(initial=0.0)))
    off = np.abs(found - wanted).max(axis=1, initial=0.0)
    if not (off <= _NEAR * size).all():  # nor may it be NaN
        row = int(np.argmax(~(off <= _NEAR * size)))
        message = f"Test row {row + 1} gives {found[row].tolist()} where {wanted[row].tolist()} is told."
        raise FileError(message, "Check activations, scaling, and the order of columns and classes.")
