"""The Backprop mode in words: which row it is, what a stage tells, what is to be done."""

from __future__ import annotations

from playground.microscope.digits import number
from playground.microscope.numeric_check import NumericCheck
from playground.microscope.stages import Stage
from playground.session import Microscope
from playground.typography import layer_superscript

_PICKED = "This row was picked for its visible update; Shift+→ shows the next one in training order."
_OLD = "All weights still have their old values; they are updated together at stage {update}."


def stage_tip(stage: Stage) -> str:
    """What a stage is about, in a few words."""
    layer, over = stage.layer, layer_superscript(stage.layer)
    return {
        "row": "The input: a row of the training set",
        "forward": f"Forward pass, layer {layer}: z = w·a + b and a = f(z)",
        "error": "The prediction beside its target, and the loss E",
        "delta": f"Backward pass: δ{over}, how the loss changes with each z of layer {layer}",
        "slope": f"Backward pass: ∂E/∂w{over} = δ·a of every weight into layer {layer}",
        "gradient": "All partial derivatives together: the gradient ∇E",
        "update": "The update: all weights change at once",
        "after": "The new prediction and the new loss",
    }[stage.kind]


def happening(microscope: Microscope) -> str:
    """The status line: the number of the stage, and what is found there."""
    steps, step = len(microscope.stages), microscope.step
    stage = microscope.stage
    layer, last = stage.layer, len(step.before.weights)
    rows = "this row" if len(step.rows) == 1 else f"these {len(step.rows):,} rows"
    said = {
        "row": "the row is the input of the first layer.",
        "forward": f"z = w·a + b for every neuron of layer {layer}, then a = f(z).",
        "error": "the prediction beside its target gives the loss E.",
        "delta": "δ says how the loss changes with z of the output."
        if layer == last
        else f"chain rule: the deltas of layer {layer + 1}, weighted and summed, times f′(z).",
        "slope": f"δ·a gives the partial derivative of every weight into layer {layer}.",
        "gradient": f"the partial derivatives together are the gradient ∇E, the mean over {rows}."
        if len(step.rows) > 1
        else "the partial derivatives together are the gradient ∇E.",
        "update": "all weights are updated at once, each against its gradient.",
        "after": f"with the new weights the loss of {rows} goes from "
        f"{number(step.loss, microscope.digits)} to {number(step.loss_after, microscope.digits)}.",
    }[stage.kind]
    update = next(place for place, one in enumerate(microscope.stages, 1) if one.kind == "update")
    old = f" {_OLD.format(update=update)}" if stage.kind in {"delta", "slope", "gradient"} else ""
    if stage.kind == "row" and microscope.picked:
        old = f" {_PICKED}"
    return f"Stage {microscope.stage_index + 1} of {steps}: {said}{old}"


def checked(microscope: Microscope) -> str:
    """At the slopes: the chosen one by a small nudge beside the one by backpropagation."""
    if microscope.stage.kind not in {"slope", "gradient"}:
        return ""
    check = NumericCheck.of(microscope.step, microscope.followed)
    numeric, analytic = (number(value, 5) for value in (check.numeric, check.analytic))
    mark = "✓" if check.agrees else "(at a kink)" if check.kink else "✗"
    return f"numeric check of {microscope.followed.label}: {numeric} ≈ {analytic} {mark}"


def caption(microscope: Microscope) -> str:
    """Which row is looked at, among how many; and whether it is the trainer's own next one."""
    step, data = microscope.step, microscope.step.experiment.data
    row = step.rows[microscope.row_index]
    if data.test[row]:
        return f"Row {row + 1:,} of {len(data):,} · test row (view only)"
    if len(step.rows) > 1:
        return f"Batch of {len(step.rows):,} · row {row + 1:,} shown"
    how = (
        "" if microscope.is_next_in_order else " · a clear example" if microscope.picked else " · your choice"
    )
    return f"Row {row + 1:,} of {len(data):,}{how}"


def place(microscope: Microscope) -> str:
    """The columns and the target of the row that is shown: (1.200, −0.800) · red."""
    data = microscope.step.experiment.data
    row = microscope.step.rows[microscope.row_index]
    columns = ", ".join(number(float(value), microscope.digits) for value in data.X[row])
    target = float(data.y[row])
    classes = microscope.names.classes
    named = classes[int(target)] if classes else number(target, microscope.digits)
    return f"({columns}) · {named}"


def rows_tip(microscope: Microscope) -> str:
    """Every row of the batch, and the row that is shown by the names of its columns."""
    data, called = microscope.step.experiment.data, microscope.names
    row = microscope.step.rows[microscope.row_index]
    names = (*called.columns, *(() if called.classes else (called.target,)))
    values = (*data.X[row], *(() if data.class_names else (data.y[row],)))
    shown = ", ".join(
        f"{name} {number(float(value), microscope.digits)}" for name, value in zip(names, values, strict=True)
    )
    return f"{_order(microscope)}\n{shown}"


def _order(microscope: Microscope) -> str:
    rows = ", ".join(f"{row + 1:,}" for row in microscope.step.rows[:40])
    more = "" if len(microscope.step.rows) <= 40 else " …"
    order = "next in training order" if microscope.is_next_in_order else "your choice"
    if microscope.picked:
        return f"Row {rows}. {_PICKED}"
    return f"Rows {rows}{more}: {order}" if len(microscope.step.rows) > 1 else f"Row {rows}: {order}"
