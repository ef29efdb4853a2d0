"""Worksheets and keys drawn one after another, each beginning on a page of its own: as PDF, or printed."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from time import perf_counter

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

from playground.errors import FileError
from playground.lessons.sheet import Sheet
from playground.ui.lessons.pages import DOTS, Pages, set_paper


def pdf_of(sheets: Sequence[Sheet], kind: str, paper: str) -> bytes:
    """All sheets, or the keys to them."""
    file = PdfFile(sheets, kind, paper)
    file.advance(float("inf"))
    return file.content


class Printing:
    """Draws `sheets` as one `kind` of `TEXTS` onto the pages of a device, sheet by sheet."""

    def __init__(self, sheets: Sequence[Sheet], kind: str, device: QPagedPaintDevice) -> None:
        """Raises FileError for a device that cannot be drawn on, such as a printer that is not there."""
        self._count, self._place = len(sheets), 0
        self._drawing = _drawing(sheets, kind, device)
        next(self._drawing)

    @property
    def done(self) -> bool:
        return self._place == self._count

    @property
    def share(self) -> float:
        """How much of it is done."""
        return self._place / self._count

    def advance(self, seconds: float) -> None:
        """Draw one sheet, and more while there is time."""
        deadline = perf_counter() + seconds
        for drawn in self._drawing:
            self._place = drawn
            if self.done or perf_counter() > deadline:
                break
        if self.done:
            self.end()

    def end(self) -> None:
        """Draw no more: the device has what it has."""
        self._drawing.close()


def _drawing(sheets: Sequence[Sheet], kind: str, device: QPagedPaintDevice) -> Generator[int, None, None]:
    """Draws a sheet after each `next` but the first, and says how many there are by now."""
    with QPainter(device) as painter:
        if not painter.isActive():
            raise FileError(
                "The printer does not take these pages.", "Choose another one, or save them as PDF."
            )
        yield 0
        for place, sheet in enumerate(sheets):
            pages = Pages(sheet, kind, device)
            for page in range(len(pages)):
                if place or page:
                    device.newPage()
                pages.paint(painter, page)
            yield place + 1


class PdfFile(Printing):
    """The contents of a PDF file, once it is done."""

    def __init__(self, sheets: Sequence[Sheet], kind: str, paper: str) -> None:
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(self._buffer)
        writer.setResolution(DOTS)
        set_paper(writer, paper)
        writer.setTitle(sheets[0].lesson.title)
        writer.setCreator("Backprop Playground")
        super().__init__(sheets, kind, writer)

    @property
    def content(self) -> bytes:
        return bytes(self._bytes.data())
