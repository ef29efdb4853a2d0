"""The files of one window: opened, saved, and carried over the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from playground.recovery import Left, Work
from playground.session import Session
from playground.ui.background.progress_line import ProgressLine
from playground.ui.documents.foreign_dialog import ForeignDialog
from playground.ui.documents.opening import FileOpener
from playground.ui.documents.pictures import PictureSaver
from playground.ui.documents.recent import Recent
from playground.ui.documents.saving import FileSaver
from playground.ui.documents.sharing import Sharing
from playground.ui.documents.stamps import Stamps
from playground.ui.importing.importer import Importer
from playground.ui.theme.theme import Theme


class Files:
    """What opens, what saves and what copies, on the same list of recent files."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        settings: QSettings | None,
        importer: Importer,
        line: ProgressLine,
        *,
        run_command: Callable[[Callable[[], object]], None],
        leave: Callable[[], None],
        theme: Callable[[], Theme],
    ) -> None:
        self._parent, self._run_command, self._theme = parent, run_command, theme
        self.recent, self._stamps = Recent(settings), Stamps()
        self.opener = FileOpener(
            parent,
            session,
            self.recent,
            importer,
            line,
            stamps=self._stamps,
            run_command=run_command,
            leave=leave,
        )
        self.saver = FileSaver(parent, session, self.recent, line, self._stamps)
        self.sharing = Sharing(session, self.opener, importer, line)
        self.pictures = PictureSaver(parent, session, self.recent, line)

    def note_restored(self, work: Work, left: Left) -> None:
        """Work goes on that was kept then: of what its file has become since, it knows nothing."""
        if work.document:
            self._stamps.note_restored(Path(work.document), left.when)

    def show_foreign(self) -> None:
        """Show how a network of another library comes in."""
        load = lambda: self._run_command(lambda: self.opener.ask("weights"))  # noqa: E731
        ForeignDialog(self._parent, self._theme(), load).open()
