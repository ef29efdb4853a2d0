"""The layout of an experiment file: a Struct per part of it, made from what the program has, and back."""

from __future__ import annotations

import msgspec
import numpy as np
from msgspec import Raw
from msgspec.structs import replace

from playground.data import BUNDLED, GENERATORS, Dataset, Progress, Recipe, Scaling
from playground.data.reading.raw import silent
from playground.data.soundness import check_scaling, require_sound
from playground.errors import FileError
from playground.export.files import HINT, Epoch, Steps, check_weights
from playground.export.model import PROGRAM, TrainedModel
from playground.export.rows import numbers, table
from playground.training import Checkpoint, Experiment, History, Snapshot
from playground.training.history import HistoryPart as HistoryDelta
from playground.training.timeline import TimelinePart

FORMAT = "backprop-playground experiment"


class Part(msgspec.Struct, forbid_unknown_fields=True):
    """A part of the file: a key that it does not know is a mistake."""


class RowsPart(Part, kw_only=True):
    """A dataset. `y` holds values, or indices of the class names; without `test` all rows train.

    filled  the cells that were missing, each as its row and column: with what, the recipe says
    """

    columns: tuple[str, ...]
    target: str = "y"
    class_names: tuple[str, ...] = ()
    X: Raw
    y: Raw
    test: Raw = Raw(b"null")
    name: str = "data"
    generated: bool = True
    filled: tuple[tuple[int, int], ...] = ()

    @classmethod
    def without_rows(cls, data: Dataset) -> RowsPart:
        """All of a dataset but its rows: these are written some at a time."""
        return cls(
            columns=data.columns,
            target=data.target,
            class_names=data.class_names,
            X=Raw(b"[]"),
            y=Raw(b"[]"),
            test=Raw(b"[]"),
            name=data.name,
            generated=data.generated,
            filled=tuple((row, column) for row, column in np.argwhere(data.filled).tolist()),
        )

    def dataset(self, fill: str, progress: Progress = silent) -> Dataset:
        """The rows; `fill` is what missing cells are filled with.

        Raises PlaygroundError when they are no table, a target is no class, or for what no table may hold.
        """
        _require(len(self.columns) > 0, "columns", "at least one is needed")
        _require(len(self.class_names) != 1, "class_names", "at least two are needed, or none for regression")
        X, y = table(self.X, len(self.columns), progress), numbers(self.y, float, "y")
        test = np.zeros(len(X)) if bytes(self.test) == b"null" else numbers(self.test, bool, "test")
        _require(len(y) == len(X), "y", f"{len(X)} values expected, one per row, not {len(y)}")
        _require(len(test) == len(X), "test", f"{len(X)} expected, one per row, not {len(test)}")
        strange = np.flatnonzero(~np.isin(y, np.arange(len(self.class_names))))
        if self.class_names and len(strange):
            row = strange[0]
            _require(False, f"y[{row}]", f"{y[row]:g} is not the index of a class name")
        names = self.columns, self.target, self.class_names
        data = Dataset(X, y, *names, test.astype(bool), self.name, self.generated)
        require_sound(data)
        return data.with_filled(np.array(self.filled, dtype=np.intp).reshape(-1, 2), fill)


class DataPart(Part, kw_only=True):
    """`rows` are there when the recipe alone would not give them again."""

    recipe: Recipe = Recipe()
    by_hand: bool = False
    rows: RowsPart | None = None

    @classmethod
    def of(cls, experiment: Experiment) -> DataPart:
        """All but the rows themselves."""
        rows = None if experiment.repeatable else RowsPart.without_rows(experiment.data)
        return cls(recipe=experiment.recipe, by_hand=experiment.by_hand, rows=rows)

    @property
    def repeatable(self) -> bool:
        """Whether the recipe names data that ship with the program."""
        return self.recipe.source in GENERATORS or self.recipe.source in BUNDLED

    def experiment(self, data: Dataset) -> Experiment:
        """One on these data, with the settings that suit them."""
        made = Experiment.create(data, recipe=self.recipe, by_hand=self.by_hand)
        if self.rows and made.repeatable:  # the recipe would give other rows than these
            return replace(made, by_hand=True)
        return made


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
            raise FileError(message, HINT)
        scaling = Scaling(np.array(self.shift, dtype=float), np.array(self.scale, dtype=float))
        check_scaling(scaling, f"scaling.{place}")
        return scaling


class ScalingPart(Part, kw_only=True):
    """How the input columns and the target are scaled."""

    inputs: AffinePart
    target: AffinePart

    @classmethod
    def of(cls, experiment: Experiment) -> ScalingPart:
        return cls(inputs=AffinePart.of(experiment.inputs), target=AffinePart.of(experiment.target))

    def given_to(self, experiment: Experiment) -> Experiment:
        """The experiment with this scaling. Raises FileError."""
        inputs = self.inputs.scaling(len(experiment.data.columns), "inputs")
        return replace(experiment, inputs=inputs, target=self.target.scaling(1, "target"))


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
            raise FileError(message, "Correct the network, or remove the weights.")
        theta = np.array(self.theta, dtype=float)
        check_weights(theta, "weights.theta")
        return Checkpoint(self.epoch, self.steps, theta)


class TestPart(Part, kw_only=True):
    """Rows in original units, and what they must give: values, probabilities, or that of the second class."""

    inputs: list[list[float]]
    outputs: list[list[float] | float]

    @classmethod
    def of(cls, model: TrainedModel) -> TestPart:
        return cls(inputs=model.test_inputs.tolist(), outputs=model.test_outputs.tolist())


class AboutPart(Part, kw_only=True):
    """What the file is, for whoever looks into it; to open it, nothing of this is needed.

    saved  the day, as 2026-01-31
    data   the name of the data
    does   what the network predicts from what
    """

    program: str = ""
    saved: str = ""
    data: str = ""
    does: str = ""
    columns: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    network: str = ""
    test: TestPart | None = None

    @classmethod
    def of(cls, model: TrainedModel) -> AboutPart:
        return cls(
            program=PROGRAM,
            saved=model.date,
            data=model.name,
            does=model.purpose,
            columns=model.columns,
            classes=model.classes,
            network=model.network,
            test=TestPart.of(model),
        )


class HistoryPart(Part, kw_only=True):
    """The losses of the run, from epoch `first` on; null where there is none."""

    first: Epoch = 0
    train_loss: list[float | None]
    test_loss: list[float | None]

    @classmethod
    def of(cls, history: History) -> HistoryPart:
        train, test = ([_finite(loss) for loss in column] for column in history.losses.T.tolist())
        return cls(first=history.exact_from, train_loss=train, test_loss=test)

    def history(self) -> History:
        """The history. Raises FileError when the columns are not equally long."""
        if len(self.train_loss) != len(self.test_loss):
            message = (
                f"history: {len(self.train_loss)} training losses, but {len(self.test_loss)} test losses."
            )
            raise FileError(message, HINT)
        losses = np.array([self.train_loss, self.test_loss], dtype=float).T
        made = History(self.first)
        made.merge(HistoryDelta(self.first, losses, TimelinePart(self.first)))
        return made


def _finite(loss: float) -> float | None:
    return loss if np.isfinite(loss) else None


def _require(holds: bool, place: str, what: str) -> None:  # noqa: FBT001
    if not holds:
        raise FileError(f"data.rows.{place}: {what}.", HINT)
