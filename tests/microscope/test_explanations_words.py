"""The explanations: what is told in words."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from playground.data import Dataset, Names, Recipe
from playground.engine import ACTIVATIONS, LOSSES
from playground.microscope.explanations import explain
from playground.microscope.stages import Stage
from playground.microscope.step import Step
from playground.training import Experiment, Spec
from playground.training.parameters import parameter
from playground.training.resume_point import ResumePoint
from tests.microscope.explained import below, calculated, explanations, hold, some_data, some_step


def lines(step: Step, kind: str, layer: int = 0, chosen: str = "w1[1,1]", digits: int = 3) -> list[str]:
    names = Names.on_screen(step.experiment.data)
    explanation = explain(
        step, names, Stage(kind, layer), row_index=0, followed=parameter(chosen), digits=digits
    )  # type: ignore[arg-type]
    return [formula.plain() for formula in explanation.formulae] + [explanation.sentence]


def step_at(experiment: Experiment, theta: Any, batch: tuple[int, ...] = (0,)) -> Step:
    theta, spec = np.asarray(theta, dtype=float), experiment.spec
    return Step.of(
        experiment,
        ResumePoint(
            0, 0, theta, state=spec.make_optimiser().start(theta), rate=spec.rate(0), row=(0,), batch=batch
        ),
        batch,
    )


@pytest.fixture
def mock() -> Step:
    """The worked example of two inputs and three hidden neurons, its numbers known beforehand."""
    data = Dataset(np.array([[1.2, -0.8]]), np.zeros(1), ("x1", "x2"), "y", ("red", "green"))
    experiment = Experiment.create(data, Spec(hidden_layers=(3,)))
    W1 = [[1.3, -0.8, 0.5], [0.0, 0.2, 0.3]]
    return step_at(experiment, [*W1[0], *W1[1], 0.1, -0.2, 0.0, 1.1, -0.7, 0.4, 0.05])


def test_the_worked_example(mock: Step) -> None:
    assert lines(mock, "forward", 1, "w2[1,2]") == [
        "z⁽¹⁾₂ = w⁽¹⁾₂₁ · x₁ + w⁽¹⁾₂₂ · x₂ + b⁽¹⁾₂ = −0.8 · 1.2 + 0.2 · (−0.8) − 0.2 = −1.32",
        "a⁽¹⁾₂ = tanh(z⁽¹⁾₂) = tanh(−1.32) = −0.867",
        ("Each input times its weight, plus the bias: z = −1.32. tanh(z) gives its activation a = −0.867."),
    ]
    assert lines(mock, "error")[:2] == [
        "E = −(y·ln ŷ + (1 − y)·ln(1 − ŷ))",
        "E = −ln(1 − ŷ) = −ln(1 − 0.860335) = 1.969  because y = 0",
    ]
    assert lines(mock, "delta", 2)[0] == "δ⁽²⁾₁ = ŷ − y = 0.860 − 0 = 0.860"
    assert lines(mock, "slope", 2, "w2[1,2]") == [
        "∂E/∂w⁽²⁾₁₂ = δ⁽²⁾₁ · a⁽¹⁾₂ = 0.860 · (−0.867) = −0.746",
        "∂E/∂b⁽²⁾₁ = δ⁽²⁾₁ = 0.860",
        "The slope is negative: raising this weight lowers the loss, so it goes up, by α × 0.746.",
    ]
    assert lines(mock, "update", 0, "w2[1,2]") == [
        "w⁽²⁾₁₂ ← w⁽²⁾₁₂ − α · ∂E/∂w⁽²⁾₁₂ = −0.7 − 0.03 · (−0.746) = −0.678",
        (
            "w⁽²⁾₁₂ goes up, from −0.7 to −0.678 (SGD). "
            "All gradients are evaluated at the old weights; now all weights change at once."
        ),
    ]
    assert lines(mock, "delta", 1, "w1[2,1]")[:2] == [
        "f′(z⁽¹⁾₂) = 1 − (a⁽¹⁾₂)² = 1 − (−0.8668)² = 0.249",
        "δ⁽¹⁾₂ = w⁽²⁾₁₂ · δ⁽²⁾₁ · f′(z⁽¹⁾₂) = −0.7 · 0.860 · 0.249 = −0.150",
    ]


def test_short_weights_are_fractions() -> None:
    """XOR with the weights of a textbook."""
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    data = Dataset(corners, np.array([0.0, 1.0, 1.0, 0.0]), ("x1", "x2"), "y", ("red", "green"))
    experiment = Experiment.create(data, Spec(hidden_layers=(2,), activation=("relu",)))
    step = step_at(experiment, [1, 1 / 3, 1, 1 / 3, -0.5, -1, 1, -2, -0.25], (3,))
    assert lines(step, "forward", 1, "w1[1,1]")[0] == (
        "z⁽¹⁾₁ = w⁽¹⁾₁₁ · x₁ + w⁽¹⁾₁₂ · x₂ + b⁽¹⁾₁ = 1 · 1 + 1 · 1 − 1/2 = 1.5"
    )
    assert lines(step, "forward", 1, "w1[2,1]")[:2] == [
        "z⁽¹⁾₂ = w⁽¹⁾₂₁ · x₁ + w⁽¹⁾₂₂ · x₂ + b⁽¹⁾₂ = 1/3 · 1 + 1/3 · 1 − 1 = −0.333",
        "a⁽¹⁾₂ = max(0, z⁽¹⁾₂) = max(0, −0.333) = 0  because z is not above 0",
    ]
    hold(step, 0, parameter("w1[1,2]"), 3)


def test_house_prices_are_told_in_dollars() -> None:
    experiment = Experiment.load(Recipe(source="houses"), Spec(hidden_layers=(3,)))
    train = [int(row) for row in np.flatnonzero(~experiment.data.test)]
    step = step_at(experiment, experiment.network().theta, tuple(train[:1]))
    hold(step, 0, parameter("w2[1,1]"), 3)
    row = lines(step, "row")
    assert row[0].startswith("x₁ = (size_m2 − mean) / std = (") and row[3].startswith(
        "y = (price_usd − mean)"
    )
    true = f"${experiment.data.y[train[0]]:,.0f}"
    assert row[-1] == f"Target: this row has price_usd = {true}."
    predicted = experiment.decode(step.trace.prediction)[0]
    error = predicted - experiment.data.y[train[0]]
    amount = f"{'−' if error < 0 else ''}${abs(error):,.0f}"
    assert lines(step, "error")[-1] == (
        f"Predicted ${predicted:,.0f}, true {true}: predicted − true = {amount} (price_usd)."
    )


def test_features_that_are_made_from_columns() -> None:
    data = some_data("two_classes", np.random.default_rng(2))
    names = ("x1", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")
    step = some_step(data, 1, 3, features=names, hidden_layers=(2,))
    hold(step, 0, parameter("w1[1,4]"), 4)
    told = lines(step, "row")
    assert [line.split(" = ")[0] for line in told[:6]] == ["x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁"]
    assert told[6] == "… and 1 more"


def test_a_short_last_batch_is_named() -> None:
    data = some_data("two_classes", np.random.default_rng(2))
    assert (
        "the last batch of the epoch is short: 3 rows, so the mean is over 3"
        in lines(some_step(data, 3, 0), "row")[-1]
    )
    assert "short" not in lines(some_step(data, 5, 0), "row")[-1]


def test_a_locked_weight_stays() -> None:
    data = some_data("two_classes", np.random.default_rng(2))
    step = some_step(data, 5, 0, frozen=("w1[1,1]",), optimiser="momentum")
    assert "frozen: it does not change" in lines(step, "update")[0]
    assert lines(step, "slope", 1)[-1].endswith("It is frozen, so it does not change.")
    assert "g = 0  w⁽¹⁾₁₁ is frozen: it is not trained" in lines(step, "gradient")


def test_l1_stops_a_weight_at_zero() -> None:
    data = some_data("two_classes", np.random.default_rng(2))
    experiment = Experiment.create(data, Spec(hidden_layers=(), regularisation="l1", regularisation_rate=5.0))
    step = step_at(experiment, [0.05, 1.0, 0.0], (0, 1))
    assert step.after.theta[0] == 0.0
    told = lines(step, "update")
    assert told[-2].startswith("w⁽¹⁾₁₁ ← 0  the L1 penalty") and told[-3].startswith(
        "w⁽¹⁾₁₁ ← w⁽¹⁾₁₁ − α · g = 0.05 −"
    )
    hold(step, 0, parameter("w1[1,1]"), 3)


@pytest.mark.parametrize("scale", [30.0, 1e3, 1e200, math.nan, math.inf])
@pytest.mark.parametrize(
    ("activation", "loss"), [(name, list(LOSSES)[k % len(LOSSES)]) for k, name in enumerate(ACTIVATIONS)]
)
def test_weights_that_are_too_large_are_told_all_the_same(scale: float, loss: str, activation: str) -> None:
    data = some_data(LOSSES[loss].tasks[0], np.random.default_rng(5))
    experiment = Experiment.create(data, Spec(hidden_layers=(3,), loss=loss, activation=(activation,)))
    theta = experiment.network().theta * scale
    step = step_at(experiment, theta, (0, 1))
    with np.errstate(all="ignore"):
        if scale <= 30:
            hold(step, 0, parameter("w1[1,1]"), 3)
        for _, explanation in explanations(step, 0, parameter("w1[1,1]"), 3):
            assert all(formula.plain() for formula in explanation.formulae)


def test_in_a_batch_the_loss_that_was_just_found_leads_the_mean() -> None:
    """Of more rows than are named, that of the shown row is the first, by its name and by its number."""
    step = some_step(some_data("two_classes", np.random.default_rng(2)), 12, 0)
    losses, slopes = step.losses, step.row_gradients(parameter("w1[1,1]"))
    names = Names.on_screen(step.experiment.data)
    for shown in (int(losses.argmin()), int(np.abs(slopes).argmin())):
        for stage, of, values in (("error", "", losses), ("slope", "/∂w⁽¹⁾₁₁", slopes)):
            told = explain(
                step, names, Stage(stage, 1), row_index=shown, followed=parameter("w1[1,1]"), digits=3
            )  # type: ignore[arg-type]
            *_, own, mean = (formula.plain() for formula in told.formulae)
            name = own.split(" = ")[0]
            assert name == f"{'∂' * bool(of)}E{below(step.rows[shown])}{of}"
            _, letters, numbers, *_ = mean.split(" = ")
            assert letters.startswith(f"({name} + ") and letters.endswith("…) / N")
            assert calculated(numbers[1:].split(" ")[0]) == pytest.approx(values[shown], rel=0.01)


def test_a_few_rows_keep_their_order_in_the_mean() -> None:
    step = some_step(some_data("two_classes", np.random.default_rng(2)), 3, 0)
    told = explain(
        step,
        Names.on_screen(step.experiment.data),
        Stage("error"),
        row_index=2,
        followed=parameter("w1[1,1]"),
        digits=3,
    )
    assert told.formulae[-1].plain().startswith("E = (E₁ + E₂ + E₃) / N = (")
