"""The recipe: how many rows train; and nothing that was drawn by hand is lost by turning a dial."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.data import Recipe
from playground.session import Session
from playground.settings import settings_of
from playground.ui.background.progress_line import ProgressLine
from playground.ui.data.generator_settings import RecipePart
from playground.ui.data.row_maker import RowMaker

MAKERS = ("noise", "count", "classes")


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    return session_of()


@pytest.fixture
def part(session: Session, qtbot: QtBot) -> RecipePart:
    line = ProgressLine("progress")
    part = RecipePart(session, RowMaker(session, line))
    qtbot.addWidget(line)
    qtbot.addWidget(part)
    part.refresh()
    return part


def enabled(part: RecipePart) -> set[str]:
    return {
        name
        for name, control in (("noise", part.noise), *((name, part._editors[name]) for name in MAKERS[1:]))
        if control.isEnabled()
    }


def test_the_counts(session: Session, part: RecipePart) -> None:
    assert part.counts.text() == "250 train · 250 test"
    session.source.split(0.8)
    part.refresh()
    assert part.counts.text() == "400 train · 100 test" and part.share.slider.value() == 80
    session.points.clear()
    part.refresh()
    assert part.counts.text() == "0 train · 0 test"


@pytest.mark.parametrize("noise", [0.0, 80.0, 100.0])
def test_every_noise_that_data_can_have_is_shown(noise: float, session: Session, part: RecipePart) -> None:
    """A link can carry more than one would choose."""
    session.source.update_recipe(noise=noise)
    part.refresh()
    assert part.noise.slider.value() == noise and session.experiment.recipe.noise == noise


def test_points_drawn_by_hand_are_not_made_anew(session: Session, part: RecipePart) -> None:
    assert enabled(part) == set(MAKERS)
    session.points.add(np.zeros((1, 2)), np.zeros(1))
    part.refresh()
    assert not enabled(part)
    assert "edited by hand" in part.noise.toolTip() == part._editors["count"].toolTip()
    session.undo()
    part.refresh()
    assert enabled(part) == set(MAKERS)
    assert part.noise.toolTip() == settings_of(Recipe)["noise"].help


def test_rows_of_a_table_are_what_they_are(session: Session, part: RecipePart) -> None:
    session.source.update_recipe(source="iris", target=None, task=None)
    part.refresh()
    assert not enabled(part) and "file" in part.noise.toolTip()


def test_another_seed_keeps_what_was_drawn(session: Session, part: RecipePart) -> None:
    session.points.add(np.full((1, 2), 5.0), np.zeros(1))
    drawn = session.data
    part._editors["seed"].setEditText("9")
    part._editors["seed"]._take()
    np.testing.assert_array_equal(session.data.X, drawn.X)
    assert (session.data.test != drawn.test).any() and session.experiment.by_hand


def test_as_many_rows_as_usual_are_shown_as_a_number(session: Session, part: RecipePart) -> None:
    editor = part._editors["count"]
    for typed, shown in (("0", "500"), ("100", "100"), ("0", "500")):
        editor.setEditText(typed)
        editor.field.editingFinished.emit()
        assert editor.currentText() == shown and len(session.data) == int(shown)
