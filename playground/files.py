"""Files read and written whole, with errors in words."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from playground.errors import FileError


def read(path: Path) -> bytes:
    """The contents of a file. Raises FileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"{path} cannot be read: {_reason(error)}.", "Check its name and folder.") from error


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write all of it or nothing: a failure leaves the old file as it was. Raises FileError.

    Content that is made part by part is written so; whatever its making raises passes through.
    """
    parts = (content,) if isinstance(content, bytes) else content
    try:
        if path.exists() and not path.is_file():  # a device takes what comes; a folder refuses
            _fill(path, parts)
        else:
            _replace(path.resolve(), parts)  # where a link leads to, so that it stays a link
    except OSError as error:
        hint = "Choose another file or folder, or make room there."
        raise FileError(f"{path} cannot be written: {_reason(error)}.", hint) from error


def _fill(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(parts)


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    temporary = path.parent / f".{uuid4().hex}.part"
    try:
        _fill(temporary, parts)
        if path.exists():
            path.open("ab").close()  # a write-protected file is not to be replaced
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]
