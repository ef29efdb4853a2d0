"""From text to rows of cells: finds what parts the columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from playground.data.reading.encoding import codec_of
from playground.data.reading.raw import Raw
from playground.errors import DataError

if TYPE_CHECKING:
    from _csv import Reader

_CERTAIN = "\t;,"  # a decimal comma may stand beside a tab or semicolon, hence these first
_UNCERTAIN = "| "  # these part columns only where they do so in every row: they may stand within a text
_HEAD = 65_536  # bytes, enough to hold the first lines
_THOUSANDS = re.compile(r"[+-]?\d{1,3}( \d{3})+")


class TextRows:
    """The rows of a text, blank ones too, as often as they are asked for.

    separator   what parts the columns
    names_first the first row alone stands in quotation marks as a whole: it is a header whatever it holds
    """

    unit = "line"
    sheets: tuple[str, ...] = ()

    def __init__(self, raw: Raw, encoding: str, separator: str | None) -> None:
        head = _head(raw.data, encoding)
        self.encoding, self.separator = encoding, separator or _separator(head)
        self.names_first = _names_first(head, self.separator)
        self._raw, self._bytes = raw, io.BytesIO()

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of every row. Raises DataError when quotation marks do not match."""
        try:
            yield from self._reader()
        except csv.Error:
            where = f"{self._raw.name}, line {self.number()}"
            message = f"{where}: the quotation marks do not match or hold too long a text."
            raise DataError(message, 'Put " at both ends of a text, and write " inside it twice.') from None

    @property
    def share(self) -> float:
        """How much of the text has been read, 0 to 1."""
        if self._bytes.closed:  # with the last of its lines
            return 1.0
        return self._bytes.tell() / max(1, len(self._raw.data))

    def number(self, place: int | None = None) -> int:
        """The line, counted from 1, on which the row at a place begins; by default, of the broken row."""
        reader, line = self._reader(), 1
        with suppress(csv.Error):
            for _ in islice(reader, place):
                line = reader.line_num + 1
        return line

    def _reader(self) -> Reader:
        self._bytes = io.BytesIO(self._raw.data)
        lines = io.TextIOWrapper(self._bytes, codec_of(self.encoding), errors="replace", newline="")
        return csv.reader(
            _trimmed(lines) if self.separator == " " else lines,
            delimiter=self.separator,
            skipinitialspace=True,
            strict=True,
        )


def _head(data: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(codec_of(encoding))("replace")
    return decoder.decode(data[:_HEAD], final=len(data) <= _HEAD)


def _trimmed(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the blanks at the ends of rows: these part nothing."""
    inside = False  # of quotation marks
    for line in lines:
        inside ^= line.count('"') % 2 == 1
        bare = line.rstrip("\r\n")
        yield line if inside else bare.rstrip(" ") + line[len(bare) :]


def _separator(head: str) -> str:
    unquoted = re.sub(r'"[^"]*"?', "", head).lstrip("\r\n")
    first_line = re.split(r"[\r\n]", unquoted, maxsplit=1)[0]
    certain = (sign for sign in _CERTAIN if sign in first_line)
    uncertain = (sign for sign in _UNCERTAIN if sign in first_line and _parts_evenly(head, sign))
    return next(certain, None) or next(uncertain, ",")


def _parts_evenly(head: str, sign: str) -> bool:
    """Whether every line of the head (but its last, which may be cut) has as many of these signs."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if sign == " " and all(map(_THOUSANDS.fullmatch, lines[1:])):
        return False
    lines = lines[:-1] if len(head) >= _HEAD else lines
    counts = {len(line.split(None if sign == " " else sign)) for line in lines}
    return len(counts) == 1 and '"' not in head


def _names_first(head: str, separator: str) -> bool:
    """Whether the first row, and it alone, stands in quotation marks as a whole."""
    cell = r'"(?:[^"]|"")*+"'
    row = re.compile(rf"\s*{cell}(?:{re.escape(separator)} *{cell})*+ *(?:[\r\n]|$)")
    first = row.match(head)
    return first is not None and row.match(head, first.end()) is None
