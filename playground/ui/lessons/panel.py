"""The column of a lesson: its step, what is entered there, what is said of it, and the way on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from playground.lessons import Verdict
from playground.session import Change, Session
from playground.ui.lessons.markdown import html, spoken
from playground.ui.lessons.step_view import BEFORE, Do, StepView, say
from playground.ui.lessons.views import VIEWS
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import on_key
from playground.ui.widgets.card import PADDING
from playground.ui.widgets.keyboard_focus import pressed_by_key, take_typed
from playground.ui.widgets.labels import plain_label, rich_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.reparent_slot import ReparentingHost
from playground.ui.widgets.segments import SegmentedControl
from playground.ui.widgets.soon import soon

_WIDTH, _MARGINS = 262, 42  # px of the column: what grows with the text, and what does not


class LessonColumn(QFrame):
    """On the left of the window, in both modes; data and settings stand in `settings_place` meanwhile."""

    by_keys = Signal()  # one of its buttons was pressed, and not by the mouse
    watches: ClassVar[Change] = (
        Change.LESSON | Change.STATUS | Change.WEIGHTS | Change.SPEC | Change.DATA | Change.MICROSCOPE
    )
    refresh_every: ClassVar[int] = 3

    def __init__(self, session: Session, do: Do, turn: Callable[[int], None]) -> None:
        super().__init__()
        self.session, self._do, self._turn = session, do, turn
        self.setObjectName("lesson")
        self.setProperty("role", "card")
        self.settings_place = ReparentingHost(80, 80)
        self.tabs = SegmentedControl(
            ("lesson_tab", "Lesson", "The step of the lesson"),
            ("settings_tab", "Settings", "Data and settings, as far as this lesson leaves them free"),
        )
        self.tabs.chosen.connect(self.show_tab)
        self._key: object = None
        self._said: tuple[Verdict, str] | None = None
        self._view: StepView | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self._lesson_page())
        self.pages.addWidget(self.settings_place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, 10, PADDING, 10)
        layout.setSpacing(8)
        layout.addLayout(hbox(self.tabs, None))
        layout.addWidget(self.pages, 1)
        style.scaled(self.setFixedWidth, lambda: style.px(_WIDTH) + _MARGINS)

    def show_tab(self, place: int) -> None:
        """The step, or data and settings."""
        self.tabs.show_chosen(place)
        self.pages.setCurrentIndex(place)

    def refresh(self, changes: Change) -> None:
        lesson = self.session.lesson
        if lesson.lesson is None:
            return
        key = (lesson.lesson, lesson.place, lesson.name)
        if key != self._key:
            self._key = key
            self._show_step()
        if self._view is not None:
            self._view.refresh()
        self._show_found()

    def rest(self) -> None:
        """No lesson is held: nothing of its step stays in the window."""
        self._drop_view()
        self._key = None

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.session.lesson.is_open:
            self._write_text()
            self._write_sentence()
        if self._view is not None:
            self._view.apply_theme(theme)

    def _check(self) -> None:
        take_typed()
        self.session.lesson.check()
        if self._view is not None:
            self._view.checked()

    # --- a step ------------------------------------------------------------------------------------

    def _show_step(self) -> None:
        lesson, step = self.session.lesson, self.session.lesson.step
        assert lesson.lesson is not None
        self._drop_view()
        steps = len(lesson.lesson.steps)
        self.title.setText(lesson.lesson.title)
        self.count.setText(f"Step {lesson.place + 1} of {steps}")
        self.heading.setText(step.title)
        self._write_text()
        self._view = VIEWS[step.kind](self.session, self._do)
        self._inside.insertWidget(self._inside.indexOf(self.sentence), self._view)
        self._view.apply_theme(self._theme)
        self.check.setVisible(self._view.checks)
        self.back.setEnabled(lesson.place > 0)
        self.next.setText("Finish" if lesson.place + 1 == steps else "Next step")
        self.show_tab(0)
        self._area.verticalScrollBar().setValue(0)
        say(self, f"Step {lesson.place + 1} of {steps}: {step.title}. {spoken(step.text)}")
        soon(self._view, partial(self._begin_step, self._view))

    def _begin_step(self, view: StepView) -> None:
        if view is not self._view or not self.session.lesson.is_open:
            return  # the step, or the lesson, was left before Qt had its turn
        if self.session.lesson.step.is_run and self.session.backprop.is_open:
            self._do(self.session.backprop.close)
        view.begin()
        entry = self._entry(view)
        entry.setFocus()  # nobody has to look for it
        if self._area.isAncestorOf(entry):
            soon(entry, partial(self._area.ensureWidgetVisible, entry))

    def _entry(self, view: StepView) -> QWidget:
        """What has the keys when a step begins: its field; of a step that is read, the way on, but where
        something is trained its text, so that Space plays.
        """
        if view.first is not None:
            return view.first
        return self.text if self.session.lesson.step.is_run and self.text.isVisible() else self.next

    def _drop_view(self) -> None:
        if self._view is not None:
            self._view.end()
            self._view.hide()
            self._view.setParent(None)
            self._view.deleteLater()
            self._view = None

    def _write_text(self) -> None:
        step = self.session.lesson.step
        self.text.setText(html(step.text, style.BODY + 1))
        self.text.setAccessibleName(spoken(step.text))
        self.text.setVisible(bool(step.text))

    def _write_sentence(self) -> None:
        verdict, words = self._said or (Verdict.EMPTY, "")
        sign, before = BEFORE.get(verdict, ("", ""))
        self.sentence.setText(html(f"{sign} {words}".strip(), style.BODY))
        self.sentence.setAccessibleName(f"{before} {spoken(words)}".strip())

    def _show_found(self) -> None:
        """What was found of the answers, the hints that were asked for, and whether it goes on."""
        lesson, step, work = self.session.lesson, self.session.lesson.step, self.session.lesson.work
        judged = work.judgement
        mark = judged.marks.get(lesson.focused) if judged is not None else None
        found = mark or judged
        said = (found.verdict, found.sentence) if found is not None and found.sentence else None
        if said != self._said:
            self._said = said
            self._write_sentence()
            say(self.sentence, self.sentence.accessibleName())
            if said is not None:
                soon(self.sentence, lambda: self._area.ensureWidgetVisible(self.sentence))
        self.sentence.setVisible(said is not None)
        hints = "\n".join(f"Hint: {hint}" for hint in step.hints[: work.hints])
        self.hints.setText(html("\n\n".join(hints.split("\n")), style.BODY))
        self.hints.setVisible(bool(hints))
        self.hint.setVisible(work.hints < len(step.hints))
        self.hint.setText(f"Hint ({work.hints + 1} of {len(step.hints)})")
        shown = work.shown_after is not None
        self.solution.setVisible(lesson.may_show_solution and not shown and not (judged and judged.done))
        why = lesson.why_not_on
        first = bool(why) and self._view is not None and self._view.leads  # check it, then go on
        style.restyle(self.check, "role", "main" if first else "bar")
        style.restyle(self.next, "role", "bar" if why else "main")
        self.next.setToolTip(why or "Go on with the next step (Page Down)")
        self.next.setAccessibleDescription(why)

    # --- parts -------------------------------------------------------------------------------------

    def _lesson_page(self) -> QWidget:
        self.title = plain_label("", "dim", style.SMALL)
        self.count = plain_label("", "dim", style.SMALL)
        self.count.setObjectName("lesson_count")
        self.heading = plain_label("", "", 16, QFont.Weight.DemiBold)
        self.heading.setObjectName("lesson_heading")
        self.text, self.hints = rich_label(), rich_label("dim")
        self.text.setObjectName("lesson_text")
        self.sentence = rich_label("sentence")
        self.sentence.setObjectName("lesson_sentence")
        for label in (self.title, self.heading, self.text, self.hints, self.sentence):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        for label in (self.text, self.sentence):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read aloud, and again
        self.hint, self.solution = QPushButton(""), QPushButton("Show the solution")
        self.hint.setObjectName("lesson_hint")
        self.solution.setObjectName("lesson_solution")
        self.hint.clicked.connect(lambda: self._do(self.session.lesson.show_hint))
        self.solution.clicked.connect(lambda: self._do(self.session.lesson.show_solution))
        content = QWidget()
        self._inside = inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.setSpacing(10)
        for widget in (self.title, self.heading, self.text, self.sentence, self.hints):
            inside.addWidget(widget)
        inside.addLayout(hbox(self.hint, self.solution, None))
        inside.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area, 1)
        layout.addLayout(self._foot())
        return page

    def _show_keys(self) -> None:
        if pressed_by_key():
            self.by_keys.emit()

    def _foot(self) -> QVBoxLayout:
        self.back, self.check, self.next = QPushButton("←"), QPushButton("Check"), QPushButton("Next step")
        self.back.setAccessibleName("Previous step")
        self.back.setToolTip("Previous step (Page Up)")
        for button, name in (
            (self.back, "lesson_back"),
            (self.check, "lesson_check"),
            (self.next, "lesson_next"),
        ):
            button.setObjectName(name)
        self.next.setProperty("role", "main")
        self.check.setProperty("role", "bar")
        self.back.setProperty("role", "bar")
        self.back.clicked.connect(lambda: self._turn(-1))
        self.check.clicked.connect(lambda: self._do(self._check))
        self.next.clicked.connect(lambda: self._turn(1))
        for button in (self.back, self.check, self.next):
            button.pressed.connect(self._show_keys)
        self.check.setToolTip("See what is found of your answer")
        on_key("Ctrl+Return", self.check)
        foot = QVBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.count, 0, Qt.AlignmentFlag.AlignHCenter)
        foot.addLayout(hbox(self.back, None, self.check, self.next))
        return foot
