"""Worksheets and keys as PDF: a sheet for each name, each beginning on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
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

PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_DOTS = 300  # an inch
_MARGIN = 18.0  # mm
_NETWORK = (5.2, 2.3)  # inches, of the drawing
_LOW = 0.85  # of a page: below, a title would stand alone
_KIND = QTextFormat.ObjectTypes.UserObject + 1


def sheets_pdf(sheets: Sequence[Sheet], paper: str = "a4") -> bytes:
    """The sheets, one after another."""
    return _pdf(sheets, sheet_html, paper)


def keys_pdf(sheets: Sequence[Sheet], paper: str = "a4") -> bytes:
    """The keys to them."""
    return _pdf(sheets, key_html, paper)


def _pdf(sheets: Sequence[Sheet], text: Callable[[Sheet], str], paper: str) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(PAPERS[paper]))
    writer.setPageMargins(QMarginsF(*[_MARGIN] * 4), QPageLayout.Unit.Millimeter)
    writer.setTitle(sheets[0].lesson.title)
    writer.setCreator("Backprop Playground")
    with QPainter(writer) as painter:
        for place, sheet in enumerate(sheets):
            if place:
                writer.newPage()
            _draw(painter, writer, sheet, text(sheet))
    del painter, writer  # which ends the file
    return bytes(content.data())


def _draw(painter: QPainter, writer: QPdfWriter, sheet: Sheet, text: str) -> None:
    """All pages of one sheet, each with its number below."""
    foot = _DOTS * 0.25
    size = QSizeF(writer.width(), writer.height() - foot)
    document = QTextDocument()
    networks = _Networks(drawn(sheet), document)
    document.documentLayout().setPaintDevice(writer)
    document.documentLayout().registerHandler(_KIND, networks)
    document.setDocumentMargin(0.0)
    document.setDefaultFont(QFont(font_family(), 10))
    document.setHtml(text)
    networks.insert()
    document.setPageSize(size)
    _keep_titles(document, size.height())
    pages = document.pageCount()
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0.0, -page * size.height())
        document.drawContents(painter, QRectF(0.0, page * size.height(), size.width(), size.height()))
        painter.restore()
        who = f"{sheet.name}   " if sheet.name else ""
        painter.drawText(QRectF(0.0, size.height(), size.width(), foot), f"{who}{page + 1} / {pages}")


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
        super().__init__()
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
        return QSizeF(*(length * _DOTS for length in _NETWORK))

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
