"""From text to rows of cells, as it is laid out."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING

from playground.data.reading.encoding import codec_of
from playground.data.reading.layout import Layout, layout_of, reader, without_comments
from playground.data.reading.no_table import require_table
from playground.data.reading.raw import Raw
from playground.errors import DataError

if TYPE_CHECKING:
    from _csv import Reader

_HEAD = 65_536  # bytes, enough to hold the first lines


class TextRows:
    """The rows of a text, blank ones too, as often as they are asked for.

    layout      what parts the columns, and which lines are no rows: these are blank here
    names_first the first row alone stands in quotation marks as a whole: it is a header whatever it holds
    comments    how many lines below the top were comments, once all were read
    """

    unit = "line"
    sheet = ""
    sheets: tuple[str, ...] = ()

    def __init__(
        self, raw: Raw, encoding: str, separator: str | None = None, skipped: int | None = None
    ) -> None:
        head, whole = _head(raw.data, encoding), len(raw.data) <= _HEAD
        if not skipped:
            require_table(raw.name, head)
        self.encoding = encoding
        self.layout = layout_of(head, whole=whole, separator=separator, skipped=skipped)
        self.separator = self.layout.separator
        self.names_first = _names_first(head, self.layout)
        self.comments = 0
        self._raw, self._bytes = raw, io.BytesIO()

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of every row. Raises DataError when quotation marks do not match."""
        comments: list[None] = []
        try:
            yield from self._reader(lambda: comments.append(None))
            self.comments = len(comments)
        except csv.Error:
            where = f"{self._raw.name}, line {self.number()}"
            message = f"{where}: the quotation marks do not match, or the text between them is too long."
            raise DataError(message, 'Put " at both ends of a text, and write " inside it twice.') from None

    @property
    def share(self) -> float:
        """How much of the text has been read, 0 to 1."""
        if self._bytes.closed:  # with the last of its lines
            return 1.0
        return self._bytes.tell() / max(1, len(self._raw.data))

    def number(self, place: int | None = None) -> int:
        """The line, counted from 1, on which the row at a place begins; by default, of the broken row."""
        rows, line = self._reader(), 1
        with suppress(csv.Error):
            for _ in islice(rows, place):
                line = rows.line_num + 1
        return line

    def _reader(self, tell: Callable[[], None] = lambda: None) -> Reader:
        self._bytes = io.BytesIO(self._raw.data)
        lines: Iterator[str] = io.TextIOWrapper(
            self._bytes, codec_of(self.encoding), errors="replace", newline=""
        )
        if skipped := self.layout.skipped:
            lines = _blanked(lines, skipped)
        if self.layout.comments:
            lines = without_comments(lines, self.layout.quote, tell)
        return reader(lines, self.layout, strict=True)


def _blanked(lines: Iterator[str], skipped: int) -> Iterator[str]:
    """The lines, blank at the top: so that each keeps its number."""
    there = sum(1 for _ in islice(lines, skipped))
    return chain(repeat("\n", there), lines)


def _head(data: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(codec_of(encoding))("replace")
    return decoder.decode(data[:_HEAD], final=len(data) <= _HEAD)


def _names_first(head: str, layout: Layout) -> bool:
    """Whether the first row, and it alone, stands in quotation marks as a whole."""
    quote, sign = layout.quote, "[ \t]+" if layout.separator == " " else re.escape(layout.separator)
    cell = rf"{quote}(?:[^{quote}]|{quote}{quote})*+{quote}"
    row = re.compile(rf"\s*{cell}(?:{sign} *{cell})*+ *(?:[\r\n]|$)")
    above = re.match(rf"(?:[^\r\n]*(?:\r\n|\r|\n)){{{layout.skipped}}}", head)
    first = row.match(head, above.end() if above else 0)
    return first is not None and row.match(head, first.end()) is None
