"""What can be asked about a network on the training rows of its experiment, without training it."""

from __future__ import annotations

import numpy as np

from playground.engine import Network
from playground.training.experiment import Array, Experiment
from playground.training.health import Health, examine


def training_rows(experiment: Experiment, most: int | None = None) -> tuple[Array, Array]:
    """Features X (N, inputs), targets Y (N, outputs) of the training rows, or of `most` of them, evenly."""
    rows = np.flatnonzero(~experiment.data.test)
    if most is not None and len(rows) > most:
        rows = rows[np.linspace(0, len(rows) - 1, most).astype(int)]
    return experiment.rows(rows)


def health(experiment: Experiment, network: Network, most: int = 1000) -> Health | None:
    """The health of every hidden neuron, on so many training rows; None when there are none."""
    X, Y = training_rows(experiment, most)
    return examine(network, X, Y) if len(X) else None


def gradient(experiment: Experiment, network: Network) -> Array | None:
    """∂E/∂θ, flat, over all training rows; None when there are none."""
    X, Y = training_rows(experiment)
    with np.errstate(all="ignore"):  # the weights may have diverged
        return network.gradient(X, Y) if len(X) else None
