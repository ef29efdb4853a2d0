"""An undo keeps of a large table only what has changed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.data import Recipe
from playground.session import Session
from playground.session.undo import ExperimentEntry
from playground.training import Experiment, Spec
from tests.session.frames import settle, train

BIG = Recipe(source="xor", count=40_000)


def held(session: Session) -> int:
    """The bytes of all arrays that the entries hold, each counted once; those on screen do not count."""
    seen = {id(array) for array in (session.data.X, session.data.y, session.data.test)}
    total = 0
    for entry in (*session.undo_stack.done, *session.undo_stack.undone):
        assert isinstance(entry, ExperimentEntry)
        data = entry.experiment.data
        arrays = [data.X, data.y, data.test]
        if entry.patch is not None:
            stored = [part for pair in entry.patch.values for part in pair]
            arrays += [entry.patch.gone, entry.patch.places, *stored]
        for array in arrays:
            if id(array) not in seen:
                seen.add(id(array))
                total += array.nbytes
    return total


def test_three_hundred_edits_of_many_rows_take_little_memory(make: Callable[..., Session]) -> None:
    session = make(Experiment.load(BIG, Spec(hidden_layers=(), batch_size=1000)))
    session.worker.proxy.close()  # what the worker makes of it is not looked at
    session.worker.send = lambda _command: 0  # type: ignore[method-assign]
    rng, one = np.random.default_rng(0), session.data.X.nbytes
    states = [session.data]
    edits = (
        lambda: session.points.add(rng.normal(0, 1, (1, 2)), np.ones(1)),
        lambda: session.points.delete(rng.integers(0, 36_000, 3)),
        lambda: session.points.move(row := rng.integers(0, 36_000, 1), session.data.X[row] + 1, np.ones(1)),
        lambda: session.points.hold_out(rng.integers(0, 36_000, 9)),
        lambda: session.model.update_spec(learning_rate=float(rng.random())),
    )
    for index in range(300):
        edits[index % len(edits)]()
        states.append(session.data if index in (99, 199, 299) else None)  # type: ignore[arg-type]
    assert len(session.undo_stack.done) == 300
    assert held(session) < 1.6 * one  # the last edit whole, until the next one
    session.end_merge()
    assert held(session) < 0.1 * one
    for verb, places in ((session.undo, (200, 100, 0)), (session.redo, (100, 200, 300))) * 2:
        at = 300 if verb == session.undo else 0
        while at != places[-1]:
            verb()
            at += -1 if verb == session.undo else 1
            if at in places:
                assert session.data.same_as(states[at])
    assert held(session) < 0.1 * one


def test_a_stroke_over_many_rows_is_one_undo_and_holds_what_it_changed(make: Callable[..., Session]) -> None:
    session = make(Experiment.load(BIG, Spec(hidden_layers=(), batch_size=1000)))
    before = session.data
    for index in range(50):
        session.points.add(np.full((2, 2), index / 50), np.zeros(2), merge=True)
        if index == 25:
            assert session.undo_stack.done[-1].patch is None, "nothing is compared while the hand moves"
    session.end_merge()
    assert held(session) < 10_000
    after = session.data
    session.undo()
    assert session.data.same_as(before) and not session.undo_stack.undo_label
    session.redo()
    assert session.data.same_as(after)
    settle(session)


def test_a_drag_that_ends_while_the_past_is_shown_changes_no_undo(make: Callable[..., Session]) -> None:
    session = make(Experiment.load(Recipe(source="circle", count=1000), Spec(hidden_layers=())))
    train(session, 1)
    session.points.add(np.array([[1.0, 1.0]]), np.array([1.0]))
    train(session, 1)
    session.playhead.look_at(0)
    settle(session)
    assert (len(session.data), len(session.run.present.experiment.data)) == (1000, 1001)
    session.end_merge()
    session.undo()
    assert len(session.data) == 1000
