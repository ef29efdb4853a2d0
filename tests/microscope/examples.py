"""Steps of small random networks, for every activation and loss."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from playground.data import Recipe
from playground.engine import LOSSES
from playground.microscope.step import Step
from playground.training import Experiment, Spec
from playground.training.resume_point import ResumePoint

SOURCES = {"regression": "line", "two_classes": "moons", "many_classes": "blobs"}


@cache
def _experiment(source: str) -> Experiment:
    return Experiment.load(Recipe(source=source))


def step_of(
    activation: str = "tanh",
    loss: str = "log_loss",
    rows: tuple[int, ...] = (3, 1, 40, 7),
    seed: int = 0,
    **choices: Any,
) -> Step:
    """The first step from these rows, at random weights."""
    spec = Spec(**{"hidden_layers": (3, 2), "activation": (activation,), "loss": loss, **choices})
    experiment = _experiment(SOURCES[LOSSES[loss].tasks[0]])
    experiment = experiment.with_spec(spec).with_spec(spec)  # new sizes unlock: lock once they are there
    theta = np.random.default_rng(seed).normal(0.0, 0.8, experiment.network().parameters)
    moment = ResumePoint(
        0, 0, theta, state=spec.make_optimiser().start(theta), rate=spec.rate(0), row=rows[:1], batch=rows
    )
    return Step.of(experiment, moment, rows)
