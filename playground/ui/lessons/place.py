"""Lessons in a window: opening and leaving one, its column and its bar, and what it locks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QInputDialog,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from playground.session import Notice, Session
from playground.ui.documents.list_dialog import ListDialog
from playground.ui.documents.recent import Recent
from playground.ui.lessons.answers import Answers
from playground.ui.lessons.lesson_choice import ask_lesson
from playground.ui.lessons.lesson_menu import LessonMenu
from playground.ui.lessons.locks import Locks
from playground.ui.lessons.step_view import Do
from playground.ui.lessons.teaching import Teaching
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import GAP

_NAME = "Your name: it sets your numbers, and is written on your result."
_END = "This was the last step. Leave lesson brings back what was on screen before."
_WELCOMED = "lessons/welcomed"  # in the settings
_UNSEEN = {"offscreen", "minimal", "vnc"}  # platforms on which tests and pictures run


class Lessons:
    """The verbs of the lessons; column and bar are there once a lesson was opened.

    `built` is told of the new panels, `by_keys` that someone works with the keys.
    """

    column: Any = None
    bar: Any = None

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        settings: QSettings | None,
        actions: dict[str, QAction],
        *,
        do: Do,
        theme: Callable[[], Theme],
        places: tuple[QBoxLayout, QBoxLayout],
        built: Callable[..., None],
        by_keys: Callable[[], None],
    ) -> None:
        self._window, self._session, self._actions, self._do = window, session, actions, do
        self._settings, self._built, self._by_keys = settings, built, by_keys
        self._beside, self._above = places
        self._recent = Recent(settings)
        self.teaching = Teaching(window, session, self._recent, do=do, theme=theme)
        self.answers = Answers(
            window,
            session,
            self._recent,
            do=do,
            ask_name=self.ask_name,
            remembers=lambda: self._settings is not None,
        )
        self.locks = Locks(window, session)
        self._shown: object = None
        self._offer(actions["lessons"])
        self.show()

    # --- verbs of the actions ----------------------------------------------------------------------

    def choose(self) -> None:
        """List the lessons that ship with the program."""
        from playground.lessons import bundled

        entries = bundled()
        lines = [f"{one.title}  ·  {one.minutes} min  ·  {one.audience}".rstrip(" ·") for one in entries]
        ListDialog(
            self._window,
            "lessons",
            lines,
            lambda place: self._do(lambda: self.open_path(entries[place].path)),
            title="Lessons",
            note="Your work is kept, and comes back when you leave the lesson.",
            verb="Begin",
        ).open()

    def ask(self) -> None:
        """Ask for a lesson file and open it."""
        if (path := ask_lesson(self._window, self._recent)) is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Hold the lesson in a file. Raises FileError, and changes nothing."""
        from playground.lessons import read

        lesson = read(path)
        self.answers.keep()
        self._session.lesson.open(lesson, self._name)
        if self._session.lesson.needs_name:
            self.ask_name()
        else:
            self._take_up()

    def _take_up(self) -> None:
        """Go on where this student has left the lesson on another day. Raises FileError."""
        lesson = self._session.lesson
        assert lesson.lesson is not None
        kept = self.answers.kept(lesson.lesson.id, lesson.name)
        if kept is not None:
            lesson.take_up(kept)

    def ask_name(self, then: Callable[[], None] | None = None) -> None:
        """Whose numbers these are, or whose result; `then` is done with the name."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("lesson_name_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Your name")
        dialog.setLabelText(_NAME)
        dialog.setTextValue(self._name)
        dialog.textValueSelected.connect(lambda name: self._do(lambda: self._take_name(name, then)))
        dialog.open()

    def _take_name(self, name: str, then: Callable[[], None] | None) -> None:
        if not name.strip() or not self._session.lesson.is_open:
            return
        first = self._session.lesson.needs_name
        self._session.lesson.set_name(name)
        if self._settings is not None:
            self._settings.setValue("lessons/name", name.strip())
        if first:
            self._take_up()
        if then is not None:
            then()

    def leave(self) -> None:
        """Bring back what was there before the lesson."""
        if self._session.lesson.is_open:
            self.answers.keep()
            self._session.lesson.leave()

    def turn(self, by: int) -> None:
        """To another step; what is being typed is taken first."""
        focus, place = QApplication.focusWidget(), self._session.lesson.place
        inside = focus is not None and self.column is not None and self.column.isAncestorOf(focus)
        if focus is not None and inside:
            focus.clearFocus()
        before = self._session.notices.other
        finished = self._session.lesson.turn(by)
        if focus is not None and inside and self._session.lesson.place == place:
            focus.setFocus()  # it was not to be: go on there
        self.answers.keep()
        if finished:
            told = self._session.notices.other
            self._end()
            if told is not None and told is not before and told is not self._session.notices.other:
                self._session.notices.add(told.text, bad=told.bad)  # nobody has seen it yet

    def _end(self) -> None:
        """The last step is done: hand in what a teacher marks or reads."""
        lesson = self._session.lesson.lesson
        if lesson is not None and lesson.is_handed_in:
            self.answers.hand_in()
        else:
            self._session.notices.show(Notice(_END, bad=False))

    def welcome(self) -> None:
        """Three doors: the first tour, a lesson, the free playground."""
        from playground.lessons import bundled
        from playground.ui.lessons.welcome import Welcome

        tour = bundled()[0]
        doors = (
            (
                "welcome_tour",
                "First tour",
                f"What there is to see, in {tour.minutes} minutes",
                lambda: self._do(lambda: self.open_path(tour.path)),
            ),
            (
                "welcome_lesson",
                "A lesson",
                "Step by step, with questions and numbers of your own",
                self.choose,
            ),
            ("welcome_free", "Free playground", "Draw points, press Play, and watch", lambda: None),
        )
        welcome = Welcome(self._window, doors)
        welcome.by_keys.connect(self._by_keys)
        welcome.open()

    def welcome_once(self) -> None:
        """At the very first start; never where nobody can see it."""
        unseen = self._settings is not None and not self._settings.contains(_WELCOMED)
        if unseen and QGuiApplication.platformName() not in _UNSEEN and not os.environ.get("CI"):
            assert self._settings is not None
            self._settings.setValue(_WELCOMED, True)
            self.welcome()

    def _offer(self, before: QAction) -> None:
        """A menu of the bundled lessons, above the entry that lists them."""
        for menu in before.associatedObjects():
            if isinstance(menu, QMenu):
                menu.insertMenu(before, LessonMenu(menu, lambda path: self._do(lambda: self.open_path(path))))

    # --- what happens around it --------------------------------------------------------------------

    def show(self) -> None:
        """Column and bar while a lesson is held; locks as its step has them. Called once a frame."""
        lesson = self._session.lesson
        if lesson.is_open and self.column is None:
            self._build()
        if self.column is not None:
            self._place.setVisible(lesson.is_open)
            if not lesson.is_open:
                self.column.rest()
            self.bar.setVisible(lesson.is_open)
        for name in ("leave_lesson", "hand_in"):
            self._actions[name].setEnabled(lesson.is_open)

    def _build(self) -> None:
        from playground.ui.lessons.bar import LessonBar
        from playground.ui.lessons.panel import LessonColumn

        self.column = LessonColumn(self._session, self._do, lambda by: self._do(lambda: self.turn(by)))
        self.bar = LessonBar(self._session, self._do, self.leave)
        self.column.by_keys.connect(self._by_keys)
        self._place = QWidget()  # with the room around it that every card has
        room = QVBoxLayout(self._place)
        room.setContentsMargins(GAP, GAP, 0, GAP)
        room.addWidget(self.column)
        self._beside.insertWidget(0, self._place)
        self._above.insertWidget(1, self.bar)
        self._built(self.column, self.bar)

    @property
    def _name(self) -> str:
        return str(self._settings.value("lessons/name", "")) if self._settings is not None else ""
