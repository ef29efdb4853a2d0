"""Steps of learning in compiled loops: forward, backward and update, as `engine/network.py` tells them.

z, a and δ of a layer lie row after row: neuron j of row r of a layer of m neurons at r·m + j.
"""

from __future__ import annotations

from typing import NamedTuple

from playground.arrays import Array, Indices
from playground.fastpath.compiled.functions import (
    CROSS_ENTROPY,
    activate,
    output_delta,
    softmax_delta,
    times_slope,
)
from playground.fastpath.compiled.jit import SOURCES, borrowed, inlined, kept
from playground.fastpath.compiled.moves import add_penalty, clip, move, stop_at_zero


class Rule(NamedTuple):
    """What a step needs but the rows; names are written as codes.

    own  the settings of the optimiser, in the order of its fields
    """

    sizes: Indices
    activations: Indices
    loss: int
    optimiser: int
    own: Array
    penalty: int
    penalty_strength: float
    clip_norm: float
    frozen: Indices
    is_weight: Array


class Room(NamedTuple):
    """What a step writes to.

    slots        the memory of the optimiser, (slots, P)
    kept         the frozen parameters
    a, z, delta  (layers, rows × neurons of the widest); a has the input first
    """

    theta: Array
    slots: Array
    gradient: Array
    penalty: Array
    kept: Array
    y: Array
    a: Array
    z: Array
    delta: Array


@kept
def take_steps(
    rule: Rule,
    to: Room,
    X: Array,
    Y: Array,
    order: Indices,
    size: int,
    steps: int,
    rate: float,
    _sources: int = SOURCES,
) -> int:
    """One step from each `size` rows of the order; `steps` were taken before. Says how many were clipped."""
    rule, to, clipped = _borrow_rule(rule), _borrow_room(to), 0
    X, Y, order = borrowed(X), borrowed(Y), borrowed(order)
    for start in range(0, len(order) - size + 1, size):
        _gather(X, rule.sizes[0], order, start, size, to.a[0])
        _gather(Y, rule.sizes[-1], order, start, size, to.y)
        _forward(rule.sizes, rule.activations, to.theta, to.a, to.z, size)
        _start_back(rule.loss, rule.sizes, to.z, to.y, to.delta, size)
        _backward(rule.sizes, rule.activations, to.theta, to.gradient, to.a, to.z, to.delta, size)
        steps += 1
        clipped += _update(rule, to, size, steps, rate)
    return clipped


@inlined
def _borrow_rule(rule: Rule) -> Rule:
    return Rule(
        borrowed(rule.sizes),
        borrowed(rule.activations),
        rule.loss,
        rule.optimiser,
        borrowed(rule.own),
        rule.penalty,
        rule.penalty_strength,
        rule.clip_norm,
        borrowed(rule.frozen),
        borrowed(rule.is_weight),
    )


@inlined
def _borrow_room(to: Room) -> Room:
    return Room(
        borrowed(to.theta),
        borrowed(to.slots),
        borrowed(to.gradient),
        borrowed(to.penalty),
        borrowed(to.kept),
        borrowed(to.y),
        borrowed(to.a),
        borrowed(to.z),
        borrowed(to.delta),
    )


@inlined
def _gather(source: Array, columns: int, order: Indices, start: int, size: int, to: Array) -> None:
    """The first columns of the rows of a batch, one row after another."""
    for r in range(size):
        row = order[start + r]
        for i in range(columns):
            to[r * columns + i] = source[row, i]


@inlined
def _forward(sizes: Indices, activations: Indices, theta: Array, a: Array, z: Array, rows: int) -> None:
    """Layer by layer, z = a·W + b and a = f(z)."""
    n, first = sizes[0], 0
    for layer in range(len(sizes) - 1):
        m = sizes[layer + 1]
        bias = first + n * m
        _product(a[layer], theta[first:bias].reshape(n, m), theta[bias : bias + m], z[layer], rows)
        if layer < len(activations):
            activate(activations[layer], z[layer], a[layer + 1], rows * m)
        n, first = m, bias + m


@inlined
def _start_back(loss: int, sizes: Indices, z: Array, y: Array, delta: Array, rows: int) -> None:
    """δ of the output layer."""
    last, outputs = len(sizes) - 2, sizes[-1]
    if loss == CROSS_ENTROPY:
        softmax_delta(z[last], y, delta[last], rows, outputs)
    else:
        output_delta(loss, z[last], y, delta[last], rows * outputs)


@inlined
def _backward(
    sizes: Indices,
    activations: Indices,
    theta: Array,
    gradient: Array,
    a: Array,
    z: Array,
    delta: Array,
    rows: int,
) -> None:
    """Gradient ← the sum over the rows of ∂(loss of the row)/∂θ, from the last layer to the first."""
    gradient[:] = 0.0
    first = len(theta)
    for layer in range(len(sizes) - 2, -1, -1):
        n, m = sizes[layer], sizes[layer + 1]
        first -= (n + 1) * m
        bias = first + n * m
        grad_W, grad_b = gradient[first:bias].reshape(n, m), gradient[bias : bias + m]
        _add_gradient(a[layer], delta[layer], grad_W, grad_b, rows)
        if layer > 0:
            _send_back(delta[layer], theta[first:bias].reshape(n, m), delta[layer - 1], rows)
            times_slope(activations[layer - 1], z[layer - 1], a[layer], delta[layer - 1], rows * n)


@inlined
def _product(a: Array, W: Array, b: Array, z: Array, rows: int) -> None:
    """Z = a·W + b."""
    n, m = W.shape
    for r in range(rows):
        for j in range(m):
            z[r * m + j] = b[j]
        for i in range(n):
            a_i = a[r * n + i]
            for j in range(m):
                z[r * m + j] += a_i * W[i, j]


@inlined
def _add_gradient(a: Array, delta: Array, grad_W: Array, grad_b: Array, rows: int) -> None:
    """∂E/∂W = aᵀ·δ, ∂E/∂b = Σ over rows of δ."""
    n, m = grad_W.shape
    for r in range(rows):
        for j in range(m):
            grad_b[j] += delta[r * m + j]
        for i in range(n):
            a_i = a[r * n + i]
            for j in range(m):
                grad_W[i, j] += a_i * delta[r * m + j]


@inlined
def _send_back(delta: Array, W: Array, back: Array, rows: int) -> None:
    """δ·Wᵀ, of the layer before."""
    n, m = W.shape
    for r in range(rows):
        for i in range(n):
            total = 0.0
            for j in range(m):
                total += W[i, j] * delta[r * m + j]
            back[r * n + i] = total


@inlined
def _update(rule: Rule, to: Room, size: int, steps: int, rate: float) -> int:
    """As `Learner.update`; 1 if the gradient was clipped."""
    theta, gradient, frozen, clipped = to.theta, to.gradient, rule.frozen, 0
    if size > 1:
        share = 1.0 / size
        for k in range(len(gradient)):
            gradient[k] *= share
    if rule.penalty_strength > 0.0:
        add_penalty(rule.penalty, rule.penalty_strength, rule.is_weight, theta, to.penalty, gradient)
    for k in range(len(frozen)):
        to.kept[k] = theta[frozen[k]]
        gradient[frozen[k]] = 0.0
    if rule.clip_norm > 0.0:
        clipped = clip(gradient, rule.clip_norm)
    move(rule.optimiser, rule.own, to.slots, steps, rate, rule.is_weight, theta, gradient)
    if rule.penalty_strength > 0.0:
        stop_at_zero(rule.penalty, theta, to.penalty, rate)
    for k in range(len(frozen)):
        theta[frozen[k]] = to.kept[k]
    return clipped
