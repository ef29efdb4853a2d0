"""The figures of the top bar have room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtGui import QFontMetrics

from playground.data import Recipe
from playground.session import ALL
from playground.training import Experiment
from playground.training.evaluation import Score
from playground.ui.bars.top_bar import TopBar
from playground.ui.network.card import NetworkPanel
from playground.ui.widgets import number_format
from playground.ui.widgets.card import PADDING


def test_an_error_in_large_units_is_not_cut(opened: Callable[..., Any]) -> None:
    figure = opened(Experiment.load(Recipe(source="houses"))).window.findChild(TopBar).figures.accuracy
    assert len(figure.value) == len("100,000")
    for words in (figure.value, *(number_format.brief(3.852 * 10.0**power) for power in range(-99, 100))):
        assert QFontMetrics(figure._large).horizontalAdvance(words) <= figure.width(), words


def test_a_small_loss_is_not_cut(opened: Callable[..., Any]) -> None:
    figure = opened(Experiment.load(Recipe(source="houses"))).window.findChild(TopBar).figures.train
    for loss in (5.53e-5, 0.00089, 3.2e-14, 4.56e8):
        assert QFontMetrics(figure._large).horizontalAdvance(number_format.loss(loss)) <= figure.width()


def test_accuracy_is_shown_of_training_and_test_rows(opened: Callable[..., Any]) -> None:
    one = opened(Experiment.load(Recipe(source="circle")))
    bar, session = one.window.findChild(TopBar), one.session
    names = [
        figure.name
        for figure in (bar.figures.train, bar.figures.test, bar.figures.accuracy, bar.figures.test_accuracy)
    ]
    assert names == ["Train loss", "Test loss", "Train accuracy", "Test accuracy"]
    loss = session.snapshot.train.loss
    session.run.snapshot = replace(
        session.snapshot, train=Score(loss, accuracy=5 / 9), test=Score(loss, accuracy=0.9999)
    )
    bar.refresh(ALL)
    assert (bar.figures.accuracy.value, bar.figures.test_accuracy.value) == ("55.6 %", ">99.9 %")
    assert (
        QFontMetrics(bar.figures.accuracy._large).horizontalAdvance(">99.9 %") <= bar.figures.accuracy.width()
    )


def test_the_bar_is_the_same_after_a_visit_of_the_backprop_mode(opened: Callable[..., Any]) -> None:
    one = opened(Experiment.load(Recipe(source="circle")))
    bar = one.window.findChild(TopBar)
    parts = (*bar.figures.all, *bar.tools, bar.speed, bar.speed.name)
    for width in (1280, 1440):
        one.window.resize(width, 800)
        before = [part.isHidden() for part in parts], bar.step.text(), bar.reset.text()
        one.window.action_map["mode_backprop"].trigger()
        one.window.action_map["mode_explore"].trigger()
        assert ([part.isHidden() for part in parts], bar.step.text(), bar.reset.text()) == before


def test_at_the_usual_size_only_the_pace_gives_way(opened: Callable[..., Any]) -> None:
    one = opened(Experiment.load(Recipe(source="circle")))
    bar = one.window.findChild(TopBar)
    one.window.resize(1440, 900)
    one.settle()
    away, pace_is_away = sum(part.away for part in bar._giving._parts), bar.figures.pace.isHidden()
    assert away == 1 and pace_is_away


def test_no_two_parts_of_a_head_overlap_with_the_largest_text(opened: Callable[..., Any]) -> None:
    one = opened(Experiment.load(Recipe(source="circle")))
    bar, network = one.window.findChild(TopBar), one.window.findChild(NetworkPanel)
    one.window.resize(1280, 720)
    one.session.view.update(text_size=200)
    one.settle()
    assert bar._needed() <= bar.width()
    assert network.head.minimumSize().width() <= network.contentsRect().width() - 2 * PADDING
    assert bar.play.accessibleName() == "Play"
    one.session.view.update(text_size=100)
    one.settle()
    assert bar.play.text() == "Play"
