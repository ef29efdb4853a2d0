"""The main window: puts the panels together, ticks the session once a frame, and refreshes what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
)

from playground.errors import PlaygroundError
from playground.recovery import Shelf
from playground.session import ALL, Change, Notice, Session
from playground.ui.actions import make
from playground.ui.actions.selection import SelectionCommands
from playground.ui.actions.table import TAKES_TYPED
from playground.ui.backprop.mode import BackpropMode
from playground.ui.documents.keeping import Keeping
from playground.ui.help.place import Help
from playground.ui.panel import Panel
from playground.ui.plotting.heatmap import Heatmap
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import outage
from playground.ui.widgets.guard import attempt, guarded
from playground.ui.widgets.keyboard_focus import Focus, take_typed, takes_space
from playground.ui.widgets.overrides import hold_overrides
from playground.ui.window.appearance import Appearance
from playground.ui.window.arrangement import Arrangement
from playground.ui.window.centre import Centre
from playground.ui.window.closing import Closing
from playground.ui.window.first_size import FirstSize
from playground.ui.window.held_key import HeldKey
from playground.ui.window.late_parts import LateParts
from playground.ui.window.presentation import Presentation
from playground.ui.window.refresh_scheduler import RefreshScheduler
from playground.ui.window.title import show_title

if TYPE_CHECKING:
    from playground.ui.documents.files import Files
    from playground.ui.exporting.exporter import Exporter
    from playground.ui.importing.drop_zone import DropZone
    from playground.ui.importing.importer import Importer
    from playground.ui.lessons.place import Lessons
    from playground.ui.window.incoming import Incoming
    from playground.ui.window.verbs import Verb


class MainWindow(QMainWindow):
    """One window, one session. Actions call its methods and those of its parts, by `run_command`.

    Place and view are remembered in `settings`, the work is kept on the `shelf`: where they are given.

    It begins with what is used first, the bar and the canvas. The rest (`late`) is made when these have been
    painted; `has_cards` tells that all cards are there.
    """

    has_cards = Signal()
    files: Files
    exporter: Exporter
    importer: Importer
    lessons: Lessons
    incoming: Incoming
    drop_zone: DropZone
    _verbs: dict[str, Verb]

    def __init__(
        self, session: Session, settings: QSettings | None = None, shelf: Shelf | None = None
    ) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.late = LateParts(self, self._fill, self._connect)
        self._painted = False
        self.setWindowIcon(style.app_icon())
        self.first_size = FirstSize(self)
        self.heatmap = Heatmap(session)
        self.help = Help(self)
        self.points = SelectionCommands(session)
        self.action_map = make.make_actions(self, self.run_action)
        self.appearance = Appearance(self, session, self.action_map)
        self._build()
        self.arrangement = Arrangement(
            session,
            self.centre,
            self.mode,
            self.presentation,
            theme=lambda: self.theme,
            built=self._add_panels,
            changed=lambda: self._mark_dirty(ALL),
        )
        self.keeping = Keeping(self, settings, shelf)
        self.closing = Closing(self)
        if self.keeping.bar is not None:
            self.centre.rows.insertWidget(2, self.keeping.bar)
            self._add_panels(self.keeping.bar, hidden_too=True)
        self.focus = Focus(self, lambda: self.arrangement.home)
        self._apply_theme_to_panels()
        session.listen(self._mark_dirty)
        self.refresher.begin()
        session.changes.on_change = self.refresher.refresh_now
        self.frame()

    def _build(self) -> None:
        """The panels that are there first, and the places of the others."""
        session, actions = self.session, self.action_map
        self.centre = centre = Centre(self, session, self.heatmap, self.theme, actions)
        self.bar, self.pages, self.status_line = centre.bar, centre.pages, centre.status_line
        self.explore, self.notice = centre.explore, centre.notice
        self.side_panel, self.canvas_panel = self.explore.side_panel, self.explore.canvas_panel
        self.side_panel.built.connect(self._add_panels)
        self.mode = BackpropMode(session, actions, self.run_command, self.bar.mode)
        self.presentation = Presentation(self, session, actions, self.mode)
        self.refresher = RefreshScheduler(self, session, self.frame)
        self.refresher.add(self.bar, self.canvas_panel, self.status_line)
        self.refresher.add(self.notice, hidden_too=True)
        outage.declare(*self.panels)

    # --- what is made later --------------------------------------------------------------------------

    def _fill(self) -> None:
        """The other cards."""
        page = self.explore
        self._add_panels(*page.fill(self.theme))
        self.data_panel, self.learning_panel = page.data_panel, page.learning_panel
        self.network_panel, self.loss_panel = page.network_panel, page.loss_panel
        self.loss_panel.setVisible(self.session.view.presents("loss"))  # at once, so that it is refreshed
        self.frame()
        self.loss_panel.plot.settle_axes()

    def _connect(self) -> None:
        """What works behind them: files, exports, lessons; and what actions do."""
        from playground.ui.documents.files import Files
        from playground.ui.exporting.exporter import Exporter
        from playground.ui.importing.drop_zone import DropZone
        from playground.ui.importing.importer import Importer
        from playground.ui.lessons.place import Lessons
        from playground.ui.window.incoming import Incoming
        from playground.ui.window.verbs import verbs

        self.has_cards.emit()
        self.learning_panel.make_all()
        session, settings, line = self.session, self.settings, self.status_line.progress
        self.importer = Importer(self, session, line, lambda: self.theme, self.run_command)
        self.files = Files(
            self,
            session,
            settings,
            self.importer,
            line,
            run_command=self.run_command,
            leave=self.keeping.set_aside,
            theme=lambda: self.theme,
        )
        self.exporter = Exporter(self, session, settings, self.files.recent, lambda: self.theme)
        self.side_panel.export_run.connect(self.exporter.open_run)
        self.lessons = self.arrangement.lessons = Lessons(
            self,
            session,
            settings,
            self.action_map,
            do=self.run_command,
            theme=lambda: self.theme,
            places=(self.centre.columns, self.centre.rows),
            built=self._add_panels,
            by_keys=self.focus.show,
        )
        self.incoming = Incoming(session, self.files, self.lessons, self.run_command)
        self._verbs = verbs(self)
        self.drop_zone = DropZone(self, lambda: self.theme, self.incoming.open_dropped)
        self.drop_zone.take_over()
        self.appearance.dress()

    def frame(self) -> None:
        """Once a frame: take news from the session, refresh the panels that watch it and can be seen.

        What goes wrong in one of the steps is reported, and does not keep the others from their work.
        """
        steps = (
            self.session.tick,
            self.arrangement.follow_mode,
            self.arrangement.follow_lesson,
            self._follow_size,
            self.side_panel.sync,
            partial(show_title, self, self.session.document),
            self.refresher.refresh,
            self._follow_locks,
            self.focus.follow,
        )
        for step in steps:
            attempt(step)
        if self.late.are_made:
            hold_overrides()
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
        """The window is there: open the file or link that was named, or go on where the last one ended."""
        self.run_command(lambda: self.keeping.begin(restore=not sources))
        if sources:
            self.late.when_made(lambda: self.incoming.open_first(sources))

    def turn_page(self, by: int) -> None:
        """A step of the lesson on or back; without one, a stage of the Backprop mode."""
        (self.lessons if self.session.lesson.is_open else self.presentation).turn(by)
        self.focus.show()

    def end(self) -> None:
        """Close without a question: the system wants it, or the user was asked already."""
        self.closing.must = True
        self.close()

    def run_action(self, name: str) -> None:
        """Do what the action of this name stands for."""
        self.late.make_all()
        if self.lessons.locks.refuses(name):
            self.frame()
        else:
            if name in TAKES_TYPED:
                take_typed()
            self.run_command(self._verbs[name])

    def run_command(self, verb: Callable[[], object]) -> None:
        """Do it and show it at once, without waiting for the next frame; what is refused is said."""
        try:
            verb()
        except PlaygroundError as error:
            from playground.ui.importing.labels import refusal

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
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            self.late.begin()
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
        self.late.make_all()
        if not self.closing.is_allowed():
            event.ignore()
            return
        event.accept()
        self.closing.end_all()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.first_size.shown()
        if not self._painted:
            self._show_first()

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

    def _show_first(self) -> None:
        """What is seen first is up to date and in its place: panels and layouts take turns until it is."""
        if QGuiApplication.platformName() == "xcb":
            HeldKey(self.windowHandle())
        for _ in range(2):
            self._mark_dirty(ALL)
            self.frame()
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.canvas_panel.canvas.settle_axes()

    def _follow_locks(self) -> None:
        if self.late.are_made:
            self.lessons.locks.follow(len(self.panels))

    def _follow_size(self) -> None:
        """Once more when the layouts have taken another text size: what fits where is known then."""
        if self.appearance.outgrown:
            self._mark_dirty(ALL)
        elif self.appearance.resized:
            self.appearance.resized = False
            self._apply_theme_to_panels()
        self.explore.share_room(self.pages.height())

    def _apply_theme_to_panels(self) -> None:
        self.focus.apply_theme(self.theme)
        self.side_panel.apply_theme(self.theme)
        self.help.apply_theme(self.theme)
        for panel in self.panels:
            attempt(partial(panel.apply_theme, self.theme), panel)

    def _add_panels(self, *panels: Panel, hidden_too: bool = False) -> None:
        """Panels that are built later than the window."""
        self.refresher.add(*panels, hidden_too=hidden_too)
        outage.declare(*panels)
        for panel in panels:
            panel.apply_theme(self.theme)
        if self.late.are_made:
            self.drop_zone.take_over()
