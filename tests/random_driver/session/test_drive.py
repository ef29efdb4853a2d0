"""A session is driven at random for a while. A check of a commit takes the seed from the commit."""

from __future__ import annotations

import json
import os
from random import Random

import pytest

from playground.data import available
from playground.session.undo import UndoStack
from playground.settings import settings_of
from playground.training import Spec
from tests.random_driver.session.__main__ import ACTS as LENGTH
from tests.random_driver.session.__main__ import short
from tests.random_driver.session.acts import ACTS
from tests.random_driver.session.acts.training import FEATURES, SETTINGS
from tests.random_driver.session.tour import follow, new_session, wander

SEED = int(os.environ.get("RANDOM_DRIVER_SEED", "1"))
TOURS = 25
SHRINK = 30.0  # seconds, for what fails
_DRAWS = 200  # of arguments: where there is no past, one place in five can be gone to

DONE = ("step_epoch", "keep_run", "train_seeds", "frames", "open_lesson", "add_class", "open_backprop")


def test_a_session_driven_at_random() -> None:
    for seed in range(SEED, SEED + TOURS):
        tour = wander(seed, LENGTH)
        if tour.fault is not None:
            acts = "\n".join(map(json.dumps, short(tour, SHRINK)))
            pytest.fail(f"Seed {seed}: {tour.sign}\n{tour.fault}\n{acts}")


def test_a_fault_is_found_and_shrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(UndoStack, "redo", lambda *_: None)
        tours = (wander(seed, LENGTH) for seed in range(TOURS))
        found = next(tour for tour in tours if tour.fault)
        acts = short(found, SHRINK)
        assert found.sign.startswith("undo and redo of")
        assert len(acts) <= 3
    assert not follow(acts).sign


def test_the_same_seed_does_the_same() -> None:
    one, again = (wander(SEED, LENGTH) for _ in range(2))
    assert one.acts == again.acts


def test_no_act_is_refused_whatever_its_arguments() -> None:
    """Or it would never do anything, unseen."""
    assert not [name for name in ACTS if not _can_be_done(name)]


def test_what_is_chosen_from_is_there() -> None:
    """Or it would be refused each time, as names are that the screen alone has."""
    known = settings_of(Spec)
    assert set(FEATURES) <= set(available(2))
    assert not [
        (name, value) for name in SETTINGS for value in SETTINGS[name] if not known[name].accepts(value)
    ]


def _can_be_done(name: str) -> bool:
    random, session = Random(SEED), new_session(ahead=False)
    for done in DONE:
        ACTS.do(session, ACTS.drawn(done, random))
    can = any(ACTS.do(session, ACTS.drawn(name, random)) for _ in range(_DRAWS))
    session.close()
    return can
