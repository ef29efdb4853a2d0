"""The activation function of a neuron on screen, and when its tab comes on top."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from playground.engine import ACTIVATIONS
from playground.microscope.digits import number
from playground.training.parameters import Parameter
from playground.ui.backprop.activation_card import ActivationCard
from playground.ui.backprop.stage_tab import StageTab
from playground.ui.backprop.tab_deck import Tab, TabDeck
from playground.ui.theme.theme import DARK

Look = Callable[..., Any]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_point_and_tangent_are_those_of_the_row(look: Look, activation: str) -> None:
    looked = look(ActivationCard, activation=(activation,))
    looked.session.backprop.go_to_stage(1)
    looked.show()
    step, plot = looked.seen.step, looked.card.plot
    z, a, slope = (float(part[0][0, 0]) for part in (step.trace.z, step.trace.a[1:], step.slopes))
    assert [axis[0] for axis in plot.point.getData()] == pytest.approx([z, a])
    assert [axis[0] for axis in plot.foot.getData()] == pytest.approx([z, slope])
    x, y = plot.tangent.getData()
    assert np.diff(y)[0] / np.diff(x)[0] == pytest.approx(slope)
    assert number(slope, 3) in looked.card.words.text() and number(slope, 3) in plot.words[1].text
    looked.card.apply_theme(DARK)
    assert plot.function.opts["pen"].color().name().upper() == DARK.ink


@pytest.mark.parametrize("bias", [0.8, 1.3, 2.0])
def test_the_tangent_stays_below_the_words(look: Look, bias: float) -> None:
    looked = look(ActivationCard, activation=("tanh",))
    looked.session.backprop.go_to_stage(1)
    looked.card.resize(360, 200)
    looked.show()
    theta = np.zeros_like(looked.session.network.theta)
    theta[Parameter(1, 0).index(looked.seen.step.experiment.sizes)] = bias
    looked.session.backprop.microscope = looked.seen.with_theta(theta)
    looked.card.refresh(looked.card.watches)
    plot, box = looked.card.plot, looked.card.plot.getViewBox()
    words = box.viewRange()[1][1] - 24 * box.viewPixelSize()[1]
    assert plot.tangent.getData()[1].max() <= words + 1e-9
    assert plot.words[1].text == f"f′(z) = {number(1.0 - np.tanh(bias) ** 2, 3)}"


def test_diverged_weights_leave_no_point(look: Look) -> None:
    looked = look(ActivationCard)
    theta = np.full_like(looked.session.network.theta, np.nan)
    looked.session.backprop.microscope = looked.seen.with_theta(theta)
    looked.card.refresh(looked.card.watches)
    assert not looked.card.plot.point.isVisible()
    assert "overflowed" in looked.card.words.text()


def test_a_tab_comes_with_its_stages_unless_another_was_chosen_there(qtbot: QtBot) -> None:
    deck, tab = TabDeck([Tab(name, name, "", QWidget()) for name in ("lens", "check", "f")]), StageTab("f")
    qtbot.addWidget(deck)
    deck.hold(["lens", "check", "f"])
    deck.show_entry("check")
    seen = []
    for here in (True, True, False, True):
        tab.follow(deck, here=here)
        seen.append(deck.shown)
    assert seen == ["f", "f", "check", "f"]
    deck.show_entry("lens")
    tab.note_choice("lens")
    for here in (True, False, True):
        tab.follow(deck, here=here)
        assert deck.shown == "lens", "it was chosen by hand"
    deck.show_entry("f")
    tab.note_choice("f")
    tab.follow(deck, here=False)
    assert deck.shown == "f", "this one, too"


def test_a_tab_leaves_a_deck_that_it_did_not_come_to(qtbot: QtBot) -> None:
    """The page became wide in between: then two decks share the cards."""
    one, other = (
        TabDeck([Tab(name, name, "", QWidget()) for name in names]) for names in (("lens", "f"), ("f",))
    )
    tab = StageTab("f")
    for deck in (one, other):
        qtbot.addWidget(deck)
        deck.hold(list(deck.entries))
    tab.follow(one, here=True)
    tab.follow(other, here=False)
    assert other.shown == "f"


def test_in_a_card_without_room_no_line_is_drawn(look: Look) -> None:
    """A presentation leaves a card no height for a moment."""
    looked = look(ActivationCard)
    looked.session.backprop.go_to_stage(1)
    looked.show()
    plot = looked.card.plot
    plot.setMinimumSize(0, 0)
    for height in (48, 40, 10, 1):
        plot.resize(200, height)
        plot.show_curve(looked.card.curve, 3)
    plot.resize(200, 200)
    plot.show_curve(looked.card.curve, 3)
    assert plot.tangent.isVisible() and plot.point.isVisible()
