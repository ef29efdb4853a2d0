"""The layout of an experiment file: a Struct per part of it, made from what the program has, and back."""

from __future__ import annotations

import msgspec
import numpy as np

from playground.data import Dataset, Recipe, Scaling
from playground.data.soundness import check_scaling, require_sound
from playground.errors import FileError
from playground.export.files import VERSION, Epoch, Steps, Version, check_weights
from playground.training import Checkpoint, Experiment, Snapshot, Spec

FORMAT = "backprop-playground experiment"
_HINT = "Correct it, or save the file again from the program."


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """A part of the file: a key that it does not know is a mistake."""


class RowsPart(Part, kw_only=True):
    """A dataset. `y` holds values, or indices of the class names; without `test` all rows train."""

    columns: tuple[str, ...]
    target: str = "y"
    class_names: tuple[str, ...] = ()
    X: list[list[float]]
    y: list[float]
    test: list[bool] | None = None
    name: str = "data"
    generated: bool = True

    @classmethod
    def of(cls, data: Dataset) -> RowsPart:
        return cls(
            columns=data.columns,
            target=data.target,
            class_names=data.class_names,
            X=data.X.tolist(),
            y=data.y.tolist(),
            test=data.test.tolist(),
            name=data.name,
            generated=data.generated,
        )

    def dataset(self) -> Dataset:
        """The rows. Raises PlaygroundError when they are no table, a target is no class, or for what no table
        may hold.
        """
        self._check()
        test = np.zeros(len(self.X)) if self.test is None else np.array(self.test)
        data = Dataset(
            np.array(self.X, dtype=float).reshape(len(self.X), len(self.columns)),
            np.array(self.y, dtype=float),
            self.columns,
            self.target,
            self.class_names,
            test.astype(bool),
            self.name,
            self.generated,
        )
        require_sound(data)
        return data

    def _check(self) -> None:
        rows, width, classes = len(self.X), len(self.columns), range(len(self.class_names))
        _require(width > 0, "columns", "at least one is needed")
        _require(len(classes) != 1, "class_names", "two are needed at least, or none for values")
        for index, row in enumerate(self.X):
            _require(
                len(row) == width, f"X[{index}]", f"{width} numbers expected, one per column, not {len(row)}"
            )
        _require(len(self.y) == rows, "y", f"{rows} values expected, one per row, not {len(self.y)}")
        for index, value in enumerate(self.y):
            _require(
                not classes or value in classes, f"y[{index}]", f"{value:g} is not the index of a class name"
            )
        marks = rows if self.test is None else len(self.test)
        _require(marks == rows, "test", f"{rows} expected, one per row, not {marks}")


class DataPart(Part, kw_only=True):
    """`rows` are there when the recipe alone would not give them again."""

    recipe: Recipe = Recipe()
    by_hand: bool = False
    rows: RowsPart | None = None


class AffinePart(Part, kw_only=True):
    """Scaled = (value − shift) / scale, per column."""

    shift: list[float]
    scale: list[float]

    @classmethod
    def of(cls, scaling: Scaling) -> AffinePart:
        return cls(shift=scaling.shift.tolist(), scale=scaling.scale.tolist())

    def scaling(self, columns: int, place: str) -> Scaling:
        """The scaling of so many columns. Raises FileError."""
        if not len(self.shift) == len(self.scale) == columns:
            message = f"scaling.{place}: {columns} numbers expected for shift and for scale."
            raise FileError(message, _HINT)
        scaling = Scaling(np.array(self.shift, dtype=float), np.array(self.scale, dtype=float))
        check_scaling(scaling, f"scaling.{place}")
        return scaling


class ScalingPart(Part, kw_only=True):
    """How the input columns and the target are scaled."""

    inputs: AffinePart
    target: AffinePart


class WeightsPart(Part, kw_only=True):
    """The trained parameters θ: layer by layer, W row by row and then b."""

    epoch: Epoch = 0
    steps: Steps = 0
    theta: list[float]

    @classmethod
    def of(cls, trained: Snapshot | Checkpoint) -> WeightsPart:
        return cls(epoch=trained.epoch, steps=trained.steps, theta=trained.theta.tolist())

    def checkpoint(self, experiment: Experiment) -> Checkpoint:
        """The trained state. Raises FileError when the network has another number of parameters."""
        expected = experiment.network().parameters
        if len(self.theta) != expected:
            message = f"weights.theta: {expected} numbers expected, not {len(self.theta)}."
            raise FileError(message, "Correct the network, or take the weights out.")
        theta = np.array(self.theta, dtype=float)
        check_weights(theta, "weights.theta")
        return Checkpoint(self.epoch, self.steps, theta)


class ExperimentFile(Part, kw_only=True):
    """The whole file; scaling is fitted to the data when it is left out, and weights are not trained yet."""

    format: str = FORMAT
    version: Version = VERSION
    spec: Spec = Spec()
    data: DataPart = msgspec.field(default_factory=DataPart)
    scaling: ScalingPart | None = None
    weights: WeightsPart | None = None


def _require(holds: bool, place: str, what: str) -> None:  # noqa: FBT001
    if not holds:
        raise FileError(f"data.rows.{place}: {what}.", _HINT)
