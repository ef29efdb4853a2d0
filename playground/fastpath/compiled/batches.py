"""Batches whose steps are compiled: what a prepared learner runs where numba is installed and it pays."""

from __future__ import annotations

from dataclasses import astuple
from time import perf_counter

import numpy as np

from playground.arrays import Array, RowIndices
from playground.engine.learner import Learner
from playground.fastpath.compiled.codes import (
    ACTIVATION_CODES,
    LOSS_CODES,
    OPTIMISER_CODES,
    PENALTY_CODES,
)
from playground.fastpath.compiled.steps import Room, Rule, take_steps
from playground.fastpath.updates import LearningRate

_TURN = 2e-4  # s between two looks at the clock


class CompiledBatches:
    """Steps from batches of `size` rows of X (N, inputs + 1), Y (N, outputs): as `PreparedBatches`."""

    can_be_left = False  # it is chosen where they are short

    def __init__(self, learner: Learner, X: Array, Y: Array, size: int, rate: LearningRate) -> None:
        self.learner, self.size, self.rate = learner, size, rate
        self._X, self._Y = _plain(X), _plain(Y)
        self._rule, self._room = rule_of(learner), room_for(learner, size)
        self._seconds = _TURN  # of a step

    def run(self, order: RowIndices, start: int, most: float, deadline: float) -> int:
        """Up to `most` steps from the rows order[start:]; how many it were."""
        left, done = int(min(most, (len(order) - start) // self.size)), 0
        while done < left and (not done or perf_counter() < deadline):
            turn = 1 if perf_counter() >= deadline else max(1, int(_TURN / self._seconds))
            done += self._take(order[start + done * self.size :], min(left - done, turn))
        return done

    def _take(self, order: RowIndices, steps: int) -> int:
        began, state = perf_counter(), self.learner.state
        rows = _plain(order[: steps * self.size])
        self.learner.clipped += take_steps(
            self._rule, self._room, self._X, self._Y, rows, self.size, state.steps, self.rate.value
        )
        state.steps += steps
        self._seconds = (perf_counter() - began) / steps
        return steps


def rule_of(learner: Learner) -> Rule:
    """The settings of a learner as the compiled loops take them."""
    network, optimiser = learner.network, learner.optimiser
    return Rule(
        np.array(network.sizes),
        np.array([ACTIVATION_CODES[name] for name in network.activations], dtype=np.intp),
        LOSS_CODES[network.loss_fn.name],
        OPTIMISER_CODES[optimiser.name],
        np.array(astuple(optimiser), dtype=float),
        PENALTY_CODES[learner.regulariser.name],
        float(learner.penalty_strength),
        float(learner.clip_norm),
        _plain(learner.frozen_indices),
        _plain(network.is_weight),
    )


def _plain(array: np.ndarray) -> np.ndarray:
    """The array in rows, and writable: for one that is not, numba would compile all anew."""
    return np.require(array, requirements=["C", "W"])


def room_for(learner: Learner, rows: int) -> Room:
    """Room for a step from so many rows; θ and the optimiser's memory are the learner's own."""
    network = learner.network
    block = (len(network.sizes), rows * max(network.sizes))
    return Room(
        theta=network.theta,
        slots=learner.state.memory,
        gradient=np.empty_like(network.theta),
        penalty=np.empty_like(network.theta),
        kept=np.empty(len(learner.frozen_indices)),
        y=np.empty(rows * network.sizes[-1]),
        a=np.empty(block),
        z=np.empty(block),
        delta=np.empty(block),
    )
