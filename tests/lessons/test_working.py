"""What follows from nothing entered is what the microscope says; what follows from entries is by hand."""

from __future__ import annotations

import math

import pytest

from playground.engine import ACTIVATIONS, LOSSES
from playground.lessons.marking.working import Working
from playground.lessons.quantities import quantity
from playground.training.parameters import all_parameters
from tests.lessons.examples import update
from tests.microscope.examples import step_of


def names(sizes: tuple[int, ...]) -> list[str]:
    last = len(sizes) - 1
    neurons = [
        f"{letter}{layer}.{k + 1}"
        for layer in range(1, last + 1)
        for k in range(sizes[layer])
        for letter in "zad"
    ]
    parameters = [
        f"{letters[one.source is None]}{one.layer}.{one.to + 1}"
        + ("" if one.source is None else f".{one.source + 1}")
        for one in all_parameters(sizes)
        for letters in (("g", "gb"), ("w", "b"))
    ]
    return ["E", "y1", *parameters, *(name for name in neurons if not name.startswith(f"a{last}."))]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("rows", [(3,), (3, 1, 40)])
def test_with_nothing_entered_it_is_the_microscope(loss: str, rows: tuple[int, ...]) -> None:
    for activation in ACTIVATIONS:
        step = step_of(activation, loss, rows, optimiser="adam", regularisation="l2")
        working = Working(step, rows[0])
        for name in names(step.before.sizes):
            one = quantity(name)
            assert one.name == name
            assert working.derived(one) == pytest.approx(one.exact(step, rows[0]), rel=1e-9, abs=1e-12), name


def test_what_follows_from_a_slip_is_carried_on() -> None:
    step = update()
    own = {quantity("z1.1"): 0.5, quantity("d2.1"): -0.25}
    working = Working(step, 0, own)
    (W, _), a = step.before.weights[1], 1.0 / (1.0 + math.exp(-0.5))
    assert working.following(quantity("a1.1")) == (pytest.approx(a), {quantity("z1.1")})
    assert working.following(quantity("g2.1.1")) == (pytest.approx(-0.25 * a), set(own))
    delta = W[0, 0] * -0.25 * a * (1.0 - a)
    assert working.following(quantity("d1.1")) == (pytest.approx(delta), set(own))
    assert working.following(quantity("w1.1.2"))[0] == pytest.approx(
        step.before.weights[0][0][1, 0] - 0.5 * delta * step.X[0, 1]
    )
    assert working.following(quantity("a1.2"))[1] == set()


def test_a_deep_network_takes_no_longer_than_its_neurons() -> None:
    step = step_of(hidden_layers=(6,) * 8)
    assert Working(step, 3).derived(quantity("E")) == pytest.approx(step.loss)
