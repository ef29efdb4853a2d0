"""Many seeds beside the run: what has come of them, whose experiment it is, and adopting one of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.session import Session
from playground.training import Experiment, Spec, Trainer
from playground.training.many import SolvedRule
from playground.training.seeds import with_seed
from tests.session.frames import RECIPE, exploding, settle, tick_until, train

Make = Callable[..., Session]


def trained(session: Session, seeds: int = 16, epochs: int = 6) -> Session:
    session.many.choose(many_epochs=epochs)
    session.view.update(many_seeds=seeds)
    session.many.train_seeds()
    settle(session)
    return session


def test_each_seed_is_told_of(session: Session) -> None:
    outcome = trained(session).many.seeds.outcome
    assert outcome is not None and outcome.complete and not session.many.running
    assert outcome.epochs.tolist() == list(range(7)) and outcome.losses.shape == (7, 16, 2)
    for experiment, one, losses in zip(
        outcome.request.experiments, outcome.standings, outcome.losses[-1], strict=True
    ):
        ours = Trainer(experiment).run(epochs=6)
        np.testing.assert_allclose(one.theta, ours.theta, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(losses, (ours.train.loss, ours.test.loss), rtol=1e-8)
    assert [one.spec.seed for one in outcome.request.experiments] == list(range(16))
    assert session.many.seeds.present == 0 and not session.many.seeds.outdated


@pytest.mark.parametrize("stop", [0, 2])
def test_an_adopted_seed_is_the_run_with_that_seed_bit_for_bit(make: Make, stop: int) -> None:
    """Whatever stop rule there is: its run is made again, with all of its past."""
    session = trained(make(optimiser="adam", stop_epochs=stop))
    train(session, 3)
    before = session.snapshot
    session.many.adopt_seed(5)
    settle(session)
    ours = Trainer(with_seed(Experiment.load(RECIPE, Spec(optimiser="adam")), 5))
    ours.run(epochs=6)
    assert session.snapshot.epoch == 6 and not session.training and session.notice is None
    assert (session.network.theta == ours.network.theta).all()
    assert session.many.seeds.present == 5 and len(session.history) == 7
    assert session.runs.present_name == "Seed 5" and len(session.runs.kept) == 1
    session.playhead.look_at(2)
    settle(session)
    assert (session.network.theta == ours.at(2).theta).all()
    session.undo()
    settle(session)
    assert (session.spec.seed, session.snapshot.epoch, session.runs.kept) == (0, 3, ())
    assert (session.network.theta == before.theta).all()
    session.redo()
    settle(session)
    assert (session.network.theta == ours.network.theta).all()


def test_a_run_that_has_not_begun_is_not_kept(session: Session) -> None:
    trained(session).many.adopt_seed(1)
    settle(session)
    assert not session.runs.kept
    session.undo()
    settle(session)
    assert session.snapshot.epoch == 0 and session.spec.seed == 0


def test_after_an_edit_it_is_of_the_experiment_before_and_not_lost(session: Session) -> None:
    seeds = trained(session).many.seeds
    session.model.update_spec(learning_rate=0.5)
    assert seeds.outdated and seeds.outcome is not None
    session.points.add(np.array([[1.0, 1.0]]), np.array([1.0]))
    session.many.adopt_seed(2)
    settle(session)
    assert session.spec.learning_rate != 0.5 and len(session.data) == 100 and not seeds.outdated
    session.undo()
    settle(session)
    assert session.spec.learning_rate == 0.5 and len(session.data) == 101 and seeds.outdated


def test_edits_while_it_runs_do_not_end_it(session: Session) -> None:
    session.many.train_seeds()
    session.tick()
    session.source.update_recipe(source="xor")
    settle(session)
    outcome = session.many.seeds.outcome
    assert outcome is not None and outcome.complete and session.many.seeds.outdated


def test_training_again_takes_the_same_seeds(session: Session) -> None:
    seeds = trained(session).many.seeds
    session.many.adopt_seed(3)
    settle(session)
    trained(session, epochs=7)
    assert seeds.outcome is not None and seeds.outcome.request.experiments[0].spec.seed == 0
    session.model.update_spec(learning_rate=0.5)
    trained(session)
    assert seeds.outcome.request.experiments[0].spec.seed == 3


def test_cancel_keeps_what_has_come(session: Session) -> None:
    session.many.train_seeds()
    for _ in range(6):
        session.tick()
    assert session.many.running
    session.many.seeds.cancel()
    outcome = session.many.seeds.outcome
    assert outcome is not None and not session.many.running
    assert 0 < outcome.epoch < 200 and f"{outcome.epoch} of 200" in outcome.problem and outcome.standings


def test_seeds_that_diverge_are_told_and_solve_nothing(make: Make) -> None:
    session = trained(make(exploding()), epochs=40)
    outcome = session.many.seeds.outcome
    assert outcome is not None and all(one.diverged_at for one in outcome.standings)
    assert not any(outcome.solved(SolvedRule("loss", 1e300)))
    session.many.adopt_seed(0)
    settle(session)
    assert session.snapshot.status == "diverged" and session.notice is not None
    session.undo()
    settle(session)
    assert session.snapshot.status == "ready"


def test_when_a_seed_counts_as_solved(session: Session) -> None:
    outcome = trained(session, epochs=30).many.seeds.outcome
    assert outcome is not None
    accuracies = [one.test.accuracy or 0.0 for one in outcome.standings]
    session.many.choose(solved_percent=70.0)
    assert outcome.solved(session.many.solved_rule) == [one >= 0.7 for one in accuracies]
    session.view.update(solved_by_loss=True)
    session.many.choose(solved_loss=0.3)
    losses = [one.test.loss or 0.0 for one in outcome.standings]
    assert outcome.solved(session.many.solved_rule) == [one <= 0.3 for one in losses]


def test_without_rows_it_says_why(session: Session) -> None:
    session.points.clear()
    session.many.train_seeds()
    assert session.many.obstacle and session.many.seeds.outcome is None


@pytest.mark.process
def test_in_a_process_of_its_own(session: Session) -> None:
    outcome = trained(session, epochs=300).many.seeds.outcome
    assert outcome is not None and outcome.complete and len(outcome.epochs) == 101
    session.many.choose(many_epochs=100_000)
    session.many.train_seeds()
    session.many.seeds.cancel()  # while it is being started
    assert not session.many.running


@pytest.mark.process
def test_a_process_that_is_lost_is_told(session: Session) -> None:
    session.many.choose(many_epochs=100_000)
    session.many.train_seeds()
    side: Any = session.many.seeds._side
    tick_until(session, lambda: session.many.seeds.outcome and session.many.seeds.outcome.epoch, "news")
    os.kill(side._process.pid, signal.SIGKILL)
    settle(session)
    outcome = session.many.seeds.outcome
    assert outcome is not None and "lost" in outcome.problem and outcome.standings
