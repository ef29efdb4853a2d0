"""From a spreadsheet (.xlsx, .xls, .ods) to rows of cells, by python-calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playground.data.reading.raw import Raw
from playground.errors import DataError, did_you_mean

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # a zip file; Microsoft's older container
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_spreadsheet(data: bytes) -> bool:
    """Whether these are the bytes of a spreadsheet and not of a text."""
    return data.startswith(_SIGNATURES)


class SheetRows:
    """The rows of one sheet of a spreadsheet, as often as they are asked for; numbers are written as texts.

    Raises DataError when the file cannot be read as one, or holds no sheet of that name.
    """

    unit = "row"
    encoding = separator = ""
    literal = False

    def __init__(self, raw: Raw, name: str | None, decimal: str | None) -> None:
        self._name, self._decimal, self._read = raw.name, decimal or ".", 0
        with self._refusing():
            book = _workbook(raw)
            self.sheets = tuple(book.sheet_names)
            self._sheet = self._chosen(book, name)
            self._start, self._height = (self._sheet.start or (0, 0))[0], self._sheet.height

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of every row. Raises DataError."""
        self._read = 0
        with self._refusing():
            for cells in self._sheet.iter_rows():
                self._read += 1
                yield [_text(cell, self._decimal) for cell in cells]

    @property
    def share(self) -> float:
        """How much of the sheet has been read, 0 to 1."""
        return self._read / max(1, self._height)

    def number(self, place: int) -> int:
        """The sheet's number of the row at a place: the empty ones above do count."""
        return self._start + place + 1

    def _chosen(self, book: CalamineWorkbook, name: str | None) -> CalamineSheet:
        if not self.sheets:
            raise DataError(f"{self._name} has no sheets.", "Choose another file.")
        if name is not None and name not in self.sheets:
            raise DataError(f'{self._name} has no sheet "{name}".', did_you_mean(name, self.sheets))
        return book.get_sheet_by_name(name or self.sheets[0])

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Whatever goes wrong inside the library means that the file is broken."""
        try:
            yield
        except DataError:
            raise
        except BaseException as error:
            if isinstance(error, Exception) or type(error).__name__ == "PanicException":  # Rust's own
                hint = "Open it in the program it came from and save the sheet there as CSV."
                raise DataError(f"{self._name} is no spreadsheet that can be read.", hint) from error
            raise


def _workbook(raw: Raw) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        hint = "Install python-calamine (pip install python-calamine), or save the sheet as CSV."
        raise DataError(f"{raw.name} is a spreadsheet; the library to read it is missing.", hint) from None
    if _ENCRYPTED in raw.data:
        raise DataError(
            f"{raw.name} is protected by a password.", "Save a copy without, or the sheet as CSV."
        )
    return CalamineWorkbook.from_filelike(io.BytesIO(raw.data))


def _text(cell: Any, decimal: str) -> str:
    """A cell as a text file would hold it; a date stays a text, and is no number."""
    if isinstance(cell, float):
        return (
            repr(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell).replace(".", decimal)
        )
    return str(cell)
