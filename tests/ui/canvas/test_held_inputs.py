"""Columns on neither axis: held on sliders, and named where they are held."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from playground.data import Dataset, Recipe
from playground.session import Session
from playground.training import Experiment
from playground.ui.canvas.held_inputs import HeldInputSliders, held_caption, held_columns


def table(columns: int) -> Experiment:
    X = np.random.default_rng(1).normal(size=(40, columns)) * 3 + 7
    names = tuple(f"c{i}" for i in range(columns))
    return Experiment.create(Dataset(X, X.sum(axis=1), names, "sum", generated=False))


def strip_of(session: Session, qtbot: QtBot) -> HeldInputSliders:
    strip = HeldInputSliders(session)
    qtbot.addWidget(strip)
    strip.resize(420, 60)
    strip.show()
    strip.refresh()
    return strip


def sliders(strip: HeldInputSliders) -> list[str]:
    return [slider.objectName() for slider in strip.findChildren(QSlider) if slider.isVisibleTo(strip)]


def test_two_inputs_need_no_sliders(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of()
    assert held_columns(session) == () and held_caption(session) == ("",)
    assert not strip_of(session, qtbot).isVisible()


def test_the_words(session_of: Callable[..., Session]) -> None:
    session = session_of(Experiment.load(Recipe(source="houses")))
    assert held_caption(session)[0] == " · rooms, age_years at the mean"
    session.view.set_held_input(2, 30.0)
    assert held_caption(session) == (" · age_years 30 held · rooms at the mean", " · the other 2 held", "")
    session.view.set_held_input(1, 4.0)
    assert held_caption(session)[0] == " · rooms 4, age_years 30 held"
    session.view.reset_held_inputs(1)
    assert held_caption(session)[0] == " · age_years 30 held · rooms at the mean"
    session.view.reset_held_inputs()
    assert held_caption(session)[0] == " · rooms, age_years at the mean"
    session.points.delete(np.flatnonzero(session.data.X[:, 2] > 10))  # the mean has moved away
    assert "rooms at the mean" not in held_caption(session)[0]


def test_a_column_that_is_not_used_is_not_held(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of(Experiment.load(Recipe(source="houses")))
    strip = strip_of(session, qtbot)
    assert sliders(strip) == ["held_1", "held_2"]
    session.model.update_spec(features=("x1", "x3"))
    strip.refresh()
    assert sliders(strip) == ["held_2"]
    session.view.set_axes(2, None)
    strip.refresh()
    assert sliders(strip) == ["held_0"]
    session.view.set_axes(0, 2)
    strip.refresh()
    assert not strip.isVisible()


def test_a_slider_holds_its_column(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of(table(3))
    strip = strip_of(session, qtbot)
    slider, values = strip.findChild(QSlider, "held_1"), session.data.X[:, 1]
    mean = session.view.plane.held[1]
    assert slider.value() == round(1000 * (mean - values.min()) / np.ptp(values))
    assert not strip.back.isEnabled()
    before = session.view.plane
    slider.setValue(1000)
    strip.refresh()
    assert session.view.plane == replace(before, held=(before.held[0], values.max(), before.held[2]))
    assert strip._sliders[0].value.text() == f"{values.max():.4g}" and strip.back.isEnabled()
    QTest.mouseDClick(slider, Qt.MouseButton.LeftButton)
    assert session.view.plane == before
    slider.setValue(0)
    strip.back.click()
    assert session.view.plane == before


@pytest.mark.parametrize(("columns", "lines"), [(2, 1), (3, 1), (5, 2), (9, 2)])
def test_the_strip_is_never_high(
    session_of: Callable[..., Session], qtbot: QtBot, columns: int, lines: int
) -> None:
    session = session_of(table(columns))
    strip = strip_of(session, qtbot)
    assert len(sliders(strip)) == columns - 1
    assert strip.height() == {1: 34, 2: 74}[lines]


def test_no_rows_and_equal_rows(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of(table(3))
    strip = strip_of(session, qtbot)
    session.points.clear()
    strip.refresh()
    assert not strip.back.isEnabled()  # there is no mean to go to
    X = np.column_stack([np.arange(5.0), np.full(5, 3.0), np.full(5, 4.0)])
    session.points.add(X, np.arange(5.0))
    session.view.reset_held_inputs()
    strip.refresh()
    strip.findChild(QSlider, "held_1").setValue(1000)
    assert session.view.plane.held[1] == 4.0  # one more than the value all rows have
