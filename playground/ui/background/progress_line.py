"""Work in the background and how far it is: "Reading big.csv … 45 %", a bar, and a button that ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QWidget

from playground.errors import PlaygroundError
from playground.text import short
from playground.ui.background.thread_job import ThreadJob
from playground.ui.theme import style
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.plain import as_tip
from playground.wording import percent

if TYPE_CHECKING:
    from playground.data import Progress

_PATIENCE = 200  # ms of work before anything is shown: most files are read by then
_LONGEST = 60  # characters: no name of a file makes the window wider
_DIGITS = len("100 %")
_SPACE = "\N{FIGURE SPACE}"  # as wide as a digit: the words keep their width, and the bar its place


class ProgressLine(QWidget):
    """Does one thing at a time. It is not seen until the work has taken a while."""

    def __init__(self, name: str, *, with_cancel: bool = False) -> None:
        super().__init__()
        self._clock, self._what = QElapsedTimer(), ""
        self._job: ThreadJob | None = None
        self._must_end = False
        self._given_up: Callable[[], None] = lambda: None
        self.words, self.bar = plain_label(""), QProgressBar()
        self.words.setObjectName(f"{name}_words")
        self.bar.setObjectName(name)
        self.bar.setAccessibleName("Progress")
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        style.scaled(self.bar.setFixedWidth, 120)
        layout = hbox(self.words, self.bar)
        layout.setContentsMargins(0, 0, 0, 0)
        if with_cancel:
            layout.addWidget(self._make_cancel(f"{name}_cancel"))
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)  # the bar by its words
        self.hide()

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def must_end(self) -> bool:
        """Whether something is under way that is not to be given up."""
        return self.busy and self._must_end

    def run(
        self,
        what: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[PlaygroundError], None],
        *,
        must_end: bool = False,
        given_up: Callable[[], None] = lambda: None,
    ) -> None:
        """Do this in place of what is under way: `what` it is in words; for the others see `ThreadJob`.

        Work that `must_end` is not given up for other work, which waits for it; `given_up` is called when it
        is, by the user or for other work.
        """
        self.stop()
        self._given_up = given_up
        self._what, self._must_end = short(what, _LONGEST), must_end
        self.words.setToolTip(as_tip(what))
        self._clock.start()
        self._job = ThreadJob(self, work, done, failed, moved=self._show_share, ended=self._free)

    def stop(self) -> None:
        """Give up what is under way, or wait for it if it must end."""
        if self._job is not None and self._must_end:
            self._job.finish()
        self.cancel()

    def cancel(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._free()
            self._given_up()

    def _free(self) -> None:
        """Nothing is under way any more."""
        self.hide()
        self._job = None

    def _show_share(self, share: float) -> None:
        known = f" {percent(share, 0).rjust(_DIGITS, _SPACE)}" if share else ""
        self.words.setText(f"{self._what} …{known}")
        self.bar.setValue(int(100 * share))
        if self._clock.elapsed() > _PATIENCE:
            self.show()

    def _make_cancel(self, name: str) -> QPushButton:
        cancel = QPushButton("Cancel")
        cancel.setObjectName(name)
        cancel.setToolTip("Cancel without changes.")
        cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        cancel.setStyleSheet("min-height: 18px;")
        cancel.clicked.connect(self.cancel)
        return cancel
