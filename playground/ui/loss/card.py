"""The card around the loss plot: legend and axis switch."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout

from playground.session import Change, Notice, Session
from playground.ui.loss.playhead_bar import PlayheadBar
from playground.ui.loss.plot import LossPlot
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, on_key
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.fold import FoldingCard
from playground.ui.widgets.giving_way import OptionalPart, seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import rich_label

_TRAINING, _SHORT = "training", "train"  # in the legend, and where it has little room
_APART = "   "  # between both lines of it
_LOW = 130  # px that a low window has for the plot
_HEAD = 28  # px of the head, with and without buttons in it: nothing moves when the first epoch is there


def _least_height() -> int:
    """Its axes grow with the text, and stay inside the card."""
    return min(style.px(120), _LOW)


class LossPanel(FoldingCard):
    """The loss plot with its legend."""

    watches: ClassVar[Change] = LossPlot.watches

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("fold_loss", "Loss", self._choose)
        self.session = session
        self._crowded = False
        self._theme, self._training = theme, _TRAINING
        self.plot = LossPlot(session, theme)
        self.legend = rich_label()
        self.legend.setAccessibleName("Legend: training and test")
        self.log = CheckBox("Log")
        self.log.setObjectName("log_loss_axis")
        self.log.setAccessibleName("Logarithmic loss axis")
        self.log.setToolTip("Logarithmic loss axis")
        on_key("Shift+L", self.log)
        self.log.clicked.connect(lambda on: session.view.update(log_loss_axis=bool(on)))
        self.all = IconButton(
            "zoom_fit", "Show all epochs", "Show all epochs (or double-click the plot)", "bare"
        )
        self.all.setObjectName("all_epochs")
        self.all.clicked.connect(lambda: session.view.set_epoch_range())  # noqa: PLW0108  clicked says on or off
        self.past = IconButton("past", "Play the past", "Play the run from its beginning", "bare")
        self.past.setObjectName("look_back")
        self.past.clicked.connect(lambda: session.playhead.play())  # noqa: PLW0108  clicked says on or off
        self.playhead_bar = PlayheadBar(session)
        self.head.addWidget(self.playhead_bar)
        self.head.addWidget(self.all)
        self.head.addWidget(self.past)
        self.head.addWidget(self.legend)
        self.head.addWidget(self.log)
        style.scaled(self.log.setMinimumHeight, _HEAD)
        Group(self, self.all, self.past, self.log)
        self.give_way(self._shorter_legend(), seen(self.legend), *self.playhead_bar.parts, whole=True)
        inside = QVBoxLayout(self.content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.plot)
        style.scaled(self.plot.setMinimumHeight, _least_height)
        self.body.setContentsMargins(14, 8, 14, 8)

    def take_room(self, room: int) -> None:
        """Fold in the smallest windows, where so many px are left beside the canvas."""
        open_height = self.head.sizeHint().height() + self.body.spacing() + self.plot.minimumHeight() + 16
        if (room < open_height) != self._crowded:
            self._crowded = room < open_height
            self._show_folded()

    def _show_folded(self) -> None:
        self.show_folded(folded=self._crowded or self.session.view.settings.fold_loss)

    def _choose(self, fold: bool) -> None:  # noqa: FBT001  what the title asks for
        if self._crowded:
            words = "There is no room for the loss plot. Enlarge the window, or use smaller text."
            self.session.notices.show(Notice(words, bad=False))
        else:
            self.session.view.update(fold_loss=fold)

    @property
    def refresh_every(self) -> int:
        """The playhead is followed at once."""
        return 4 if self.session.training else 1

    def refresh(self, changes: Change) -> None:
        self._show_folded()
        self.all.setVisible(self.session.view.epoch_range is not None)
        self._show_playhead_bar()
        self.fit_head()
        self.log.setChecked(self.session.view.settings.log_loss_axis)
        self.plot.refresh(changes)

    def _show_playhead_bar(self) -> None:
        """In place of what can wait: nothing else moves when one begins to look back."""
        head = self.session.playhead
        back = head.place is not None
        self.playhead_bar.setVisible(back)
        self.log.setVisible(not back)
        self.past.setVisible(not back and head.last > head.first)
        if back:
            self.playhead_bar.refresh()
        else:
            self.playhead_bar.give_up()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._theme = theme
        self._write_legend()
        for part in (self.all, self.past, self.playhead_bar):
            part.apply_theme(theme)
        self.plot.apply_theme(theme)
        self.fit_head()

    def _shorter_legend(self) -> OptionalPart:
        """Train for training."""

        def frees() -> int:
            advance = self.legend.fontMetrics().horizontalAdvance
            return advance(_TRAINING + _APART) - advance(_SHORT + " ")

        def show(room: bool) -> None:  # noqa: FBT001  of all parts
            self._training = _TRAINING if room else _SHORT
            self._write_legend()

        return OptionalPart(frees, show)

    def _write_legend(self) -> None:
        lines = ((self._theme.ink, self._training), (self._theme.accent, "test"))
        apart = (_APART if self._training == _TRAINING else " ").replace("  ", " &nbsp;")
        self.legend.setText(apart.join(f'<b style="color:{c}">━</b> {words}' for c, words in lines))
