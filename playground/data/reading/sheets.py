"""From a spreadsheet (.xlsx, .xls, .ods) to rows of cells, by python-calamine in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playground.data.reading import sheet_process
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.text import TextRows
from playground.errors import DataError, did_you_mean

LIBRARY = "python_calamine"
_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # a zip file; Microsoft's older container
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_CSV = "Open it in the program it came from and save the sheet there as CSV."
_SLICE = 0.04  # seconds between two calls of the progress


def is_spreadsheet(data: bytes) -> bool:
    """Whether these are the bytes of a spreadsheet and not of a text."""
    return data.startswith(_SIGNATURES)


class SheetRows:
    """The rows of one sheet of a spreadsheet, as often as they are asked for; numbers are written as texts.

    Raises DataError when the file cannot be read as one, or holds no sheet of that name.
    """

    unit = "row"
    encoding = separator = ""
    names_first = False

    def __init__(self, raw: Raw, name: str | None, decimal: str | None, progress: Progress = silent) -> None:
        answer, rows = _converted(raw, name or "", decimal or ".", progress)
        self.sheets = tuple(answer["sheets"])
        if not answer["found"]:
            raise DataError(f'{raw.name} has no sheet "{name or ""}".', did_you_mean(name or "", self.sheets))
        self._rows = TextRows(Raw(raw.name, rows), "utf-8", ",")

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of every row."""
        return iter(self._rows)

    @property
    def share(self) -> float:
        """How much of the sheet has been read, 0 to 1."""
        return self._rows.share

    def number(self, place: int) -> int:
        """The sheet's number of the row at a place."""
        return place + 1


def _converted(raw: Raw, sheet: str, decimal: str, progress: Progress) -> tuple[dict[str, Any], bytes]:
    """What the other process says of the file, and the rows as CSV; kept, as a preview comes first."""
    if (sheet, decimal) not in raw.converted:
        if find_spec(LIBRARY) is None:
            install = f'"{sys.executable}" -m pip install python-calamine'  # the Python that runs this
            hint = f"Save the sheet as CSV, or install the library: {install}"
            raise DataError(f"{raw.name} is a spreadsheet, and the library to read it is missing.", hint)
        head, _, rows = _asked(raw.data, (sheet, decimal), progress).partition(b"\n")
        answer = json.loads(head) if head else {}
        if answer.get("password") or _ENCRYPTED in raw.data:
            raise DataError(f"{raw.name} is protected by a password.", "Save a copy of it without one.")
        if not answer.get("sheets"):
            raise DataError(f"{raw.name} is no spreadsheet that can be read.", _AS_CSV)
        raw.converted[sheet, decimal] = answer, rows
    return raw.converted[sheet, decimal]


def _asked(data: bytes, arguments: tuple[str, ...], progress: Progress) -> bytes:
    """What the other process answers; nothing when it fails. It ends with an exception of `progress`."""
    command = [sys.executable, "-P", str(Path(sheet_process.__file__)), *arguments]
    pipe, hidden = subprocess.PIPE, getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603  # this Python, a file of ours
        command, stdin=pipe, stdout=pipe, stderr=pipe, creationflags=hidden
    ) as process:
        left: bytes | None = data
        try:
            while True:
                try:
                    out, _ = process.communicate(left, _SLICE)
                except subprocess.TimeoutExpired:
                    left = None  # it is on its way
                    progress(0.0)
                else:
                    return out if process.returncode == 0 else b""
        finally:
            process.kill()
