"""The bar that tells of work that was kept: it was restored, or it can be."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from playground.recovery import KEPT_DAYS, Offer, Offers, Work
from playground.session import Change
from playground.ui.data.thumbnails import trained
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.wording import counted

_NEW = "Start new"
_DAY = 24 * 60 * 60  # seconds


class KeptBar(QFrame):
    """One offer at a time, with the buttons that answer it. `do` does a verb and shows what came of it;
    `restore` goes on with what is offered, `start_new` with nothing.
    """

    watches: ClassVar[Change] = Change.STATUS | Change.SPEC | Change.DATA
    refresh_every: ClassVar[int] = 1

    def __init__(
        self,
        offers: Offers,
        do: Callable[..., None],
        *,
        restore: Callable[[], None],
        start_new: Callable[[], None],
    ) -> None:
        super().__init__()
        self._offers, self._do, self._start_new = offers, do, start_new
        self.setObjectName("kept")
        self.mark, self.picture, self.words = plain_label(""), plain_label(""), plain_label("")
        self._pictured: object = None
        self.words.setObjectName("kept_text")
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.restore = self._button("kept_restore", "Restore", "Restore this work.", restore)
        tip = f"Start with the circle dataset; this work is kept for {KEPT_DAYS} days."
        self.new = self._button("kept_start_new", _NEW, tip, self._begin_anew)
        self.later = self._button("kept_later", "Later", "Ask again at the next start.", offers.later)
        self.close_button = IconButton("close", "Dismiss", "Dismiss this message", "bare")
        self.close_button.setObjectName("kept_dismiss")
        self.close_button.clicked.connect(lambda: self._answer(offers.later))
        buttons = (self.restore, self.new, self.later, self.close_button)
        layout = hbox(self.mark, self.picture, self.words, *buttons, spacing=10)
        layout.setContentsMargins(18, 5, 12, 5)
        layout.setStretchFactor(self.words, 1)
        self.setLayout(layout)
        self.hide()

    def refresh(self, _changes: Change) -> None:
        offer = self._offers.shown
        self.setVisible(offer is not None)
        if offer is None:
            return
        bad = offer.left.state == "running" and not offer.restored
        colour = self._theme.bad if bad else self._theme.accent
        self.mark.setPixmap(style.mark("warning" if bad else "info", colour))
        self._show_picture(offer.work)
        self.words.setText(told(offer))
        self.setAccessibleName(self.words.text())
        for widget in (self.restore, self.later):
            widget.setVisible(not offer.restored)
        self.close_button.setVisible(offer.restored)
        self.new.setText(_NEW if offer.restored else f"{_NEW} (kept for {KEPT_DAYS} days)")

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.close_button.apply_theme(theme)
        self.refresh(Change.STATUS)

    def _show_picture(self, work: Work) -> None:
        if self._pictured != (pictured := (work, self._theme)):
            self._pictured = pictured
            self.picture.setPixmap(trained(work.experiment, work.start.theta, self._theme))

    def _begin_anew(self) -> None:
        offer = self._offers.shown
        if offer is not None and offer.restored:
            self._start_new()
        self._offers.put_aside()

    def _button(self, name: str, words: str, tip: str, verb: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self._answer(verb))
        return button

    def _answer(self, verb: Callable[[], object]) -> None:
        self._do(verb)
        self.refresh(Change.STATUS)


def told(offer: Offer) -> str:
    """What is told of an offer: what it is, and since when it is there."""
    what = f"{described(offer.work)} ({since(offer.left.when)})."
    if offer.restored:
        return f"Restored your last session: {what}"
    if offer.left.state == "closed":
        return f"Kept work of another window: {what}"
    return f"Backprop Playground did not close normally. Kept: {what}"


def described(work: Work) -> str:
    """Work in a few words: mine.json · circle (edited), 508 rows, epoch 1,204."""
    data = work.experiment.data
    name = f"{data.name}{' (edited)' if work.experiment.by_hand else ''}"
    file = f"{Path(work.document).name} · " if work.document else ""
    return f"{file}{name}, {counted(len(data), 'row')}, epoch {work.start.epoch:,}"


def since(when: float) -> str:
    """A moment as one speaks of it: today at 14:05."""
    there, now = time.localtime(when), time.localtime()
    clock = time.strftime("%H:%M", there)
    for day, word in ((now, "today"), (time.localtime(time.time() - _DAY), "yesterday")):
        if there[:3] == day[:3]:
            return f"{word} at {clock}"
    return f"{time.strftime('%Y-%m-%d', there)} at {clock}"
