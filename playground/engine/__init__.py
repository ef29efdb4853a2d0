"""The engine: a neural network in NumPy, written to be read. Begin with `network.py`.

network: forward and backward · learner: one step of learning · check: the gradient check.
activations, losses, initialisers, regularisers, optimisers: a table each.
"""

from playground.engine.activations import ACTIVATIONS
from playground.engine.check import GradientCheck, check_gradient, perturbed_losses
from playground.engine.initialisers import INITIALISERS
from playground.engine.learner import Learner, batches
from playground.engine.losses import LOSSES, losses_for
from playground.engine.network import Backward, Network, Trace
from playground.engine.optimisers import OPTIMISERS
from playground.engine.regularisers import REGULARISERS

__all__ = [
    "ACTIVATIONS",
    "INITIALISERS",
    "LOSSES",
    "OPTIMISERS",
    "REGULARISERS",
    "Backward",
    "GradientCheck",
    "Learner",
    "Network",
    "Trace",
    "batches",
    "check_gradient",
    "losses_for",
    "perturbed_losses",
]
