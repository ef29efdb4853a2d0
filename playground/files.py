"""Files read and written whole, with errors in words."""

from __future__ import annotations

import codecs
import errno
import os
import re
import select
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO
from uuid import uuid4

from playground.errors import FileError
from playground.lock import try_lock

_PART = re.compile(r"\.[0-9a-f]{32}\.part")  # what a file is called until all of it is written

_PATIENCE = 10.0  # seconds in which whoever reads a pipe takes something

MOST_BYTES = 300_000_000
"""The largest file that is opened, and the most that one may unpack to."""


def read(path: Path) -> bytes:
    """The contents of a file. Raises FileError, also for what is too large or no plain file."""
    try:
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read() if size <= MOST_BYTES else b""
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise FileError(f"{path} cannot be read: {reason(error)}.", "Check its name and folder.") from error
    if size > MOST_BYTES:
        raise FileError(f"{path} has more than {MOST_BYTES // 1_000_000:,} MB.", "Choose a smaller file.")
    return content


def read_json(path: Path) -> bytes:
    """The same of a text, without the mark that Notepad writes before it. Raises FileError."""
    return read(path).removeprefix(codecs.BOM_UTF8)


def open_plain(path: Path) -> BinaryIO:
    """Open a file to read its bytes. Raises OSError, also for a device or a pipe: these may never end."""
    # Not to wait for a pipe's other end; Windows has no such flag, but one for bytes as they are.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, "it is a device or a pipe, not a regular file", str(path))


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write all of it or nothing: a failure leaves the old file as it was. Raises FileError.

    Content that is made part by part is written so; whatever its making raises passes through.
    """
    parts = (content,) if isinstance(content, bytes) else content
    try:
        if _is_plain(path):
            _replace(path.resolve(), parts)  # where a link leads to, so that it stays a link
        else:  # a device takes what comes; a folder refuses
            _fill(path, parts)
    except OSError as error:
        hint = "Choose another file or folder, or make room there."
        raise FileError(f"{path} cannot be written: {reason(error)}.", hint) from error


def exists(path: Path) -> bool:
    """Whether there is anything that can be reached by this path. Path's own raises for names that are too
    long, and for folders that may not be entered.
    """
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Whether it is a file that can be reached."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether it is a folder that can be reached."""
    return os.path.isdir(path)  # noqa: PTH112


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where they are not there. Raises FileError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "Check that its disk is there, has room, and may be written to."
        raise FileError(f"{path} cannot be made: {reason(error)}.", hint) from error


def reason(error: OSError | ValueError) -> str:
    """Why it went wrong, to follow a colon."""
    words = getattr(error, "strerror", None) or str(error)
    return words[:1].lower() + words[1:]


def _is_plain(path: Path) -> bool:
    """Whether it is a file, or nothing yet. Raises OSError when a link leads round in a circle."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True


def _fill(path: Path, parts: Iterable[bytes]) -> None:
    pipes = getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody opens would be waited for: it is refused
    with os.fdopen(os.open(path, os.O_WRONLY | pipes), "wb", buffering=0) as file:
        for part in parts:
            rest = memoryview(part)
            while rest:
                if pipes and not select.select((), (file,), (), _PATIENCE)[1]:
                    raise TimeoutError(errno.ETIMEDOUT, "no program reads from it")
                rest = rest[file.write(rest) or 0 :]


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    _tidy(path.parent)
    temporary = path.parent / f".{uuid4().hex}.part"
    try:
        with temporary.open("xb") as file:
            with suppress(OSError):  # a disk without locks
                try_lock(file)
            file.writelines(parts)
            _flush(file)
            if exists(path):
                path.open("ab").close()  # a write-protected file is not to be replaced
                shutil.copymode(path, temporary)
        temporary.replace(path)
        _flush_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _flush(file: IO[bytes]) -> None:
    """Have it on the disk before it replaces the old file: after a power cut, one of the two is there."""
    file.flush()
    os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Have the new name on the disk, too. Windows opens no folders, and some disks refuse: so it stays."""
    if os.name != "posix":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _tidy(folder: Path) -> None:
    """Take away what was left half written here by a process that was killed: nobody locks it any more."""
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if _PART.fullmatch(path.name)]:
            with suppress(OSError):
                with path.open("ab") as file:
                    stale = try_lock(file)
                if stale:
                    path.unlink()
