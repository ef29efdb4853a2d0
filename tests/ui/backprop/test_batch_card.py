"""A bar per row, and their mean, which is the gradient of the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from playground.microscope.digits import number
from playground.ui.backprop.batch_card import BatchCard

Look = Callable[..., Any]


def click_bar(looked: Any, place: int) -> None:
    plot = looked.card.plot
    (_, _), (low, high) = plot.getViewBox().viewRange()
    QTest.mouseClick(
        plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.at(place, (low + high) / 2).toPoint()
    )
    looked.show()


def heights(looked: Any) -> dict[int, float]:
    plot = looked.card.plot
    bars = [
        (plot.bars.opts["x"], plot.bars.opts["height"]),
        (plot.shown.opts["x"], plot.shown.opts["height"]),
    ]
    return {int(x): float(h) for xs, hs in bars for x, h in zip(xs, hs, strict=True)}


def test_a_bar_for_each_row_and_the_mean_is_the_steps(look: Look) -> None:
    looked = look(BatchCard)
    step, chosen, plot = looked.seen.step, looked.seen.followed, looked.card.plot
    gradients = step.row_gradients(chosen)
    assert heights(looked) == pytest.approx(dict(enumerate(gradients)))
    mean = float(step.gradient[chosen.index(step.before.sizes)])
    assert plot.mean.value() == pytest.approx(mean)
    assert f"mean {number(mean, 3)}</b>" in looked.card.words.text()
    ticks = plot.getAxis("bottom")._tickLevels[0]
    assert all(name == str(step.rows[int(at)] + 1) for at, name in ticks) and len(ticks) >= 5
    assert list(plot.shown.opts["x"]) == [0]


def test_a_click_on_a_bar_follows_its_row(look: Look) -> None:
    looked = look(BatchCard)
    click_bar(looked, 4)
    assert looked.seen.row_index == 4
    assert list(looked.card.plot.shown.opts["x"]) == [4]
    assert f"row {looked.seen.step.rows[4] + 1}:" in looked.card.words.text()


def test_arrow_keys_go_from_bar_to_bar(look: Look) -> None:
    looked = look(BatchCard)
    for key, shown in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        QTest.keyClick(looked.card.plot, key)
        looked.show()
        assert looked.seen.row_index == shown
    QTest.keyClick(looked.card.plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert looked.seen.row_index == 0


def test_many_rows_are_sorted_and_thinned_and_the_shown_one_has_its_bar(look: Look) -> None:
    looked = look(BatchCard, batch_size=0)
    plot, step = looked.card.plot, looked.seen.step
    gradients = step.row_gradients(looked.seen.followed)
    for shown in (0, 17, len(step.rows) - 1):
        looked.session.backprop.select_row(shown)
        looked.show()
        bars = heights(looked)
        assert 40 < len(bars) < len(step.rows)
        assert (np.diff([bars[place] for place in sorted(bars)]) >= 0).all()
        assert shown in plot.order
        assert plot.shown.opts["height"] == [pytest.approx(gradients[shown])]
    assert plot.mean.value() == pytest.approx(gradients.mean()), "the mean is that of all rows"
    assert f"of {len(step.rows)} rows" in plot.getAxis("bottom").labelText
    click_bar(looked, 30)
    assert looked.seen.row_index == plot.order[30]
    assert {gradients.argmin(), gradients.argmax()} <= set(plot.order)


def test_a_batch_of_one_is_told(look: Look) -> None:
    looked = look(BatchCard, batch_size=1)
    assert not looked.card.plot.isVisible() and looked.card.alone.isVisible()
    step = looked.seen.step
    words = looked.card.alone.text()
    assert "Batch of 1" in words
    assert f"row {step.rows[0] + 1}" in words
    assert number(float(step.gradient[looked.seen.followed.index(step.before.sizes)]), 3) in words
    looked.session.backprop.inspect_rows((1, 2, 3))
    looked.wait(looked.card.plot.isVisible)
    assert not looked.card.alone.isVisible()


def test_penalty_and_clipping_are_told(look: Look) -> None:
    looked = look(BatchCard, regularisation="l2", regularisation_rate=0.5, clip_norm=0.01)
    step = looked.seen.step
    used = float(step.used_gradient[looked.seen.followed.index(step.before.sizes)])
    assert f"with penalty and clipping it is {number(used, 3)}" in looked.card.words.text()


def test_gradients_that_are_no_numbers_have_no_bars(look: Look) -> None:
    looked = look(BatchCard)
    looked.session.backprop.microscope = looked.seen.with_theta(
        np.full_like(looked.session.network.theta, np.nan)
    )
    looked.card.refresh(looked.card.watches)
    assert set(heights(looked).values()) == {0.0}
    assert "NaN" in looked.card.words.text()


def test_gradients_of_one_sign_and_none_at_all_have_an_axis(look: Look) -> None:
    plot = look(BatchCard).card.plot
    for values in ([-1e-5, -3e-5], [2.0, 1.0], [0.0, 0.0]):
        plot.show_rows(np.array(values), (3, 4), 0)
        low, high = plot.getViewBox().viewRange()[1]
        assert low <= min(0.0, *values) and high >= max(0.0, *values)
        assert high - low < 1.3 * (max(0.0, *values) - min(0.0, *values) or 1.0)
