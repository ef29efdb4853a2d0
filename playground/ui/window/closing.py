"""The end of a window: whether it may close, and what ends with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from playground.session import Session
from playground.ui.documents.keeping import Keeping
from playground.ui.widgets.guard import attempt, report
from playground.ui.widgets.keyboard_focus import take_typed
from playground.ui.window.first_size import FirstSize
from playground.ui.window.refresh_scheduler import RefreshScheduler

if TYPE_CHECKING:
    from playground.ui.documents.files import Files
    from playground.ui.exporting.exporter import Exporter
    from playground.ui.importing.importer import Importer
    from playground.ui.lessons.place import Lessons


class Window(Protocol):
    """What ends with a window."""

    session: Session
    refresher: RefreshScheduler
    first_size: FirstSize
    files: Files
    keeping: Keeping
    lessons: Lessons
    importer: Importer
    exporter: Exporter

    def close(self) -> bool: ...

    def deleteLater(self) -> None: ...


class Closing:
    """Asks the parts of a window, all of which are there by then.

    must  close without a question: the system wants it, or the user was asked already
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self.must = False

    def is_allowed(self) -> bool:
        """Whether all is written and kept; otherwise it closes later, or it is asked what to do."""
        take_typed()
        window, ask = self._window, not self.must
        parts: tuple[Callable[[], bool], ...] = (
            lambda: not ask or window.files.saver.are_written(then=window.close),
            lambda: window.lessons.answers.may_close(ask=ask),  # before it is kept: that leaves the lesson
            lambda: window.keeping.close(ask=ask),
        )
        return all(map(_allows, parts))

    def end_all(self) -> None:
        """Whatever fails on the way, the window closes, and leaves no process."""
        window = self._window
        for step in (
            window.refresher.stop,
            window.first_size.stop,
            window.importer.stop,
            window.exporter.stop,
            window.lessons.teaching.stop,
            window.session.close,
            window.deleteLater,
        ):
            attempt(step)


def _allows(part: Callable[[], bool]) -> bool:
    """What one part says; where it fails, the others are asked all the same."""
    try:
        return part()
    except Exception as error:  # noqa: BLE001  the hook shows it: nothing is swallowed
        report(error)
        return True
