"""The worker finds a place of the past while its run goes on."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from playground.training import Trainer
from playground.training.checkpoint import Place
from playground.training.messages import Apply, FindPlace, Play, Step
from playground.training.proxy import TrainerProxy
from tests.training.workers import EXPERIMENT, report, spec_with, wait_until


def test_a_place_of_the_past_is_found_while_the_run_goes_on(start: Callable[..., TrainerProxy]) -> None:
    proxy, ours = start(), Trainer(EXPERIMENT)
    ours.run(epochs=3)
    edited = spec_with(EXPERIMENT, learning_rate=0.2)
    ours.apply(edited)
    ours.run(epochs=4)
    for _ in range(3):
        proxy.send(Step("epoch"))
    proxy.send(Apply(edited))
    proxy.send(Play(math.inf))
    wait_until(lambda: report(proxy).snapshot.epoch > 600, "epochs")
    found: list[Any] = []

    def find(place: Place, **wishes: Any) -> Any:
        proxy.send(FindPlace(Place(2)))
        proxy.send(FindPlace(place, **wishes))
        found.clear()
        wait_until(lambda: found.append(report(proxy)) or found[-1].past, "the past")
        return found[-1].past

    past = find(Place(7, 0), moment=True)
    assert (past.snapshot.theta == ours.network.theta).all() and past.experiment is None
    assert past.moment.batch == ours.resume_point().batch
    past = find(Place(1, 2))
    assert (past.place, past.snapshot.steps) == (Place(1, 2), ours.steps_per_epoch + 2)
    assert past.experiment.spec == EXPERIMENT.spec and not len(past.experiment.data)
    assert found[-1].training
    assert "does not exist yet" in str(find(Place(10**9)))
