"""What can be asked about a network on the training rows of its experiment, without training it."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.data.evenly import evenly
from playground.engine import Network
from playground.training.experiment import Experiment
from playground.training.health import Health, diagnose

MANY_ROWS = 1000  # of the training rows, evenly chosen: more of them change a picture or a mean little


def training_rows(experiment: Experiment, most: int | None = None) -> tuple[Array, Array]:
    """Features X (N, inputs), targets Y (N, outputs) of the training rows, or of `most` of them, evenly."""
    rows = np.flatnonzero(~experiment.data.test)
    if most is not None:
        rows = rows[evenly(len(rows), most)]
    return experiment.rows(rows)


def health(experiment: Experiment, network: Network, most: int = MANY_ROWS) -> Health | None:
    """The health of every hidden neuron, on so many training rows; None when there are none."""
    X, Y = training_rows(experiment, most)
    return diagnose(network, X, Y) if len(X) else None


def gradient(experiment: Experiment, network: Network) -> Array | None:
    """∂E/∂θ, flat, over all training rows; None when there are none."""
    X, Y = training_rows(experiment)
    with np.errstate(all="ignore"):  # the weights may have diverged
        return network.gradient(X, Y) if len(X) else None
