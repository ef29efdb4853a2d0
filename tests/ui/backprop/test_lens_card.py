"""The weight lens on screen: it shows the step's numbers, and its point is the weight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from playground.microscope.digits import number
from playground.training.parameters import Parameter
from playground.ui.backprop.lens_card import LensCard
from playground.ui.theme.theme import DARK

Look = Callable[..., Any]
LEFT = Qt.MouseButton.LeftButton


def weight(looked: Any) -> float:
    return float(looked.session.network.theta[looked.seen.followed.index(looked.session.network.sizes)])


def point(looked: Any) -> QPoint:
    lens = looked.card.lens
    return looked.card.plot.at(lens.now, lens.loss_at(lens.now)).toPoint()


def drag(looked: Any, way: QPoint, steps: int = 4) -> None:
    viewport, start = looked.card.plot.viewport(), point(looked)
    QTest.mousePress(viewport, LEFT, pos=start)
    for step in range(1, steps + 1):
        QTest.mouseMove(viewport, start + way * step / steps)
        looked.show()
    QTest.mouseRelease(viewport, LEFT, pos=start + way)
    looked.show()


def test_curve_slope_and_words_are_those_of_the_step(look: Look) -> None:
    looked = look(LensCard)
    looked.wait(lambda: looked.card.lens.loss_grid.done)
    step, chosen, plot = looked.seen.step, looked.seen.followed, looked.card.plot
    place = chosen.index(step.before.sizes)
    slope = number(float(step.gradient[place]), 3)
    assert plot.slope.toPlainText() == f"slope {slope}"
    values, losses = plot.curve.getData()
    theta = step.before.theta.copy()
    for value, loss in list(zip(values, losses, strict=True))[::20]:
        theta[place] = value
        assert loss == pytest.approx(float(step.before.at(theta).loss(step.X, step.Y)))
    assert [a[0] for a in plot.point.getData()] == pytest.approx([theta_at(step.before, place), step.loss])
    assert plot.after.getData()[0][0] == step.after.theta[place]
    assert slope.lstrip("−") in looked.card.words.text() and "raising this weight" in looked.card.words.text()
    assert chosen.label in looked.card.title.text()
    x, y = plot.tangent.getData()
    assert np.diff(y)[0] / np.diff(x)[0] == pytest.approx(float(step.gradient[place]))


def theta_at(network: Any, place: int) -> float:
    return float(network.theta[place])


def test_dragging_the_point_sets_the_weight_and_one_undo_takes_it_back(look: Look) -> None:
    looked = look(LensCard)
    before, span = weight(looked), looked.card.lens.span
    drag(looked, QPoint(40, -30))
    assert weight(looked) > before + 0.1
    assert looked.card.lens.now == weight(looked)
    assert looked.seen.step.before.theta[looked.seen.followed.index(looked.session.network.sizes)] == weight(
        looked
    )
    looked.session.undo()
    looked.show()
    assert weight(looked) == before
    assert looked.card.lens.span == span


def test_the_axis_stays_while_a_hand_is_on_the_point(look: Look) -> None:
    looked = look(LensCard)
    viewport, start, span = looked.card.plot.viewport(), point(looked), looked.card.lens.span
    QTest.mousePress(viewport, LEFT, pos=start)
    for x in (40, 80, 110):
        QTest.mouseMove(viewport, start + QPoint(x, 0))
        looked.show()
        assert looked.card.lens.span == span
        assert abs(point(looked).x() - (start.x() + x)) <= 2, "the point is under the hand"
    QTest.mouseRelease(viewport, LEFT, pos=start + QPoint(110, 0))
    looked.show()
    assert looked.card.lens.span != span


def test_a_press_beside_the_point_moves_nothing(look: Look) -> None:
    looked = look(LensCard)
    before, viewport = weight(looked), looked.card.plot.viewport()
    QTest.mousePress(viewport, LEFT, pos=point(looked) + QPoint(60, 60))
    QTest.mouseMove(viewport, point(looked) + QPoint(100, 60))
    QTest.mouseRelease(viewport, LEFT, pos=point(looked) + QPoint(100, 60))
    looked.show()
    assert weight(looked) == before


def test_arrow_keys_move_the_weight(look: Look) -> None:
    looked = look(LensCard)
    before, plot = weight(looked), looked.card.plot
    low, high = looked.card.lens.span
    QTest.keyClick(plot, Qt.Key.Key_Right)
    looked.show()
    one = weight(looked) - before
    assert one == pytest.approx((high - low) / 200, rel=0.3)
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    looked.show()
    assert weight(looked) - before == pytest.approx(-9 * one, rel=0.2)
    looked.session.undo()
    looked.show()
    assert weight(looked) - before == pytest.approx(one), "every press of a key is an undo of its own"


def test_another_weight_another_curve(look: Look) -> None:
    looked = look(LensCard)
    looked.session.backprop.follow(Parameter(1, 1))
    looked.show()
    assert looked.card.lens.parameter == Parameter(1, 1)
    assert "b⁽¹⁾₂" in looked.card.title.text() and "this bias" in looked.card.words.text()


def test_turning_to_another_stage_computes_nothing_anew(look: Look) -> None:
    looked = look(LensCard)
    lens = looked.card.lens
    looked.session.backprop.advance(1)
    looked.show()
    assert looked.card.lens is lens


def test_a_penalty_has_a_curve_and_a_name(look: Look) -> None:
    assert not look(LensCard).card.plot.penalised.isVisible()
    plot = look(LensCard, regularisation="l2", regularisation_rate=0.1).card.plot
    assert plot.penalised.isVisible() and plot.legend.isVisible()


@pytest.mark.parametrize("width", [270, 400])
def test_the_name_of_a_penalty_lies_on_no_other_words(look: Look, width: int) -> None:
    plot = look(LensCard, size=(width, 420), regularisation="l2", regularisation_rate=0.1).card.plot
    plot.grab()  # laid out
    slope, legend = (item.mapRectToScene(item.boundingRect()) for item in (plot.slope, plot.legend.item))
    assert plot.legend.isVisible() and legend.intersected(slope).height() < 9.0  # their margins


def test_diverged_weights_leave_the_plot_empty(look: Look) -> None:
    looked = look(LensCard)
    theta = np.full_like(looked.session.network.theta, np.nan)
    looked.session.backprop.microscope = looked.seen.with_theta(theta)
    looked.card.refresh(looked.card.watches)
    assert not looked.card.plot.point.isVisible()
    assert "overflowed" in looked.card.words.text()
    QTest.mouseMove(looked.card.plot.viewport(), QPoint(50, 50))


def test_digits_and_theme(look: Look) -> None:
    looked = look(LensCard)
    looked.session.backprop.set_digits(5)
    looked.show()
    place = looked.seen.followed.index(looked.session.network.sizes)
    slope = number(float(looked.seen.step.gradient[place]), 5)
    assert looked.card.plot.slope.toPlainText() == f"slope {slope}"
    looked.card.apply_theme(DARK)
    assert looked.card.plot.curve.opts["pen"].color().name().upper() == DARK.ink


def test_the_slope_is_written_inside_the_plot(look: Look) -> None:
    for size in ((350, 420), (300, 240)):
        looked = look(LensCard, size=size)
        plot = looked.card.plot
        for value in (-3.0, 0.0, 3.0):
            looked.session.model.set_parameter(looked.seen.followed, value)
            looked.wait(lambda plot=plot: plot.lens.loss_grid.done)
            label = plot.slope.textItem.sceneBoundingRect()
            view = plot.getViewBox().sceneBoundingRect()
            assert view.adjusted(-2, -2, 2, 2).contains(label), (size, value)


@pytest.mark.parametrize("value", [-40.0, -3.0, -0.5, 0.0, 0.7, 3.0, 40.0])
def test_no_line_runs_through_the_words(look: Look, value: float) -> None:
    for size in ((350, 420), (300, 170)):
        looked = look(LensCard, size=size)
        plot = looked.card.plot
        looked.session.model.set_parameter(looked.seen.followed, value)
        looked.wait(lambda plot=plot: plot.lens.loss_grid.done)
        box = plot.getViewBox()
        label = plot.slope.textItem.sceneBoundingRect().adjusted(2, 4, -2, -4)
        for line in (plot.curve, plot.tangent):
            xs, ys = line.getData()
            assert not any(
                label.contains(box.mapViewToScene(QPointF(x, y))) for x, y in zip(xs, ys, strict=True)
            )


def test_pixels_and_numbers_belong_together(look: Look) -> None:
    plot = look(LensCard).card.plot
    (x0, x1), (y0, y1) = plot.getViewBox().viewRange()
    there = QPointF((x0 + x1) / 2, (y0 + y1) / 2)
    back = plot.under(plot.at(there.x(), there.y()))
    assert back.x() == pytest.approx(there.x(), abs=(x1 - x0) / 100)


def test_in_a_card_without_room_no_line_is_drawn(look: Look) -> None:
    """A presentation leaves a card no height for a moment."""
    looked = look(LensCard)
    plot = looked.card.plot
    plot.setMinimumSize(0, 0)
    for height in (48, 40, 10, 1):
        plot.resize(200, height)
        plot.show_lens(looked.card.lens, 3)
    plot.resize(200, 200)
    plot.show_lens(looked.card.lens, 3)
    assert plot.tangent.isVisible() and plot.point.isVisible()
