"""The main window: puts the panels together, ticks the session once a frame, and refreshes what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from playground.errors import PlaygroundError
from playground.export import is_text
from playground.recovery import Shelf
from playground.session import ALL, Change, Notice, Session
from playground.ui.actions import make
from playground.ui.actions.selection import SelectionCommands
from playground.ui.backprop.mode import BackpropMode
from playground.ui.bars.notice_bar import NoticeBar
from playground.ui.bars.status_bar import StatusLine
from playground.ui.bars.top_bar import TopBar
from playground.ui.documents.files import Files
from playground.ui.documents.keeping import Keeping
from playground.ui.exporting.exporter import Exporter
from playground.ui.help.place import Help
from playground.ui.importing.drop_zone import DropZone
from playground.ui.importing.importer import Importer
from playground.ui.importing.labels import refusal
from playground.ui.lessons.place import SUFFIX, Lessons
from playground.ui.panel import Panel
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import outage
from playground.ui.widgets.guard import attempt, guarded, report
from playground.ui.widgets.keyboard_focus import Focus, takes_space
from playground.ui.window.appearance import Appearance
from playground.ui.window.explore_page import ExplorePage
from playground.ui.window.presentation import Presentation
from playground.ui.window.refresh_scheduler import RefreshScheduler
from playground.ui.window.size import bring_inside, room_for
from playground.ui.window.verbs import verbs

_TITLE = "Backprop Playground"
_LEAST, _USUAL = QSize(1024, 600), QSize(1440, 900)  # px of the window
_FRAMED = 150  # ms after which a shown window has its frame


class MainWindow(QMainWindow):
    """One window, one session. Actions call its methods and those of its parts, by `run_command`.

    Place and view are remembered in `settings`, the work is kept on the `shelf`: where they are given.
    """

    def __init__(
        self, session: Session, settings: QSettings | None = None, shelf: Shelf | None = None
    ) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.points = SelectionCommands(session)
        self._must_close = self._held = False
        self.setWindowIcon(style.app_icon())
        room = room_for(self)
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(_USUAL.boundedTo(room))
        self._first_size = self.size()
        self.heatmap = Heatmap(session)
        self.help = Help(self)
        self.action_map = make.make_actions(self, self.run_action)
        self.appearance = Appearance(self, session, self.action_map)
        self._build()
        line = self.status_line.progress
        self.importer = Importer(self, session, line, lambda: self.theme, self.run_command)
        self.keeping = Keeping(self, settings, shelf)
        self.files = Files(
            self,
            session,
            settings,
            self.importer,
            line,
            run_command=self.run_command,
            leave=self.keeping.set_aside,
        )
        self.exporter = Exporter(self, session, settings, self.files.recent, lambda: self.theme)
        self.lessons = Lessons(
            self,
            session,
            settings,
            self.action_map,
            do=self.run_command,
            leave=self.keeping.set_aside,
            places=(self._middle, self.outside),
            built=self._add_panels,
        )
        self._verbs = verbs(self)
        self.drop_zone = DropZone(self, lambda: self.theme, self._open_dropped)
        self.drop_zone.take_over()
        self.focus = Focus(self, self._home)
        self._apply_theme_to_panels()
        session.listen(self._mark_dirty)
        if self.keeping.bar is not None:
            self.outside.insertWidget(2, self.keeping.bar)
            self._add_panels(self.keeping.bar, hidden_too=True)
        self._show_mode()
        self.refresher.begin()
        self._framed = QTimer(self, singleShot=True)
        self._framed.timeout.connect(self._come_inside)
        session.changes.on_change = self.refresher.refresh_now
        self.frame()

    def frame(self) -> None:
        """Once a frame: take news from the session, refresh the panels that watch it and can be seen.

        What goes wrong in one of the steps is reported, and does not keep the others from their work.
        """
        steps = (
            self.session.tick,
            self._follow_mode,
            self._follow_lesson,
            self._follow_size,
            self.side_panel.sync,
            self._show_title,
            self.refresher.refresh,
            self._follow_locks,
            self.focus.follow,
        )
        for step in steps:
            attempt(step)
        self.refresher.rest()

    @property
    def theme(self) -> Theme:
        return self.appearance.theme

    @property
    def panels(self) -> tuple[Panel, ...]:
        return self.refresher.panels

    # --- verbs of the actions ----------------------------------------------------------------------

    def toggle_play(self) -> None:
        if self.session.training:
            self.session.playback.pause()
        else:
            self.mode.finish()
            self.session.playback.play()

    @guarded
    def begin(self, sources: Sequence[str | Path] = ()) -> None:
        """The window is there: open the file or link that was named, or go on where the last one ended.

        A table, an experiment or weights, as the file's name says; nothing is asked if all is well.
        """
        self.run_command(lambda: self.keeping.begin(restore=not sources))
        if sources:
            self.open_source(sources[0])
        if len(sources) > 1:
            first = "the first" if is_text(str(sources[0])) else Path(sources[0]).name
            words = f"{len(sources)} files were given; {first} is opened. Open one file at a time."
            self.session.notices.show(Notice(words, bad=False))

    def open_source(self, source: str | Path) -> None:
        """Open a file of any kind, a link or a pasted line at once."""
        lesson = _lesson_in([source])
        if lesson is not None:
            self.run_command(lambda: self.lessons.open_path(lesson))
        else:
            self.run_command(lambda: self.files.opener.load_at_once(source))

    def turn_page(self, by: int) -> None:
        """A step of the lesson on or back; without one, a stage of the Backprop mode."""
        (self.lessons if self.session.lesson.is_open else self.presentation).turn(by)

    def reset(self) -> None:
        """The initial weights; in a lesson, the experiment as the step begins with it."""
        lesson = self.session.lesson
        (lesson.reset if lesson.is_open and not lesson.trying else self.session.model.reset)()

    def _open_dropped(self, what: list[Path] | str) -> None:
        """Files, or a text: a link, a line or a table."""
        lesson = _lesson_in([what] if isinstance(what, str) else what)
        if lesson is not None:
            self.run_command(lambda: self.lessons.open_path(lesson))
        elif isinstance(what, str):
            self.run_command(lambda: self.files.sharing.take(what))
        else:
            self.run_command(lambda: self.files.opener.load_dropped(what))

    def end(self) -> None:
        """Close without a question: the system wants it, or the user was asked already."""
        self._must_close = True
        self.close()

    def run_action(self, name: str) -> None:
        """Do what the action of this name stands for."""
        if self.lessons.locks.refuses(name):
            self.frame()
        else:
            self.run_command(self._verbs[name])

    def run_command(self, verb: Callable[[], object]) -> None:
        """Do it and show it at once, without waiting for the next frame; what is refused is said."""
        try:
            verb()
        except PlaygroundError as error:
            self.session.notices.show(Notice(refusal(error)))
        self.frame()

    # --- events ------------------------------------------------------------------------------------

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing else wants it, leaves the Backprop mode, the table or the presentation."""
        if event.key() == Qt.Key.Key_Escape and self.session.backprop.is_open:
            self.mode.explore()
        elif event.key() == Qt.Key.Key_Escape and self.session.view.side_panel != "network":
            self.run_command(self.side_panel.close_card)
        elif event.key() == Qt.Key.Key_Escape and self.session.view.presenting:
            self.run_command(self.presentation.leave)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Space to the control that has the focus: Tab and Space work everything, not only Play."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            focus = QApplication.focusWidget()
            if event.key() == Qt.Key.Key_Space and takes_space(focus):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt calls it
        """Tab goes in reading order."""
        return self.focus.go_on(forward=forward)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Whatever fails on the way, the window closes, and leaves no process."""
        if not self._may_close():
            event.ignore()
            return
        event.accept()
        for timer in (self.refresher, self._framed):
            timer.stop()
        for step in (self.importer.stop, self.exporter.stop, self.session.close, self.deleteLater):
            attempt(step)

    def _may_close(self) -> bool:
        """Whether all is written and kept; otherwise it closes later, or it is asked what to do."""
        ask = not self._must_close
        try:
            return (not ask or self.files.saver.are_written(then=self.close)) and self.keeping.close(ask=ask)
        except Exception as error:  # noqa: BLE001  the hook shows it: nothing is swallowed
            report(error)
            return True

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """The desktop tells of its frame a little later."""
        super().showEvent(event)
        self._framed.start(_FRAMED)

    def _come_inside(self) -> None:
        if self.size() == self._first_size:  # nobody has chosen another one
            bring_inside(self)

    @guarded
    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self.session.notice is not None:
            self.notice.place()

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and not self.isMinimized():
            self.presentation.follow_window()
            self._mark_dirty(ALL)

    # --- inside ------------------------------------------------------------------------------------

    def _mark_dirty(self, changes: Change) -> None:
        if changes & Change.VIEW:
            attempt(self.explore.show_cards)
            if self.appearance.update():
                attempt(self._apply_theme_to_panels)
        self.refresher.mark_dirty(changes)

    def _show_title(self) -> None:
        """The name of the file; a mark where there is more than is in it."""
        document, modified = self.session.document, self.session.document.modified
        name = Path(document.path).name or "Untitled"
        title = f"{name}[*] — {_TITLE}" if document.path or modified else _TITLE
        if (title, modified) != (self.windowTitle(), self.isWindowModified()):
            self.setWindowTitle(title)
            self.setWindowModified(modified)

    def _follow_size(self) -> None:
        """Once more when the layouts have taken another text size: what fits where is known then."""
        if self.appearance.outgrown:
            self._mark_dirty(ALL)
        elif self.appearance.resized:
            self.appearance.resized = False
            self._apply_theme_to_panels()
        self.explore.share_height(self.pages.height())

    def _follow_lesson(self) -> None:
        """Its column and its bar; data and settings stand in the column meanwhile."""
        held = self.session.lesson.is_open
        self.lessons.show()
        if held != self._held:
            self._held = held
            column = self.lessons.column
            (column.settings_place if held else self.explore.settings_place).take(self.explore.settings)
            self.explore.show_cards()
            self.presentation.follow()
            self._mark_dirty(ALL)

    def _follow_locks(self) -> None:
        self.lessons.locks.follow(len(self.panels))

    def _follow_mode(self) -> None:
        if self.session.backprop.is_open != self._looking:
            self._show_mode()

    def _show_mode(self) -> None:
        """Change over between the pages of the two modes; the canvas goes with them."""
        self._looking = self.session.backprop.is_open
        if self._looking and not self.mode.built:
            self._build_mode()
        self.bar.show_mode(self._looking)
        self.pages.setCurrentIndex(int(self._looking))
        place = self.mode.page.canvas_place if self._looking else self.explore.canvas_place
        place.take(self.canvas_panel)
        self.canvas_panel.canvas.setFocus()
        self.mode.show(on=self._looking)
        self.presentation.follow()
        self._mark_dirty(ALL)

    def _home(self) -> QWidget:
        """What has the keys where nothing else wants them."""
        return self.mode.page.diagram.diagram if self.session.backprop.is_open else self.canvas_panel.canvas

    def _apply_theme_to_panels(self) -> None:
        self.focus.apply_theme(self.theme)
        self.side_panel.apply_theme(self.theme)
        self.help.apply_theme(self.theme)
        for panel in self.panels:
            attempt(partial(panel.apply_theme, self.theme), panel)

    def _build(self) -> None:
        """From the outside in: a widget that has its place is given its style once, not at every move."""
        session, actions = self.session, self.action_map
        centre = QWidget()
        self.setCentralWidget(centre)
        self.outside = outside = QVBoxLayout(centre)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        self.bar, self.pages = TopBar(session, actions), QStackedWidget()
        self.status_line = StatusLine(session)
        outside.addWidget(self.bar)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.pages, 1)
        outside.addLayout(self._middle, 1)
        outside.addWidget(self.status_line)
        self.explore = page = ExplorePage(self.pages, session, self.heatmap, self.theme, actions)
        self.data_panel, self.learning_panel = page.data_panel, page.learning_panel
        self.network_panel, self.side_panel = page.network_panel, page.side_panel
        self.canvas_panel, self.loss_panel = page.canvas_panel, page.loss_panel
        self.side_panel.built.connect(self._add_panels)
        self.canvas_panel.canvas.pointed.connect(self.status_line.point_at)
        self.side_panel.focus_released.connect(self.canvas_panel.canvas.setFocus)
        self.mode = BackpropMode(session, actions, self.run_command, self.bar.mode)
        self.presentation = Presentation(self, session, actions, self.mode)
        self.notice = NoticeBar(session, centre)
        self.refresher = RefreshScheduler(self, session, self.frame)
        self.refresher.add(self.bar, *page.panels, self.status_line)
        self.refresher.add(self.notice, hidden_too=True)
        outage.declare(*self.panels)

    def _build_mode(self) -> None:
        """The second page, with its bar."""
        panels = self.mode.build(self.theme)
        self.bar.pages.addWidget(self.mode.bar)
        self.pages.addWidget(self.mode.page)
        self._add_panels(*panels)

    def _add_panels(self, *panels: Panel, hidden_too: bool = False) -> None:
        """Panels that are built later than the window."""
        self.refresher.add(*panels, hidden_too=hidden_too)
        outage.declare(*panels)
        for panel in panels:
            panel.apply_theme(self.theme)
        self.drop_zone.take_over()


def _lesson_in(sources: Sequence[str | Path]) -> Path | None:
    """The lesson file that is named first, if it is one."""
    named = str(sources[0]) if sources else ""
    return Path(named) if named.lower().endswith(SUFFIX) and "\n" not in named else None
