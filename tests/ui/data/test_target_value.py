"""The value of new points on a surface: a slider over the data's values, and a field for any."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.data import Dataset, Recipe
from playground.session import Session
from playground.training import Experiment
from playground.ui.data.target_value import Value


def value_of(session: Session, qtbot: QtBot) -> Value:
    value = Value(session)
    qtbot.addWidget(value)
    value.show()
    value.refresh()
    return value


def test_the_slider_of_generated_values_is_symmetric(
    session_of: Callable[..., Session], qtbot: QtBot
) -> None:
    session = session_of(Experiment.load(Recipe(source="plane")))
    value = value_of(session, qtbot)
    session.tools.set_brush(tool="brush")
    reach = max(1.0, np.abs(session.data.y).max())
    for notch, wanted in ((0, -reach), (100, 0.0), (200, reach)):
        value.slider.setValue(notch)
        value.refresh()
        assert session.tools.brush.value == pytest.approx(wanted, abs=0.02) == value.field.value()
    assert session.tools.brush.tool == "brush"
    value.field.setValue(12.5)  # beyond the slider
    value.refresh()
    assert session.tools.brush.value == 12.5 and value.slider.value() == 200


def test_the_slider_of_a_table_spans_its_values(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    y = np.linspace(100.0, 900.0, 30)
    data = Dataset(np.random.default_rng(0).normal(size=(30, 2)), y, ("u", "v"), generated=False)
    session = session_of(Experiment.create(data))
    value = value_of(session, qtbot)
    assert not value.isVisible()  # the target stands upright: a click says the value
    session.view.set_axes(0, 1)
    value.refresh()
    assert value.isVisible()
    session.tools.set_brush(tool="erase")
    value.slider.setValue(100)
    assert session.tools.brush.value == pytest.approx(500.0) and session.tools.brush.tool == "point"


def test_classes_have_no_value(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    assert not value_of(session_of(), qtbot).isVisible()
