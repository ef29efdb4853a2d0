"""One experiment with several values of one setting, trained side by side from the same initial weights."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.errors import SpecError, did_you_mean
from playground.settings import labels_of, settings_of
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.many import Judge, Standing
from playground.training.spec import TABLES, Spec
from playground.training.trainer import Trainer
from playground.training.values import value_of
from playground.wording import counted

FEWEST, MOST = 2, 6  # values side by side
_USUAL = 4  # that are proposed of a table
_PROPOSED: dict[str, tuple[Any, ...]] = {
    "optimiser": ("sgd", "momentum", "rmsprop", "adam"),
    "learning_rate": (0.003, 0.01, 0.03, 0.1, 0.3),
    "batch_size": (1, 10, 50, 0),
    "regularisation_rate": (0.0, 0.001, 0.01, 0.1),
    "hidden_layers": ((), (2,), (4,), (4, 2), (8, 8)),
}
VARIED = (
    "optimiser",
    "learning_rate",
    "batch_size",
    "activation",
    "regularisation",
    "regularisation_rate",
    "hidden_layers",
)
"""The settings that the window offers; the command line takes any."""


class Race(Struct, frozen=True, eq=False, dict=True):
    """An experiment for each value of the setting `name`, trained for so many epochs; stop rules hold.

    own_start  the layers, and θ of their initial weights, where the seed does not give them, as in a lesson
    """

    name: str
    experiments: tuple[Experiment, ...]
    epochs: int
    own_start: tuple[tuple[object, ...], Array] | None = None

    @classmethod
    def of(
        cls,
        experiment: Experiment,
        name: str,
        values: Iterable[Any],
        epochs: int,
        theta: Array | None = None,
    ) -> Race:
        """The race of these values, from `theta` or the weights of the seed. Raises SpecError for one that
        is not allowed, with the nearest name.
        """
        own = None if theta is None else (_layers(experiment), theta)
        return cls(name, tuple(with_value(experiment, name, value) for value in values), epochs, own)

    @cached_property
    def thetas(self) -> tuple[Array, ...]:
        """The initial weights of each: of networks with other layers, those of the seed."""
        layers, theta = self.own_start or ((), None)
        return tuple(
            one.network().theta if theta is None or _layers(one) != layers else theta
            for one in self.experiments
        )

    def theta(self, place: int) -> Array:
        """The initial weights of one of them."""
        return self.thetas[place]

    @cached_property
    def same_start(self) -> tuple[bool, ...]:
        """Which begin with the initial weights of the first: their networks have the same layers."""
        return tuple(np.array_equal(theta, self.thetas[0]) for theta in self.thetas)

    def begin(self) -> Contenders:
        """The networks with their initial weights."""
        return Contenders(self.experiments, self.thetas)

    def is_of(self, experiment: Experiment) -> bool:
        """Whether it is that experiment, but for the setting that is varied."""
        first = self.experiments[0]
        return with_value(experiment, self.name, getattr(first.spec, self.name)).same_as(first)


class Contenders:
    """A trainer for each of these experiments; epoch by epoch in turns."""

    def __init__(self, experiments: Iterable[Experiment], thetas: Iterable[Array]) -> None:
        starts = (Checkpoint(0, 0, theta) for theta in thetas)
        self.trainers = [Trainer(*one) for one in zip(experiments, starts, strict=True)]
        self.epoch = 0
        self._judges = [Judge(trainer.experiment) for trainer in self.trainers]

    def run_epoch(self) -> None:
        """One epoch of each that has neither diverged nor stopped."""
        self.epoch += 1
        for trainer in self.trainers:
            if trainer.status == "ready":
                trainer.step("epoch")

    def losses(self) -> Array:
        """(networks, 2): training and test loss of each that has trained so many epochs; NaN of others."""
        found = np.full((len(self.trainers), 2), np.nan)
        for place, trainer in enumerate(self.trainers):
            if trainer.epoch == self.epoch:
                found[place] = [score.drawn_loss for score in trainer.scores]
        return found

    def standings(self) -> list[Standing]:
        """How each stands."""
        return [_standing(trainer, judge) for trainer, judge in zip(self.trainers, self._judges, strict=True)]


def _layers(experiment: Experiment) -> tuple[object, ...]:
    """What has to be alike for two networks to begin with the same weights."""
    return experiment.features, experiment.sizes


def _standing(trainer: Trainer, judge: Judge) -> Standing:
    shot = trainer.snapshot()
    diverged_at = shot.epoch if shot.status == "diverged" else None
    quality = judge.quality(shot.train, shot.test)
    return Standing(shot.theta, shot.train, shot.test, shot.epoch, quality, diverged_at, shot.reason)


def with_value(experiment: Experiment, name: str, value: Any) -> Experiment:
    """The experiment with another value of a setting. Raises SpecError, with the nearest name of a choice."""
    return experiment.with_spec(msgspec.structs.replace(experiment.spec, **{name: value}))


def values_of(name: str, text: str) -> tuple[Any, ...]:
    """The values that a text names, separated by commas or, where values have commas in them, by semicolons.

    Raises SpecError: for too few or too many, or a word that is none of the choices, with the nearest one.
    """
    parts = [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]
    values = tuple(dict.fromkeys(_value(name, part) for part in parts))
    if not FEWEST <= len(values) <= MOST:
        label = labels_of(Spec, (name,))
        raise SpecError(
            f"Found {counted(len(values), 'different value')} of the {label}.",
            f"Give {FEWEST} to {MOST}, separated by commas; by semicolons where a value has commas.",
        )
    return values


def proposed(experiment: Experiment, name: str) -> tuple[Any, ...]:
    """Values to begin with, that of the experiment among them."""
    present = getattr(experiment.spec, name)
    if name in _PROPOSED:
        values = _PROPOSED[name]
    else:
        table = tuple(TABLES[name])[:_USUAL]
        values = tuple((one,) for one in table) if settings_of(Spec)[name].many else table
    return values if present in values else (present, *values)[:MOST]


def _value(name: str, text: str) -> Any:
    setting = settings_of(Spec)[name]
    if setting.type is bool:
        return {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}.get(
            text.lower(), text
        )
    names = _names(name)
    text = ",".join(names.get(word.strip().lower(), word.strip()) for word in text.split(","))
    value = value_of(setting, text)
    if setting.choices and not setting.many and value not in setting.choices:
        raise SpecError(f"{setting.label} cannot be “{text}”.", did_you_mean(text, setting.choices))
    return value


def _names(name: str) -> dict[str, str]:
    """The rows of the setting's table by what they are called on screen."""
    rows = TABLES.get(name, {})
    return {str(getattr(row, "label", key)).lower(): key for key, row in rows.items()}
