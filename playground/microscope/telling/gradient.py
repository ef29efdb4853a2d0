"""The gradient ∇E: all partial derivatives together, with penalty, locks and clipping."""

from __future__ import annotations

import numpy as np

from playground.engine import Parameter
from playground.microscope.expression import Leaf, call, total
from playground.microscope.formula import Formula, equation, statement
from playground.microscope.forms import PENALTY_FORMS
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.telling import Telling

_MOST = 6


def tell_gradient(scene: Scene) -> Telling:
    lines = [_vector(scene), *penalised(scene), _length(scene), *_clipped(scene)]
    return Telling("The gradient: all slopes together", tuple(lines), _sentence(scene))


def parameters(scene: Scene) -> list[Parameter]:
    """All weights and biases, in the order of θ."""
    found = []
    for layer, (inputs, outputs) in enumerate(scene.network.shapes, 1):
        found += [Parameter(layer, to, source) for source in range(inputs) for to in range(outputs)]
        found += [Parameter(layer, to) for to in range(outputs)]
    return found


def slope_leaf(scene: Scene, parameter: Parameter) -> Leaf:
    value = float(scene.step.gradient[parameter.index(scene.network.sizes)])
    return Leaf(value, scene.slope_name(parameter))


def _vector(scene: Scene) -> Formula:
    """∇E = (∂E/∂w¹₁₁, ...) = (0.310, ...), as far as there is room."""
    leaves = [slope_leaf(scene, parameter) for parameter in parameters(scene)[:_MOST]]
    more = "" if len(scene.step.gradient) <= _MOST else ", …"
    letters = ", ".join(leaf.symbol for leaf in leaves)
    numbers = ", ".join(leaf.write(scene.digits) for leaf in leaves)
    note = f"{len(scene.step.gradient)} numbers, one for each weight and bias" if more else ""
    return statement(f"∇E = ({letters}{more}) = ({numbers}{more})", note)


def penalised(scene: Scene) -> list[Formula]:
    """g of the chosen weight: its slope and the penalty; 0 when it is locked. Nothing where both are the same."""
    spec, chosen = scene.step.experiment.spec, scene.chosen
    if scene.step.is_locked(chosen):
        return [statement(f"g = 0", f"{chosen.label} is locked: it takes no part")]
    if spec.regularisation == "none" or chosen.source is None:
        return []
    rate = Leaf(spec.regularisation_rate, "λ", "exact")
    tree = slope_leaf(scene, chosen) + PENALTY_FORMS[spec.regularisation](rate, scene.weight(chosen))
    result = float(scene.step.full_gradient[scene.place])
    return [equation("g", tree, scene.digits, result, note=f"with the penalty on {chosen.label}")]


def _length(scene: Scene) -> Formula:
    """‖∇E‖ from its largest parts, with what penalty and locks have made of them."""
    full = scene.step.full_gradient
    changed = not np.array_equal(full, scene.step.gradient)
    letter = "g" if changed else "∂E/∂"
    parts = [
        Leaf(float(value), (f"g({p.label})" if changed else scene.slope_name(p))) ** 2
        for p, value in zip(parameters(scene), full, strict=True)
    ]
    name, note = ("‖g‖", "with penalty and locks") if letter == "g" else ("‖∇E‖", "its length")
    return equation(name, call("√", total(parts)), scene.digits, scene.step.length, note=note)


def _clipped(scene: Scene) -> list[Formula]:
    """The factor of clipping, and g of the chosen weight after it."""
    step = scene.step
    if step.clipping == 1.0:
        return []
    limit, length = Leaf(step.experiment.spec.clip_norm, "limit", "exact"), Leaf(step.length, "length")
    factor = Leaf(step.clipping, "c")
    before = Leaf(
        float(step.full_gradient[scene.place]), "g" if penalised(scene) else scene.slope_name(scene.chosen)
    )
    used = float(step.used_gradient[scene.place])
    return [
        equation(
            "c", limit / length, scene.digits, step.clipping, note="the gradient is too long: it is clipped"
        ),
        equation("g", factor * before, scene.digits, used, sign="←", note=f"for {scene.chosen.label}"),
    ]


def _sentence(scene: Scene) -> str:
    gradient = scene.step.gradient
    largest = parameters(scene)[int(np.argmax(np.abs(gradient)))]
    value = float(gradient[largest.index(scene.network.sizes)])
    return (
        f"The gradient points where E rises fastest; the step goes the other way. "
        f"Its largest part is {scene.slope_name(largest)} = {scene.say(value)}. "
        "All of it was taken at the old weights."
    )
