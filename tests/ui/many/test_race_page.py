"""The page of a race: each value at its place, with words for what it could not do."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.ui.many.words import lowest
from playground.ui.theme import draw_text, style
from tests.session.frames import exploding


@pytest.fixture
def page(opened: Callable[..., Any]) -> Callable[..., Any]:
    """A window that shows a race of these values, or the empty page."""

    def page(setting: str, words: str = "", *, experiment: Any = None, epochs: int = 5) -> Any:
        one = opened(experiment)
        one.session.view.update(many_epochs=max(1, epochs))
        one.session.many.vary(setting, words)
        one.window.action_map["show_race"].trigger()
        if epochs:
            one.session.many.start_race()
        one.settle()
        return one

    return page


def tiles(one: Any) -> list[Any]:
    return one.window.side_panel.many.race.tiles.tiles  # type: ignore[no-any-return]


def test_empty_it_proposes_values(page: Callable[..., Any]) -> None:
    one = page("optimiser", epochs=0)
    race = one.window.side_panel.many.race
    assert race.vary.values.text() == one.session.many.race_words
    race.vary.setting.setCurrentIndex(1)
    race.vary.setting.activated.emit(1)
    one.settle()
    assert one.session.view.settings.race_setting == "learning_rate" and "0.03" in race.vary.values.text()
    one.window.resize(1280, 720)
    one.settle()
    high = race.empty.words.height()
    one.session.view.update(text_size=150)
    one.settle()
    assert race.empty.rect().contains(race.empty.words.geometry()), "else its ends are cut"
    one.session.view.update(text_size=100)
    one.settle()
    assert race.empty.words.height() == high
    race.empty.button.click()
    one.settle()
    assert not race.empty.isVisible() and len(tiles(one)) == 5


def test_each_value_at_its_place(page: Callable[..., Any]) -> None:
    one = page("optimiser", "sgd, adam, momentum")
    outcome = one.session.many.race.outcome
    assert [tile.shown.short for tile in tiles(one)] == ["SGD", "Adam", "Momentum"]
    best = int(np.argmin([standing.train.loss for standing in outcome.standings]))
    assert [bool(tile.shown.figure) for tile in tiles(one)] == [place == best for place in range(3)]
    assert [tile.shown.marked for tile in tiles(one)] == [True, False, False]
    assert len({tile.shown.colour for tile in tiles(one)}) == 3
    assert len({tile.y() for tile in tiles(one)}) == 1 and all(tile.width() > 100 for tile in tiles(one))


def test_a_press_adopts_it(page: Callable[..., Any]) -> None:
    one = page("optimiser", "sgd, adam")
    tiles(one)[1].click()
    one.settle()
    assert one.session.spec.optimiser == "adam" and one.session.snapshot.epoch == 5
    assert [tile.shown.marked for tile in tiles(one)] == [False, True]
    one.session.undo()
    one.settle()
    assert one.session.spec.optimiser == "sgd"


def test_what_diverged_says_so_at_its_place(page: Callable[..., Any]) -> None:
    one = page("learning_rate", "0.001, 1", experiment=exploding(), epochs=40)
    sound, lost = tiles(one)
    assert lost.shown.diverged and not sound.shown.diverged
    assert lost.shown.lines[0] == ("diverged",) and "α = 1" in lost.toolTip()
    top = one.window.side_panel.many.race.plot.getViewBox().viewRange()[1][1]
    assert top < 4, "the axis fits those that did not diverge"


def test_the_foot_says_how_far_it_came_where_all_have_stopped_before(page: Callable[..., Any]) -> None:
    one = page("optimiser", "sgd, adam", experiment=Experiment.load(Recipe(count=40), Spec(stop_epochs=3)))
    foot = one.window.side_panel.many.race.foot
    assert foot.text().startswith("epoch 3 of 5 ")
    foot.resize(foot.fontMetrics().horizontalAdvance("epoch 3 of 5"), 20)
    assert foot.shown() == "epoch 3 of 5", "in little room it leaves out what is said elsewhere"


def test_values_that_are_refused_stay_to_be_mended(page: Callable[..., Any]) -> None:
    one = page("optimiser", epochs=0)
    values = one.window.side_panel.many.race.vary.values
    for words, bad in (("sgd, adamm", True), ("sgd, adam", False)):
        values.setText(words)
        values.setModified(True)
        values.editingFinished.emit()
        one.settle()
        assert values.text() == words and (values.property("state") == "bad") == bad
        assert (one.session.notice is not None) or not bad
    assert one.session.view.settings.race_values == "sgd, adam"


@pytest.mark.parametrize("count", [2, 6])
def test_two_to_six_have_room(page: Callable[..., Any], count: int) -> None:
    one = page("batch_size", ", ".join(map(str, range(1, count + 1))), epochs=1)
    one.window.resize(1280, 720)
    one.settle()
    inside = one.window.side_panel.many.race.tiles.viewport().rect()
    for tile in tiles(one):
        assert inside.contains(tile.geometry()), (inside, tile.geometry())
    one.window.grab()


def test_the_foot_stands_at_the_bottom_of_a_large_window(page: Callable[..., Any]) -> None:
    one = page("optimiser", "sgd, adam, momentum, rmsprop", epochs=1)
    one.window.resize(1920, 1080)
    one.settle()
    foot = one.window.side_panel.many.race.foot
    below = foot.parentWidget().height() - foot.geometry().bottom() - 1
    assert (below, foot.height()) == (0, foot.sizeHint().height())


def test_the_figures_are_read_whole_where_there_is_little_room(page: Callable[..., Any]) -> None:
    one = page("optimiser", "sgd, adam, momentum, rmsprop")
    for percent, size in ((100, (1024, 600)), (150, (1280, 720))):
        one.session.view.update(text_size=percent)
        one.window.resize(*size)
        one.settle()
        for tile in tiles(one):
            room = tile.width() - 4 - style.px(6)  # beside the colour of its curve
            least = [draw_text.width(wordings[-1], style.SMALL) for wordings in tile.shown.lines]
            assert max(least) <= room, (percent, tile.shown.lines)


@pytest.mark.parametrize(("losses", "place"), [((0.7, 0.7, 0.7), None), ((0.7, 0.5, None), 1), ((0.2,), 0)])
def test_the_lowest_is_named_where_it_is_one_alone(
    losses: tuple[float | None, ...], place: int | None
) -> None:
    """At first all have the same initial weights, and the first of them was called the lowest."""
    standings = [SimpleNamespace(diverged_at=None, train=SimpleNamespace(loss=loss)) for loss in losses]
    outcome: Any = SimpleNamespace(standings=standings)
    assert lowest(outcome) == place
