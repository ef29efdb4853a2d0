"""From a file's bytes to text: UTF-8, UTF-16 where the file says so, or what older Windows programs write."""

from __future__ import annotations

import codecs
import os
import re
from contextlib import suppress
from pathlib import Path

from playground.errors import DataError

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_NOT_TEXT = "Open it in the program it came from and save it there as CSV, encoded in UTF-8."


def read_bytes(path: Path) -> bytes:
    """The contents of a file. Raises DataError, saying which, when there is none or it may not be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise _refusal(path, error) from None


def _refusal(path: Path, error: Exception) -> DataError:
    if os.path.isdir(path):  # noqa: PTH112  # never raises, as Path.is_dir may
        return DataError(f"{path.name or path} is a folder.", "Choose a CSV file inside it.")
    if isinstance(error, FileNotFoundError):
        return DataError(f"There is no file {path}.", "Check its name and folder.")
    if isinstance(error, PermissionError):
        return DataError(f"{path.name} may not be read.", "Allow reading it, or choose a copy.")
    return DataError(f"{path.name!r} cannot be read: {error}.", "Choose another file.")


def decode(data: bytes, name: str) -> str:
    """The text of a file. Raises DataError when the bytes are no text, such as those of a picture.

    A byte order mark names the encoding; without one it is UTF-8, and failing that cp1252.
    """
    for encoding in _encodings(data):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not _CONTROL.search(text):
                return text
    raise DataError(f"{name} is not a text file.", _NOT_TEXT)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8-sig",) if data.startswith(codecs.BOM_UTF8) else ("utf-8", "cp1252")
