"""Work that takes a while, in its own thread: the window lives on, sees how far it is, and can stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from playground.errors import PlaygroundError
from playground.ui.widgets.guard import guarded

if TYPE_CHECKING:
    from playground.data import Progress

_POLL = 15  # ms between two looks at the thread


class _CancelledError(Exception):
    """Raised in the thread, out of the work, by its next word of progress."""


class _Work:
    """What the thread does. It knows nothing of Qt, whose objects must not end in another thread."""

    def __init__(self, run: Callable[[Progress], Any]) -> None:
        self.share = 0.0
        self.result: Any = None
        self.error: BaseException | None = None
        self.cancelled = False
        self._run = run
        self.thread = threading.Thread(target=self._work, name="reader")

    def _work(self) -> None:
        try:
            result = self._run(self._tell)
            self._tell(1.0)  # what nobody waits for any more may be large: it is not held
            self.result = result
        except _CancelledError:
            pass  # kept, it would hold all that the work had come to
        except BaseException as error:  # noqa: BLE001  handed on to the window
            self.error = error

    def _tell(self, share: float) -> None:
        if self.cancelled:
            raise _CancelledError
        self.share = share


class ThreadJob(QObject):
    """Runs `run(progress)` in a thread; then calls `ended`, and `done` with its result or `failed` with its
    error; meanwhile `moved` with the share that is done.

    All are called in the window's thread, and none is once the job was cancelled. An error that is not the
    user's to mend is raised there.
    """

    def __init__(
        self,
        parent: QObject,
        run: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[PlaygroundError], None],
        *,
        moved: Callable[[float], None],
        ended: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._work, self._done, self._failed, self._moved = _Work(run), done, failed, moved
        self._ended = ended
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._work.thread.start()  # first: work that never began would look like work that is done
        self._timer.start(_POLL)

    def finish(self) -> None:
        """Wait for the end of the work, and tell it at once."""
        self._work.thread.join()
        self._look()

    def cancel(self) -> None:
        """Stop at the next word of progress; what was read is forgotten."""
        self._work.cancelled = True
        self._end()

    @guarded
    def _look(self) -> None:
        work = self._work
        if work.thread.is_alive():
            self._moved(work.share)
            return
        self._end()
        self._ended()
        if isinstance(work.error, PlaygroundError):
            self._failed(work.error)
        elif work.error is not None:
            raise work.error
        else:
            self._done(work.result)

    def _end(self) -> None:
        self._timer.stop()
        self.deleteLater()
