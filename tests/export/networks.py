"""Networks for the tests of exports: every activation, loss, feature and scaling is in some of them."""

from __future__ import annotations

from functools import cache

import numpy as np

from playground.data import Recipe, available
from playground.engine import ACTIVATIONS, LOSSES
from playground.export.model import TrainedModel
from playground.training import Checkpoint, Experiment, Spec

_SOURCES = {
    "two_classes": ("circle", "two-blobs"),
    "many_classes": ("iris", "blobs"),
    "regression": ("houses", "hills"),
}
_FEATURES = {
    "houses": (*available(3),),
    "hills": available(2),
    "circle": available(2),
    "iris": ("x1", "x4", "x1*x2", "sin(x2)"),
}


@cache
def models() -> dict[str, TrainedModel]:
    """By a name that tells what is in it."""
    found = {}
    activations = [*ACTIVATIONS]
    for k, loss in enumerate(LOSSES):
        for task in LOSSES[loss].tasks:
            for source in _SOURCES[task]:
                scale = ("none", "standardise")[(k + len(found)) % 2]
                features = _FEATURES.get(source, ()) if len(found) % 3 else ()
                hidden = ((), (5,), (4, 3))[len(found) % 3]
                spec = Spec(
                    loss=loss, hidden_layers=hidden, features=features, scale_inputs=scale, scale_target=scale
                )
                found[f"{loss} {source} {scale}"] = made(source, spec, len(found))
    for k, name in enumerate(activations):
        following = activations[(k + 1) % len(activations)]
        spec = Spec(hidden_layers=(4, 3), activation=(name, following), features=available(2))
        found[f"{name} {following}"] = made("circle", spec, k)
    return found


def made(source: str, spec: Spec, seed: int = 0) -> TrainedModel:
    """A network with weights drawn at random, larger than the first ones."""
    recipe = Recipe(source="blobs", classes=2) if source == "two-blobs" else Recipe(source=source)
    experiment = Experiment.load(recipe, spec)
    theta = np.random.default_rng(seed).normal(size=experiment.network().parameters)
    return TrainedModel.of(experiment, Checkpoint(3, 75, theta))


def inputs(model: TrainedModel, rows: int, seed: int = 1) -> np.ndarray:
    """Rows all over the ranges of the columns, and somewhat beyond."""
    low, high = np.array(model.ranges).T
    share = np.random.default_rng(seed).uniform(-0.2, 1.2, (rows, len(low)))
    return low + share * (high - low)
