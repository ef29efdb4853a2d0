"""Students that calculate: the arithmetic of a 2-2-1 network, written out by hand. An independent oracle."""

from __future__ import annotations

import math

from playground.microscope.step import Step

ORDER = (
    "z1.1",
    "z1.2",
    "a1.1",
    "a1.2",
    "z2.1",
    "y1",
    "E",
    "d2.1",
    "d1.1",
    "d1.2",
    "g2.1.1",
    "g2.1.2",
    "g1.1.1",
)
ORDER = (*ORDER, "g1.2.1", "gb1.1", "w2.1.1", "w1.1.2", "b2.1")

_F = {"sigmoid": lambda z: 1 / (1 + math.exp(-z)), "tanh": math.tanh, "relu": lambda z: max(0.0, z)}
_SLOPE = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a, "relu": lambda a: float(a > 0)}


def rounding_student(step: Step, decimals: int) -> dict[str, str]:
    """Every number of the update, each calculated from the rounded ones before it, and rounded."""
    (W1, b1), (W2, b2) = step.before.weights
    x, y = step.X[0], float(step.Y[0, 0])
    name = step.before.activations[0]
    n: dict[str, float] = {}

    def put(key: str, value: float) -> float:
        n[key] = round(value, decimals)
        return n[key]

    for k in (0, 1):
        z = put(f"z1.{k + 1}", x[0] * W1[0, k] + x[1] * W1[1, k] + b1[k])
        put(f"a1.{k + 1}", _F[name](z))
    z = put("z2.1", n["a1.1"] * W2[0, 0] + n["a1.2"] * W2[1, 0] + b2[0])
    p = put("y1", 1 / (1 + math.exp(-z)))
    put("E", -math.log(p if y else 1 - p))
    d = put("d2.1", p - y)
    for k in (0, 1):
        put(f"d1.{k + 1}", d * W2[k, 0] * _SLOPE[name](n[f"a1.{k + 1}"]))
        put(f"g2.1.{k + 1}", d * n[f"a1.{k + 1}"])
        put(f"g1.{k + 1}.1", n[f"d1.{k + 1}"] * x[0])
    put("gb1.1", n["d1.1"])
    put("w2.1.1", W2[0, 0] - 0.5 * n["g2.1.1"])
    put("w1.1.2", W1[1, 0] - 0.5 * n["d1.1"] * x[1])
    put("b2.1", b2[0] - 0.5 * d)
    return {key: f"{n[key]:.{decimals}f}" for key in ORDER}
