"""From the gradient to θ in compiled loops: penalty, freezing, clipping, and the optimiser's move."""

from __future__ import annotations

import math

from playground.arrays import Array
from playground.fastpath.compiled.codes import OPTIMISER_CODES, PENALTY_CODES
from playground.fastpath.compiled.jit import compiled, inlined

_SGD, _MOMENTUM, _NESTEROV, _ADAGRAD, _RMSPROP, _ADAM, _ADAMW = OPTIMISER_CODES.values()
_, _L1, _L2 = PENALTY_CODES.values()


@compiled
def add_penalty(code: int, strength: float, is_weight: Array, theta: Array, penalty: Array, g: Array) -> None:
    """Penalty ← λ·slope of the weights; g ← g + penalty."""
    for k in range(len(theta)):
        w = theta[k]
        if code == _L1:
            slope = 1.0 if w > 0.0 else (-1.0 if w < 0.0 else w)
        elif code == _L2:
            slope = w
        else:
            slope = 0.0
        penalty[k] = strength * slope * is_weight[k]
        g[k] += penalty[k]


@compiled
def clip(g: Array, most: float) -> int:
    """Scale g down to the norm `most`; 1 if that was called for."""
    square = 0.0
    for k in range(len(g)):
        square += g[k] * g[k]
    norm = math.sqrt(square)
    if not norm > most:
        return 0
    for k in range(len(g)):
        g[k] *= most / norm
    return 1


@compiled
def stop_at_zero(code: int, theta: Array, penalty: Array, rate: float) -> None:
    """A weight that the L1 penalty alone has carried across 0 stops there."""
    if code != _L1:
        return
    for k in range(len(theta)):
        if (theta[k] + rate * penalty[k]) * theta[k] < 0.0:
            theta[k] = 0.0


@inlined
def move(
    code: int, own: Array, memory: Array, steps: int, rate: float, is_weight: Array, theta: Array, g: Array
) -> None:
    """One step of the optimiser with its settings `own`, in the order of its fields."""
    if code == _SGD:
        for k in range(len(theta)):
            theta[k] -= rate * g[k]
    elif code in (_MOMENTUM, _NESTEROV):
        _velocity(code, own[0], memory[0], rate, theta, g)
    elif code in (_ADAGRAD, _RMSPROP):
        _own_rate(code, own, memory[0], rate, theta, g)
    else:
        if code == _ADAMW:
            for k in range(len(theta)):
                theta[k] -= rate * own[3] * theta[k] * is_weight[k]
        _adam(own, memory[0], memory[1], steps, rate, theta, g)


@compiled
def _velocity(code: int, momentum: float, v: Array, rate: float, theta: Array, g: Array) -> None:
    for k in range(len(theta)):
        v[k] = momentum * v[k] + g[k]
        theta[k] -= rate * (v[k] if code == _MOMENTUM else g[k] + momentum * v[k])


@compiled
def _own_rate(code: int, own: Array, s: Array, rate: float, theta: Array, g: Array) -> None:
    epsilon = own[0] if code == _ADAGRAD else own[1]
    for k in range(len(theta)):
        square = g[k] * g[k]
        s[k] = s[k] + square if code == _ADAGRAD else own[0] * s[k] + (1.0 - own[0]) * square
        theta[k] -= rate * g[k] / (math.sqrt(s[k]) + epsilon)


@compiled
def _adam(own: Array, m: Array, s: Array, steps: int, rate: float, theta: Array, g: Array) -> None:
    beta1, beta2, epsilon = own[0], own[1], own[2]
    m_scale = rate / (1.0 - beta1**steps)
    s_scale = 1.0 / (1.0 - beta2**steps)
    for k in range(len(theta)):
        m[k] = beta1 * m[k] + (1.0 - beta1) * g[k]
        s[k] = beta2 * s[k] + (1.0 - beta2) * g[k] * g[k]
        theta[k] -= m_scale * m[k] / (math.sqrt(s[k] * s_scale) + epsilon)
