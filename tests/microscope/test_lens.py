"""The weight lens against E and ∂E/∂w written again for autograd."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import ACTIVATIONS, LOSSES
from playground.microscope.digits import number
from playground.microscope.lens import Lens, span_of
from playground.microscope.lens_text import describe_slope
from playground.microscope.step import Step
from playground.training.parameters import Parameter, all_parameters
from tests.engine.oracle import loss_by_autograd
from tests.microscope.examples import step_of
from tests.properties import examples

W = Parameter(3, 0, 1)  # into the output


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@examples(3)
@given(seed=st.integers(0, 999), place=st.integers(0, 10_000), rows=st.integers(1, 5))
def test_curve_and_slope_are_those_of_e(activation: str, loss: str, seed: int, place: int, rows: int) -> None:
    step = step_of(activation, loss, tuple(range(rows)), seed)
    parameters = all_parameters(step.before.sizes)
    place %= len(parameters)
    lens = Lens(step, parameters[place])
    lens.loss_grid.advance()
    E = loss_by_autograd(step.before, step.X, step.Y)
    theta = step.before.theta.copy()
    for value, loss_there in list(zip(lens.values, lens.losses, strict=True))[::9]:
        theta[place] = value
        assert loss_there == pytest.approx(E(theta), rel=1e-9, abs=1e-12)
    theta[place] = lens.now
    assert lens.slope == pytest.approx(grad(E)(theta)[place], rel=1e-8, abs=1e-10)
    assert lens.loss_at(lens.now) == pytest.approx(E(theta), rel=1e-9)


def test_parameters_are_told_in_the_order_of_theta() -> None:
    for sizes in ((2, 3, 1), (1, 1), (4, 2, 2, 3)):
        assert [p.index(sizes) for p in all_parameters(sizes)] == list(range(len(all_parameters(sizes))))


def test_the_present_value_and_the_next_one_are_on_the_curve() -> None:
    step = step_of(learning_rate=0.7)
    lens = Lens(step, W)
    place = W.index(step.before.sizes)
    assert lens.now in lens.values and lens.after in lens.values
    assert (lens.now, lens.after) == (step.before.theta[place], step.after.theta[place])
    assert lens.after - lens.now == pytest.approx(-0.7 * lens.slope)


def test_the_tangent_touches_at_the_present_value() -> None:
    step = step_of()
    lens = Lens(step, W)
    near = lens.now + np.array([-1e-5, 0.0, 1e-5])
    theirs = [step.before.at(_with(step, W, value)).loss(step.X, step.Y) for value in near]
    np.testing.assert_allclose(lens.tangent(near), theirs, atol=1e-9)


def test_the_curve_is_found_coarsely_first_and_its_marked_points_before_all() -> None:
    lens = Lens(step_of(hidden_layers=(64, 64, 64), rows=tuple(range(300))), Parameter(1, 0, 0))
    lens.loss_grid.advance(0.0)
    assert not lens.loss_grid.done and 0.0 < lens.loss_grid.share < 0.2
    while not np.isfinite(lens.losses).sum() > 10:
        lens.loss_grid.advance(0.0)
    assert math.isfinite(lens.loss_at(lens.now)) and math.isfinite(lens.loss_at(lens.after))
    assert np.diff(np.flatnonzero(lens.loss_grid.known)).max() <= 17
    assert np.isnan(lens.losses[~lens.loss_grid.known]).all()


@pytest.mark.parametrize(("now", "least"), [(0.0, 2.0), (0.4, 2.0), (-10.0, 15.0), (1e6, 1.5e6)])
def test_the_span_is_wide_enough_to_be_telling(now: float, least: float) -> None:
    step = step_of()
    step.before.theta[W.index(step.before.sizes)] = now
    low, high = span_of(step, W)
    assert low <= now - least and high >= now + least
    assert high - low < 4.0 * least


def test_a_large_step_is_in_the_span() -> None:
    step = step_of(learning_rate=100.0)
    low, high = span_of(step, W)
    assert low < step.after.theta[W.index(step.before.sizes)] < high
    assert Lens(step, W, (-1.0, 1.0)).values[[0, -1]] != pytest.approx([low, high])


def test_the_penalty_is_a_curve_of_its_own() -> None:
    assert Lens(step_of(), W).penalty is None
    step = step_of(regularisation="l2", regularisation_rate=0.1)
    lens = Lens(step, W)
    np.testing.assert_allclose(lens.penalty, 0.05 * lens.values**2)
    assert Lens(step, Parameter(3, 0)).penalty is None, "biases are not penalised"
    slopes = np.gradient(np.asarray(lens.penalty), lens.values)
    at = int(np.searchsorted(lens.values, lens.now))
    assert slopes[at] == pytest.approx(step.penalty_gradient[W.index(step.before.sizes)], rel=1e-6)


def test_weights_beyond_all_bounds_are_no_error() -> None:
    step = step_of()
    step.before.theta[:] = np.nan
    lens = Lens(step, W)
    lens.loss_grid.advance()
    assert np.isnan(lens.losses).all()
    assert "undefined" in describe_slope(_diverged(), W, 3)


def _diverged() -> Step:
    step = step_of()
    step.gradient[:] = np.nan
    return step


def _with(step: Step, parameter: Parameter, value: float) -> np.ndarray:
    theta = step.before.theta.copy()
    theta[parameter.index(step.before.sizes)] = value
    return theta


# --- in words ---------------------------------------------------------------------------------------


def _slope(step: Step, parameter: Parameter = W) -> float:
    return float(step.gradient[parameter.index(step.before.sizes)])


def _seed(*, positive: bool, **choices: Any) -> Step:
    steps = (step_of(seed=seed, **choices) for seed in range(50))
    return next(step for step in steps if (_slope(step) > 0.02) == positive and abs(_slope(step)) > 0.02)


def test_the_sign_rule() -> None:
    up, down = _seed(positive=False), _seed(positive=True)
    size = number(abs(_slope(down)), 3)
    assert describe_slope(down, W, 3) == (
        f"slope +{size}: raising this weight raises the loss, so it goes down by α × {size}."
    )
    size = number(abs(_slope(up)), 3)
    assert describe_slope(up, W, 3) == (
        f"slope −{size}: raising this weight lowers the loss, so it goes up by α × {size}."
    )
    assert "this bias" in describe_slope(up, Parameter(3, 0), 3)


def test_a_locked_weight_stays() -> None:
    assert describe_slope(_seed(positive=True, frozen=(W.name,)), W, 3).endswith(
        "; it is frozen, so it does not change."
    )


def test_no_slope_no_step() -> None:
    step = step_of("relu", seed=1)
    idle = next(p for p in all_parameters(step.before.sizes) if _slope(step, p) == 0.0)
    assert describe_slope(step, idle, 3).endswith("a little leaves the loss as it is, so it stays.")


def test_penalty_and_clipping_are_said() -> None:
    words = describe_slope(_seed(positive=True, regularisation="l2", regularisation_rate=0.5), W, 3)
    assert "g = slope + penalty = " in words and "clipping" not in words and "by α × " in words
    step = _seed(positive=True, clip_norm=0.01)
    words = describe_slope(step, W, 3)
    assert "g = slope · clipping = " in words
    used = step.used_gradient[W.index(step.before.sizes)]
    assert words.endswith(f"So it goes down by α × {number(used, 3)}.")


def test_an_optimiser_with_a_memory_is_named() -> None:
    step = _seed(positive=True, optimiser="adam", learning_rate=0.1)
    size = number(abs(float(step.change[W.index(step.before.sizes)])), 3)
    assert describe_slope(step, W, 3).endswith(f"Adam moves it down by {size}.")
    step = _seed(positive=True, optimiser="momentum")
    step.start.state.slots["v"][:] = -10.0
    again = Step.of(step.experiment, step.start, step.rows)
    assert "Momentum moves it up by" in describe_slope(again, W, 3)
    assert describe_slope(again, W, 3).endswith("momentum from earlier steps carries it on.")
    assert "weight decay included" in describe_slope(_seed(positive=True, optimiser="adamw"), W, 3)


def test_a_weight_that_l1_has_settled() -> None:
    step = _seed(positive=True, regularisation="l1", regularisation_rate=10.0, learning_rate=1.0)
    place = W.index(step.before.sizes)
    step.start.theta[place] = -1.0
    settled = Step.of(step.experiment, step.start, step.rows)
    assert settled.after.theta[place] == 0.0
    assert describe_slope(settled, W, 3).endswith("so it is set to 0.")


def test_a_hand_calculator_finds_the_gradient_that_is_used() -> None:
    for seed in range(20):
        step = step_of(seed=seed, regularisation="l2", regularisation_rate=0.3, clip_norm=0.5)
        line = describe_slope(step, W, 3).split(". ")[1]
        _, letters, numbers, result = line.split(" = ")
        assert letters == ("(slope + penalty) · clipping" if step.clipping < 1.0 else "slope + penalty")
        found = eval(numbers.replace("−", "-").replace("·", "*"))
        assert number(found, 3) == result, line
