"""The card of the network, alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from playground.data import Recipe
from playground.training import Experiment, Spec
from tests.ui.conftest import in_front


@pytest.fixture
def network_of(alone: Callable[..., Any]) -> Callable[..., Any]:
    """The card on an experiment, active."""

    def network_of(source: str = "circle", *, noise: float = 10, **choices: Any) -> Any:
        return in_front(alone(Experiment.load(Recipe(source=source, noise=noise), Spec(**choices))))

    return network_of
