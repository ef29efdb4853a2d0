"""The Backprop mode of a session: stages, rows and weights."""

from __future__ import annotations

import pytest

from playground.errors import SpecError
from playground.session import Change, Session
from playground.training import Trainer
from playground.training.parameters import Parameter
from tests.session.frames import (
    W,
    assert_same,
    flags,
    look,
    play_a_while,
    seen,
    settle,
    tick_until,
    to_the_end,
    train,
)


def test_turning_through_the_stages_and_back_costs_the_worker_nothing(session: Session) -> None:
    scope = look(session)
    sent = session.worker.proxy.last_command
    for place in range(1, len(scope.stages)):
        assert flags(session, lambda: session.backprop.advance(+1)) == Change.MICROSCOPE
        assert session.backprop.microscope is not None
        assert (session.backprop.microscope.stage_index, session.backprop.microscope.stage) == (
            place,
            scope.stages[place],
        )
        assert session.backprop.microscope.stepped == (place >= len(scope.stages) - 2)
        assert session.backprop.microscope.at_end == (place == len(scope.stages) - 1)
    for _ in range(len(scope.stages) + 3):
        session.backprop.advance(-1)
    assert session.backprop.microscope == scope
    session.backprop.go_to_stage(99)
    assert session.backprop.microscope.at_end
    session.backprop.go_to_stage(-3)
    assert session.backprop.microscope == scope
    assert session.worker.proxy.last_command == sent and session.snapshot.steps == 0


def test_what_is_shown_of_it(session: Session) -> None:
    look(session, "batch")
    session.backprop.go_to_stage(4)
    for index, shown in ((3, 3), (99, 9), (-1, 0)):
        session.backprop.select_row(index)
        assert seen(session).row_index == shown
    for digits, written in ((5, 5), (0, 2), (9, 6)):
        session.backprop.set_digits(digits)
        assert seen(session).digits == written
    session.backprop.follow(W)
    with pytest.raises(SpecError):
        session.backprop.follow(Parameter(4, 0, 0))
    assert (seen(session).followed, seen(session).stage_index) == (W, 4)
    session.backprop.close()
    again = look(session)
    assert (again.followed, again.digits, again.row_index, again.stage_index) == (W, 6, 0, 0), "remembered"


def test_other_rows_are_looked_at_from_the_first_stage(session: Session) -> None:
    scope = look(session)
    session.backprop.go_to_stage(5)
    session.backprop.select_row(0)
    other = next(row for row in range(100) if row != scope.step.rows[0])
    session.backprop.inspect_rows((other,))
    assert session.backprop.microscope is not None
    assert (session.backprop.microscope.step.rows, session.backprop.microscope.stage_index) == ((other,), 0)
    assert not session.backprop.microscope.is_next_in_order and session.backprop.microscope.stride == "row"
    session.backprop.inspect_rows(scope.step.rows)
    assert session.backprop.microscope.is_next_in_order, "a click on the very row that comes next"
    session.backprop.show_next("batch")
    assert session.backprop.microscope.step.rows == scope.step.start.batch
    assert (session.backprop.microscope.is_next_in_order, session.backprop.microscope.stride) == (
        True,
        "batch",
    )
    session.backprop.show_next("row")
    assert session.backprop.microscope.step.rows == scope.step.rows
    assert not session.busy, "all of that is known already"


@pytest.mark.parametrize(("stride", "size"), [("row", 1), ("batch", 10)])
def test_the_next_rows_are_those_that_training_takes(session: Session, stride: str, size: int) -> None:
    own = look(session, stride).step.rows
    seen_rows = [own]
    for _ in range(3):
        session.backprop.show_next(stride)  # type: ignore[arg-type]
        seen_rows.append(seen(session).step.rows)
    assert len({row for rows in seen_rows for row in rows}) == 4 * size, "each time other rows"
    while not seen(session).is_next_in_order:  # after the last that is known of, the first comes again
        session.backprop.show_next(stride)  # type: ignore[arg-type]
    session.backprop.keep_step()
    settle(session)
    assert seen(session).step.rows == seen_rows[1], "as it was looked at ahead"


def test_rows_asked_for_while_the_worker_answers_are_looked_at_then(session: Session) -> None:
    look(session)
    session.backprop.keep_step()
    session.backprop.advance(+1)
    session.backprop.go_to_stage(4)
    session.backprop.keep_step()  # once is enough
    session.backprop.inspect_rows((7, 9))
    scope = seen(session)
    assert (scope.step.rows, scope.stage_index, scope.step.start.steps) == ((7, 9), 0, 1)


def test_leaving_puts_the_weights_back_and_play_goes_on_where_it_would_have(session: Session) -> None:
    ours = Trainer(session.experiment)
    theta = session.network.theta.copy()
    look(session, "batch")
    session.backprop.inspect_rows((3,))
    to_the_end(session)
    assert (session.network.theta == theta).all()
    assert flags(session, session.backprop.close) == Change.MICROSCOPE
    assert session.backprop.microscope is None and not session.undo_stack.undo_label
    train(session, 2)
    ours.run(epochs=2)
    assert_same(session, ours)


def test_play_leaves(session: Session) -> None:
    look(session)
    play_a_while(session)
    assert session.backprop.microscope is None and session.training
    session.backprop.open()
    session.playback.play()  # before the worker has answered
    target = session.snapshot.epoch + 20
    tick_until(session, lambda: session.snapshot.epoch > target)
    assert session.backprop.microscope is None


def test_pause_changes_nothing(session: Session) -> None:
    look(session)
    session.backprop.go_to_stage(3)
    session.playback.pause()
    assert seen(session).stage_index == 3
