"""A card of the Backprop mode on a session that looks at a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.data import Recipe
from playground.session import Change, Session
from playground.training import Experiment, Spec
from playground.ui.theme import style
from playground.ui.theme.theme import LIGHT
from tests.patience import MILLISECONDS


class Looked:
    """One card; `show` brings it up to date, as the window does every frame."""

    def __init__(self, session: Session, kind: Any, size: tuple[int, int]) -> None:
        self.session = session
        self.card = kind(session, LIGHT)
        style.apply(LIGHT, self.card)
        self.card.setFixedSize(*size)
        self.card.show()
        session.listen(self._refresh)

    def _refresh(self, changes: Change) -> None:
        if changes & self.card.watches:
            self.card.refresh(changes)

    def show(self) -> None:
        self.session.tick()

    def wait(self, holds: Callable[[], object]) -> None:
        deadline = QDeadlineTimer(MILLISECONDS)
        while not holds():
            assert not deadline.hasExpired(), "waited in vain"
            self.session.tick()
            QTest.qWait(2)

    @property
    def seen(self) -> Any:
        assert self.session.backprop.microscope is not None
        return self.session.backprop.microscope


@pytest.fixture
def look(qapp: QApplication, session_of: Callable[..., Session]) -> Iterator[Callable[..., Looked]]:
    """Makes a card that looks at the next batch of a fresh run, after so many epochs."""
    made: list[Looked] = []

    def look(
        kind: Any,
        *,
        source: str = "moons",
        epochs: int = 0,
        size: tuple[int, int] = (350, 420),
        **choices: Any,
    ) -> Looked:
        spec = Spec(**{"hidden_layers": (3,), "learning_rate": 0.3, **choices})
        session = session_of(Experiment.load(Recipe(source=source), spec))
        looked = Looked(session, kind, size)
        made.append(looked)
        for _ in range(epochs):
            session.playback.step("epoch")
            looked.wait(lambda: not session.busy)
        session.backprop.open("batch")
        looked.wait(lambda: session.backprop.microscope is not None)
        return looked

    yield look
    for one in made:
        one.card.close()
        one.card.deleteLater()
        vars(one).clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
