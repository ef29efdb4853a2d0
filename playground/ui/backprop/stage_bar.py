"""The bar of the Backprop mode: back and next, row or batch, the stages; at the end, what becomes of it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.backprop import words
from playground.ui.backprop.stage_strip import StageStrip
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import Elided
from playground.ui.widgets.layouts import hbox, separator
from playground.ui.widgets.plain import as_tip
from playground.ui.widgets.segments import SegmentedControl

_BESIDE = 20  # px between the strides and the words of the row, and after them
_SUBJECT = (135, 370)  # px for the row, or for what is asked in its place: at least, and at most
_SHARE = 0.42  # … or this part of a wide bar
_ROOMY, _NARROW = 720, 500  # px of the bar from which its buttons have all their words; some of them
_STRIDES = ("row", "batch")
# Of back, next, apply and discard: with room, and without.
_WORDS = (
    ("← Back", "←"),
    ("Next →", "→"),
    ("Apply step", "Apply"),
    ("Discard step", "Discard"),
)


class StageBar(QWidget):
    """Steers the stages. At the update and after it, asks in the row's place what becomes of the step."""

    watches: ClassVar[Change] = Change.MICROSCOPE
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.session = session
        self.back = button(actions["stage_back"])
        self.next = button(actions["stage_next"], main=True)
        self.strides = SegmentedControl(
            ("next_row_button", "Row", actions["next_row"].toolTip()),
            ("next_batch_button", "Batch", actions["next_batch"].toolTip()),
        )
        self._letters = self.strides.narrow()
        self.strides.chosen.connect(lambda place: actions[f"next_{_STRIDES[place]}"].trigger())
        self.caption, self.place = Elided("row_caption", "dim"), Elided("row_place")
        style.write(self.caption, style.SMALL)
        style.write(self.place, 14, QFont.Weight.DemiBold)
        self.keep = button(actions["keep_step"])
        self.put_back = button(actions["put_back"])
        self.subject = QStackedWidget()
        style.scaled(self.subject.setMinimumWidth, _SUBJECT[0])
        self.subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.subject.addWidget(self._rows())
        self._asked = self._question()
        self.subject.addWidget(self._asked)
        self.strip = StageStrip()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self.back, self.next, separator()):
            layout.addWidget(widget)
        layout.addWidget(self.subject, 70)  # but no more than it can use
        layout.addWidget(self.strip, 30)
        layout.addSpacing(6)
        Group(self, self.keep, self.put_back)
        self._word()

    def refresh(self, changes: Change) -> None:
        microscope = self.session.backprop.microscope
        self.strip.show_stages(microscope)
        self.back.setEnabled(microscope is not None and microscope.stage_index > 0)
        self.next.setEnabled(microscope is not None)
        if microscope is None:
            self.caption.setText("Waiting for the training process …")
            self.place.setText("")
            self.subject.setCurrentIndex(0)
            return
        self.caption.setText(words.caption(microscope))
        self.place.setText(words.place(microscope))
        self.subject.setToolTip(as_tip(words.rows_tip(microscope)))
        self._widen()
        self.strides.show_chosen(_STRIDES.index(microscope.stride))
        self.keep.setEnabled(not microscope.test_rows)
        self.subject.setCurrentIndex(int(microscope.stepped))

    def apply_theme(self, theme: Theme) -> None:
        self.strip.apply_theme(theme)
        self.refresh(Change.MICROSCOPE)

    def _widen(self) -> None:
        """The subject takes what its words need; the stages have all the rest."""
        wide = max(
            label.fontMetrics().horizontalAdvance(label.text()) for label in (self.caption, self.place)
        )
        rows = self.strides.sizeHint().width() + wide + style.px(_BESIDE)
        asked = self._asked.sizeHint().width()
        most = max(style.px(_SUBJECT[1]), round(_SHARE * self.width()))
        self.subject.setMaximumWidth(min(max(rows, asked), most))

    def _word(self) -> None:
        """The words of the buttons: few of them in a narrow bar."""
        roomy = self.width() >= style.px(_ROOMY)
        self._letters.show(self.width() >= style.px(_NARROW))
        for made, words_ in zip((self.back, self.next, self.keep, self.put_back), _WORDS, strict=True):
            made.setText(words_[not roomy])

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._word()
        self._widen()

    def _rows(self) -> QWidget:
        page, both = QWidget(), QVBoxLayout()
        both.setSpacing(0)
        both.addStretch()
        both.addWidget(self.caption)
        both.addWidget(self.place)
        both.addStretch()
        layout = hbox(self.strides, spacing=12)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(both, 1)
        page.setLayout(layout)
        return page

    def _question(self) -> QWidget:
        page = QWidget()
        layout = hbox(self.keep, self.put_back, None)
        layout.setContentsMargins(0, 0, 0, 0)
        page.setLayout(layout)
        return page


def button(action: QAction, *, main: bool = False) -> QPushButton:
    """A button of the bar for an action."""
    made = QPushButton()
    made.setObjectName(f"{action.objectName()}_button")
    made.setAccessibleName(action.text())
    made.setToolTip(action.toolTip())
    made.setProperty("role", "main" if main else "bar")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.clicked.connect(action.trigger)
    return made
