"""Work that only the window's thread can do, such as painting: a few steps at a time, the window lives on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from playground.errors import PlaygroundError
from playground.ui.widgets.guard import guarded

_SLICE, _PAUSE = 0.02, 5  # seconds of work, and ms between


class StepJob(QObject):
    """Goes through `steps`, which yield the share that is done; what is called is as with `Job`."""

    def __init__(
        self,
        parent: QObject,
        steps: Generator[float],
        done: Callable[[], None],
        failed: Callable[[PlaygroundError], None],
        *,
        moved: Callable[[float], None],
        ended: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._steps, self._done, self._failed = steps, done, failed
        self._moved, self._ended = moved, ended
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_PAUSE)

    def finish(self) -> None:
        """Do the rest at once."""
        while self._timer.isActive():
            self._go_on()

    def cancel(self) -> None:
        """Stop here; the steps let go of what they hold."""
        self._timer.stop()
        self._steps.close()
        self.deleteLater()

    @guarded
    def _go_on(self) -> None:
        until = perf_counter() + _SLICE
        try:
            for share in self._steps:
                self._moved(share)
                if perf_counter() > until:
                    return
        except PlaygroundError as error:
            self._end()
            self._failed(error)
            return
        except Exception:
            self._end()
            raise
        self._end()
        self._done()

    def _end(self) -> None:
        self.cancel()
        self._ended()
