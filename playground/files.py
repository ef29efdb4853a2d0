"""Files read and written whole, with errors in words."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from playground.errors import FileError

MOST_BYTES = 300_000_000
"""The largest file that is opened, and the most that one may unpack to."""


def read(path: Path) -> bytes:
    """The contents of a file. Raises FileError, also for what is too large or no plain file."""
    try:
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read() if size <= MOST_BYTES else b""
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise FileError(f"{path} cannot be read: {_reason(error)}.", "Check its name and folder.") from error
    if size > MOST_BYTES:
        raise FileError(f"{path} has more than {MOST_BYTES // 1_000_000:,} MB.", "Choose a smaller file.")
    return content


def open_plain(path: Path) -> BinaryIO:
    """Open a file to read its bytes. Raises OSError, also for a device or a pipe: these may never end."""
    # Not to wait for a pipe's other end; Windows has no such flag, but one for bytes as they are.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, "it is no plain file but a device or a pipe", str(path))


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write all of it or nothing: a failure leaves the old file as it was. Raises FileError.

    Content that is made part by part is written so; whatever its making raises passes through.
    """
    parts = (content,) if isinstance(content, bytes) else content
    try:
        with suppress(FileNotFoundError):
            path.stat()  # raises where links lead in a circle, which `exists` and `resolve` do not tell alike
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


def _reason(error: OSError | ValueError) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return reason[:1].lower() + reason[1:]
