"""A worksheet or a key laid out on pages of paper, to be drawn onto a printer, a PDF or a picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from playground.lessons.moment import Moment
from playground.lessons.sheet import Sheet
from playground.ui.lessons.network_drawing import draw_network
from playground.ui.lessons.paper import HEADING, NETWORK, drawn, key_html, sheet_html
from playground.ui.theme.style import font_family

DOTS = 300
"""An inch."""

TEXTS = {"sheet": sheet_html, "key": key_html}
"""What stands on the pages of each kind of document."""

_PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_MARGIN = 18.0  # mm
_FOOT, _FOOT_LETTERS = 0.25, 10 / 72  # inches
_NETWORK = (5.2, 2.3)  # inches, of the drawing
_LOW = 0.85  # of a page: below, a title would stand alone
_KIND = QTextFormat.ObjectTypes.UserObject + 1


def set_paper(device: QPagedPaintDevice, paper: str) -> None:
    """The size of the pages, and their margins."""
    device.setPageSize(QPageSize(_PAPERS[paper]))
    device.setPageMargins(QMarginsF(*[_MARGIN] * 4), QPageLayout.Unit.Millimeter)


class Pages:
    """The pages of one sheet or key, laid out for a device with `DOTS` an inch."""

    def __init__(self, sheet: Sheet, kind: str, device: QPagedPaintDevice) -> None:
        self._sheet, self._foot = sheet, DOTS * _FOOT
        self._size = QSizeF(device.width(), device.height() - self._foot)
        self._document = document = QTextDocument()
        networks = _Networks(drawn(sheet), document)
        document.documentLayout().setPaintDevice(device)
        document.documentLayout().registerHandler(_KIND, networks)
        document.setDocumentMargin(0.0)
        document.setDefaultFont(QFont(font_family(), 10))
        document.setHtml(TEXTS[kind](sheet))
        networks.insert()
        document.setPageSize(self._size)
        _keep_titles(document, self._size.height())

    def __len__(self) -> int:
        return self._document.pageCount()

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw one page within its margins, and its number below."""
        wide, high = self._size.width(), self._size.height()
        painter.save()
        painter.translate(0.0, -page * high)
        self._document.drawContents(painter, QRectF(0.0, page * high, wide, high))
        painter.restore()
        font = QFont(font_family())
        font.setPixelSize(round(DOTS * _FOOT_LETTERS))
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.black)
        who = f"{self._sheet.name}   " if self._sheet.name else ""
        painter.drawText(QRectF(0.0, high, wide, self._foot), f"{who}{page + 1} / {len(self)}")


class PagePictures:
    """The very pages of the PDF as pictures."""

    def __init__(self, sheet: Sheet, kind: str, paper: str) -> None:
        self._buffer = QBuffer()
        self._writer = QPdfWriter(self._buffer)  # nothing is written: pages are laid out by its measures
        self._writer.setResolution(DOTS)
        set_paper(self._writer, paper)
        self._pages = Pages(sheet, kind, self._writer)

    def __len__(self) -> int:
        return len(self._pages)

    def picture(self, page: int, width: int) -> QImage:
        """One page, so many pixels wide."""
        layout = self._writer.pageLayout()
        whole, inside = layout.fullRectPixels(DOTS), layout.paintRectPixels(DOTS)
        scale = width / whole.width()
        image = QImage(QSize(width, round(whole.height() * scale)), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            painter.scale(scale, scale)
            painter.translate(inside.topLeft())
            self._pages.paint(painter, page)
        return image


def _keep_titles(document: QTextDocument, height: float) -> None:
    """No title at the foot of a page, with its exercise on the next one."""
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        title = not fragments.atEnd() and fragments.fragment().charFormat().fontPointSize() == HEADING
        if title and document.documentLayout().blockBoundingRect(block).top() % height > _LOW * height:
            form = QTextBlockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).mergeBlockFormat(form)
            document.markContentsDirty(0, document.characterCount())
        block = block.next()


class _Networks(QPyTextObject):
    """The drawings among the text, in their order."""

    def __init__(self, moments: Sequence[Moment], document: QTextDocument) -> None:
        super().__init__(document)
        self._moments, self._document = moments, document

    def insert(self) -> None:
        """Put a drawing where the text has its sign."""
        place = 0
        cursor = self._document.find(NETWORK)
        while not cursor.isNull():
            form = QTextCharFormat()
            form.setObjectType(_KIND)
            form.setProperty(_KIND, place)
            cursor.insertText("\ufffc", form)
            place += 1
            cursor = self._document.find(NETWORK, QTextCursor(cursor))

    def intrinsicSize(self, _document: QTextDocument, _place: int, _form: QTextFormat) -> QSizeF:
        return QSizeF(*(length * DOTS for length in _NETWORK))

    def drawObject(
        self,
        painter: QPainter,
        area: QRectF | QRect,
        _document: QTextDocument,
        _place: int,
        form: QTextFormat,
    ) -> None:
        painter.save()
        draw_network(painter, QRectF(area), self._moments[int(form.property(_KIND))])
        painter.restore()
