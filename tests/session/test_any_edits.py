"""Any edits in any order, while the trainer is ahead of what the window knows: what is shown is what there
is, and every epoch of the run is what the run was there.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.session import Session, ViewSettings
from playground.training import Experiment, Spec, Trainer
from playground.training.parameters import Parameter
from tests.in_process import Ahead
from tests.properties import examples
from tests.session.frames import RECIPE, from_the_beginning, settle, train


def _frames(session: Session) -> None:
    for _ in range(6):
        session.tick()


def _look_back(session: Session, share: float = 0.5) -> None:
    head = session.playhead
    head.look_at(head.first + int((head.last - head.first) * share))
    settle(session)


def _branch(session: Session) -> None:
    _look_back(session)
    session.branches.go_on_from_here()


def _edit_the_past(session: Session) -> None:
    _look_back(session, 0.3)
    session.model.update_spec(learning_rate=0.11)


def _resume(session: Session) -> None:
    if session.runs.kept:
        session.branches.take_up(session.runs.kept[0].number)


ACTS: dict[str, Callable[[Session], object]] = {
    "play": lambda s: s.playback.play(),
    "pause": lambda s: s.playback.pause(),
    "frames": _frames,
    "epoch": lambda s: s.playback.step("epoch"),
    "epochs": lambda s: train(s, 3),
    "batch": lambda s: s.playback.step("batch"),
    "rate": lambda s: s.model.update_spec(learning_rate=0.3),
    "small rate": lambda s: s.model.update_spec(learning_rate=0.01),
    "batch size": lambda s: s.model.update_spec(batch_size=7),
    "all rows": lambda s: s.model.update_spec(batch_size=0),
    "momentum": lambda s: s.model.update_spec(optimiser="momentum"),
    "layers": lambda s: s.model.set_layers((3,)),
    "point": lambda s: s.points.add(np.array([[1.0, -2.0]]), np.array([1.0])),
    "move": lambda s: s.points.move(np.array([0]), s.data.X[:1] + 0.5, s.data.y[:1]),
    "weight": lambda s: s.model.set_parameter(Parameter(1, to=0, source=1), 0.75),
    "data": lambda s: s.source.update_recipe(source="gauss"),
    "reset": lambda s: s.model.reset(),
    "new": lambda s: s.document.start_new(),
    "undo": lambda s: s.undo(),
    "redo": lambda s: s.redo(),
    "branch": _branch,
    "edit the past": _edit_the_past,
    "keep": lambda s: s.runs.keep_present(s.resume_point),
    "resume": _resume,
}


_OFTEN = ["epochs"] * 5 + ["branch"] * 3  # or there is little of the past to look at


@examples(150)
@given(
    acts=st.lists(st.sampled_from([*sorted(ACTS), *_OFTEN]), min_size=2, max_size=12),
    share=st.sampled_from((0.7, 0.4, 0.9, 0.0)),
)
def test_what_is_shown_is_what_there_is(acts: list[str], share: float) -> None:
    _hold(acts, share)


@pytest.mark.parametrize(
    "acts",
    [
        # An edit that came while the run was ahead, and an undo to weights from before it.
        ["play", "frames", "data", "new", "undo"],
        ["play", "frames", "rate", "layers", "undo", "frames"],
        ["play", "frames", "point", "reset", "undo", "undo"],
        # What is kept of a run that goes on, resumed, and then the run itself.
        ["batch", "keep", "branch", "resume", "resume"],
        ["epoch", "keep", "epoch", "resume", "epoch", "resume"],
        ["epochs", "batch size", "epochs", "branch", "epochs", "rate", "epochs", "branch", "epochs"],
    ],
)
def test_what_was_once_wrong(acts: list[str]) -> None:
    _hold(acts, 0.4)


def _hold(acts: list[str], share: float) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playground.training.worker._SLICE", 0.0)  # a step each: the same ones every time
        session = Session(
            Experiment.load(RECIPE, Spec(hidden_layers=(2,))), ViewSettings(speed=math.inf), connect=Ahead
        )
        for act in acts:
            ACTS[act](session)
        session.playhead.to_present()
        session.playback.pause()
        settle(session)
        _hold_together(session)
        _hold_the_past(session, share)
        session.close()


def _hold_together(session: Session) -> None:
    """The weights, the settings and the rows are the trainer's, and the figures are theirs."""
    there: Trainer = session.worker.proxy.trainer  # type: ignore[attr-defined]
    assert there.experiment.same_as(session.experiment)
    assert (there.epoch, there.steps) == (session.snapshot.epoch, session.snapshot.steps)
    assert session.snapshot.theta.tobytes() == there.network.theta.tobytes()
    _figures_are_of_the_weights(session)


def _figures_are_of_the_weights(session: Session) -> None:
    experiment, shot = session.experiment, session.snapshot
    if shot.status == "diverged" or not len(session.data):
        return
    X, Y = experiment.rows(np.flatnonzero(~session.data.test))
    assert shot.train.loss == pytest.approx(float(experiment.network().at(shot.theta).loss(X, Y)), rel=1e-9)


def _hold_the_past(session: Session, share: float) -> None:
    """A place of the past is what a replay from the beginning gives, and looking at it changes nothing."""
    here = session.snapshot
    head = session.playhead
    session.view.set_side_panel("compare")
    epoch = head.first + int((head.last - head.first) * share)
    expected = from_the_beginning(session.worker.proxy.trainer, epoch)  # type: ignore[attr-defined]
    head.look_at(epoch)
    settle(session)
    if head.place is not None:
        assert head.exact
        assert session.snapshot.theta.tobytes() == expected.theta.tobytes()
        assert (session.snapshot.epoch, session.snapshot.steps) == (expected.epoch, expected.steps)
        _figures_are_of_the_weights(session)
    _hold_what_is_compared(session)
    head.to_present()
    settle(session)
    assert session.snapshot.theta.tobytes() == here.theta.tobytes() and session.snapshot.train == here.train


def _hold_what_is_compared(session: Session) -> None:
    """A kept run is what it was at the same epoch, or at its end."""
    for there in session.comparison.all_there[1:]:
        assert there.kept is not None
        run = session.worker.proxy.run(there.kept.number)  # type: ignore[attr-defined]
        if there.ended or there.theta is there.kept.end.theta:
            assert there.theta.tobytes() == there.kept.end.theta.tobytes()
        elif there.exact and run is not None:
            assert there.theta.tobytes() == from_the_beginning(run, there.epoch).theta.tobytes()
            assert there.epoch == session.playhead.epoch
        else:
            assert there.epoch <= session.playhead.epoch, "nothing of the future"
