"""What a run of `train` reports: its result, as JSON or in a few lines, and the losses of its epochs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from playground.data import Decisions, TargetTask
from playground.text import short
from playground.training import Experiment, Snapshot
from playground.wording import counted, percent

_LONGEST = 120  # characters of a line


class Scalings(msgspec.Struct):
    """How inputs and target are scaled, in words."""

    inputs: str
    target: str


class Taken(msgspec.Struct, kw_only=True):
    """What a table was taken for. Of data that are not read from a file now, the last four are empty.

    inputs  the columns of the file that are learnt from, as --inputs takes them
    header  whether the file names its columns
    notes   everything that was decided about the file, a sentence each
    """

    task: TargetTask
    target: str
    inputs: tuple[str, ...]
    classes: tuple[str, ...]
    scaling: Scalings
    header: bool | None
    skipped_lines: int
    dropped_rows: int
    notes: tuple[str, ...]

    @classmethod
    def of(cls, experiment: Experiment, decisions: Decisions | None) -> Taken:
        data = experiment.data
        return cls(
            task="classes" if data.class_names else "regression",
            target=data.target,
            inputs=decisions.inputs if decisions else data.columns,
            classes=data.class_names,
            scaling=Scalings(
                experiment.inputs.describe(data.columns), experiment.target.describe((data.target,))
            ),
            header=decisions.header if decisions else None,
            skipped_lines=decisions.skipped_lines if decisions else 0,
            dropped_rows=decisions.dropped_rows if decisions else 0,
            notes=tuple(line.words for line in decisions.lines) if decisions else (),
        )


class Result(Taken, kw_only=True):
    """How a run went: what --json prints. A figure that there is not (no test rows, another task) is null.

    epochs, steps      in all, those of earlier runs of the same weights included
    epochs_per_second  of this run
    """

    status: Literal["finished", "stopped", "diverged"]
    reason: str
    epochs: int
    steps: int
    train_loss: float | None
    test_loss: float | None
    accuracy: float | None
    test_accuracy: float | None
    rmse: float | None
    test_rmse: float | None
    parameters: int
    seconds: float
    epochs_per_second: float


def result_of(taken: Taken, snapshot: Snapshot, epochs: int, seconds: float, parameters: int) -> Result:
    """The result of so many epochs that ended with this snapshot."""
    train, test = snapshot.train, snapshot.test
    return Result(
        **msgspec.structs.asdict(taken),
        status="finished" if snapshot.status == "ready" else snapshot.status,
        reason=snapshot.reason,
        epochs=snapshot.epoch,
        steps=snapshot.steps,
        train_loss=train.loss,
        test_loss=test.loss,
        accuracy=train.accuracy,
        test_accuracy=test.accuracy,
        rmse=train.rmse,
        test_rmse=test.rmse,
        parameters=parameters,
        seconds=seconds,
        epochs_per_second=epochs / seconds,
    )


def summary_of(experiment: Experiment, result: Result) -> str:
    """The result in a few lines."""
    data, sizes = experiment.data, "-".join(map(str, experiment.sizes))
    held_out = int(data.test.sum())
    pace = f"{result.seconds:.2f} s, {result.epochs_per_second:,.0f} epochs/s"
    lines = [
        f"{data.name}: {counted(len(data) - held_out, 'training row')}, {counted(held_out, 'test row')}",
        short(f"Inputs {result.scaling.inputs}", _LONGEST),
        "" if data.class_names else short(f"Target {result.scaling.target}", _LONGEST),
        f"Network {sizes}: {counted(result.parameters, 'parameter')}",
        f"{result.status.capitalize()}: epoch {result.epochs:,}, {counted(result.steps, 'step')}, {pace}",
        f"{'':10}{'train':>12}{'test':>12}",
        _line("loss", result.train_loss, result.test_loss, _figure),
        _line("accuracy", result.accuracy, result.test_accuracy, percent),
        _line("RMSE", result.rmse, result.test_rmse, _figure),
        result.reason,
    ]
    return "\n".join(filter(None, lines))


def _line(name: str, train: float | None, test: float | None, figure: Callable[[float], str]) -> str:
    """A figure of both groups of rows; no line where the task has no such figure."""
    if train is None:
        return ""
    return f"{name:10}{figure(train):>12}" + ("–" if test is None else figure(test)).rjust(12)


def _figure(number: float) -> str:
    return f"{number:.6g}"
