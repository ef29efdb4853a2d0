"""Activations and losses for compiled loops: numbers in, numbers out, in the order of the engine's tables.

e^x is written out, so that the compiler can take several numbers at once (a call of the C library is taken
one by one, and at these sizes is most of a step).
"""

from __future__ import annotations

import math

from playground.arrays import Array
from playground.fastpath.compiled.codes import ACTIVATION_CODES, LOSS_CODES
from playground.fastpath.compiled.jit import bits_of_float, compiled, float_of_bits

_, _RELU, _LEAKY, _ELU, _GELU, _SILU, _TANH, _SIGMOID, _SOFTPLUS, _SINE = ACTIVATION_CODES.values()
_LOG_LOSS, _HALF_MSE_TANH, CROSS_ENTROPY, _MSE, _HALF_MSE, _HUBER = LOSS_CODES.values()

_PER_LN2 = 1.0 / math.log(2.0)
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10  # ln 2 in two parts
_ROUNDING = 1.5 * 2.0**52  # added to a number, it leaves the nearest whole number in the last bits
_GELU_C, _GELU_K = math.sqrt(2.0 / math.pi), 0.044715


@compiled
def exp(x: float) -> float:
    """e^x = 2ⁿ·e^r with x = n·ln 2 + r, |r| ≤ ½·ln 2; e^r by its Taylor series, to the last digit or two.

    Its terms are added in pairs and pairs of pairs (Estrin's scheme): few have to wait for one another.
    x is held to ±700. NaN stays NaN.
    """
    x = 700.0 if x > 700.0 else (-700.0 if x < -700.0 else x)  # noqa: FURB136  max() would lose NaN
    shifted = x * _PER_LN2 + _ROUNDING
    n = shifted - _ROUNDING
    r = x - n * _LN2_HIGH - n * _LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + (1.0 / 2.0 + r * (1.0 / 6.0)) * r2
    middle = (1.0 / 24.0 + r * (1.0 / 120.0)) + (1.0 / 720.0 + r * (1.0 / 5040.0)) * r2
    high = (1.0 / 40320.0 + r * (1.0 / 362880.0)) + (1.0 / 3628800.0 + r * (1.0 / 39916800.0)) * r2
    highest = 1.0 / 479001600.0 + r * (1.0 / 6227020800.0)
    p = (low + middle * r4) + (high + highest * r4) * (r4 * r4)
    power: float = p * float_of_bits((bits_of_float(shifted) + 1023) << 52)
    return power


@compiled
def tanh(z: float) -> float:
    """The hyperbolic tangent."""
    return 1.0 - 2.0 / (1.0 + exp(2.0 * z))


@compiled
def sigmoid(z: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + exp(-z))


@compiled
def _gelu_tanh(z: float) -> float:
    return tanh(_GELU_C * (z + _GELU_K * z * z * z))


@compiled
def activate(code: int, z: Array, a: Array, count: int) -> None:
    """A ← f(z), of so many numbers."""
    if code == _TANH:
        for k in range(count):
            a[k] = tanh(z[k])
    elif code == _SIGMOID:
        for k in range(count):
            a[k] = sigmoid(z[k])
    elif code == _RELU:
        for k in range(count):
            a[k] = z[k] if z[k] > 0.0 else 0.0 * z[k]  # NaN stays NaN
    elif code == _LEAKY:
        for k in range(count):
            a[k] = z[k] if z[k] > 0.0 else 0.01 * z[k]
    elif code == _ELU:
        for k in range(count):
            a[k] = z[k] if z[k] > 0.0 else exp(z[k]) - 1.0
    elif code == _GELU:
        for k in range(count):
            a[k] = 0.5 * z[k] * (1.0 + _gelu_tanh(z[k]))
    elif code == _SILU:
        for k in range(count):
            a[k] = z[k] * sigmoid(z[k])
    elif code == _SOFTPLUS:
        for k in range(count):
            a[k] = max(z[k], 0.0) + math.log1p(exp(-abs(z[k])))
    elif code == _SINE:
        for k in range(count):
            a[k] = math.sin(z[k])
    else:
        for k in range(count):
            a[k] = z[k]


@compiled
def times_slope(code: int, z: Array, a: Array, delta: Array, count: int) -> None:
    """δ ← δ·f′(z), of so many numbers."""
    if code == _TANH:
        for k in range(count):
            delta[k] *= 1.0 - a[k] * a[k]
    elif code == _SIGMOID:
        for k in range(count):
            delta[k] *= a[k] * (1.0 - a[k])
    elif code == _RELU:
        for k in range(count):
            delta[k] *= 1.0 if z[k] > 0.0 else 0.0
    elif code == _LEAKY:
        for k in range(count):
            delta[k] *= 1.0 if z[k] > 0.0 else 0.01
    elif code == _ELU:
        for k in range(count):
            delta[k] *= 1.0 if z[k] > 0.0 else a[k] + 1.0
    elif code == _GELU:
        for k in range(count):
            x, t = z[k], _gelu_tanh(z[k])
            inner = _GELU_C * (1.0 + 3.0 * _GELU_K * x * x)
            delta[k] *= 0.5 * (1.0 + t) + 0.5 * x * (1.0 - t * t) * inner
    elif code == _SILU:
        for k in range(count):
            s = sigmoid(z[k])
            delta[k] *= s + a[k] * (1.0 - s)
    elif code == _SOFTPLUS:
        for k in range(count):
            delta[k] *= sigmoid(z[k])
    elif code == _SINE:
        for k in range(count):
            delta[k] *= math.cos(z[k])


@compiled
def output_delta(code: int, z: Array, y: Array, delta: Array, count: int) -> None:
    """δ = ∂(loss of the row)/∂z of a loss whose outputs do not mix, of so many numbers."""
    if code == _LOG_LOSS:
        for k in range(count):
            delta[k] = sigmoid(z[k]) - y[k]
    elif code == _HALF_MSE_TANH:
        for k in range(count):
            p = tanh(z[k])
            delta[k] = (p - y[k]) * (1.0 - p * p)
    elif code == _MSE:
        for k in range(count):
            delta[k] = 2.0 * (z[k] - y[k])
    elif code == _HALF_MSE:
        for k in range(count):
            delta[k] = z[k] - y[k]
    else:
        for k in range(count):
            delta[k] = min(max(z[k] - y[k], -1.0), 1.0)


@compiled
def softmax_delta(z: Array, y: Array, delta: Array, rows: int, outputs: int) -> None:
    """δ = e^z / Σ e^z − y; the largest z of a row is taken off first, so that nothing overflows."""
    for r in range(rows):
        first = r * outputs
        top, total = z[first], 0.0
        for k in range(first + 1, first + outputs):
            top = max(top, z[k])
        for k in range(first, first + outputs):
            delta[k] = exp(z[k] - top)
            total += delta[k]
        for k in range(first, first + outputs):
            delta[k] = delta[k] / total - y[k]
