"""Opens the export dialog for a window, with the format that was chosen last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QWidget

from playground.session import Session
from playground.ui.documents.recent import Recent
from playground.ui.exporting.dialog import ExportDialog
from playground.ui.exporting.offers import Offer, format_offers
from playground.ui.exporting.picture_offers import picture_offers
from playground.ui.exporting.subject import Subject
from playground.ui.theme.theme import Theme

_KEY = "export/format"


class Exporter(QObject):
    """One dialog at a time; the format is remembered from one start to the next, where there are settings."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: QSettings | None,
        recent: Recent,
        theme: Callable[[], Theme],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._recent, self._theme = recent, theme
        self._chosen = str(settings.value(_KEY, "")) if settings is not None else ""
        self._dialog: ExportDialog | None = None

    def open(self) -> None:
        """Show the dialog, about the network as it is now."""
        offers = [*format_offers(), *picture_offers()]
        self._open(Subject.of(self._session, self._window, self._theme()), offers)

    def open_run(self, number: int) -> None:
        """Show it about a run of the list; pictures are of what the window shows, and not offered."""
        run = self._session.runs.find(number)
        if run is not None:
            self._open(Subject.of_run(run, self._session, self._window, self._theme()), format_offers())

    def _open(self, subject: Subject, offers: list[Offer]) -> None:
        self.stop()
        self._dialog = ExportDialog(self._window, subject, offers, self._chosen, self._recent)
        self._dialog.cards.chosen.connect(self._remember)
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def stop(self) -> None:
        """Close the dialog; what is being made is given up."""
        if self._dialog is not None:
            self._dialog.reject()

    def _remember(self, offer: Offer) -> None:
        self._chosen = offer.suffix
        if self._settings is not None:
            self._settings.setValue(_KEY, offer.suffix)

    def _forget(self) -> None:
        self._dialog = None
