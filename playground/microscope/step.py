"""The numbers of one update: forward, loss, backward, gradient, update, and the loss after it."""

from __future__ import annotations

from copy import deepcopy

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.engine import Backward, Network, Trace
from playground.engine.optimisers import State
from playground.training.experiment import Experiment
from playground.training.parameters import Parameter
from playground.training.resume_point import ResumePoint
from playground.typography import subscript


def _quiet() -> np.errstate:
    """Weights that have diverged give infinities and NaN: these are shown, and nothing to warn of."""
    return np.errstate(all="ignore")


class Step(Struct, frozen=True, eq=False):
    """One update from some rows of the dataset, seen from all sides. Shapes: N rows, P parameters.

    rows     the places of the N rows in the dataset, in the order of the batch
    X, Y     their features (N, inputs) and encoded targets (N, outputs)
    before   the network with the old weights: every gradient is taken at these
    after    the network with the new weights
    state    the optimiser's memory after the update
    trace    z and a of every layer at the old weights, `trace_after` at the new ones
    losses   the loss of every row (N,) at the old weights, `losses_after` at the new ones; the penalty is
             not in them
    loss     their mean, E of the batch; `loss_after` likewise
    backward the backward pass over the batch at the old weights: every δ and f′(z), and the gradient
    deltas   δ = ∂(loss of the row)/∂z of every layer, (N, neurons): each row's own, not divided by N

    All that follow are (P,):
    penalty_gradient  what the penalty adds to the gradient: λ times its slope for weights, 0 for biases
    full_gradient     gradient and penalty together, 0 where a parameter is frozen: this may be clipped
    clipping          the factor that clipping puts on it: 1 when it is short enough, or never clipped
    used_gradient     g, what the optimiser is given
    change            new θ − old θ
    """

    experiment: Experiment
    start: ResumePoint
    rows: tuple[int, ...]
    X: Array
    Y: Array
    before: Network
    after: Network
    state: State
    trace: Trace
    trace_after: Trace
    losses: Array
    losses_after: Array
    loss: float
    loss_after: float
    backward: Backward
    deltas: list[Array]
    penalty_gradient: Array
    full_gradient: Array
    gradient_norm: float
    clipping: float
    used_gradient: Array
    change: Array

    @classmethod
    @_quiet()
    def of(cls, experiment: Experiment, start: ResumePoint, rows: tuple[int, ...]) -> Step:
        """Take the step on copies. Raises ValueError when there are no rows."""
        if not rows:
            raise ValueError("A step needs a row.")
        X, Y = experiment.rows(np.array(rows, dtype=np.intp))
        before = experiment.network().at(start.theta.copy())
        after = before.at(start.theta.copy())
        learner = experiment.learner(after)
        learner.state = deepcopy(start.state)

        trace = before.forward(X)
        backward = before.backward(trace, Y)
        penalty = learner.penalty_gradient()
        full = learner.full_gradient(backward.gradient, penalty)
        clipping = float(learner.clip_factor(full)[0])
        learner.update(backward.gradient, start.rate)

        trace_after = after.forward(X)
        losses, losses_after = (
            network.loss_fn.per_row(passed.z[-1], Y)
            for network, passed in ((before, trace), (after, trace_after))
        )
        return cls(
            experiment,
            start,
            rows,
            X,
            Y,
            before=before,
            after=after,
            state=learner.state,
            trace=trace,
            trace_after=trace_after,
            losses=losses,
            losses_after=losses_after,
            loss=float(losses.mean()),
            loss_after=float(losses_after.mean()),
            backward=backward,
            deltas=[delta * len(rows) for delta in backward.deltas],
            penalty_gradient=penalty,
            full_gradient=full,
            gradient_norm=float(np.sqrt((full * full).sum())),
            clipping=clipping,
            used_gradient=full * clipping,
            change=after.theta - before.theta,
        )

    @property
    def gradient(self) -> Array:
        """∂E/∂θ of the batch (P,): the mean over its rows; no penalty, nothing clipped or frozen yet."""
        return self.backward.gradient

    @property
    def slopes(self) -> list[Array]:
        """f′(z) of every hidden layer, (N, neurons)."""
        return self.backward.slopes

    def of_row(self, letter: str, index: int) -> str:
        """E, and in a batch E₁₇ for row 17."""
        return letter + (subscript(self.rows[index] + 1) if len(self.rows) > 1 else "")

    @_quiet()
    def row_gradients(self, parameter: Parameter) -> Array:
        """∂(loss of the row)/∂w of one weight or bias, (N,): their mean is the gradient of the batch."""
        delta: Array = self.deltas[parameter.layer - 1][:, parameter.to]
        if parameter.source is None:
            return delta
        inputs: Array = self.trace.a[parameter.layer - 1][:, parameter.source]
        return delta * inputs

    def is_frozen(self, parameter: Parameter) -> bool:
        return parameter.name in self.experiment.spec.frozen
