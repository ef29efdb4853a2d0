"""The playhead: looking back at any place of a run, everything follows, and nothing of the run is changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from playground.export.experiment_layout import HistoryPart
from playground.session import Session
from playground.training import Trainer
from playground.training.checkpoint import Place
from playground.training.evaluation import Score
from playground.training.replay import PlaceError
from tests.session.frames import look, settle, tick_until, train


def test_what_is_shown_is_the_run_of_so_many_epochs(trained: Session) -> None:
    first = trained.playhead
    here, rows = trained.snapshot, len(trained.data)
    ours = Trainer(trained.undo_stack.done[0].experiment)  # type: ignore[union-attr]
    ours.run(epochs=3)
    first.look_at(3)
    settle(trained)
    assert first.exact and (trained.network.theta == ours.network.theta).all()
    assert trained.snapshot.train == ours.snapshot().train
    assert trained.spec.learning_rate == 0.05 and len(trained.data) == rows - 1
    first.look_at(5)
    settle(trained)
    assert trained.spec.learning_rate == 0.5 and len(trained.data) == rows
    first.to_present()
    settle(trained)
    assert trained.snapshot.epoch == 6 and (trained.network.theta == here.theta).all()
    assert not trained.document.modified or trained.snapshot.steps


def test_the_nearest_checkpoint_is_shown_at_once(trained: Session) -> None:
    trained.history.timeline.checkpoints[2:] = []
    trained.playhead.look_at(3)
    assert (trained.snapshot.epoch, trained.playhead.exact) == (1, False)
    assert trained.snapshot.train.loss == trained.history.losses[1, 0]
    settle(trained)
    assert (trained.snapshot.epoch, trained.playhead.exact) == (3, True)


def test_moving(trained: Session) -> None:
    head = trained.playhead
    head.move(-1)
    assert head.place == Place(5)
    head.move(-100)
    assert head.place == Place(0)
    head.go_to_flag(+1)
    assert head.place == Place(4)
    head.go_to_flag(+1)
    assert head.place == Place(5)
    head.go_to_flag(+1)
    assert head.place is None
    head.go_to_flag(-1)
    assert head.place == Place(5)
    head.look_at(2)
    trained.playback.step("batch")
    assert head.place == Place(2, 1)
    settle(trained)
    for _ in range(9):
        trained.playback.step("batch")
        settle(trained)
    assert head.place == Place(4), "a step beyond the last of an epoch is the next epoch"
    trained.playback.step("epoch")
    head.move(+1)
    assert head.place is None
    for epoch in (7, -1):
        with pytest.raises(PlaceError, match=str(epoch)):
            head.go_to(epoch)
    assert head.place is None and trained.snapshot.epoch == 6


def test_training_goes_on_from_the_present(trained: Session) -> None:
    trained.playback.play()
    trained.playhead.look_at(3)
    assert not trained.training
    settle(trained)
    last = trained.playhead.last
    trained.playback.play()
    assert trained.playhead.place is None and trained.snapshot.epoch == last
    tick_until(trained, lambda: trained.snapshot.epoch > last)
    trained.playback.pause()


def test_the_microscope_looks_at_the_past(trained: Session) -> None:
    trained.playhead.look_at(3)
    settle(trained)
    scope = look(trained, "batch")
    ours = Trainer(trained.experiment)
    ours.run(epochs=3)
    assert scope.step.rows == ours.resume_point().batch and scope.step.start.epoch == 3
    trained.playhead.look_at(2)
    settle(trained)
    assert trained.backprop.microscope is not None
    assert trained.backprop.microscope.step.start.epoch == 2
    trained.backprop.keep_step()
    settle(trained)
    assert trained.playhead.place is None and trained.snapshot.steps == 2 * 5 + 1


def test_the_microscope_comes_back_to_the_present(trained: Session) -> None:
    look(trained)
    trained.playhead.look_at(3)
    settle(trained)
    for back in (trained.playhead.to_present, lambda: trained.playhead.look_at(6)):
        back()
        settle(trained)
        scope = trained.backprop.present_microscope
        assert scope is not None and scope.step.start.epoch == trained.snapshot.epoch == 6
        trained.playhead.look_at(2)
        settle(trained)


def test_playing_the_past_ends_at_its_ends(trained: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("playground.session.playhead.monotonic", lambda: now)
    head, seen = trained.playhead, []
    head.set_speed(0.5)
    head.play()
    for _ in range(60):
        trained.tick()
        seen.append(trained.snapshot.epoch)
        now += 0.01
    assert sorted(set(seen)) == list(range(7)) and seen == sorted(seen)
    assert not head.playing and head.place is None
    head.look_at(3)
    settle(trained)
    head.play(-1)
    for _ in range(60):
        trained.tick()
        now += 0.01
    assert not head.playing and head.place == Place(0)


def test_another_network_begins_before_the_first_place_that_is_played_is_found(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was played from a present of which the session did not know yet how far it was."""
    monkeypatch.setattr("playground.session.playhead.monotonic", lambda: 0.0)
    session.playback.step("epoch")
    session.tick()
    session.playhead.play()
    assert session.playhead.last == 0, "the answer is not taken yet"
    session.tick()
    assert session.run.looking_back and session.playhead.place == Place(0) and not session.playhead.exact
    session.model.set_layers((5,))
    settle(session)
    assert session.playhead.place is None and not session.run.looking_back


def test_a_file_can_be_opened_while_a_place_is_being_found(trained: Session) -> None:
    trained.playhead.look_at(2)
    trained.document.start_new()
    settle(trained)
    assert trained.playhead.place is None and trained.snapshot.epoch == 0
    trained.undo()
    settle(trained)
    assert trained.snapshot.epoch == 6


def test_a_restarted_worker_says_what_it_does_not_know(trained: Session) -> None:
    trained.playhead.look_at(3)
    settle(trained)
    theta = trained.snapshot.theta
    trained.ticker.restart_training()
    settle(trained)
    assert trained.notice is not None and "3" in trained.notice.text
    assert trained.playhead.place == Place(3) and (trained.snapshot.theta == theta).all()
    trained.playhead.to_present()
    settle(trained)
    assert trained.snapshot.epoch == 6


def test_a_place_that_is_lost_is_shown_without_the_losses_of_other_rows(trained: Session) -> None:
    here = trained.experiment
    trained.ticker.restart_training()
    settle(trained)
    trained.playhead.look_at(3)
    assert trained.snapshot.train.loss == trained.history.losses[3, 0], "until the worker has said"
    settle(trained)
    assert (trained.snapshot.epoch, trained.playhead.exact) == (3, False)
    assert trained.experiment is here and trained.snapshot.train == trained.snapshot.test == Score()
    trained.playhead.look_at(6)
    settle(trained)
    assert trained.snapshot.train.loss == trained.history.losses[6, 0]


def test_backprop_ends_at_a_place_of_which_no_update_is_known(trained: Session) -> None:
    trained.ticker.restart_training()
    settle(trained)
    trained.playhead.look_at(3)
    settle(trained)
    trained.backprop.open()
    settle(trained)
    assert not trained.backprop.is_open
    assert trained.notice is not None and "Backprop" in trained.notice.text
    trained.playhead.to_present()
    settle(trained)
    look(trained)
    trained.playhead.look_at(2)
    settle(trained)
    assert not trained.backprop.is_open and trained.snapshot.epoch == 2


def test_what_comes_after_the_present_is_the_present(session: Session) -> None:
    train(session, 2)
    session.playback.step("batch")
    session.playback.step("batch")
    settle(session)
    session.playhead.look_at(2, 1)
    settle(session)
    assert session.playhead.place == Place(2, 1) and session.playhead.exact
    session.playback.step("batch")
    settle(session)
    assert session.playhead.place is None, "the second update is where the run is"
    session.playhead.look_at(2, 3)
    assert session.playhead.place is None and session.snapshot.steps == 12


def test_an_opened_run_keeps_its_losses_and_begins_where_its_weights_are(
    make: Callable[..., Session], trained: Session
) -> None:
    other, history = make(), HistoryPart.of(trained.history).history()
    other.document.open(trained.experiment, trained.snapshot.checkpoint, history=history)
    settle(other)
    train(other, 2)
    head = other.playhead
    assert (head.known_from, head.first, head.last) == (0, 6, 8)
    np.testing.assert_array_equal(other.history.losses[:7], trained.history.losses)
    with pytest.raises(PlaceError, match=r"losses.*from 6 to 8"):
        head.go_to(3)
    head.look_at(3)
    settle(other)
    assert "only the losses" in other.notice.text
    assert head.place == Place(6) and head.exact
    np.testing.assert_array_equal(other.network.theta, trained.network.theta)
    head.look_at(7)
    settle(other)
    assert head.exact and other.snapshot.epoch == 7


def test_a_run_that_begins_within_an_epoch_has_none_before_its_end(
    make: Callable[..., Session], trained: Session
) -> None:
    trained.playback.step("batch")
    settle(trained)
    other = make()
    other.document.open(trained.experiment, trained.snapshot.checkpoint)
    settle(other)
    train(other, 2)
    assert (other.playhead.first, other.playhead.last) == (7, 8)
    other.playhead.look_at(6)
    settle(other)
    assert other.playhead.place == Place(7) and other.playhead.exact
