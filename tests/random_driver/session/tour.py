"""One tour of one session in this process: at random from a seed, or along a list of acts."""

from __future__ import annotations

import math
import traceback
import warnings
from collections.abc import Iterable, Iterator
from random import Random

from playground.data import Recipe
from playground.session import Session, ViewSettings
from playground.training import Experiment, Spec
from tests.in_process import Ahead, InProcess, ManyInProcess
from tests.random_driver.fault import Fault, place_of
from tests.random_driver.session.act import Act
from tests.random_driver.session.acts import ACTS
from tests.random_driver.session.clock import STEPS, Clock, told_by
from tests.random_driver.session.holds import HOLDS, check


class Tour:
    """What was done, and the fault that came of it, if one did."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.fault: Fault | None = None

    @property
    def sign(self) -> str:
        """What tells one fault from another; empty when there was none."""
        return self.fault.sign if self.fault else ""


def wander(seed: int, count: int) -> Tour:
    """Do so many acts."""
    random = Random(seed)
    first = {"act": "begin", "ahead": random.random() < 0.5, "step": random.choice(STEPS)}
    return follow([first, *(ACTS.draw(random) for _ in range(count))])


def follow(acts: Iterable[Act]) -> Tour:
    """Do these acts, up to the first fault. The first of them may say how to `begin`."""
    listed, tour = list(acts), Tour()
    begin = {"ahead": False, "step": STEPS[0]} | next((act for act in listed if act["act"] == "begin"), {})
    try:
        with told_by(Clock(begin["step"])), warnings.catch_warnings():
            warnings.simplefilter("error")
            _walk(new_session(ahead=begin["ahead"]), _told(listed, tour))
    except Fault as fault:
        tour.fault = fault
    except Exception as error:  # noqa: BLE001  whatever it is, it is told
        tour.fault = _fault_of(error)
    return tour


def new_session(*, ahead: bool) -> Session:
    """Its trainer may be ahead of what it knows."""
    experiment = Experiment.load(Recipe(count=60, noise=10), Spec(hidden_layers=(3,)))
    settings = ViewSettings(speed=math.inf, many_seeds=4, many_epochs=10)
    return Session(experiment, settings, Ahead if ahead else InProcess, ManyInProcess)


def _told(acts: list[Act], tour: Tour) -> Iterator[Act]:
    for act in acts:
        tour.acts.append(act)
        if act["act"] != "begin":
            yield act
    yield from ({"act": "pause"}, {"act": "stop_playing"}, {"act": "rest"})


def _walk(session: Session, acts: Iterable[Act]) -> None:
    try:
        for act in acts:
            ACTS.do(session, act)
            check(session, HOLDS)
    finally:
        session.close()


def _fault_of(error: Exception) -> Fault:
    """An error of the program; that of a worker tells where it was by the last lines of its text."""
    text = "".join(traceback.format_exception(error))
    ending = str(error).strip().splitlines()[-1] if str(error).strip() else ""
    return Fault(f"{type(error).__name__} {place_of(error.__traceback__)} {ending}"[:200], text)
