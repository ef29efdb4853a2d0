"""The numbers of one update: forward, loss, backward, gradient, update, and what has become better."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.engine import Backward, Learner, Network, Trace
from playground.engine.optimisers import State
from playground.training.experiment import Experiment
from playground.training.moment import Moment
from playground.training.parameters import Parameter
from playground.types import Array


def _quiet() -> np.errstate:
    """Weights that have diverged give infinities and NaN: these are shown, and nothing to warn of."""
    return np.errstate(all="ignore")


@dataclass(frozen=True, eq=False)
class Step:
    """One update from some rows of the dataset, seen from all sides. Shapes: N rows, P parameters.

    rows    the places of the N rows in the dataset, in the order of the batch
    X, Y    their features (N, inputs) and encoded targets (N, outputs)
    before  the network with the old weights: every gradient is taken at these
    trace   z and a of every layer at the old weights
    after   the network with the new weights
    """

    experiment: Experiment
    moment: Moment
    rows: tuple[int, ...]
    X: Array
    Y: Array
    before: Network
    trace: Trace
    after: Network
    state: State  # the optimiser's memory after the update

    @classmethod
    @_quiet()
    def of(cls, experiment: Experiment, moment: Moment, rows: tuple[int, ...]) -> Step:
        """Take the step on copies. Raises ValueError when there are no rows."""
        if not rows:
            raise ValueError("A step needs a row.")
        X, Y = experiment.rows(np.array(rows, dtype=np.intp))
        before, after = (_network(experiment, moment.theta.copy()) for _ in range(2))
        learner = experiment.learner(after)
        learner.state = deepcopy(moment.state)
        trace = before.forward(X)
        learner.step(X, Y, moment.rate)
        return cls(experiment, moment, rows, X, Y, before, trace, after, learner.state)

    # --- the loss ----------------------------------------------------------------------------------

    @cached_property
    @_quiet()
    def losses(self) -> Array:
        """The loss of every row at the old weights, (N,)."""
        return self.before.loss_fn.per_row(self.trace.z[-1], self.Y)

    @property
    @_quiet()
    def loss(self) -> float:
        """E of the batch at the old weights: the mean of `losses`. The penalty is not in it."""
        return float(self.losses.mean())

    @cached_property
    @_quiet()
    def trace_after(self) -> Trace:
        return self.after.forward(self.X)

    @cached_property
    @_quiet()
    def losses_after(self) -> Array:
        """The loss of every row at the new weights, (N,)."""
        return self.after.loss_fn.per_row(self.trace_after.z[-1], self.Y)

    @property
    @_quiet()
    def loss_after(self) -> float:
        return float(self.losses_after.mean())

    # --- backward ----------------------------------------------------------------------------------

    @cached_property
    @_quiet()
    def backward(self) -> Backward:
        """The backward pass over the batch at the old weights: every δ and f′(z), and the gradient."""
        return self.before.backward(self.trace, self.Y)

    @cached_property
    @_quiet()
    def deltas(self) -> list[Array]:
        """δ = ∂(loss of the row)/∂z of every layer, (N, neurons): each row's own, not divided by N."""
        return [delta * len(self.rows) for delta in self.backward.deltas]

    @cached_property
    @_quiet()
    def slopes(self) -> list[Array]:
        """f′(z) of every hidden layer, (N, neurons)."""
        return self.backward.slopes

    @_quiet()
    def row_gradients(self, parameter: Parameter) -> Array:
        """∂(loss of the row)/∂w of one weight or bias, (N,): their mean is the gradient of the batch."""
        delta: Array = self.deltas[parameter.layer - 1][:, parameter.to]
        if parameter.source is None:
            return delta
        fed: Array = self.trace.a[parameter.layer - 1][:, parameter.source]
        return delta * fed

    @cached_property
    @_quiet()
    def gradient(self) -> Array:
        """∂E/∂θ of the batch (P,): the mean over its rows; no penalty, nothing clipped or locked yet."""
        return self.backward.gradient

    @cached_property
    @_quiet()
    def pull(self) -> Array:
        """What the penalty adds to the gradient, (P,): λ times its slope for weights, 0 for biases."""
        return self._learner.penalty_gradient()

    @cached_property
    @_quiet()
    def full_gradient(self) -> Array:
        """Gradient and penalty together, 0 where a parameter is locked, (P,): its length may be clipped."""
        return self._learner.full_gradient(self.gradient, self.pull)

    @cached_property
    @_quiet()
    def length(self) -> float:
        """‖full gradient‖."""
        return float(np.sqrt((self.full_gradient * self.full_gradient).sum()))

    @property
    def clipping(self) -> float:
        """The factor that clipping puts on the gradient: 1 when it is short enough, or never clipped."""
        limit = self.experiment.spec.clip_norm
        return limit / self.length if 0.0 < limit < self.length else 1.0

    @property
    @_quiet()
    def used_gradient(self) -> Array:
        """g, what the optimiser is given, (P,)."""
        return self.full_gradient * self.clipping

    # --- the update --------------------------------------------------------------------------------

    @property
    @_quiet()
    def change(self) -> Array:
        """New θ − old θ, (P,)."""
        return self.after.theta - self.before.theta

    @cached_property
    def _learner(self) -> Learner:
        """The rules of the step, at the old weights."""
        return self.experiment.learner(self.before)

    def is_locked(self, parameter: Parameter) -> bool:
        return parameter.name in self.experiment.spec.frozen


def _network(experiment: Experiment, theta: Array) -> Network:
    return experiment.network().at(theta)
