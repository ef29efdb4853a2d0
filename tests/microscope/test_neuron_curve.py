"""f and f′ of a neuron: every kind against finite differences, and δ = what arrives · f′(z)."""

from __future__ import annotations

import numpy as np
import pytest

from playground.engine import ACTIVATIONS, LOSSES
from playground.microscope.digits import number
from playground.microscope.neuron_curve import NeuronCurve, describe_curve
from tests.microscope.examples import step_of


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_row_is_on_both_curves_and_delta_is_what_arrives_times_the_slope(activation: str) -> None:
    step = step_of(activation, "log_loss", (0, 3))
    for layer, neuron, row in ((1, 0, 0), (1, 1, 1), (2, 0, 1)):
        curve = NeuronCurve.of(step, row, layer, neuron)
        at = int(np.searchsorted(curve.values, curve.z))
        assert curve.values[at] == curve.z == step.trace.z[layer - 1][row, neuron]
        assert curve.f[at] == pytest.approx(step.trace.a[layer][row, neuron])
        assert curve.slopes[at] == pytest.approx(step.slopes[layer - 1][row, neuron])
        assert curve.arriving is not None
        assert curve.arriving * curve.slope == pytest.approx(curve.delta)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_slope_is_that_of_the_curve(activation: str) -> None:
    curve = NeuronCurve.of(step_of(activation, "log_loss", (0,)), 0, 1, 0)
    f, bent = ACTIVATIONS[activation].f, np.abs(curve.values) > 1e-3
    rise = (f(curve.values + 1e-6) - f(curve.values - 1e-6)) / 2e-6
    assert curve.slopes[bent] == pytest.approx(rise[bent], abs=1e-6)


@pytest.mark.parametrize("loss", LOSSES)
def test_an_output_has_the_function_of_its_loss_and_no_delta_from_behind(loss: str) -> None:
    step = step_of("tanh", loss, (0,))
    curve = NeuronCurve.of(step, 0, len(step.before.weights), 0)
    assert curve.arriving is None
    assert curve.a == pytest.approx(step.trace.prediction[0, 0])
    p = curve.f
    known = {"sigmoid": p * (1 - p), "softmax": p * (1 - p), "tanh": 1 - p * p, "identity": np.ones_like(p)}
    assert curve.slopes == pytest.approx(known[curve.label], abs=1e-8)


def test_the_words_name_the_flat_part_and_keep_delta_until_it_is_known() -> None:
    step = step_of("tanh", "log_loss", (0,))
    step.trace.z[0][0, 0] = 5.0
    step.deltas[0][0, 0] = 1.0
    curve = NeuronCurve.of(step, 0, 1, 0)
    assert curve.is_flat and not NeuronCurve.of(step_of("linear"), 0, 1, 0).is_flat
    forward, back = (describe_curve(curve, 3, backward=turned) for turned in (False, True))
    assert "is flat" in forward and "is flat" in back and number(curve.slope, 3) in forward
    assert "δ" not in forward and "δ = 1." in back


@pytest.mark.parametrize("z", [np.nan, np.inf, -np.inf, 1e308, -800.0])
def test_any_z_has_a_curve(z: float) -> None:
    step = step_of("sigmoid", "log_loss", (0,))
    step.trace.z[0][0, 0] = z
    curve = NeuronCurve.of(step, 0, 1, 0)
    assert ("overflowed" in describe_curve(curve, 3, backward=True)) == (not np.isfinite(z))
    assert len(curve.values) == len(curve.f) == len(curve.slopes)
