"""Which panels are brought up to date in a frame, and which wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from playground.session import ALL, Change, Session
from playground.ui.theme.theme import Theme
from playground.ui.window.refresh_scheduler import RefreshScheduler


class Fake:
    """A panel that remembers what it was told."""

    watches: ClassVar[Change] = Change.DATA | Change.VIEW
    refresh_every: ClassVar[int] = 3

    def __init__(self, *, visible: bool = True) -> None:
        self.told: list[Change] = []
        self.visible = visible

    def refresh(self, changes: Change) -> None:
        self.told.append(changes)

    def apply_theme(self, theme: Theme) -> None: ...

    def isVisible(self) -> bool:
        return self.visible


def test_only_what_is_seen_and_has_changed(session_of: Callable[..., Session]) -> None:
    session = session_of()
    seen, hidden, notice = Fake(), Fake(visible=False), Fake(visible=False)
    scheduler = RefreshScheduler(None, session, lambda: None)
    scheduler.add(seen, hidden)
    scheduler.add(notice, hidden_too=True)
    scheduler.refresh()
    assert (seen.told, hidden.told, notice.told) == ([ALL], [], [ALL])
    scheduler.mark_dirty(Change.WEIGHTS)  # which nobody watches
    scheduler.refresh()
    scheduler.mark_dirty(Change.DATA | Change.WEIGHTS)
    scheduler.mark_dirty(Change.VIEW)
    scheduler.refresh()
    scheduler.refresh()
    assert (seen.told, hidden.told) == ([ALL, Change.DATA | Change.VIEW], [])
    hidden.visible = True
    scheduler.refresh()
    assert hidden.told == [ALL]


def test_while_training_every_so_many_frames(session_of: Callable[..., Session]) -> None:
    session = session_of()
    panels = [Fake() for _ in range(3)]
    scheduler = RefreshScheduler(None, session, lambda: None)
    scheduler.add(*panels)
    session.run.training = True  # without its worker
    for _ in range(3):
        scheduler.mark_dirty(ALL)
        scheduler.refresh()
    assert [len(panel.told) for panel in panels] == [1, 1, 1]  # each in a frame of its own
    session.run.training = False
