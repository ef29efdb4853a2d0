"""From a spreadsheet (.xlsx, .xls, .ods) to rows of cells, by python-calamine in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import IO, Any

from playground.data.reading import sheet_process
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.reading.sheet_process import MOST_MEMORY, TOO_LARGE
from playground.data.reading.text import TextRows
from playground.errors import DataError, FileError, UnreadableError, did_you_mean
from playground.files import MOST_BYTES
from playground.zipped import opened

LIBRARY = "python_calamine"
_ZIP, _OLDER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xlsx and .ods are archives; .xls
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_CSV = "Open it in the program it came from and save the sheet there as CSV."
_LESS = "if it happens again, save the sheet as CSV in the program it came from."
_SLICE = 0.04  # seconds between two calls of the progress


def is_spreadsheet(data: bytes) -> bool:
    """Whether these are the bytes of a spreadsheet and not of a text."""
    return data.startswith((_ZIP, _OLDER))


class SheetRows:
    """The rows of one sheet of a spreadsheet, as often as they are asked for; numbers are written as texts.

    Raises DataError when the file cannot be read as one, or holds no sheet of that name.
    """

    unit = "row"
    encoding = separator = ""
    names_first = False

    def __init__(
        self,
        raw: Raw,
        name: str | None,
        decimal: str | None,
        progress: Progress = silent,
        *,
        skipped: int | None = None,
    ) -> None:
        answer, rows = _converted(raw, name or "", decimal or ".", progress)
        self.sheets = tuple(answer["sheets"])
        self.sheet = name or next(iter(self.sheets), "")
        if not answer["found"]:
            raise DataError(f'{raw.name} has no sheet "{name or ""}".', did_you_mean(name or "", self.sheets))
        self._rows = TextRows(Raw(raw.name, rows), "utf-8", ",", skipped)
        self.layout = self._rows.layout

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of every row."""
        return iter(self._rows)

    @property
    def comments(self) -> int:
        return self._rows.comments

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
            message = f"{raw.name} is a spreadsheet, and the library to read it is missing."
            raise UnreadableError(message, hint)
        _check_size(raw)
        code, out = _asked(raw.data, (sheet, decimal, str(MOST_BYTES)), progress)
        head, _, rows = out.partition(b"\n") if code == 0 else (b"", b"", b"")
        answer = json.loads(head) if head else {}
        if answer.get("password") or _ENCRYPTED in raw.data:
            raise UnreadableError(
                f"{raw.name} is protected by a password.", "Save a copy without a password."
            )
        if not answer.get("sheets"):
            raise _refusal(raw.name, code)
        raw.converted[sheet, decimal] = answer, rows
    return raw.converted[sheet, decimal]


def _check_size(raw: Raw) -> None:
    """Raises DataError for an archive that would unpack to too much, as its directory says, or has none."""
    if not raw.data.startswith(_ZIP):
        return
    try:
        opened(raw.data, raw.name).close()
    except zipfile.BadZipFile:
        raise _refusal(raw.name, 1) from None
    except FileError as error:
        raise UnreadableError(error.message, _AS_CSV) from None


def _refusal(name: str, code: int) -> UnreadableError:
    """Why there is nothing, as the end of the other process tells."""
    if code == TOO_LARGE:
        most = f"{MOST_MEMORY // 1_000_000:,} MB"
        return UnreadableError(f"{name} is too large: to read it would take more than {most}.", _AS_CSV)
    if code in {0, 1}:  # an exception of the library
        return UnreadableError(f"{name} cannot be read as a spreadsheet.", _AS_CSV)
    message = f"{name} was not read: the process that reads spreadsheets was ended ({code})."
    hint = f"Try again. Too little memory may be the reason, or a broken file: {_LESS}"
    return UnreadableError(message, hint)


def _asked(data: bytes, arguments: tuple[str, ...], progress: Progress) -> tuple[int, bytes]:
    """How the other process ended, and what it has said. It ends with an exception of `progress`."""
    command = [sys.executable, "-P", str(Path(sheet_process.__file__)), *arguments]
    pipe, hidden = subprocess.PIPE, getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(  # noqa: S603  # this Python, a file of ours
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=hidden
    ) as process:
        # Ours alone, or communicate() would close it: while it is open the process knows that we live.
        ear, process.stdin = process.stdin, None
        assert ear is not None
        feeder = Thread(target=_feed, args=(ear, data), name="sheet feeder")
        feeder.start()
        try:
            while True:
                try:
                    out, _ = process.communicate(timeout=_SLICE)
                except subprocess.TimeoutExpired:
                    progress(0.0)
                else:
                    return process.returncode, out
        finally:
            process.kill()  # which ends the feeder, too
            feeder.join()
            with suppress(OSError):
                ear.close()


def _feed(ear: IO[bytes], data: bytes) -> None:
    with suppress(OSError):  # it has ended: how, its code tells
        ear.write(len(data).to_bytes(8, "big"))
        ear.write(data)
        ear.flush()
