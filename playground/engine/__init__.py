"""The engine: a neural network in NumPy, written to be read. Begin with `network.py`.

activations, losses, initialisers, regularisers, optimisers, schedules: a table each.
network: forward and backward · learner: one step of learning · check: the gradient check.
parameters: their names · health: dead, saturated and vanishing neurons.
"""

from playground.engine.activations import ACTIVATIONS
from playground.engine.check import GradientCheck, check_gradient, nudged
from playground.engine.health import Health, examine
from playground.engine.initialisers import INITIALISERS
from playground.engine.learner import Learner, batches
from playground.engine.losses import LOSSES, losses_for
from playground.engine.network import Network, Trace
from playground.engine.optimisers import OPTIMISERS
from playground.engine.parameters import Parameter, all_parameters, parameter
from playground.engine.regularisers import REGULARISERS
from playground.engine.schedules import SCHEDULES

__all__ = [
    "ACTIVATIONS",
    "INITIALISERS",
    "LOSSES",
    "OPTIMISERS",
    "REGULARISERS",
    "SCHEDULES",
    "GradientCheck",
    "Health",
    "Learner",
    "Network",
    "Parameter",
    "Trace",
    "all_parameters",
    "batches",
    "check_gradient",
    "examine",
    "losses_for",
    "nudged",
    "parameter",
]
