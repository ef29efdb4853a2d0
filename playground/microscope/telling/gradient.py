"""The gradient ∇E: all partial derivatives together, with penalty, locks and clipping."""

from __future__ import annotations

import numpy as np

from playground.microscope.expression import Expression, Leaf, call, total
from playground.microscope.forms import PENALTY_FORMS
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling
from playground.training.parameters import Parameter, all_parameters

_MOST = 4  # parts of a vector on one line


def tell_gradient(scene: Scene) -> Telling:
    """The vector and its length; what penalty, lock and clipping make of the chosen weight's part."""
    lines = [_vector(scene), *changed(scene), _length(scene), *_clipped(scene)]
    return Telling("The gradient: all partial derivatives", tuple(lines), _sentence(scene))


def changed(scene: Scene) -> list[Formula]:
    """How g of the chosen weight comes from its slope; [] where it is the slope itself."""
    spec, chosen = scene.step.experiment.spec, scene.chosen
    if scene.step.is_locked(chosen):
        return [statement("g = 0", f"{chosen.label} is frozen: it is not trained")]
    if spec.regularisation == "none" or chosen.source is None:
        return []
    rate = Leaf(spec.regularisation_rate, "λ", "exact")
    tree = scene.gradient(chosen) + PENALTY_FORMS[spec.regularisation](rate, scene.weight(chosen))
    result = float(scene.step.full_gradient[scene.place])
    return [equation("g", tree, scene.digits, result, note="plus the gradient of the penalty")]


def _parameters(scene: Scene) -> tuple[Parameter, ...]:
    return all_parameters(scene.network.sizes)


def _vector(scene: Scene) -> Formula:
    """∇E = (∂E/∂w⁽¹⁾₁₁, ...) = (0.310, ...), as far as there is room."""
    whole = len(scene.step.gradient)
    first = _parameters(scene)[:_MOST]
    leaves = [scene.gradient(parameter) for parameter in first]
    more = ["…"] if whole > _MOST else []
    letters = ", ".join([*(leaf.write() for leaf in leaves), *more])
    numbers = ", ".join([*(leaf.write(scene.digits) for leaf in leaves), *more])
    note = f"{whole} numbers, one for each weight and bias" if more else ""
    return statement(f"∇E = ({letters}) = ({numbers})", note, first)


def _length(scene: Scene) -> Formula:
    """The length from the largest parts: of ∇E or, if penalty or locks have changed it, of g."""
    full = scene.step.full_gradient
    same = np.array_equal(full, scene.step.gradient)
    parameters, squares = _parameters(scene), full * full
    ranked = np.argsort(-squares, kind="stable")
    most = _MOST if len(ranked) > _MOST + 1 else len(ranked)
    terms: list[Expression] = [
        Leaf(
            float(full[k]),
            scene.slope_name(parameters[k]) if same else f"g of {parameters[k].label}",
            of=parameters[k],
        )
        ** 2
        for k in sorted(ranked[:most])
    ]
    rest = ranked[most:]
    more = [Leaf(float(squares[rest].sum()), f"{len(rest)} more", "rest")] if len(rest) else []
    tree = call("√", total(terms, *more, most=len(terms)))
    name, note = ("‖∇E‖", "its norm") if same else ("‖g‖", "the norm, with penalty and frozen parameters")
    return equation(name, tree, scene.digits, scene.step.length, note=note)


def _clipped(scene: Scene) -> list[Formula]:
    """The factor of clipping, and what it leaves of the chosen weight's part."""
    step = scene.step
    if step.clipping == 1.0:
        return []
    limit, length = Leaf(step.experiment.spec.clip_norm, "limit", "exact"), Leaf(step.length, "length")
    symbol = "g" if changed(scene) else scene.slope_name(scene.chosen)
    part = Leaf(float(step.full_gradient[scene.place]), symbol)
    used = float(step.used_gradient[scene.place])
    why = "the gradient is longer than the limit: it is clipped"
    return [
        equation("c", limit / length, scene.digits, step.clipping, note=why),
        equation("g", Leaf(step.clipping, "c") * part, scene.digits, used, sign="←"),
    ]


def _sentence(scene: Scene) -> str:
    largest = _parameters(scene)[int(np.argmax(np.abs(scene.step.gradient)))]
    part = scene.gradient(largest)
    return (
        "The gradient points where E rises fastest; the step goes the other way. "
        f"Its largest part is {part.symbol} = {scene.say(part.number)}. "
        "All parts are evaluated at the old weights."
    )
