"""The page of many seeds: its tiles and figures are those of the session, and a press adopts one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from playground.ui.lessons.locks import control_of
from playground.ui.many.band_plot import bands
from playground.ui.many.words import percent
from tests.patience import MILLISECONDS
from tests.session.frames import exploding


@pytest.fixture
def page(opened: Callable[..., Any]) -> Callable[..., Any]:
    """The page of a window that shows so many seeds after so many epochs; without epochs, empty."""

    def page(experiment: Any = None, *, epochs: int = 5) -> Any:
        one = opened(experiment)
        one.session.view.update(many_seeds=16, many_epochs=max(1, epochs))
        one.window.action_map["show_seeds"].trigger()
        if epochs:
            one.session.many.train_seeds()
        one.settle()
        finish(one)
        return one

    return page


def finish(one: Any) -> None:
    """Frames, until all pictures are made."""
    seeds = one.window.side_panel.many.seeds
    deadline = QDeadlineTimer(MILLISECONDS)
    while (job := seeds.pictures._slices.job) is not None and not job.done:
        assert not deadline.hasExpired(), "waited in vain for the pictures"
        QTest.qWait(1)


def test_empty_it_offers_to_train(page: Callable[..., Any]) -> None:
    one = page(epochs=0)
    seeds = one.window.side_panel.many.seeds
    assert seeds.empty.isVisible() and not seeds.start.begin.isVisible()
    seeds.empty.button.click()
    assert one.session.many.running
    one.settle()
    assert not seeds.empty.isVisible() and seeds.start.begin.isVisible() and len(seeds.tiles.tiles) == 16


def test_in_little_room_it_says_the_medians_alone(page: Callable[..., Any]) -> None:
    seeds = page().window.side_panel.many.seeds
    whole, short = seeds.middle.wordings
    assert "(" in whole and "(" not in short and short.count(".") == 2
    advance = seeds.middle.fontMetrics().horizontalAdvance
    for words in (whole, short):
        seeds.middle.resize(advance(words), 20)
        assert seeds.middle.shown() == words
    assert [words.count("·") for words in seeds.foot.wordings] == [3, 1, 0]


def test_without_rows_it_says_what_to_do(page: Callable[..., Any]) -> None:
    one = page(epochs=0)
    one.session.points.clear()
    one.settle()
    empty = one.window.side_panel.many.seeds.empty
    assert not empty.button.isEnabled() and empty.words.text() == one.session.many.obstacle


def test_tiles_tell_of_each_seed(page: Callable[..., Any]) -> None:
    one = page()
    seeds, outcome = one.window.side_panel.many.seeds, one.session.many.seeds.outcome
    for seed, (tile, standing) in enumerate(zip(seeds.tiles.tiles, outcome.standings, strict=True)):
        assert tile.accessibleName().startswith(f"Seed {seed}: ")
        assert tile.shown.figure == percent(standing.test.accuracy) and tile.view is not None
        assert tile.width() >= 40 and tile.height() >= 40
    assert [tile.shown.marked for tile in seeds.tiles.tiles] == [True] + 15 * [False]
    np.testing.assert_allclose(bands(outcome)[-1, 1, 0], np.median(outcome.losses[-1, :, 0]))


def test_the_axes_have_their_names_from_the_first_time_on(page: Callable[..., Any]) -> None:
    plot = page().window.side_panel.many.seeds.plot
    assert [plot.getAxis(side).labelText for side in ("left", "bottom")] == ["loss", "epoch"]


def test_another_rule_counts_anew(page: Callable[..., Any]) -> None:
    one = page()
    seeds = one.window.side_panel.many.seeds
    for percents in (100.0, 0.5):
        one.session.many.choose(solved_percent=percents)
        one.settle()
        solved = sum(tile.shown.solved for tile in seeds.tiles.tiles)
        assert seeds.solved.count.text().startswith(f"{solved} of 16 ")
    assert solved == 16
    seeds.solved.measure.choose(1)
    one.settle()
    assert one.session.view.settings.solved_by_loss and seeds.solved.loss.isVisible()


def test_a_press_adopts_it_and_undo_brings_the_run_back(page: Callable[..., Any]) -> None:
    one = page()
    tiles = one.window.side_panel.many.seeds.tiles.tiles
    tiles[3].click()
    one.settle()
    assert (one.session.spec.seed, one.session.snapshot.epoch) == (3, 5)
    assert tiles[3].shown.marked and not tiles[0].shown.marked
    one.window.action_map["undo"].trigger()
    one.settle()
    assert one.session.spec.seed == 0 and tiles[0].shown.marked


def test_arrow_keys_and_enter_adopt(page: Callable[..., Any]) -> None:
    one = page()
    tiles = one.window.side_panel.many.seeds.tiles.tiles
    tiles[0].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(one.window.focusWidget(), key)
    one.settle()
    assert one.session.spec.seed == 2


def test_after_an_edit_it_says_whose_it_is(page: Callable[..., Any]) -> None:
    one = page()
    line = one.window.side_panel.many.seeds.outdated
    assert not line.isVisible()
    one.session.source.update_recipe(source="iris")  # other columns: drawn on a plane of its own
    one.settle()
    finish(one)
    assert line.isVisible()
    assert all(tile.view is not None for tile in one.window.side_panel.many.seeds.tiles.tiles)


def test_seeds_that_diverged_are_drawn_as_such(page: Callable[..., Any]) -> None:
    one = page(exploding(), epochs=60)
    seeds = one.window.side_panel.many.seeds
    assert all(tile.shown.diverged and "diverged" in tile.accessibleName() for tile in seeds.tiles.tiles)
    assert "16 diverged" in seeds.solved.count.text()


@pytest.mark.parametrize("source", ["sine", "iris", "plane", "houses", "blobs"])
def test_pictures_of_every_kind_of_data(page: Callable[..., Any], made_of: Any, source: str) -> None:
    one = page(made_of(source), epochs=1)
    assert all(tile.view is not None for tile in one.window.side_panel.many.seeds.tiles.tiles)
    one.window.grab()


@pytest.fixture
def made_of() -> Callable[[str], Any]:
    from playground.data import Recipe
    from playground.training import Experiment

    return lambda source: Experiment.load(Recipe(source=source, count=60))


def test_cancel_ends_it(page: Callable[..., Any]) -> None:
    one = page(epochs=0)
    one.session.view.update(many_epochs=5000)
    one.session.many.train_seeds()
    one.window.frame()
    start = one.window.side_panel.many.seeds.start
    start.cancel.click()
    one.settle()
    assert not one.session.many.running and not start.cancel.isVisible()


def test_a_choice_that_is_not_allowed_is_said(page: Callable[..., Any]) -> None:
    one = page(epochs=0)
    editor = one.window.side_panel.many.seeds.start.epochs
    editor.setEditText("0")
    editor.field.editingFinished.emit()
    assert one.session.view.settings.many_epochs == 1 and one.session.notice is not None


def test_in_a_narrow_card_the_count_is_read_whole(page: Callable[..., Any]) -> None:
    one = page()
    solved = one.window.side_panel.many.seeds.solved
    for text_size, width, whole in ((100, 1024, False), (150, 1280, False), (100, 1440, True)):
        one.session.view.update(text_size=text_size)
        one.window.resize(width, 600)
        one.settle()
        assert solved.count.fontMetrics().horizontalAdvance(solved.count.text()) <= solved.count.width()
        assert (one.window.findChild(QToolButton, "solved_by_quality").text() == "accuracy") == whole


@pytest.mark.parametrize("name", ["seed", "hidden_layers", "learning_rate"])
def test_a_lesson_that_locks_a_setting_locks_adopting_it(name: str) -> None:
    assert control_of(f"adopt_{name}") == name
