"""Another experiment in place of this one, and what would be lost."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from playground.data import Recipe, read_table
from playground.data.reading.raw import Raw
from playground.session import SavedWork, Session
from playground.training import Checkpoint, Experiment, History, Trainer
from playground.training.kept_run import NO_RUNS
from tests.session.frames import settle


def test_a_start_from_a_checkpoint_shows_it_at_once(session: Session) -> None:
    point = Checkpoint(3, 15, np.full(session.network.parameters, 0.25))
    session.document.open(session.experiment, point)
    assert (session.snapshot.epoch, session.snapshot.steps) == (3, 15)
    assert (session.network.theta == 0.25).all()
    assert session.snapshot.rate == session.spec.rate(3)
    settle(session)
    assert session.history.first == 3


def test_open_with_trained_weights(session: Session) -> None:
    trained = Trainer(Experiment.load(Recipe(source="xor")))
    point = trained.run(epochs=6).checkpoint
    session.document.open(trained.experiment, point)
    settle(session)
    assert (session.snapshot.epoch, session.history.first) == (6, 6)
    assert (session.network.theta == point.theta).all()


TABLE = Raw("mine.csv", b"x,y,kind\n1,2,a\n3,5,b\n5,6,b\n7,8,a\n")


def load_table(session: Session) -> None:
    recipe = Recipe(source="mine.csv")
    session.source.load_table("Open mine.csv", read_table(TABLE, recipe), recipe)


def paste(session: Session) -> None:
    recipe = Recipe(source="")
    session.source.load_table("Paste data", read_table(TABLE, recipe), recipe)


OTHERS: dict[str, Callable[[Session], object]] = {
    "a table": load_table,
    "pasted rows": paste,
    "a new drawing": lambda session: session.source.new_drawing("classes"),
}
SAME: dict[str, Callable[[Session], object]] = {
    "points": lambda session: session.points.add(np.array([[1.0, 1.0]]), np.array([0.0])),
    "another generator": lambda session: session.source.update_recipe(source="moons"),
    "a split": lambda session: session.source.split(0.8),
    "loaded weights": lambda session: session.document.open(session.experiment),
}


@pytest.mark.parametrize("restored", [False, True])
@pytest.mark.parametrize("other", OTHERS)
def test_other_rows_are_not_saved_over_the_file(session: Session, other: str, *, restored: bool) -> None:
    start = session.experiment
    if restored:
        session.document.restore(start, Checkpoint(0, 0, session.network.theta), History(), NO_RUNS, "a.json")
    else:
        session.document.open(start, path="a.json")
    OTHERS[other](session)
    assert session.document.path == "" and session.document.modified
    session.undo()
    assert session.document.path == "a.json"
    session.redo()
    session.document.mark_saved(SavedWork(session.experiment, session.network.theta, "b.json"))
    assert session.document.path == "b.json" and not session.document.modified


@pytest.mark.parametrize("change", SAME)
def test_a_change_of_the_work_is_saved_into_its_file(session: Session, change: str) -> None:
    session.document.open(session.experiment, path="a.json")
    SAME[change](session)
    assert session.document.path == "a.json"


def test_work_that_came_from_no_file_is_not_saved_over_one(session: Session) -> None:
    session.document.open(session.experiment, path="a.json")
    session.document.open(Experiment.load(Recipe(source="xor")), label="Open the link", path="")
    assert session.document.path == "" and session.document.modified
