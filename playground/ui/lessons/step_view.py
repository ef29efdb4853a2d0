"""What the views of all kinds of steps share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.lessons import Mark, Verdict
from playground.session import Session
from playground.ui.theme.theme import Theme

Do = Callable[[Callable[[], object]], None]

SIGNS = {
    Verdict.RIGHT: "✓",
    Verdict.FOLLOWED: "✓ from your numbers",
    Verdict.NEARLY: "≈ nearly",
    Verdict.WRONG: "✗",
    Verdict.UNCOUNTED: "not counted",
    Verdict.KEPT: "kept",
}
"""A sign and a word for each verdict: never a colour alone."""

BEFORE = {
    Verdict.RIGHT: ("✓", ""),
    Verdict.FOLLOWED: ("✓", ""),
    Verdict.NEARLY: ("≈", ""),
    Verdict.WRONG: ("✗", "Not right."),
}
"""What stands before the sentence of a verdict, and what is said there: most sentences say it themselves."""


class StepView(QWidget):
    """What is entered in one step. It is made for the step, and goes with it.

    `do` does a verb and shows at once what has come of it; `checks`: whether there is something to check.
    """

    checks = True

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__()
        self.session, self.lesson, self.do = session, session.lesson, do
        self.step = session.lesson.step
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        self.build()
        self.refresh()

    def build(self) -> None:
        """Make what the step needs."""

    def refresh(self) -> None:
        """Show the answers, and what was found of them."""

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""

    def begin(self) -> None:
        """The step has come on screen: bring the rest of the window to where it is needed."""

    @property
    def leads(self) -> bool:
        """Whether Check is what comes next, as long as the step is not done."""
        return self.checks

    @property
    def first(self) -> QWidget | None:
        """What is to have the keys when the step begins; None: what has them anyway."""
        return None

    def end(self) -> None:
        """The step goes: take away what was put elsewhere in the window."""

    def checked(self) -> None:
        """The answers were judged."""

    @property
    def is_present(self) -> bool:
        """Whether its step still is the one that is held: what is left to say comes too late otherwise."""
        return self.lesson.is_open and self.lesson.step is self.step

    def enter(self, name: str, text: str) -> None:
        if self.is_present:
            self.do(lambda: self.lesson.enter(name, text))

    def answer(self, name: str) -> str:
        return self.lesson.work.answers.get(name, "")

    def mark(self, name: str) -> Mark | None:
        """What was found of a field."""
        judged = self.lesson.work.judgement
        return judged.marks.get(name) if judged is not None else None


def say(widget: QWidget, words: str) -> None:
    """Have a screen reader say something that has changed."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
