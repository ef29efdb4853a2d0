"""The pages of worksheets and keys, one at a time, as they will be printed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea

from playground.lessons.sheets import Sheets
from playground.ui.lessons.pages import PagePictures
from playground.ui.theme.theme import Theme
from playground.ui.widgets.card import Card
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.labels import Elided, plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.segments import SegmentedControl

_WIDEST = 900  # px of a page on screen
_KINDS = ("sheet", "key")


class SheetPreview(Card):
    """Leafs through all pages of all sheets, or of the keys to them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Preview")
        self.kinds = SegmentedControl(
            ("worksheet_show_sheet", "Sheet", "What a student gets"),
            ("worksheet_show_key", "Key", "What the teacher gets"),
        )
        self.kinds.chosen.connect(lambda _kind: self._turn(0))
        self.head.addWidget(self.kinds)
        self.page = _Page()
        self.page.setStyleSheet(
            f"QScrollArea {{ background: {theme.ground}; border: 1px solid {theme.line}; }}"
        )
        self.words = Elided("worksheet_where")
        self.back, self.next = QPushButton("←"), QPushButton("→")
        for button, name, words, by in (
            (self.back, "worksheet_back", "Previous page", -1),
            (self.next, "worksheet_next", "Next page", 1),
        ):
            button.setObjectName(name)
            button.setProperty("role", "bar")
            button.setAutoDefault(False)
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(lambda _on=False, by=by: self._turn(by))
        foot = hbox(self.words, self.back, self.next)
        foot.setStretchFactor(self.words, 1)
        self.body.addWidget(self.page, 1)
        self.body.addLayout(foot)
        self._sheets: Sheets | None = None
        self._place: int = 0
        self._page: int = 0
        self._key: object = None
        self._made: PagePictures | None = None

    def show_sheets(self, sheets: Sheets | None) -> None:
        """Other sheets, or none; the page that is shown stays if there is one like it."""
        self._sheets = sheets
        if sheets is None:
            self.page.clear()
            self.words.setText("")
            self.back.setEnabled(False)
            self.next.setEnabled(False)
        else:
            self._go(min(self._place, len(sheets) - 1), self._page)

    @property
    def kind(self) -> str:
        """Whether sheets or keys are looked at."""
        return _KINDS[self.kinds.index]

    @property
    def _pages(self) -> PagePictures:
        """The pages of the sheet, or of the key, that is looked at."""
        assert self._sheets is not None
        kind, paper = self.kind, self._sheets.choices.paper
        sheet = self._sheets[self._place]
        key = (self._sheets.lesson, sheet.name, sheet.variant, kind, paper)
        if self._made is None or self._key != key:
            self._key, self._made = key, PagePictures(sheet, kind, paper)
        return self._made

    def _turn(self, by: int) -> None:
        """A page on or back; after the last one comes the first of the next sheet."""
        if self._sheets is None:
            return
        page = self._page + by
        if not by or 0 <= page < len(self._pages):
            self._go(self._place, page)
        elif 0 <= self._place + by < len(self._sheets):
            self._go(self._place + by, 0 if by > 0 else -1)

    def _go(self, place: int, page: int) -> None:
        """Show a page; −1 is the last one."""
        if self._sheets is None:
            return
        self._place = place
        count = len(self._pages)
        self._page = count - 1 if page < 0 else min(page, count - 1)
        words = self._where(count)
        self.words.setText(words)
        self.page.show_page(self._pages, self._page, words)
        self.back.setEnabled(bool(self._place or self._page))
        self.next.setEnabled(self._place + 1 < len(self._sheets) or self._page + 1 < count)

    def _where(self, count: int) -> str:
        assert self._sheets is not None
        sheet, kind = self._sheets[self._place], self.kind.capitalize()
        who = sheet.name or (f"variant {sheet.variant}" if sheet.variant else "")
        of = f"{kind} {self._place + 1} of {len(self._sheets)}" if len(self._sheets) > 1 else kind
        return " · ".join(filter(None, (of, who, f"page {self._page + 1} of {count}")))


class _Page(QScrollArea):
    """A page as wide as there is room; arrow keys and wheel scroll it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("worksheet_page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or its width would flicker
        self._label = plain_label("")
        self.setWidget(self._label)
        self._shown: tuple[PagePictures, int] | None = None

    def clear(self) -> None:
        self._shown = None
        self._label.clear()
        self._label.resize(0, 0)
        self.setAccessibleName("")

    def show_page(self, pages: PagePictures, page: int, words: str) -> None:
        """`words` tell those who do not see it what it is."""
        self._shown = pages, page
        self.setAccessibleName(words)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def _draw(self) -> None:
        if self._shown is None or self.viewport().width() < 1:
            return
        (pages, page), sharp = self._shown, self.devicePixelRatioF()
        image = pages.picture(page, round(min(self.viewport().width(), _WIDEST) * sharp))
        image.setDevicePixelRatio(sharp)
        self._label.setPixmap(QPixmap.fromImage(image))
        self._label.resize(image.deviceIndependentSize().toSize())

    def sizeHint(self) -> QSize:
        return QSize(400, 400)

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()
