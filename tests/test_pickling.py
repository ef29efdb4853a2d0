"""What is pickled of an object that keeps what it has found once."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from playground.data import Dataset, Recipe
from playground.training import Experiment


def all_found(thing: Any) -> Any:
    """The same, with every one of its caches filled."""
    for kind in type(thing).__mro__:
        for name, entry in vars(kind).items():
            if isinstance(entry, cached_property):
                getattr(thing, name)
    return thing


def names(thing: Any) -> set[str]:
    return {field.name for field in fields(thing)}


def test_caches_stay_behind() -> None:
    experiment = all_found(Experiment.load(Recipe(source="iris")))
    all_found(experiment.data)
    assert vars(experiment).keys() > names(experiment) and vars(experiment.data).keys() > names(Dataset)
    arrived = pickle.loads(pickle.dumps(experiment))
    assert vars(arrived).keys() == names(experiment)
    assert vars(arrived.data).keys() == names(experiment.data)
    assert arrived.signature == experiment.signature and arrived.data.same_as(experiment.data)


@dataclass(frozen=True)
class Onlooker:
    """Part of an experiment: looks at all of it while it is pickled, as another thread may at any time."""

    seen: list[Experiment]

    def __reduce__(self) -> tuple[Any, ...]:
        for experiment in self.seen:
            all_found(experiment)
        return Onlooker, ([],)


def test_an_experiment_can_be_looked_at_while_it_is_pickled() -> None:
    onlooker = Onlooker([])
    experiment = replace(Experiment.load(Recipe(source="iris")), by_hand=onlooker)  # type: ignore[arg-type]
    onlooker.seen.append(experiment)
    assert pickle.loads(pickle.dumps(experiment)).data.same_as(experiment.data)
    assert "features" in vars(experiment), "it was looked at"
