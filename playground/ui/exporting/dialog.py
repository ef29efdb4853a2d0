"""The export dialog: formats as cards, what the file will hold, its options, and how it is used elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from playground.data import Progress
from playground.errors import PlaygroundError
from playground.files import write
from playground.session import Notice
from playground.ui.background.progress_line import ProgressLine
from playground.ui.background.sliced_job import Slices
from playground.ui.documents.recent import Recent
from playground.ui.documents.saving import ask_where
from playground.ui.exporting.cards import FormatCards
from playground.ui.exporting.offers import Make, Offer
from playground.ui.exporting.preview_card import PreviewCard
from playground.ui.exporting.subject import Subject
from playground.ui.exporting.usage_card import UsageCard
from playground.ui.pictures.film import Film
from playground.ui.theme import style
from playground.ui.widgets.buttons import with_key
from playground.ui.widgets.card import GAP, PADDING
from playground.ui.widgets.dialog_size import size_in
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.reading_order import reveal, stops
from playground.ui.widgets.scroll import FitScrollArea

_MARGIN = 20  # px left and right

_LEAST = 1040, 720  # px, if the window has so much room


class ExportDialog(QDialog):
    """Shows each file before it is saved; what takes a while is done beside the window's thread."""

    def __init__(
        self, parent: QWidget, subject: Subject, offers: Sequence[Offer], chosen: str, recent: Recent
    ) -> None:
        super().__init__(parent)
        self._subject, self._recent = subject, recent
        self.setObjectName("export_dialog")
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size = size_in(parent.size(), _LEAST)
        self.cards = FormatCards(offers)
        room = size.width() - 2 * _MARGIN - self.cards.needed_width() - GAP - 2 * PADDING
        self.preview, self.usage = PreviewCard(subject, room), UsageCard(subject.theme)
        self.preview.ready.connect(self._show_ready)
        self.cards.chosen.connect(self._choose)
        self._slices = Slices(self, lambda: None)  # the line shows how far it is
        self._film: Film | None = None  # the last one that was drawn
        self._build()
        self.resize(size)
        self.cards.show_chosen(chosen)
        self.cards.card.setFocus()

    @property
    def offer(self) -> Offer:
        """The format that is chosen."""
        return self.cards.card.offer

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt calls it
        """Tab goes in reading order, also through options that were made later; round the ends."""
        way, here = stops(self), self.focusWidget()
        place = way.index(here) + (1 if forward else -1) if here in way else 0
        to = way[place % len(way)]
        to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        reveal(to)
        return True

    def done(self, result: int) -> None:
        """However it ends, nothing is made any longer."""
        self.preview.stop()
        self._draw(None)
        super().done(result)

    # --- what can be done --------------------------------------------------------------------------

    def _choose(self, offer: Offer) -> None:
        self._say("")
        self.copy.setVisible(offer.copies)
        self.usage.show_offer(offer, f"{self._subject.name}{offer.suffix}")
        self.preview.show_offer(offer)

    def _show_ready(self, ready: bool) -> None:  # noqa: FBT001  of a signal
        for button in (self.copy, self.save):
            button.setEnabled(ready)

    def _copy(self) -> None:
        """The file's contents on the clipboard."""
        offer = self.offer

        def copied(content: bytes) -> None:
            offer.copy(content, QGuiApplication.clipboard())
            self._say(f"{offer.title} copied.")

        self._do("Copying", lambda make: make, copied)

    def _save(self) -> None:
        """Ask where to, and write the file there."""
        self._say("")
        offer, name = self.offer, f"{self._subject.name}{self.offer.suffix}"
        ask_where(
            self,
            title=f"Export: {offer.title}",
            start=Path(self._recent.folder) / name,
            pattern=f"{offer.title} (*{offer.suffix})",
            ending=offer.suffix,
            write=self._write,
        )

    def _write(self, path: Path) -> None:
        offer = self.offer
        self._recent.remember_folder(path)

        def saving(make: Make) -> Callable[[Progress], None]:
            return lambda tell: write(path, make(tell))

        def written(_: object) -> None:
            words = f"Exported {path.name} to {path.parent}."
            self._say(words)
            self._subject.session.notices.show(Notice(words, bad=False))
            self.usage.show_offer(offer, path.name)
            if offer.opens:
                self._recent.add(path)

        self._do(f"Saving {path.name}", saving, written)

    def _do(
        self, what: str, work: Callable[[Make], Callable[[Progress], Any]], done: Callable[[Any], None]
    ) -> None:
        """Make the file's contents, and do something with them; a line says how far it is."""
        self._say("")
        try:
            task = self.preview.task()
        except PlaygroundError as error:
            self._fail(error)
            return

        self._draw(task.drawing)
        self.line.run(what, work(task.work), done, self._fail)

    def _draw(self, film: Film | None) -> None:
        """Draw this animation bit by bit, in place of the one before."""
        self.line.stop()
        self._slices.cancel()
        if self._film is not None:
            self._film.close()
        self._film = film
        if film is not None:
            self._slices.begin(film)

    def _fail(self, error: PlaygroundError) -> None:
        self._say(str(error), bad=True)

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.words.setText(words)
        style.restyle(self.words, "role", "error" if bad else "dim")

    # --- parts -------------------------------------------------------------------------------------

    def _build(self) -> None:
        title = plain_label("Export", size=style.FIGURE, weight=QFont.Weight.DemiBold)
        about = plain_label(self._subject.words, "dim")
        about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = hbox(title, about, spacing=12)
        head.setStretchFactor(about, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        layout.setSpacing(GAP)
        layout.addLayout(head)
        body, inside = QHBoxLayout(), QWidget()
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, 0, 0)
        for part in (body, right):
            part.setSpacing(GAP)
        area = FitScrollArea(self.cards, 0)
        style.scaled(area.setFixedWidth, self.cards.needed_width)
        body.addWidget(area)
        right.addWidget(self.preview, 1)
        right.addWidget(self.usage)
        body.addWidget(FitScrollArea(inside, 0), 1)
        layout.addLayout(body, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.line = ProgressLine("export_progress", with_cancel=True)
        self.words = plain_label("")
        self.words.setObjectName("export_words")
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        close = self._button("Close", "export_close", with_key("Close the dialog", "Esc"))
        self.copy = self._button("Copy contents", "export_copy", "Copy the contents of the file.")
        self.save = self._button("Save…", "export_save", with_key("Choose where to save the file", "Enter"))
        self.save.setProperty("role", "main")
        self.save.setDefault(True)
        for button, verb in ((close, self.reject), (self.copy, self._copy), (self.save, self._save)):
            button.clicked.connect(verb)
        foot = hbox(self.line, self.words, close, self.copy, self.save)
        foot.setStretchFactor(self.words, 1)
        return foot

    @staticmethod
    def _button(words: str, name: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setProperty("role", "bar")
        button.setAutoDefault(False)
        return button
