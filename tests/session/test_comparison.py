"""Runs that are compared: each at the playhead, exactly, by epochs or by updates."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.session import Session
from playground.session.view_state import SidePanel
from playground.training import Trainer
from tests.session.frames import settle, train


def _compared(session: Session, panel: SidePanel = "compare") -> None:
    session.view.set_side_panel(panel)
    session.tick()
    settle(session)


def test_a_kept_run_is_exact_at_the_playhead(branched: Session) -> None:
    (kept,) = branched.runs.kept
    ours = Trainer(kept.experiment)
    ours.run(epochs=4)
    kept.history.timeline.checkpoints[3:] = []  # what is kept ends at epoch 2
    branched.playhead.look_at(4)
    before = branched.comparison.at(kept)
    assert (before.epoch, before.exact) == (2, False)
    settle(branched)
    _compared(branched)
    present, there = branched.comparison.all_there
    assert (present.epoch, present.kept) == (4, None)
    assert (there.epoch, there.exact, there.ended) == (4, True, False)
    assert (there.theta == ours.network.theta).all() and there.loss == ours.snapshot().train.loss
    assert branched.snapshot.epoch == 4, "looking changes nothing"


def test_the_list_is_exact_too(branched: Session) -> None:
    """Hidden runs among them: the present one and its own past stood there at two epochs."""
    (kept,) = branched.runs.kept
    kept.history.timeline.checkpoints[3:] = []  # what is kept ends at epoch 2
    branched.runs.hide(kept.number, hidden=True)
    branched.playhead.look_at(4)
    _compared(branched, "runs")
    there = branched.comparison.at(branched.runs.kept[0])
    assert (there.epoch, there.exact) == (4, True)


def test_what_was_found_of_a_run_is_forgotten_with_it(branched: Session) -> None:
    (kept,) = branched.runs.kept
    kept.history.timeline.checkpoints[3:] = []
    branched.playhead.look_at(4)
    _compared(branched)
    assert [*branched.comparison._found] == [kept.number]
    branched.runs.delete(kept.number)
    branched.playhead.look_at(3)
    settle(branched)
    assert not branched.comparison._found
    branched.undo()
    branched.playhead.look_at(4)
    _compared(branched)
    assert branched.comparison.at(kept).exact


def test_one_that_is_shorter_stands_at_its_end(branched: Session) -> None:
    train(branched, 5)
    _compared(branched)
    (kept,) = branched.runs.kept
    _, there = branched.comparison.all_there
    assert (there.epoch, there.ended) == (8, True) and there.theta is kept.end.theta


def test_what_was_just_kept_is_where_the_run_is(branched: Session) -> None:
    """Also in the middle of an epoch."""
    branched.playback.step("batch")
    settle(branched)
    branched.runs.keep_present(branched.resume_point)
    _compared(branched)
    present, *_, there = branched.comparison.all_there
    assert (there.steps, there.loss) == (present.steps, present.loss) and there.exact


def test_by_steps(make: Callable[..., Session]) -> None:
    """Other batches: the same number of updates is in the middle of another epoch."""
    session = make(learning_rate=0.05, batch_size=10)  # five updates an epoch
    train(session, 6)
    session.playhead.look_at(1)
    settle(session)
    session.model.update_spec(batch_size=7)  # eight
    train(session, 2)
    assert session.snapshot.steps == 5 + 2 * 8
    session.comparison.set_by_steps(True)
    _compared(session)
    _, there = session.comparison.all_there
    (kept,) = session.runs.kept
    ours = Trainer(kept.experiment)
    ours.run(epochs=4)
    ours.step("batch")
    assert (there.steps, there.epoch, there.exact) == (21, 4, True)
    assert (there.theta == ours.network.theta).all()
    session.playhead.look_at(2, 4)
    _compared(session)
    assert session.comparison.all_there[1].steps == session.snapshot.steps == 17


def test_a_pair_is_chosen_and_forgotten_with_its_run(branched: Session) -> None:
    (kept,) = branched.runs.kept
    comparison = branched.comparison
    assert comparison.pair is not None
    assert [one.name for one in comparison.pair] == ["Run B", "Run A"]
    comparison.set_pair(kept.number, None)
    assert [one.name for one in comparison.pair] == ["Run A", "Run B"]
    branched.runs.delete(kept.number)
    assert comparison.pair is None


def test_a_pair_that_can_be_compared_comes_first(branched: Session) -> None:
    branched.runs.keep_present(branched.resume_point)
    branched.source.update_recipe(source="blobs")
    settle(branched)
    assert branched.comparison.pair is not None
    assert [one.name for one in branched.comparison.pair] == ["Run A", "Run B at 5"]


def test_another_worker_does_not_have_the_run(branched: Session) -> None:
    """What is kept of it is shown, and the numbers of runs stay theirs."""
    number = branched.run.number
    branched.ticker.restart_training()
    settle(branched)
    assert branched.run.number == number
    (kept,) = branched.runs.kept
    kept.history.timeline.checkpoints[3:] = []
    _compared(branched)
    there = branched.comparison.all_there[1]
    assert (there.epoch, there.exact) == (2, False)
    branched.runs.keep_present(branched.resume_point)
    assert [one.name for one in branched.runs.kept] == ["Run A", "Run B at 5"]


def test_a_kept_run_that_went_on_is_compared_as_it_was(branched: Session) -> None:
    """The same run, and its edits since."""
    branched.runs.delete(branched.runs.kept[0].number)
    branched.runs.keep_present(branched.resume_point)
    theta = branched.snapshot.theta
    branched.model.update_spec(learning_rate=0.9)
    train(branched, 3)
    _compared(branched)
    _, there = branched.comparison.all_there
    assert there.epoch == 5 and there.ended and np.array_equal(there.theta, theta)
