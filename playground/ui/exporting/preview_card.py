"""What the file will hold, made again with every choice, and the options of its format."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from playground.errors import PlaygroundError
from playground.export import Options
from playground.ui.background.progress_line import ProgressLine
from playground.ui.exporting.offers import Offer, Task
from playground.ui.exporting.options_form import OptionsForm
from playground.ui.exporting.picture_view import PictureView
from playground.ui.exporting.player import Player
from playground.ui.exporting.preview import Preview
from playground.ui.exporting.subject import Subject
from playground.ui.theme import style
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.card import Card
from playground.ui.widgets.code_view import CodeView
from playground.ui.widgets.labels import plain_label

_LEAST = 130  # px of height


class PreviewCard(Card):
    """`ready` tells whether the file can be made as it is chosen."""

    ready = Signal(bool)

    def __init__(self, subject: Subject, room: int) -> None:
        """`room`: px that its contents may be wide."""
        super().__init__("Preview")
        self._room = room
        self._subject = subject
        self._offer: Offer | None = None
        self._form: OptionsForm | None = None
        self._chosen: dict[str, Options] = {}  # of each format, as long as the dialog is open
        self.line = ProgressLine("export_preview_progress")
        self.size_words = plain_label("", "dim", style.SMALL)
        self.size_words.setObjectName("export_size")
        self.head.addWidget(self.line)
        self.head.addWidget(self.size_words)
        self.text, self.picture = (
            CodeView("export_text", "The file's contents"),
            PictureView("export_picture"),
        )
        self.player = Player(self.picture, subject)
        self.pause = IconButton("pause", "Pause", "Pause or play the preview.", "bare")
        self.pause.setObjectName("export_pause")
        self.pause.clicked.connect(self._toggle)
        self.pause.apply_theme(subject.theme)
        self.pause.hide()
        self.head.addWidget(self.pause)
        self.problem = plain_label("", "error")
        self.problem.setObjectName("export_problem")
        self.problem.setWordWrap(True)
        self.problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stack = QStackedWidget(self)
        for page in (self.text, self.picture, self.problem):
            self.stack.addWidget(page)
        style.scaled(self.stack.setMinimumHeight, _LEAST)
        self.body.addWidget(self.stack, 1)
        for view in (self.text, self.picture):
            view.apply_theme(subject.theme)

    def show_offer(self, offer: Offer) -> None:
        """Another format: its options, as they were chosen here last, and its preview."""
        self._offer = offer
        if self._form is not None:
            self.body.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        options = self._chosen.setdefault(offer.suffix, offer.start_options(self._subject))
        form = OptionsForm(
            options, self._take, self._refuse, room=self._room, unfit=offer.unfit, unused=offer.unused
        )
        if form.empty:
            form.deleteLater()
        else:
            self._form = form
            self.body.addWidget(form)
        self._refresh()

    def task(self) -> Task:
        """What makes the file's contents."""
        assert self._offer is not None
        return self._offer.make(self._subject, self._chosen[self._offer.suffix])

    def stop(self) -> None:
        """Give up what is being made, and play no more."""
        self.line.stop()
        self.player.end()

    def _take(self, options: Options) -> None:
        assert self._offer is not None
        self._chosen[self._offer.suffix] = options
        self._refresh()

    def _refresh(self) -> None:
        offer = self._offer
        assert offer is not None
        if offer.lacks:
            self._say(f"{offer.lacks}\nRun the command below, then open this dialog again.", role="dim")
            return
        try:
            work: Any = offer.show(self._subject, self._chosen[offer.suffix])
        except PlaygroundError as error:
            self._refuse(error)
        else:
            self.line.run("Preview", work, self._show, self._refuse)

    def _show(self, preview: Preview) -> None:
        assert self._offer is not None
        self.size_words.setText(preview.words)
        self.player.end()
        self.pause.setVisible(bool(preview.played))
        if preview.options is not None:
            words = f"{self._offer.title}: {preview.words}"
            self.player.play(preview.options, preview.played, words)
            self.stack.setCurrentWidget(self.picture)
        elif preview.picture is not None:
            self.picture.show_picture(preview.picture, f"{self._offer.title}: {preview.words}")
            self.stack.setCurrentWidget(self.picture)
        else:
            self.text.show_text(preview.text, preview.lines)
            self.stack.setCurrentWidget(self.text)
        self.ready.emit(True)

    def _toggle(self) -> None:
        self.player.set_paused(not self.player.paused)
        name = "Play" if self.player.paused else "Pause"
        self.pause.picture = name.lower()
        self.pause.setAccessibleName(name)
        self.pause.apply_theme(self._subject.theme)

    def _refuse(self, error: PlaygroundError) -> None:
        self._say(str(error), role="error")

    def _say(self, words: str, *, role: str) -> None:
        """Words in place of a preview."""
        self.stop()
        self.pause.hide()
        style.restyle(self.problem, "role", role)
        self.size_words.setText("")
        self.problem.setText(words)
        self.stack.setCurrentWidget(self.problem)
        self.ready.emit(False)
