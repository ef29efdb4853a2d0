"""What every export holds: the trained network as others use it, and nothing of how it was trained.

Its inputs are rows in the user's own units; scaling and features are part of it. Five made-up rows with the
outputs they must give go along, so that whatever reads the file can test itself.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from functools import cached_property

import numpy as np
from msgspec import Struct

from playground import __version__
from playground.arrays import Array
from playground.data import Scaling
from playground.data.plane import column_ranges
from playground.errors import FileError
from playground.training import Checkpoint, Experiment, History, Snapshot
from playground.training.kept_run import NO_RUNS, RunList
from playground.wording import counted

PROGRAM = f"Backprop Playground {__version__}"
TEST_ROWS = 5
_GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0  # its multiples fill a range evenly (Weyl, 1916)


class Layer(Struct, frozen=True, eq=False):
    """One layer: z = a·W + b with W (inputs, outputs), then the activation of that name."""

    W: Array
    b: Array
    activation: str


class TrainedModel(Struct, frozen=True, eq=False, dict=True):
    """A trained network from rows in original units to values, or to classes and their probabilities.

    threshold  of two classes told by one output: the second one's least output
    date       of the export, as 2026-01-31
    history    of the run that led there, where it is known; `runs` to compare it with
    """

    experiment: Experiment
    trained: Snapshot | Checkpoint
    layers: tuple[Layer, ...]
    date: str
    history: History | None = None
    runs: RunList = NO_RUNS

    @classmethod
    def of(
        cls,
        experiment: Experiment,
        trained: Snapshot | Checkpoint,
        history: History | None = None,
        runs: RunList = NO_RUNS,
    ) -> TrainedModel:
        """The network with these weights, exported today."""
        activations = (*experiment.spec.activations(), experiment.loss.output_name)
        views = experiment.network().views(trained.theta)
        layers = tuple(Layer(W, b, name) for (W, b), name in zip(views, activations, strict=True))
        return cls(experiment, trained, layers, datetime.now(UTC).date().isoformat(), history, runs)

    @property
    def name(self) -> str:
        return self.experiment.data.name

    @property
    def columns(self) -> tuple[str, ...]:
        return self.experiment.data.columns

    @property
    def target(self) -> str:
        return self.experiment.data.target

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes; empty for regression."""
        return self.experiment.data.class_names

    @property
    def features(self) -> tuple[str, ...]:
        return self.experiment.features

    @property
    def inputs(self) -> Scaling:
        """How the columns are scaled before features are made of them."""
        return self.experiment.inputs

    @property
    def output(self) -> Scaling:
        """How a regression's prediction is brought back: value = prediction · scale + shift."""
        return self.experiment.target

    @property
    def sizes(self) -> tuple[int, ...]:
        return self.experiment.sizes

    @property
    def threshold(self) -> float:
        return 0.0 if self.experiment.loss.targets == "plus_minus_one" else 0.5

    @property
    def one_output(self) -> bool:
        """Whether two classes are told by one output."""
        return bool(self.classes) and self.sizes[-1] == 1

    @cached_property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """Where the values of each input column lie, with a margin."""
        return tuple(column_ranges(self.experiment.data, self.inputs))

    @cached_property
    def test_inputs(self) -> Array:
        """Rows (5, D) spread over the ranges, rounded; none of them is a row of the data.

        They are fewer where a network overflows, which has no answer that a file could hold.
        """
        steps = np.arange(1, TEST_ROWS + 1)[:, None] * (_GOLDEN + np.arange(len(self.columns))) ** 0.5
        rows = [
            [
                _rounded(low + share * (high - low), high - low)
                for share, (low, high) in zip(shares, self.ranges, strict=True)
            ]
            for shares in steps % 1.0
        ]
        X = np.array(rows)
        sound: Array = X[np.isfinite(self.outputs(X)).all(axis=1)]
        return sound

    def require_answers(self) -> None:
        """Raises FileError for a network that no test row has an answer of."""
        if not len(self.test_inputs):
            message = "The network overflows: it gives no numbers for the rows it would be tested by."
            raise FileError(message, "Train with a lower learning rate, or scale inputs and target.")

    @cached_property
    def test_outputs(self) -> Array:
        """What they must give: the probability of each class (5, classes), or a value (5, 1)."""
        return self.outputs(self.test_inputs)

    def predict(self, X: Array) -> Array:
        """What the last layer gives (N, outputs) for rows in original units (N, D)."""
        network = self.experiment.network().at(np.asarray(self.trained.theta))
        with _far():
            return network.predict(self.experiment.encode(X))

    def outputs(self, X: Array) -> Array:
        """The probability of each class (N, classes), or a value in original units (N, 1)."""
        prediction = self.predict(X)
        if self.classes:
            return self.experiment.probabilities(prediction)
        with _far():
            return self.experiment.decode(prediction)[:, None]

    @property
    def purpose(self) -> str:
        """What it does, as a sentence: "Predicts price from size_m2 and rooms."."""
        return f"Predicts {self.target} from {_joined(self.columns)}."

    @property
    def network(self) -> str:
        """What it is made of: "2 → 4 → 2 → 1 neurons, tanh and sigmoid, 25 weights and biases"."""
        shape = " → ".join(map(str, self.sizes))
        names = _joined(tuple(dict.fromkeys(layer.activation for layer in self.layers)))
        count = counted(sum(layer.W.size + layer.b.size for layer in self.layers), "parameter")
        return f"{shape} neurons, {names}, {count}"

    @property
    def origin(self) -> str:
        """Where it comes from: the program, the date, the data and how long it was trained."""
        return f"{PROGRAM}, {self.date}; data: {self.name}; epoch {self.trained.epoch:,}"


def _far() -> np.errstate:
    """Far from all rows a network may overflow: its answer is no number there, and that is no fault."""
    return np.errstate(all="ignore")


def _rounded(value: float, span: float) -> float:
    """To a thousandth of the span, or a little finer: a number that is quick to type."""
    return round(value, 3 - math.floor(math.log10(span))) if span else value


def _joined(names: tuple[str, ...], most: int = 6) -> str:
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
