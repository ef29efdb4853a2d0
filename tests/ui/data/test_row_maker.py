"""Many rows are made beside the window's thread: what is wished, cancelled or changed meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.data import Dataset, Recipe, load
from playground.session import Session
from playground.ui.background.progress_line import ProgressLine
from playground.ui.data import row_maker
from playground.ui.data.row_maker import RowMaker

MANY = 1_000


class Desk:
    """A maker of rows that has to wait for `go` before it makes many."""

    def __init__(self, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session, self._qtbot = session, qtbot
        self.line = ProgressLine("progress")
        qtbot.addWidget(self.line)
        self.maker = RowMaker(session, self.line)
        self.given_up = 0
        self.maker.given_up = self._count
        self.go = threading.Event()
        monkeypatch.setattr(row_maker, "MANY", MANY)
        monkeypatch.setattr(row_maker, "load", self._load)

    def finish(self) -> None:
        self.go.set()
        self._qtbot.waitUntil(lambda: not self.maker.busy)

    def _count(self) -> None:
        self.given_up += 1

    def _load(self, recipe: Recipe) -> Dataset:
        self.go.wait()
        return load(recipe)


@pytest.fixture
def desk(session_of: Callable[..., Session], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(session_of(), qtbot, monkeypatch)
    yield desk
    desk.go.set()
    for thread in threading.enumerate():
        if thread.name == "reader":
            thread.join()


def test_few_rows_are_there_at_once(desk: Desk) -> None:
    desk.maker.update(noise=20.0)
    desk.maker.update("Rows", count=MANY - 1)
    assert len(desk.session.data) == MANY - 1 and not desk.maker.busy


def test_many_rows_come_later_with_all_that_was_wished_meanwhile(desk: Desk) -> None:
    before = desk.session.experiment
    desk.maker.update("Rows", count=MANY)
    desk.maker.update("Noise", merge=True, noise=10.0)
    desk.maker.update("Noise", merge=True, noise=20.0)
    assert desk.session.experiment is before and desk.maker.busy
    desk.finish()
    recipe = desk.session.experiment.recipe
    assert (recipe.count, recipe.noise) == (MANY, 20.0)
    np.testing.assert_array_equal(desk.session.data.X, load(recipe).X)
    assert not desk.given_up and desk.session.undo_stack.undo_label == "Noise"
    desk.session.undo()
    desk.session.undo()
    assert desk.session.experiment is before


def test_what_is_cancelled_changes_nothing(desk: Desk) -> None:
    before = desk.session.experiment
    desk.maker.update("Rows", count=MANY)
    desk.line.cancel()
    assert not desk.maker.busy and desk.given_up == 1
    desk.finish()
    assert desk.session.experiment is before


def test_few_rows_take_the_place_of_many_under_way(desk: Desk) -> None:
    desk.maker.update("Rows", count=MANY)
    desk.maker.update("Rows", count=50)
    assert len(desk.session.data) == 50 and not desk.maker.busy


def test_rows_that_come_to_other_data_are_not_taken(desk: Desk) -> None:
    desk.maker.update("Rows", count=MANY)
    desk.session.source.update_recipe(source="iris", target=None, task=None)
    desk.finish()
    assert desk.session.data.name == "iris" and desk.given_up == 1


def test_rows_that_are_split_meanwhile_are_made_with_that_split(desk: Desk) -> None:
    desk.maker.update("Rows", count=MANY)
    desk.session.source.split(0.8)
    desk.finish()
    assert len(desk.session.data) == MANY and int((~desk.session.data.test).sum()) == 800
