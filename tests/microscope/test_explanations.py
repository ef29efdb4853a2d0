"""Every displayed number, twice: found again by a hand calculator from the numbers beside it, and held to
the engine's own. The calculator knows nothing of how the formulae are made: it reads their plain text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Dataset, Names, Recipe
from playground.data import label as feature_label
from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS, losses_for
from playground.microscope.explanations import Explanation, explain
from playground.microscope.formula import Formula
from playground.microscope.stages import Stage, stages
from playground.microscope.step import Step
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter, parameter
from playground.training.resume_point import ResumePoint
from playground.training.schedules import SCHEDULES
from playground.typography import layer_superscript
from tests.properties import examples

# --- the hand calculator -------------------------------------------------------------------------------

UPPER, LOWER = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
NUMBER = re.compile(f"\\d+(?:,\\d{{3}})*(?:\\.\\d+)?(?:·10[⁻{UPPER}]+)?")
KEYS: dict[str, Any] = {
    "tanh": np.tanh,
    "ln": np.log,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "max": max,
    "min": min,
    "sign": np.sign,
    "e": math.e,
    "π": math.pi,
    "inf": math.inf,
    "nan": math.nan,
}


def keyed(text: str) -> str:
    """What a hand would type: 1.2·10⁻⁵ as 1.2*10**(-5)."""
    text = re.sub(r"\(\d+ more: ([^()]*)\)", r"(\1)", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(
        f"[{UPPER}⁻]+",
        lambda m: "**(" + m[0].translate(str.maketrans(UPPER + "⁻", "0123456789-")) + ")",
        text,
    )
    text = re.sub(r"√([\d.]+)", r"sqrt(\1)", text).replace("√", "sqrt")
    text = (
        text.replace("^", "**").replace("−", "-").replace("·", "*").replace("NaN", "nan").replace("∞", "inf")
    )
    return re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"\1.0", text)  # floats overflow as calculators do


def is_calculable(text: str) -> bool:
    return set(re.findall(r"[^\W\d_]+", keyed(text))) <= set(KEYS) and "…" not in text and "₁" not in text


def calculated(text: str) -> float:
    floats = {name: np.float64(key) if isinstance(key, float) else key for name, key in KEYS.items()}
    code = re.sub(r"(?<![\w.])(\d+\.?\d*)", r"F(\1)", keyed(text))
    with np.errstate(all="ignore"):
        return float(eval(code, {"F": np.float64, **floats}))


def last_digit(text: str, digits: int) -> float:
    """What the last digit counts that is shown, or would be if the number did not end sooner."""
    mantissa, _, power = text.replace(",", "").lstrip("−").partition("·10")
    if re.fullmatch(f"10[{UPPER}⁻]+", mantissa):
        mantissa, power = "1", mantissa[2:]
    if power:
        shown = len(mantissa.partition(".")[2])
        exponent = int(power.translate(str.maketrans(UPPER + "⁻", "0123456789-")))
        return 10.0 ** (exponent - max(shown, digits - 1))
    number = abs(float(mantissa)) if "/" not in mantissa else abs(calculated(mantissa))
    magnitude = math.floor(math.log10(number)) if number else 0
    wanted = digits - 1 - magnitude if magnitude < -1 else max(0, digits - max(0, magnitude))
    return 10.0 ** -max(wanted, len(mantissa.partition(".")[2]))


def parts(formula: Formula) -> list[str]:
    """The parts of the chain a = b = c, without the note behind it."""
    return re.split(" [=←] ", formula.plain().split("  ")[0])


def hold_by_hand(formula: Formula, digits: int) -> int:
    """Every calculable part of the chain gives the result; says how many there were."""
    *before, shown = parts(formula)
    if not is_calculable(shown) or "(" in shown:
        return 0
    result = calculated(shown)
    chain = [part for part in before[1:] if is_calculable(part)]
    for part in chain:
        if not math.isfinite(result):
            continue
        largest = max(abs(calculated(number)) for number in NUMBER.findall(part))
        allowed = 0.5 * last_digit(shown, digits) * (1 + 1e-6) + 2e-15 * max(1.0, largest)
        assert abs(calculated(part) - result) <= allowed, formula.plain()
    return len(chain)


# --- experiments ---------------------------------------------------------------------------------------


def some_data(task: str, rng: np.random.Generator, *, wide: bool = False) -> Dataset:
    X = rng.normal(0, 1, (12, 2)) * ([40.0, 3.0] if wide else 1.0) + ([120.0, 5.0] if wide else 0.0)
    if task == "regression":
        y = rng.normal(0, 1, 12) * (1e5 if wide else 1) + (3e5 if wide else 0)
        return Dataset(X, y, ("size_m2", "rooms"), "price_usd", generated=not wide)
    names = ("red", "green") if task == "two_classes" else ("oak", "elm", "ash")
    y = np.arange(12.0) % len(names)
    return Dataset(X, y, ("x1", "x2"), "kind", names, generated=not wide)


def some_step(data: Dataset, rows: int, seed: int, settled: int = 2, epoch: int = 7, **spec: Any) -> Step:
    """A step of an optimiser that already remembers some."""
    experiment = Experiment.create(data, Spec(seed=seed, batch_size=5, initialiser="normal", **spec))
    theta = experiment.network().theta
    rate = experiment.spec.rate(epoch)
    state = experiment.spec.make_optimiser().start(theta)
    batch = tuple(range(rows))
    moment = ResumePoint(epoch, 0, theta, state, rate, batch[:1], batch)
    for _ in range(settled):
        before = Step.of(experiment, moment, batch)
        moment = replace(moment, theta=before.after.theta, state=before.state, steps=moment.steps + 1)
    return Step.of(experiment, moment, batch)


def every_parameter(step: Step) -> list[Parameter]:
    return [
        Parameter(layer, to, source)
        for layer, (inputs, outputs) in enumerate(step.before.shapes, 1)
        for to in range(outputs)
        for source in [None, *range(inputs)]
    ]


def explanations(
    step: Step, shown: int, chosen: Parameter, digits: int
) -> Iterator[tuple[Stage, Explanation]]:
    for stage in stages(len(step.before.shapes)):
        yield (
            stage,
            explain(
                step,
                Names.on_screen(step.experiment.data),
                stage,
                row_index=shown,
                followed=chosen,
                digits=digits,
            ),
        )


# --- what the engine says ------------------------------------------------------------------------------


def below(index: int) -> str:
    return str(index + 1).translate(str.maketrans("0123456789", LOWER))


def engine_numbers(step: Step, shown: int, chosen: Parameter, stage: Stage) -> dict[str, float]:
    """All that can stand at the left of an equals sign, with the engine's own number."""
    after = stage.kind == "after"
    trace, losses = (step.trace_after, step.losses_after) if after else (step.trace, step.losses)
    last, many = len(trace.z), len(step.rows) > 1
    found: dict[str, float] = {
        "E": step.loss_after if after else step.loss,
        "ΔE": step.loss_after - step.loss,
    }
    found["α"] = step.moment.rate
    if many:
        found[f"E{below(step.rows[shown])}"] = losses[shown]
    for layer in range(1, last + 1):
        for n in range(trace.z[layer - 1].shape[1]):
            label = f"{layer_superscript(layer)}{below(n)}"
            found[f"z{label}"] = trace.z[layer - 1][shown, n]
            found[f"δ{label}"] = step.deltas[layer - 1][shown, n]
            if layer < last:
                found[f"a{label}"] = trace.a[layer][shown, n]
                found[f"f′(z{label})"] = step.slopes[layer - 1][shown, n]
    for k, value in enumerate(trace.prediction[shown]):
        found[f"ŷ{below(k)}" if trace.prediction.shape[1] > 1 else "ŷ"] = value
    for each in every_parameter(step):
        index = each.index(step.before.sizes)
        found[f"∂E/∂{each.label}"] = step.gradient[index]
        found[each.label] = step.after.theta[index]
        if many:
            found[f"∂E{below(step.rows[shown])}/∂{each.label}"] = step.row_gradients(each)[shown]
    place = chosen.index(step.before.sizes)
    found |= {slot: float(values[place]) for slot, values in step.state.slots.items()}
    found |= {"‖∇E‖": step.gradient_norm, "‖g‖": step.gradient_norm, "c": step.clipping}
    columns = step.experiment.inputs.apply(step.experiment.data.X[step.rows[shown]])
    found |= {f"x{below(k)}": value for k, value in enumerate(columns)}
    return found | {feature_label(name): step.X[shown, k] for k, name in enumerate(step.experiment.features)}


# What is not the engine's: helpers of a formula, and what has two values in one stage.
OWN = {"t", "s", "m\u0302", "ŝ", "g", "y", "predicted − true", "predicted", "∇E"}


def hold(step: Step, shown: int, chosen: Parameter, digits: int) -> None:
    held = 0
    for stage, explanation in explanations(step, shown, chosen, digits):
        assert explanation.title and explanation.sentence.endswith(".")
        numbers = engine_numbers(step, shown, chosen, stage)
        for formula in explanation.formulae:
            held += hold_by_hand(formula, digits)
            if len(parts(formula)) == 1:  # "… and 3 more"
                continue
            name, *_, result = parts(formula)
            if is_calculable(result) and "(" not in result and name not in OWN - set(step.state.slots):
                if (
                    stage.kind == "update"
                    and formula is not explanation.formulae[-1]
                    and name == chosen.label
                ):
                    continue  # before L1 stops it
                expected = float(numbers[name])
                close = abs(calculated(result) - expected) <= 0.5000001 * last_digit(result, digits)
                assert close or not math.isfinite(expected), (formula.plain(), expected)
    assert held >= 3 * len(step.before.shapes) + 2


DIGITS, SEEDS, ROWS = st.integers(2, 6), st.integers(0, 10_000), st.sampled_from([1, 3, 5, 12])
FEW = examples(12)


def hold_any(data: Dataset, draw: st.DataObject, **spec: Any) -> None:
    step = some_step(data, draw.draw(ROWS), draw.draw(SEEDS), **spec)
    chosen = draw.draw(st.sampled_from(every_parameter(step)))
    hold(step, draw.draw(st.integers(0, len(step.rows) - 1)), chosen, draw.draw(DIGITS))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@FEW
@given(draw=st.data(), sizes=st.lists(st.integers(1, 9), min_size=1, max_size=3))
def test_every_activation(activation: str, draw: st.DataObject, sizes: list[int]) -> None:
    data = some_data("two_classes", np.random.default_rng(draw.draw(SEEDS)))
    hold_any(data, draw, hidden_layers=tuple(sizes), activation=(activation,))


@pytest.mark.parametrize("loss", LOSSES)
@FEW
@given(draw=st.data(), wide=st.booleans())
def test_every_loss(loss: str, draw: st.DataObject, *, wide: bool) -> None:
    task = draw.draw(st.sampled_from(LOSSES[loss].tasks))
    assert loss in losses_for(task)
    data = some_data(task, np.random.default_rng(draw.draw(SEEDS)), wide=wide)
    hold_any(data, draw, hidden_layers=draw.draw(st.sampled_from([(), (3,), (7, 2)])), loss=loss)


@pytest.mark.parametrize("regularisation", REGULARISERS)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
@examples(5)
@given(draw=st.data())
def test_every_optimiser_with_every_penalty(optimiser: str, regularisation: str, draw: st.DataObject) -> None:
    data = some_data("two_classes", np.random.default_rng(draw.draw(SEEDS)))
    clip, locked = (
        draw.draw(st.sampled_from([0.0, 0.05, 100.0])),
        draw.draw(st.sampled_from([(), ("w1[2,1]",)])),
    )
    rate = draw.draw(st.sampled_from([0.003, 0.7]))
    hold_any(
        data, draw, hidden_layers=(3,), optimiser=optimiser, regularisation=regularisation,
        regularisation_rate=rate, clip_norm=clip, frozen=locked,
    )  # fmt: skip


@pytest.mark.parametrize("schedule", SCHEDULES)
@examples(5)
@given(draw=st.data(), epoch=st.integers(0, 300))
def test_every_schedule(schedule: str, draw: st.DataObject, epoch: int) -> None:
    data = some_data("regression", np.random.default_rng(1), wide=True)
    hold_any(data, draw, epoch=epoch, hidden_layers=(2,), schedule=schedule, schedule_epochs=30)


# --- what is told --------------------------------------------------------------------------------------


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
        ResumePoint(0, 0, theta, spec.make_optimiser().start(theta), spec.rate(0), (0,), batch),
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
