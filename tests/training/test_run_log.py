"""The log of a run: what is kept while it goes, and whose it is."""

from __future__ import annotations

import numpy as np

from playground.training import Trainer
from playground.training.checkpoint import Place
from tests.training.trainers import edit, trainer


def _edited(*, watched: bool = True) -> Trainer:
    ours = Trainer(trainer().experiment, watched=watched)
    ours.step("epoch")
    edit(ours, learning_rate=0.3)
    ours.step("row")
    ours.set_parameters({1: 0.75})
    ours.step("epoch")
    return ours


def test_what_nobody_watches_keeps_nothing_and_learns_the_same() -> None:
    one, other = _edited(), _edited(watched=False)
    assert (one.network.theta == other.network.theta).all()
    assert (len(one.history), len(one.log.edits), len(one.history.timeline.flags)) == (3, 3, 2)
    assert (len(other.history), len(other.log.edits), other.history.timeline.checkpoints) == (0, 0, [])


def test_a_branch_has_a_log_of_its_own() -> None:
    ours = _edited()
    branch = ours.branch(ours.replay(Place(1)))
    edit(branch, learning_rate=0.1)
    branch.step("epoch")
    assert (len(ours.log.edits), len(branch.log.edits)) == (3, 2)
    assert [flag.words for flag in ours.history.timeline.flags] != [
        flag.words for flag in branch.history.timeline.flags
    ]
    assert (branch.at(1).theta == ours.at(1).theta).all()


def test_a_branch_has_the_losses_of_its_beginning() -> None:
    """An edit within an epoch writes its losses over those of the epoch's start."""
    ours = _edited()
    there = ours.at(1)
    assert ours.history.losses[1, 0] != there.train.loss
    branch = ours.branch(ours.replay(Place(1)))
    assert branch.history.losses[-1, 0] == there.train.loss == branch.snapshot().train.loss
    within = ours.branch(ours.replay(Place(1, 1)))
    assert len(within.history) == 2 and within.log.finite.place == within.place


def test_the_last_finite_place_is_remembered() -> None:
    ours = trainer()
    ours.step("epoch")
    theta = ours.network.theta.copy()
    ours.set_parameters({0: np.inf})
    assert (ours.log.finite.epoch, ours.log.finite.steps) == (1, ours.steps)
    assert (ours.log.finite.theta == theta).all()
