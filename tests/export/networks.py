"""Networks for the tests of exports: every activation, loss, feature and scaling is in some of them."""

from __future__ import annotations

from functools import cache
from random import Random

import numpy as np

from playground.data import Recipe, available
from playground.engine import ACTIVATIONS, LOSSES, losses_for
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
    return (
        {"spiral 8 8": made("spiral", Spec(hidden_layers=(8, 8), features=available(2)))}
        | found
        | _by_chance()
    )


def _by_chance() -> dict[str, TrainedModel]:
    """Some of the many other pairings."""
    random, found = Random(13), {}
    for number in range(10):
        task = random.choice(list(_SOURCES))
        source = random.choice(_SOURCES[task])
        features = available({"houses": 3, "iris": 4}.get(source, 2))
        spec = Spec(
            loss=random.choice(losses_for(task)),
            hidden_layers=tuple(random.choices((1, 2, 5), k=random.randrange(4))),
            activation=tuple(random.choices(list(ACTIVATIONS), k=4)),
            features=tuple(random.sample(features, random.randint(1, len(features)))),
            scale_inputs=random.choice(("none", "standardise")),
            scale_target=random.choice(("none", "standardise")),
        )
        found[f"chance {number}"] = made(source, spec, number)
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
