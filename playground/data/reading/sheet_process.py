"""Turns one sheet of a spreadsheet into CSV. Runs as a process of its own: a broken file may end it.

The arguments are the name of the sheet, "" for the first, the decimal mark, and how many bytes may go out. By
stdin come the size of the file in 8 bytes and the file; then it stays open: its end is the end of who asked.
Out go a line of JSON, with the names of all sheets and whether that one was found, and then its rows.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

MOST_MEMORY = 300_000_000
"""Bytes that reading may take, beside the file itself."""

TOO_LARGE = 3
"""How the process ends when a sheet needs more than it may have."""


class _Bounded:
    """Takes so many bytes for a file, and raises MemoryError at more: a text may stand in a million cells."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file, self._left = file, most

    def write(self, text: str) -> None:
        part = text.encode()
        self._left -= len(part)
        if self._left < 0:
            raise MemoryError
        self._file.write(part)


def main(sheet: str, decimal: str, most_bytes: str) -> None:
    """Read, and write what is asked for; without rows when there is no sheet of that name."""
    from python_calamine import CalamineWorkbook, PasswordError

    asked, out = sys.stdin.buffer, sys.stdout.buffer
    content = io.BytesIO(asked.read(int.from_bytes(asked.read(8), "big")))
    Thread(target=_end_with_the_asker, name="asker watch", daemon=True).start()
    limit_memory(MOST_MEMORY)
    try:
        book = CalamineWorkbook.from_filelike(content)
    except PasswordError:
        _say(out, password=True)
        return
    name = sheet or next(iter(book.sheet_names), "")
    _say(out, sheets=book.sheet_names, found=name in book.sheet_names)
    if name in book.sheet_names:
        rows = book.get_sheet_by_name(name).iter_rows()
        csv.writer(_Bounded(out, int(most_bytes)), lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
            [_text(cell, decimal) for cell in cells] for cells in rows
        )
    out.flush()


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has, where the system knows such a limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end_with_the_asker() -> None:
    try:
        os.read(sys.stdin.fileno(), 1)
    finally:
        os._exit(1)  # also in the middle of the library's work


def _say(out: BinaryIO, **answer: Any) -> None:
    out.write(json.dumps(answer).encode() + b"\n")


def _text(cell: Any, decimal: str) -> str:
    """A cell as a text file would hold it; a date stays a text, and is no number."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell).replace(".", decimal)
    return str(cell)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except MemoryError:
        os._exit(TOO_LARGE)  # nothing more is to be written
