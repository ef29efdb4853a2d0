"""To choose and to draw rows, and their classes."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.data import BUNDLED, GENERATORS, Raw, Recipe, read_table
from playground.session import Session
from tests.random_driver.session.act import Acts, index, indices, one_of, share, yes_or_no

ACTS = Acts()

_SLOW = {"digits", "wine"}  # many inputs
_SOURCES = tuple(name for name in (*GENERATORS, *BUNDLED) if name not in _SLOW)
_TABLES = (
    "x,y,kind\n1,2,a\n3,,b\n5,6,b\n7,8,a\n9,9,a\n",  # a row is dropped
    "x\ty\n1\t2.5\n2\t3\n4\t5\n",
    "a,b,c,price\n1,2,3,10\n2,3,4,20\n3,4,5,31\n",
    "nothing of a table",
)


@ACTS.add(1, source=one_of(*_SOURCES))
def choose_data(session: Session, source: str) -> None:
    session.source.update_recipe(source=source, target=None, task=None)


@ACTS.add(1, field=one_of(("noise", 20.0), ("count", 30), ("count", 0), ("seed", 3)), merge=yes_or_no)
def change_recipe(session: Session, field: tuple[str, Any], merge: bool) -> None:  # noqa: FBT001
    name, value = field
    session.source.update_recipe(**{name: value}, merge=merge)


@ACTS.add(0.5, text=one_of(*_TABLES))
def paste_table(session: Session, text: str) -> None:
    recipe = Recipe(source="")
    table = read_table(Raw("pasted", text.encode()), recipe)
    session.source.load_table("Paste data", table, recipe)


@ACTS.add(1, train_share=one_of(0.1, 0.5, 0.8, 1.0))
def split(session: Session, train_share: float) -> None:
    session.source.split(train_share)


@ACTS.add(0.3, task=one_of("classes", "regression"))
def new_drawing(session: Session, task: Any) -> None:
    session.source.new_drawing(task)


@ACTS.add(2, count=one_of(1, 1, 3), at=share, merge=yes_or_no)
def add_points(session: Session, count: int, at: float, merge: bool) -> None:  # noqa: FBT001
    X = np.full((count, session.data.X.shape[1]), 6.0 * at - 3.0)
    session.points.add(X, np.zeros(count), merge=merge)


@ACTS.add(1, rows=indices, by=one_of(-1.0, 0.5), merge=yes_or_no)
def move(session: Session, rows: list[int], by: float, merge: bool) -> None:  # noqa: FBT001
    there = _rows(session, rows)
    session.points.move(there, session.data.X[there] + by, session.data.y[there], merge=merge)


@ACTS.add(1, rows=indices)
def delete(session: Session, rows: list[int]) -> None:
    session.points.delete(_rows(session, rows))


@ACTS.add(1, rows=indices)
def relabel(session: Session, rows: list[int]) -> None:
    there = _rows(session, rows)
    session.points.relabel(there, np.zeros(len(there)))


@ACTS.add(1, rows=indices, test=yes_or_no)
def hold_out(session: Session, rows: list[int], test: bool) -> None:  # noqa: FBT001
    if len(there := _rows(session, rows)):
        session.points.hold_out(there, test=test)


@ACTS.add(1, rows=indices)
def duplicate(session: Session, rows: list[int]) -> None:
    session.points.duplicate(_rows(session, rows))


@ACTS.add(0.5, rows=indices)
def scale_to_view(session: Session, rows: list[int]) -> None:
    session.points.scale_to_view(_rows(session, rows))


@ACTS.add(1, rows=indices)
def select(session: Session, rows: list[int]) -> None:
    session.points.select(_rows(session, rows))


@ACTS.add(1, row=index, value=one_of(-1.0, 0.0, 1.0, 7.5))
def set_cell(session: Session, row: int, value: float) -> None:
    if len(session.data):
        session.points.set_cell(row % len(session.data), 0, value)


@ACTS.add(0.3)
def clear(session: Session) -> None:
    session.points.clear()


@ACTS.add(1)
def add_class(session: Session) -> None:
    if session.data.class_names:
        session.classes.add()


@ACTS.add(1, label=index)
def remove_class(session: Session, label: int) -> None:
    if names := session.data.class_names:
        session.classes.remove(label % len(names))


@ACTS.add(1, label=index, name=one_of("frogs", "red", ""))
def rename_class(session: Session, label: int, name: str) -> None:
    if names := session.data.class_names:
        session.classes.rename(label % len(names), name)


def _rows(session: Session, numbers: list[int]) -> np.ndarray:
    """Some of those there are, ascending."""
    count = len(session.data)
    return np.array(sorted({number % count for number in numbers}) if count else [], dtype=np.intp)
