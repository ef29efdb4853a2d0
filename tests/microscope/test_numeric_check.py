"""The gradient check: it agrees where the slope is right, finds a wrong one, and knows a kink."""

from __future__ import annotations

import numpy as np
import pytest
from autograd import grad
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from playground.engine import ACTIVATIONS, LOSSES
from playground.microscope.numeric_check import EPSILON, FullCheck, NumericCheck, has_kink, passes_kink
from playground.microscope.step import Step
from playground.training.parameters import Parameter, all_parameters
from tests.engine.oracle import loss_by_autograd
from tests.microscope.examples import step_of
from tests.properties import examples

W = Parameter(3, 0, 1)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@examples(3)
@given(seed=st.integers(0, 999), place=st.integers(0, 10_000))
def test_both_slopes_are_that_of_autograd(activation: str, loss: str, seed: int, place: int) -> None:
    step = step_of(activation, loss, seed=seed)
    parameters = all_parameters(step.before.sizes)
    place %= len(parameters)
    check = NumericCheck.of(step, parameters[place])
    assume(not check.kink)
    assume(loss != "huber" or np.abs(np.abs(step.trace.z[-1] - step.Y) - 1.0).min() > 1e-3)
    slope = grad(loss_by_autograd(step.before, step.X, step.Y))(step.before.theta)[place]
    assert check.analytic == pytest.approx(slope, rel=1e-6, abs=1e-7)
    assert check.numeric == pytest.approx(slope, rel=1e-4, abs=1e-6)
    assert check.agrees


def test_a_hand_calculator_finds_the_same() -> None:
    check = NumericCheck.of(step_of(), W)
    above, below = float(f"{check.above:.12f}"), float(f"{check.below:.12f}")
    assert check.decimals == 12
    assert check.numeric == float(f"{(above - below) / (2 * EPSILON):.8f}")
    assert check.difference == float(f"{abs(check.numeric - check.analytic):.8f}")


def test_a_large_error_has_fewer_decimals() -> None:
    step = step_of(loss="mse")
    far = np.full_like(step.Y, 1000.0)  # E is almost a million
    check = NumericCheck.of(replace(step, Y=far, backward=step.before.backward(step.trace, far)), W)
    assert check.decimals == 7
    assert check.agrees and abs(check.numeric) > 1.0


def test_a_wrong_gradient_is_found() -> None:
    step = step_of()
    step.gradient[W.index(step.before.sizes)] *= 1.01
    assert not NumericCheck.of(step, W).agrees
    outcome = _outcome(step)
    assert (outcome.at, outcome.apart, outcome.kinks) == (W, 1, 0)
    assert outcome.largest == pytest.approx(0.01, rel=0.02)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_all_agree(activation: str, loss: str) -> None:
    step = step_of(activation, loss, seed=4)
    outcome = _outcome(step)
    assert outcome.parameters == len(step.before.theta)
    assert outcome.apart == 0 and outcome.largest < 1e-5


def test_looking_changes_nothing() -> None:
    step = step_of()
    theta, gradient = step.before.theta.copy(), step.gradient.copy()
    NumericCheck.of(step, W)
    _outcome(step)
    assert (step.before.theta == theta).all() and (step.gradient == gradient).all()


def test_a_check_of_all_goes_on_piece_by_piece() -> None:
    check = FullCheck(step_of())
    shares = []
    while not check.done:
        check.advance(0.0)
        shares.append(check.share)
    assert shares[0] == pytest.approx(1.0 / len(check.numeric)) and shares[-1] == 1.0
    assert len(shares) == len(check.numeric)


def test_a_kink_between_the_two_is_known() -> None:
    step = step_of("relu", hidden_layers=(1,), rows=(0,))
    bias = Parameter(1, 0)
    place = bias.index(step.before.sizes)
    assert not passes_kink(step, place)
    step.start.theta[place] -= float(step.trace.z[0][0, 0])  # z is 0: the kink itself
    step = Step.of(step.experiment, step.start, step.rows)
    check = NumericCheck.of(step, bias)
    assert check.kink and not check.agrees
    outcome = _outcome(step)
    assert outcome.kinks >= 1 and outcome.apart == 0


def test_which_activations_have_a_kink() -> None:
    assert {name for name in ACTIVATIONS if has_kink(name)} == {"relu", "leaky_relu"}


def test_numbers_that_have_overflowed_do_not_agree() -> None:
    step = step_of()
    step.start.theta[:] = np.nan
    step = Step.of(step.experiment, step.start, step.rows)
    assert not NumericCheck.of(step, W).agrees
    assert np.isnan(_outcome(step).largest)


def _outcome(step: Step):  # type: ignore[no-untyped-def]  # noqa: ANN202
    check = FullCheck(step)
    check.advance()
    return check.outcome()
