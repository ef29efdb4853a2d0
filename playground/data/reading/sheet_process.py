"""Turns one sheet of a spreadsheet into CSV. Runs as a process of its own: a broken file may end it.

The file comes in by stdin; the arguments are the name of the sheet, "" for the first, and the decimal mark.
Out go a line of JSON, with the names of all sheets and whether that one was found, and then its rows.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import suppress
from typing import Any

_MOST_BYTES = 6 << 30  # two cells at far corners of a sheet ask for much more


def main(sheet: str, decimal: str) -> None:
    """Read, and write what is asked for; without rows when there is no sheet of that name."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        _say(password=True)
        return
    name = sheet or next(iter(book.sheet_names), "")
    _say(sheets=book.sheet_names, found=name in book.sheet_names)
    if name not in book.sheet_names:
        return
    out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [_text(cell, decimal) for cell in cells] for cells in book.get_sheet_by_name(name).iter_rows()
    )
    out.flush()


def _say(**answer: Any) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _text(cell: Any, decimal: str) -> str:
    """A cell as a text file would hold it; a date stays a text, and is no number."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell).replace(".", decimal)
    return str(cell)


def _limit_memory() -> None:
    with suppress(
        ImportError, ValueError, OSError
    ):  # Windows has no such limit, and others may have a lower one
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))


if __name__ == "__main__":
    _limit_memory()
    main(*sys.argv[1:])
