"""The numbers by which compiled loops know the rows of the engine's tables; others are not covered."""

from __future__ import annotations


def _numbered(*names: str) -> dict[str, int]:
    return {name: code for code, name in enumerate(names)}


ACTIVATION_CODES = _numbered(
    "linear", "relu", "leaky_relu", "elu", "gelu", "silu", "tanh", "sigmoid", "softplus", "sine"
)
LOSS_CODES = _numbered("log_loss", "half_mse_tanh", "cross_entropy", "mse", "half_mse", "huber")
OPTIMISER_CODES = _numbered("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
PENALTY_CODES = _numbered("none", "l1", "l2")
