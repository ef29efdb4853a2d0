"""The actions on selected points, or on all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from playground.session import Session
from playground.ui.actions.selection import SelectionCommands


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    return session_of()


@pytest.fixture
def verbs(session: Session) -> SelectionCommands:
    return SelectionCommands(session)


def test_all_points_in_sight_are_selected(session: Session, verbs: SelectionCommands) -> None:
    verbs.select()
    np.testing.assert_array_equal(session.points.selected, np.flatnonzero(~session.data.test))
    session.view.update(show_test=True)
    verbs.select()
    assert len(session.points.selected) == len(session.data)


@pytest.mark.parametrize(("selected", "added"), [([], 500), ([3, 8], 2)])
def test_duplicating(session: Session, verbs: SelectionCommands, selected: list[int], added: int) -> None:
    session.points.select(np.array(selected, dtype=np.intp))
    verbs.duplicate()
    assert len(session.data) == 500 + added == 500 + len(session.points.selected)


def test_scaling_to_the_view(session: Session, verbs: SelectionCommands) -> None:
    before = session.data.X.copy()
    session.points.select(np.array([3, 8]))
    verbs.scale_to_view()
    assert np.flatnonzero((before != session.data.X).any(axis=1)).tolist() == [3, 8]
    session.points.select(np.empty(0, dtype=np.intp))
    verbs.scale_to_view()
    assert np.ptp(session.data.X, axis=0) == pytest.approx(0.84 * 12)


def test_holding_out_and_taking_back(session: Session, verbs: SelectionCommands) -> None:
    rows = np.flatnonzero(~session.data.test)[:3]
    session.points.select(rows)
    verbs.hold_out()
    assert session.data.test[rows].all()
    assert session.notice is not None and session.notice.text.startswith("3 points moved to the test set")
    verbs.take_back()
    assert not session.data.test[rows].any()
    session.notices.dismiss()
    session.view.update(show_test=True)
    verbs.hold_out()
    assert session.notice is None  # they are seen


def test_erasing(session: Session, verbs: SelectionCommands) -> None:
    session.points.select(np.arange(4))
    verbs.erase()
    assert len(session.data) == 496


@pytest.mark.parametrize("verb", ["erase", "hold_out", "take_back"])
def test_with_nothing_selected_it_is_said(session: Session, verbs: SelectionCommands, verb: str) -> None:
    getattr(verbs, verb)()
    assert session.notice is not None and "No points are selected" in session.notice.text
    assert not session.undo_stack.undo_label
