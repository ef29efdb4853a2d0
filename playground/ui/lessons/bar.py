"""The bar of a lesson: which one, what it locks, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from playground.data import Recipe
from playground.session import Change, Session
from playground.settings import settings_of
from playground.training.spec import Spec
from playground.ui.actions.table import ACTIONS
from playground.ui.lessons.step_view import Do
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.labels import Elided, plain_label
from playground.wording import counted

_OTHER_NAMES = {"canvas": "Drawing", "weights": "Editing weights", "features": "Features"}


class LessonBar(QFrame):
    """Below the bar of the run. `leave` brings back what was before."""

    watches: ClassVar[Change] = Change.LESSON | Change.VIEW
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, do: Do, leave: Callable[[], object]) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("lesson_bar")
        style.scaled(self.setFixedHeight, 38)
        self.icon = plain_label("")
        self.words = Elided("lesson_locked")
        self.free, self.leave = QPushButton(""), QPushButton("Leave lesson")
        self.free.setObjectName("lesson_free")
        self.leave.setObjectName("lesson_leave")
        self.free.setToolTip("Try anything on a copy; the step stays as it is")
        self.leave.setToolTip("Bring back what was on screen before the lesson")
        self.free.clicked.connect(lambda: do(self._switch))
        self.leave.clicked.connect(lambda: do(leave))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 12, 0)
        for widget in (self.icon, self.words, self.free, self.leave):
            layout.addWidget(widget)
        layout.setStretchFactor(self.words, 1)

    def refresh(self, changes: Change) -> None:
        lesson = self.session.lesson
        if lesson.lesson is None:
            return
        said, *shorter = self._said()
        self.words.setText(said, *shorter)
        self.words.setToolTip(said)
        self.words.setAccessibleName(said)
        self.free.setText("Back to the lesson" if lesson.trying else "Try it freely")

    def apply_theme(self, theme: Theme) -> None:
        self.icon.setPixmap(style.mark("lock", theme.dim))
        self.refresh(Change.LESSON)

    def _said(self) -> tuple[str, ...]:
        """What is locked, in ever fewer words."""
        lesson = self.session.lesson
        if lesson.trying:
            return ("You are trying freely: nothing is locked, and nothing counts.",)
        assert lesson.lesson is not None
        named = locked_names(self.session)
        if lesson.lesson.controls_in(lesson.step).default == "locked":
            free = free_names(self.session)
            if not free:
                return ("Data, settings and training are locked.",)
            names = ", ".join(free)
            return (
                f"Locked: all but {names}",
                f"Free: {names}",
                f"Locked: all but {counted(len(free), 'setting')}",
            )
        if not named:
            return ("Nothing is locked in this step.",)
        return f"Locked: {', '.join(map(struck, named))}", f"Locked: {counted(len(named), 'setting')}"

    def _switch(self) -> None:
        lesson = self.session.lesson
        (lesson.come_back if lesson.trying else lesson.try_freely)()


def struck(words: str) -> str:
    """Crossed out."""
    return "".join(f"{letter}\u0336" for letter in words)


def locked_names(session: Session) -> list[str]:
    """What is locked now, by its name on screen."""
    return [label for name, label in _labels().items() if session.lesson.control(name) == "locked"]


def free_names(session: Session) -> list[str]:
    """What is free of that which can be locked."""
    return [label for name, label in _labels().items() if session.lesson.control(name) == "free"]


def _labels() -> dict[str, str]:
    labels = {name: setting.label for kind in (Recipe, Spec) for name, setting in settings_of(kind).items()}
    labels |= _OTHER_NAMES | {
        name: ACTIONS[name].text.rstrip("…") for name in ("play", "step_row", "step_batch", "step_epoch")
    }
    return labels
