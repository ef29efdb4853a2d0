"""The two-weight landscape: E over two parameters, all others fixed, with the path of training."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from playground.arrays import Array
from playground.engine import Network
from playground.microscope.loss_grid import LossGrid
from playground.microscope.step import Step
from playground.training.experiment import Experiment
from playground.training.parameters import Parameter, all_parameters
from playground.training.probe import MANY_ROWS, training_rows

Pair = tuple[Parameter, Parameter]


class Landscape:
    """The training loss on a grid over two parameters.

    x, y    the values of the first and of the second parameter along the axes, (side,) each
    path    where training has been, (T, 2): the other weights were others then, so E on it was another, too
    now     where the parameters are, (2,); it is the end of the path
    loss_grid finds `losses`
    """

    def __init__(
        self, experiment: Experiment, network: Network, pair: Pair, thetas: Iterable[Array], side: int
    ) -> None:
        self.experiment, self.pair, self.side = experiment, pair, side
        self._places = [parameter.index(network.sizes) for parameter in pair]
        self._theta = network.theta
        self.now = network.theta[self._places]
        path = np.array([*(theta[self._places] for theta in thetas), self.now])
        self.path = path[np.isfinite(path).all(axis=1)]
        self.x, self.y = (_axis(self.path[:, axis], side) for axis in (0, 1))
        grid = np.stack(np.meshgrid(self.x, self.y), axis=-1).reshape(-1, 2)
        X, Y = training_rows(experiment, MANY_ROWS)
        self.loss_grid = LossGrid(network, X, Y, pair, grid)

    @property
    def losses(self) -> Array:
        """E (side, side): a row for each value of the second parameter."""
        return self.loss_grid.losses.reshape(self.side, self.side)

    def follow(self, theta: Array) -> bool:
        """Move the present point; says whether it can: on this surface, and not out of the picture."""
        there, now = theta.copy(), theta[self._places]
        there[self._places] = self._theta[self._places]
        low, high = (np.array([self.x[end], self.y[end]]) for end in (0, -1))
        if not ((there == self._theta).all() and (low < now).all() and (now < high).all()):
            return False
        self.now = now
        self.path = np.vstack([self.path[:-1], now])
        return True


def pair_with(step: Step, chosen: Parameter) -> Pair:
    """The chosen parameter, and the one besides it that has the largest gradient."""
    parameters = all_parameters(step.before.sizes)
    size = np.abs(np.nan_to_num(step.gradient, nan=0.0))
    size[chosen.index(step.before.sizes)] = -1.0
    return chosen, parameters[int(np.argmax(size))]


def _axis(values: Array, side: int) -> Array:
    """An axis that has room around all values, and is 2 long at the least."""
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    reach = max(1.0, 0.65 * (high - low))
    return np.linspace((low + high) / 2.0 - reach, (low + high) / 2.0 + reach, side)
