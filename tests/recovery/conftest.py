"""Sessions with a keeper, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from playground.recovery import Keeper, Shelf
from playground.session import Session
from tests.in_process import InProcess
from tests.session.frames import settle


class Desk:
    """One window without the window: a session, its keeper, and the time on its clock."""

    def __init__(self, root: Path) -> None:
        self.time = 100.0
        self.session = Session(connect=InProcess)
        self.keeper = Keeper(self.session, Shelf(root), lambda: self.time)
        self.settle()

    def settle(self) -> None:
        """Until the worker has answered."""
        settle(self.session)

    def draw(self, x: float = 1.0) -> None:
        self.session.points.add(np.array([[x, 2.0]]), np.array([1.0]))
        self.settle()

    def train(self) -> None:
        self.session.playback.step("epoch")
        self.settle()

    def wait(self, seconds: float) -> None:
        """Let so much time pass, with a look of the keeper before and after, and until it has written."""
        self.keeper.look()
        self.time += seconds
        self.keeper.look()
        if self.keeper._writing is not None:
            self.keeper._writing.finish()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@pytest.fixture
def desk(root: Path) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def desk() -> Desk:
        desks.append(Desk(root))
        return desks[-1]

    yield desk
    for one in desks:
        if one.session.lesson.is_open:
            one.session.lesson.leave()  # which takes up again what was put by
        one.session.close()
        if one.keeper._place is not None:  # as the end of the process does it
            one.keeper._place.let_go()
