"""Every number of one update as CSV: a line for each, named as in the matrices and the Backprop mode.

quantity   what it is: a feature (a of layer 0), z, a, f' and delta of a neuron, loss of a row, w, gradient …
name       of the number: a1[2] is neuron 2 of layer 1, w2[1,3] the weight to neuron 1 from neuron 3
row        of the dataset, from 1; empty for what belongs to the whole batch
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Annotated

from msgspec import Meta

from playground.arrays import Array
from playground.errors import FileError
from playground.export.model import TrainedModel
from playground.export.options import Options
from playground.microscope.step import Step
from playground.settings import check
from playground.training import Trainer
from playground.training.checkpoint import Checkpoint
from playground.training.parameters import all_parameters

_HEADER = ("quantity", "name", "layer", "row", "value")
Line = tuple[str, str, int | str, int | str, float]


class StepOptions(Options, frozen=True, kw_only=True):
    """What is chosen for the numbers of a step."""

    step: Annotated[
        str,
        Meta(
            title="Step",
            description="The update from the next row alone, or from the next batch.",
            extra={"choices": ("row", "batch")},
        ),
    ] = "row"

    def __post_init__(self) -> None:
        check(self)


def next_step(model: TrainedModel, options: StepOptions) -> Step:
    """The update that the run would make next. Raises FileError where there is nothing to train on."""
    trained = model.trained
    point = Trainer(
        model.experiment, trained if isinstance(trained, Checkpoint) else trained.checkpoint
    ).resume_point()
    rows = point.row if options.step == "row" else point.batch
    if not rows:
        raise FileError("There are no training rows to take a step from.", "Use data with training rows.")
    return Step.of(model.experiment, point, rows)


def step_csv(step: Step) -> bytes:
    """All numbers of an update; exact, so that whatever reads them computes on with the same."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows((*line[:-1], repr(line[-1])) for line in lines_of(step))
    return text.getvalue().encode()


def lines_of(step: Step) -> Iterator[Line]:
    """The lines in the order in which they are computed."""
    rows = [row + 1 for row in step.rows]
    last = len(step.trace.z)
    yield from _neurons("a", 0, step.X, rows, step.experiment.features)
    for layer in range(1, last + 1):
        yield from _neurons("z", layer, step.trace.z[layer - 1], rows)
        yield from _neurons("a", layer, step.trace.a[layer], rows)
    yield from _neurons("y", last, step.Y, rows)
    yield from (("loss", "E", "", row, loss) for row, loss in zip(rows, step.losses.tolist(), strict=True))
    yield ("loss", "E", "", "", step.loss)
    for layer in range(last, 0, -1):
        if layer < last:
            yield from _neurons("f'", layer, step.slopes[layer - 1], rows)
        yield from _neurons("delta", layer, step.deltas[layer - 1], rows)
    yield from _parameters(step)
    yield ("gradient norm", "|g|", "", "", step.gradient_norm)
    yield ("clipping", "c", "", "", step.clipping)
    yield ("learning rate", "alpha", "", "", step.start.rate)
    after = zip(rows, step.losses_after.tolist(), strict=True)
    yield from (("loss after", "E", "", row, loss) for row, loss in after)
    yield ("loss after", "E", "", "", step.loss_after)


def _neurons(
    quantity: str, layer: int, values: Array, rows: Iterable[int], names: tuple[str, ...] = ()
) -> Iterator[Line]:
    """The values (N, neurons) of a layer, row by row."""
    for row, numbers in zip(rows, values.tolist(), strict=True):
        for place, number in enumerate(numbers):
            name = names[place] if names else f"{quantity}{layer}[{place + 1}]"
            yield quantity, name, layer, row, number


def _parameters(step: Step) -> Iterator[Line]:
    """What belongs to a weight or a bias: its slope, all that becomes of it, and the new number."""
    columns = {
        "before": step.before.theta,
        "gradient": step.gradient,
        "penalty": step.penalty_gradient,
        "used gradient": step.used_gradient,
        **{f"memory {name}": values for name, values in step.state.slots.items()},
        "change": step.change,
        "after": step.after.theta,
    }
    for place, parameter in enumerate(all_parameters(step.experiment.sizes)):
        for quantity, values in columns.items():
            yield quantity, parameter.name, parameter.layer, "", float(values[place])
