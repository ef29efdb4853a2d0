"""What students do wrong, each as a function of the numbers of an update: a row of WRONG_RULES.

A wrong answer that is the value of a rule gets its sentence; no sentence names a number. A rule that cannot
be told from the right one, such as f′ forgotten where f is linear, gives nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.engine import ACTIVATIONS
from playground.lessons.marking.working import Working, delta_of
from playground.lessons.quantities import Quantity

Values = Callable[[Working, Quantity], Iterator[float]]


class WrongRule(Struct, frozen=True):
    """One row.

    label     as a teacher reads it in a table
    values    what it gives for a number: one value, several, or none where it does not apply
    sentence  what is said when the answer fits this rule alone
    look      where to look, to follow "look at": said when it fits several
    """

    name: str
    label: str
    sentence: str
    look: str
    values: Values


def _sign(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind in {"z", "a", "d", "g"}:
        yield -working.derived(one)


def _bias(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind == "z":
        yield working.derived(one) - float(working.weights(one.layer)[1][one.to])


def _transposed(working: Working, one: Quantity) -> Iterator[float]:
    """Only where the other matrix fits: as many neurons on both sides."""
    layer = one.layer if one.kind == "z" else one.layer + 1
    if one.kind not in {"z", "d"} or layer > working.layers:
        return
    W, b = working.weights(layer)
    if W.shape[0] != W.shape[1] or W.shape[0] == 1:
        return
    if one.kind == "z":
        yield float(working.inputs(layer, one.row) @ W[one.to] + b[one.to])
    else:
        yield working.back(one, W.T) * working.slope(one)


def _other_activation(working: Working, one: Quantity) -> Iterator[float]:
    z = np.array([working.value(replace(one, kind="z", layer=one.layer or working.layers))])
    if one.kind == "a":
        used = working.step.before.activations[one.layer - 1]
        yield from (float(ACTIVATIONS[name].f(z)[0]) for name in _COMMON if name != used)
    elif one.kind == "y":
        used = working.step.before.loss_fn.output_name
        yield from (float(ACTIVATIONS[name].f(z)[0]) for name in _COMMON[:2] if name != used)


_COMMON = ("sigmoid", "tanh", "relu")


def _z_for_a(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind not in {"z", "a", "y", "g"}:
        return
    layer = working.layers if one.kind == "y" else one.layer - (one.kind != "a")
    if layer == 0 or _keeps(working, layer):
        return
    if one.kind == "a":
        yield working.value(replace(one, kind="z"))
    elif one.kind == "y":
        yield working.value(replace(one, kind="z", layer=working.layers))
    elif one.kind == "z" and one.layer > 1:
        W, b = working.weights(one.layer)
        yield float(working.all_z(one.layer - 1, one.row) @ W[:, one.to] + b[one.to])
    elif one.kind == "g" and one.layer > 1 and one.source is not None:
        rows = working.each_row()
        z = [working.all_z(one.layer - 1, row)[one.source] for row in rows]
        deltas = [working.value(delta_of(one, row)) for row in rows]
        yield float(np.mean(np.array(z) * np.array(deltas)))


def _a_for_z(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind != "d" or one.layer >= working.layers:
        return
    row = working.step.before.hidden[one.layer - 1]
    a = row.f(_PROBES)
    if (row.slope(_PROBES, a) != row.slope(a, row.f(a))).any():
        a = np.array([working.value(replace(one, kind="a"))])
        yield working.back(one) * float(row.slope(a, row.f(a))[0])


def _slope_forgotten(working: Working, one: Quantity) -> Iterator[float]:
    """δ without f′, or of the output as ŷ − y where this is not right; and the gradient that follows."""
    if one.kind == "d":
        yield from _without_slope(working, one)
    elif one.kind == "g":
        rows = working.each_row()
        deltas = [list(_without_slope(working, delta_of(one, row))) for row in rows]
        if all(deltas):
            inputs = [working.input_of(one, row) for row in rows]
            yield float(np.mean([delta[0] * a for delta, a in zip(deltas, inputs, strict=True)]))


def _without_slope(working: Working, delta: Quantity) -> Iterator[float]:
    if delta.layer < working.layers:
        row = working.step.before.hidden[delta.layer - 1]
        if (row.slope(_PROBES, row.f(_PROBES)) != 1.0).any():
            yield working.back(delta)
        return
    y, targets = working.all_y(delta.row), working.targets(delta.row)
    right = working.step.before.loss_fn.output_delta(working.all_z(delta.layer, delta.row), y, targets)
    if (right != y - targets).any():
        yield float((y - targets)[delta.to])


_PROBES = np.array([-0.7, 0.4])  # where activations are looked at, whatever z is


def _keeps(working: Working, layer: int) -> bool:
    """Whether the activation of a layer is z itself."""
    return bool((working.step.before.functions[layer - 1](_PROBES) == _PROBES).all())


def _new_weights(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind != "d" or one.layer >= working.layers:
        return
    W = working.weights(one.layer + 1)[0].copy()
    for source, to in np.ndindex(*W.shape):
        W[source, to] = working.value(Quantity("w", one.layer + 1, to, source))
    yield working.back(one, W) * working.slope(one)


def _rate_forgotten(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind == "w":
        yield working.old(one) - working.value(replace(one, kind="g"))


def _plus(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind == "w":
        yield 2.0 * working.old(one) - working.derived(one)


def _change_alone(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind == "w":
        change = working.derived(one) - working.old(one)
        yield from (change, -change)


def _not_divided(working: Working, one: Quantity) -> Iterator[float]:
    rows = len(working.step.rows)
    if rows == 1 or (one.kind == "E" and one.row is not None):
        return
    if one.kind in {"g", "E"}:
        yield rows * working.derived(one)
    elif one.kind == "w":
        yield working.moved(one, rows * working.value(replace(one, kind="g")))


def _other_neuron(working: Working, one: Quantity) -> Iterator[float]:
    sizes = working.step.before.sizes
    if one.kind == "E":
        return
    layer = working.layers if one.kind == "y" else one.layer
    yield from (working.value(replace(one, to=to)) for to in range(sizes[layer]) if to != one.to)
    if one.source is not None:
        sources = (source for source in range(sizes[layer - 1]) if source != one.source)
        yield from (working.value(replace(one, source=source)) for source in sources)


def _common_logarithm(working: Working, one: Quantity) -> Iterator[float]:
    if one.kind == "E" and "ln" in working.step.before.loss_fn.formula:
        yield working.derived(one) / math.log(10.0)


def _decimal_place(working: Working, one: Quantity) -> Iterator[float]:
    value = working.derived(one)
    yield from (10.0 * value, value / 10.0)


_ROWS = (
    WrongRule("sign", "wrong sign", "Check the sign.", "the sign", _sign),
    WrongRule("bias", "bias forgotten", "The bias is missing: z = w·a + b.", "the bias", _bias),
    WrongRule(
        "transposed",
        "weights transposed",
        "Which weight leads where? These are the weights of the other direction.",
        "which weight leads where",
        _transposed,
    ),
    WrongRule(
        "activation",
        "other activation",
        "This is another activation function than the one of this neuron.",
        "which activation function it is",
        _other_activation,
    ),
    WrongRule(
        "z_for_a",
        "z for a",
        "Here z stands for a: the activation a = f(z) goes on, not z.",
        "whether z or a is needed",
        _z_for_a,
    ),
    WrongRule(
        "a_for_z",
        "a for z in f′",
        "f′ is taken at z, not at a.",
        "where f′ is taken",
        _a_for_z,
    ),
    WrongRule(
        "slope",
        "f′ forgotten",
        "The factor from the derivative is missing.",
        "the derivative f′(z)",
        _slope_forgotten,
    ),
    WrongRule(
        "new_weights",
        "new weights in δ",
        "All gradients come from the old weights: the weights of the next layer have not moved yet.",
        "whether the weights are the old ones",
        _new_weights,
    ),
    WrongRule(
        "rate",
        "α forgotten",
        "The learning rate α is missing: w ← w − α·∂E/∂w.",
        "the learning rate",
        _rate_forgotten,
    ),
    WrongRule(
        "plus",
        "+ for −",
        "The update goes against the gradient: minus, not plus.",
        "the sign of the update",
        _plus,
    ),
    WrongRule(
        "change",
        "the change alone",
        "This is the change. The new weight is the old one and the change together.",
        "whether the old weight is in it",
        _change_alone,
    ),
    WrongRule(
        "mean",
        "/N forgotten",
        "It is the mean over the rows: divide by N.",
        "the mean over the rows",
        _not_divided,
    ),
    WrongRule(
        "logarithm",
        "common logarithm",
        "This is the common logarithm. The loss needs the natural one, ln.",
        "which logarithm it is",
        _common_logarithm,
    ),
    WrongRule(
        "neuron",
        "other neuron",
        "This belongs to another neuron or weight.",
        "which neuron or weight it is",
        _other_neuron,
    ),
    WrongRule(
        "place",
        "decimal place",
        "Look at the decimal point: one place too far.",
        "the decimal point",
        _decimal_place,
    ),
)

WRONG_RULES: dict[str, WrongRule] = {row.name: row for row in _ROWS}


def wrong_values(working: Working, one: Quantity) -> Iterator[tuple[WrongRule, float]]:
    """Every value that a wrong rule gives for a number."""
    for rule in _ROWS:
        with np.errstate(all="ignore"):
            values = list(rule.values(working, one))
        yield from ((rule, value) for value in values if math.isfinite(value))


def told(rules: tuple[str, ...]) -> str:
    """The sentence of one rule; of several, a weaker one that names where to look."""
    if len(rules) == 1:
        return WRONG_RULES[rules[0]].sentence
    looks = [WRONG_RULES[name].look for name in rules[:3]]
    return f"Look at {', '.join(looks[:-1])} or {looks[-1]}."
