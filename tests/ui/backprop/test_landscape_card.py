"""The landscape on screen: the map of two weights, the path on it, and the two selectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from playground.microscope.landscape import pair_with
from playground.session import ALL
from playground.training.parameters import Parameter
from playground.ui.backprop.landscape_card import LandscapeCard
from playground.ui.backprop.landscape_plot import levels

Look = Callable[..., Any]


def found(looked: Any, side: int = 48) -> Any:
    looked.wait(lambda: looked.card.land is not None and looked.card.land.side == side)
    return looked.card.land


def pick(choice: Any, parameter: Parameter) -> None:
    choice.setCurrentIndex(choice.findText(parameter.label))
    choice.activated.emit(choice.currentIndex())


def test_it_begins_with_the_chosen_weight_and_the_steepest_other_one(look: Look) -> None:
    looked = look(LandscapeCard)
    land = found(looked)
    assert land.pair == pair_with(looked.seen.step, looked.seen.followed)
    assert [looked.card.across.currentText(), looked.card.up.currentText()] == [p.label for p in land.pair]
    assert looked.card.across.count() == len(looked.session.network.theta)
    assert looked.card.plot.getAxis("bottom").labelText == land.pair[0].label
    assert looked.card.plot.getAxis("left").labelText == land.pair[1].label


def test_a_coarse_map_comes_first(look: Look) -> None:
    looked = look(LandscapeCard)
    shown, card = [], looked.card
    draw = card.plot.show_surface
    card.plot.show_surface = lambda land: (shown.append(land.side), draw(land))
    looked.session.backprop.set_landscape_pair(Parameter(1, 0, 1), Parameter(1, 0))
    looked.wait(lambda: shown[-1:] == [48])
    assert shown == [16, 48]


def test_the_path_is_that_of_the_checkpoints(look: Look) -> None:
    looked = look(LandscapeCard, epochs=5)
    land = found(looked)
    places = [one.index(looked.session.network.sizes) for one in land.pair]
    x, y = looked.card.plot.path.getData()
    path = [point.theta[places] for point in looked.session.history.timeline.checkpoints]
    assert len(path) >= 5
    np.testing.assert_allclose(np.transpose([x, y])[: len(path)], path)
    assert looked.card.plot.now.getData()[0][0] == looked.seen.step.before.theta[places[0]]
    assert looked.card.plot.after.getData()[1][0] == looked.seen.step.after.theta[places[1]]
    assert looked.card.plot.start.isVisible()


def test_other_weights_are_chosen_in_the_selectors(look: Look) -> None:
    looked = look(LandscapeCard)
    pick(looked.card.across, Parameter(1, 0, 1))
    pick(looked.card.up, Parameter(2, 0))
    assert looked.seen.landscape == (Parameter(1, 0, 1), Parameter(2, 0))
    looked.wait(lambda: looked.card.land is not None and looked.card.land.pair == looked.seen.landscape)
    looked.session.backprop.follow(Parameter(1, 1))
    looked.show()
    assert looked.seen.pair == (Parameter(1, 0, 1), Parameter(2, 0)), "what was chosen here stays"


def test_the_same_weight_on_both_axes_changes_them(look: Look) -> None:
    looked = look(LandscapeCard)
    across, up = looked.seen.pair
    pick(looked.card.across, up)
    looked.show()
    assert looked.seen.pair == (up, across)
    assert looked.card.up.currentText() == across.label


def test_the_chosen_weight_moves_on_the_map(look: Look) -> None:
    looked = look(LandscapeCard)
    land = found(looked)
    looked.session.model.set_parameter(looked.seen.followed, float(land.now[0]) + 0.1)
    looked.show()
    assert looked.card.land is land and looked.card._next is None, "the surface is the same one"
    assert looked.card.plot.now.getData()[0][0] == pytest.approx(land.now[0])
    other = next(
        p for p in (Parameter(1, 0, 0), Parameter(1, 1, 1), Parameter(1, 2, 0)) if p not in land.pair
    )
    looked.session.model.set_parameter(other, 2.0)
    looked.wait(lambda: looked.card.land is not land)


def test_the_mouse_reads_the_error(look: Look) -> None:
    looked = look(LandscapeCard)
    land = found(looked)
    assert looked.card.words.text().startswith("E from ")
    plot = looked.card.plot
    middle = plot.mapFromScene(plot.getViewBox().sceneBoundingRect().center())
    QTest.mouseMove(plot.viewport(), middle + QPoint(5, 5))
    QTest.mouseMove(plot.viewport(), middle)
    words = looked.card.words.text()
    assert words.startswith(f"{land.pair[0].label} = ") and ": E = " in words


def test_a_band_is_painted_for_each_level(look: Look) -> None:
    looked = look(LandscapeCard)
    land = found(looked)
    bands = looked.card.plot.bands._bands
    assert len(bands) == len(levels(land.losses))
    assert bands[0][0].boundingRect().width() == pytest.approx(land.x[-1] - land.x[0])
    areas = [path.boundingRect().width() * path.boundingRect().height() for path, _ in bands]
    assert areas == sorted(areas, reverse=True)
    assert np.diff(levels(land.losses)).min() > 0


def test_diverged_weights_have_no_map(look: Look) -> None:
    looked = look(LandscapeCard)
    looked.session.backprop.microscope = looked.seen.with_theta(
        np.full_like(looked.session.network.theta, np.nan)
    )
    looked.card.refresh(looked.card.watches)
    looked.wait(lambda: looked.card.words.text() == "E is not finite in this range.")


def test_a_pair_that_is_no_longer_there_gives_way(look: Look) -> None:
    looked = look(LandscapeCard)
    looked.session.backprop.set_landscape_pair(Parameter(1, 2, 0), Parameter(2, 0))
    looked.show()
    looked.session.model.update_spec(hidden_layers=(1,))
    looked.wait(lambda: len(looked.seen.step.before.theta) == 5)
    assert looked.seen.landscape is None
    assert found(looked).pair == looked.seen.pair
    assert looked.card.across.count() == 5


def test_a_history_that_is_by_now_of_another_network_is_no_path(look: Look) -> None:
    one = look(LandscapeCard, hidden_layers=(4,), epochs=3)
    one.session.model.update_spec(hidden_layers=(6,))
    one.wait(lambda: one.session.backprop.present_microscope is not None)
    one.session.undo()
    assert one.session.backprop.present_microscope is None and len(one.session.history.timeline.checkpoints)
    one.card.refresh(ALL)
    one.wait(lambda: one.session.backprop.present_microscope is not None)
    one.card.refresh(ALL)
    one.wait(lambda: one.card.land is not None and len(one.card.land.path) > 1)
