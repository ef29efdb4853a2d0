"""Every displayed number, twice: found again by a hand calculator from the numbers beside it, and held to
the engine's own. The calculator knows nothing of how the formulae are made: it reads their plain text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec.structs import replace

from playground.data import Dataset, Names
from playground.data import label as feature_label
from playground.microscope.explanations import Explanation, explain
from playground.microscope.formula import Formula
from playground.microscope.stages import Stage, stages
from playground.microscope.step import Step
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter
from playground.training.resume_point import ResumePoint
from playground.typography import layer_superscript

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
    moment = ResumePoint(epoch, 0, theta, state=state, rate=rate, row=batch[:1], batch=batch)
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
    found["α"] = step.start.rate
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
