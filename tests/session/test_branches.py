"""Branches: a run goes on from its past or where it was left, bit for bit, and all of it is undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playground.session import Session
from playground.training import Trainer
from playground.training.checkpoint import Place
from tests.session.frames import look, settle, train


def test_go_on_from_here_and_back(trained: Session) -> None:
    theta = trained.network.theta.copy()
    trained.playhead.look_at(2, 3)
    settle(trained)
    trained.branches.go_on_from_here()
    settle(trained)
    ours = Trainer(trained.experiment)
    ours.run(epochs=4)
    train(trained, 2)
    assert trained.playhead.place is None and trained.history.last_epoch == 4
    assert (trained.network.theta == ours.network.theta).all(), "memory and order are those of the past"
    trained.undo()
    settle(trained)
    assert trained.snapshot.epoch == 6 and (trained.network.theta == theta).all()
    assert len(trained.history) == 7 and trained.spec.learning_rate == 0.5


def test_an_edit_of_the_past_is_a_branch(trained: Session) -> None:
    trained.playhead.look_at(2)
    trained.model.update_spec(learning_rate=0.3)
    assert trained.playhead.place == Place(2), "not before it is there"
    settle(trained)
    assert (trained.snapshot.epoch, trained.history.last_epoch, trained.spec.learning_rate) == (2, 2, 0.3)
    assert [flag.place.epoch for flag in trained.playhead.flags] == [2]
    trained.undo()
    settle(trained)
    assert (trained.snapshot.epoch, trained.spec.learning_rate) == (6, 0.5)
    trained.playhead.look_at(6 - 1)
    assert trained.playhead.place == Place(5)


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: session.model.update_spec(hidden_layers=(3,)),
        lambda session: session.source.update_recipe(source="line"),
        lambda session: session.model.reset(),
    ],
    ids=["layers", "data", "reset"],
)
def test_another_network_begun_in_the_past_keeps_what_came_after(
    trained: Session, edit: Callable[[Session], None]
) -> None:
    experiment = trained.experiment
    trained.playhead.look_at(2)
    settle(trained)
    edit(trained)
    settle(trained)
    (kept,) = trained.runs.kept
    assert kept.experiment is experiment and kept.end.epoch == kept.history.last_epoch == 6
    assert trained.snapshot.epoch == 0 and trained.playhead.place is None
    trained.undo()
    settle(trained)
    assert trained.runs.kept == () and trained.snapshot.epoch == 6 and trained.experiment is experiment


def test_a_branch_keeps_the_old_future(branched: Session) -> None:
    (kept,) = branched.runs.kept
    assert (kept.name, branched.runs.present_name) == ("Run A", "Run B")
    assert kept.history.last_epoch == kept.end.epoch == 8 and branched.history.last_epoch == 5
    assert branched.runs.differences(branched.runs.kept) == [("learning rate α", ("0.5", "0.05"))]
    branched.undo()
    settle(branched)
    assert branched.runs.kept == () and branched.snapshot.epoch == 8
    branched.redo()
    settle(branched)
    assert [one.name for one in branched.runs.kept] == ["Run A"] and branched.snapshot.epoch == 5


def test_a_run_is_taken_up_where_it_was(branched: Session) -> None:
    branched.branches.take_up(branched.runs.kept[0].number)
    settle(branched)
    assert branched.runs.present_name == "Run A" and branched.snapshot.epoch == 8
    (other,) = branched.runs.kept
    assert (other.name, other.parent, other.end.epoch) == ("Run B", "Run A", 5)
    train(branched, 1)
    ours = Trainer(branched.experiment)
    ours.run(epochs=9)
    assert (branched.snapshot.theta == ours.network.theta).all()
    branched.branches.take_up(other.number)
    settle(branched)
    assert branched.snapshot.epoch == 5 and branched.spec.learning_rate == 0.5
    branched.undo()
    settle(branched)
    assert branched.snapshot.epoch == 9 and [one.name for one in branched.runs.kept] == ["Run B"]


def test_an_undo_brings_back_the_run_with_its_past(trained: Session) -> None:
    """Of a reset, of a branch, of another network, of a step that was applied."""
    here = trained.snapshot
    for leave in (
        trained.model.reset,
        lambda: trained.model.set_layers((3,)),
        lambda: [trained.playhead.look_at(2), settle(trained), trained.branches.go_on_from_here()],
        lambda: [look(trained), trained.backprop.keep_step(), settle(trained), trained.backprop.close()],
    ):
        leave()
        settle(trained)
        train(trained, 1)
        trained.undo()
        settle(trained)
        assert trained.snapshot.epoch == 6 and (trained.snapshot.theta == here.theta).all()
        trained.playhead.look_at(3)
        settle(trained)
        assert trained.playhead.exact and trained.snapshot.steps == 3 * 5
        trained.playhead.to_present()
    train(trained, 1)
    again = Trainer(trained.undo_stack.done[0].experiment)  # type: ignore[union-attr]
    again.run(epochs=4)
    again.apply(trained.undo_stack.done[1].experiment)  # type: ignore[union-attr]
    again.run(epochs=1)
    again.apply(trained.experiment)
    again.run(epochs=2)
    assert (trained.snapshot.theta == again.network.theta).all(), "it goes on as if it had never been left"
