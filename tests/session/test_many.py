"""Many seeds beside the run: what has come of them, whose experiment it is, and adopting one of them."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.cli.seeds import Choices
from playground.errors import SpecError
from playground.session import Session
from playground.settings import settings_of
from playground.training import Checkpoint, Experiment, Spec, Trainer
from playground.training.many import SolvedRule
from playground.training.many_choices import ManyChoices
from playground.training.race import VARIED
from playground.training.seeds import with_seed
from tests.session.frames import RECIPE, exploding, settle, tick_until, train

Make = Callable[..., Session]


def trained(session: Session, seeds: int = 16, epochs: int = 6) -> Session:
    session.many.choose(many_epochs=epochs)
    session.view.update(many_seeds=seeds)
    session.many.train_seeds()
    settle(session)
    return session


def test_the_window_begins_with_what_is_declared_and_the_command_line_too(session: Session) -> None:
    shown, declared = session.view.settings, ManyChoices()
    for name in settings_of(ManyChoices):
        assert getattr(shown, name) == getattr(declared, name), name
    asked = Choices()
    assert session.many.solved_rule == SolvedRule("quality", asked.solved) and shown.many_seeds == asked.seeds


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


def test_what_is_looked_at_is_trained(session: Session) -> None:
    """The settings of the present were taken, while others were on the screen."""
    train(session, 2)
    session.model.update_spec(learning_rate=0.5)
    train(session, 2)
    session.playhead.look_at(1)
    settle(session)
    seeds = trained(session, epochs=1).many.seeds
    assert seeds.outcome is not None and not seeds.outdated
    assert {one.spec.learning_rate for one in seeds.outcome.request.experiments} == {0.03}
    race = raced(session, "batch_size", "5, 10", epochs=1).request
    assert {one.spec.learning_rate for one in race.experiments} == {0.03}
    session.playhead.to_present()
    assert seeds.outdated


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
    assert outcome is not None and "memory" in outcome.problem and outcome.standings


# --- a race ----------------------------------------------------------------------------------------------


def raced(session: Session, name: str, words: str = "", epochs: int = 6) -> Any:
    session.many.choose(many_epochs=epochs)
    session.many.vary(name, words)
    session.many.start_race()
    settle(session)
    return session.many.race.outcome


@pytest.mark.parametrize(
    ("name", "words", "values"),
    [
        ("optimiser", "SGD, adam", ("sgd", "adam")),
        ("learning_rate", "0.1, 0.01, 0.1", (0.1, 0.01)),
        ("batch_size", "1, all rows", (1, 0)),
        ("hidden_layers", "4, 2; none; 8", ((4, 2), (), (8,))),
        ("activation", "tanh, ReLU", (("tanh",), ("relu",))),
        ("regularisation", "none, L2", ("none", "l2")),
    ],
)
def test_each_value_is_the_trainer_with_it(session: Session, name: str, words: str, values: Any) -> None:
    outcome = raced(session, name, words)
    assert tuple(getattr(one.spec, name) for one in outcome.request.experiments) == values
    for place, (one, value) in enumerate(zip(outcome.standings, values, strict=True)):
        ours = Trainer(Experiment.load(RECIPE, Spec(**{name: value})))
        ours.run(epochs=6)
        assert (one.theta == ours.network.theta).all() and one.train == ours.scores[0]
        np.testing.assert_array_equal(outcome.losses[:, place], ours.history.losses)
    assert all(outcome.request.same_start) == (name != "hidden_layers")


def test_adopting_a_value_is_a_branch_that_undo_takes_back(session: Session) -> None:
    raced(session, "optimiser", "sgd, adam")
    train(session, 2)
    session.many.adopt_value(1)
    settle(session)
    ours = Trainer(Experiment.load(RECIPE, Spec(optimiser="adam")))
    ours.run(epochs=6)
    assert (session.network.theta == ours.network.theta).all() and session.spec.optimiser == "adam"
    assert session.many.race.present == 1 and session.runs.present_name == "Optimiser Adam"
    session.undo()
    settle(session)
    assert (session.spec.optimiser, session.snapshot.epoch) == ("sgd", 2)
    assert session.many.race.present == 0


def test_a_race_begins_with_the_runs_own_initial_weights_where_the_layers_are_the_same(make: Make) -> None:
    """As in a lesson, whose weights the seed does not give; one of them that is adopted, too."""
    session = make()
    sizes, first = session.experiment.sizes, np.full(len(session.network.theta), 0.25)
    session.exchange(session.experiment, Checkpoint(0, 0, first))
    train(session, 3)
    outcome = raced(session, "optimiser", "sgd, adam")
    for place, name in enumerate(("sgd", "adam")):
        ours = Trainer(Experiment.load(RECIPE, Spec(optimiser=name)), Checkpoint(0, 0, first.copy()))
        ours.run(epochs=6)
        assert (outcome.standings[place].theta == ours.network.theta).all()
        np.testing.assert_array_equal(outcome.losses[:, place], ours.history.losses)
    assert all(outcome.request.same_start)
    session.many.adopt_value(1)
    settle(session)
    assert (session.network.theta == ours.network.theta).all()
    assert raced(session, "optimiser").request.own_start[1].tolist() == first.tolist()
    other = raced(session, "hidden_layers", "2; " + ",".join(map(str, sizes[1:-1])))
    seeded = other.request.experiments[0].network().theta
    assert (other.request.thetas[0] == seeded).all() and (other.request.thetas[1] == first).all()
    assert other.request.same_start == (True, False)


def test_a_race_begins_with_initial_weights_that_were_set_by_hand(session: Session) -> None:
    """At once, too: no report has told of them yet."""
    settle(session)
    session.edit_parameter("weight", 0, 0.25)
    for _ in range(2):
        assert {theta[0] for theta in raced(session, "optimiser", epochs=1).request.thetas} == {0.25}
        train(session, 2)
    session.reset()
    assert raced(session, "optimiser", epochs=1).request.own_start is None


def test_a_value_that_diverges_or_stops_says_so_and_the_others_go_on(make: Make) -> None:
    session = make(exploding())
    outcome = raced(session, "learning_rate", "0.001, 1", epochs=30)
    sound, lost = outcome.standings
    assert sound.diverged_at is None and sound.epoch == 30
    assert lost.diverged_at == lost.epoch < 30 and "α = 1" in lost.reason
    assert np.isnan(outcome.losses[-1, 1, 0]) and np.isfinite(outcome.losses[-1, 0, 0])
    session = make(stop_loss=0.6)
    outcome = raced(session, "learning_rate", "0.000001, 0.1", epochs=60)
    assert outcome.standings[0].epoch == 60 and 0 < outcome.standings[1].epoch < 60
    session.many.adopt_value(1)
    settle(session)
    assert session.snapshot.epoch == outcome.standings[1].epoch and session.snapshot.train.loss <= 0.6


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("optimiser", "sgd, adamm", "adam"),
        ("optimiser", "sgd", "2 to 6"),
        ("learning_rate", "0.1, x", "number greater than 0"),
        ("batch_size", "1, 2, 3, 4, 5, 6, 7", "2 to 6"),
        ("activation", "tanh, reluu", "relu"),
    ],
)
def test_values_that_are_refused_change_nothing(session: Session, name: str, words: str, said: str) -> None:
    before = session.view.settings
    with pytest.raises(SpecError, match=re.escape(said)):
        session.many.vary(name, words)
    assert session.view.settings == before


@pytest.mark.parametrize("name", VARIED)
def test_what_is_proposed_can_be_raced_and_holds_the_present_value(make: Make, name: str) -> None:
    session = make(learning_rate=0.02, hidden_layers=(3, 3), batch_size=7, activation=("relu", "tanh"))
    session.many.vary(name)
    outcome = raced(session, name, epochs=1)
    present = getattr(session.spec, name)
    assert present in [getattr(one.spec, name) for one in outcome.request.experiments]
    assert session.many.race.present is not None


def test_a_race_is_of_the_experiment_whatever_value_it_has(session: Session) -> None:
    raced(session, "learning_rate", "0.1, 0.01")
    race = session.many.race
    assert race.present is None and not race.outdated
    session.model.update_spec(learning_rate=0.5)
    assert not race.outdated
    session.model.update_spec(batch_size=3)
    assert race.outdated


@pytest.mark.parametrize("edit", ["undo", "set_layers"])
def test_an_edit_while_the_adopted_run_is_made_again_pauses_it(make: Make, edit: str) -> None:
    """It was not played: what comes instead is not played either."""
    session = trained(make(), epochs=3000)
    train(session, 2)
    session.many.adopt_seed(1)
    assert session.training
    if edit == "undo":
        session.undo()
    else:
        session.model.set_layers((3,))
    settle(session)
    assert not session.training and session.snapshot.epoch == (2 if edit == "undo" else 0)
