"""The bytes of a table, and how much of the work on them is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from playground.data.names import shortened
from playground.errors import UnreadableError
from playground.files import MOST_BYTES, open_plain
from playground.text import plain

Progress = Callable[[float], None]
"""Called with the part of the work that is done, 0 to 1; whatever it raises ends the work."""

_SLICE = 1 << 22


def silent(_: float) -> None:
    """The progress that nobody watches."""


class Raw(Struct, frozen=True, eq=False):
    """The bytes of a table, and what to call it in messages.

    converted   what sheets.py has made of a spreadsheet's sheets
    """

    name: str
    data: bytes
    converted: dict[tuple[str, str], tuple[dict[str, Any], bytes]] = field(default_factory=dict)

    @classmethod
    def of_file(cls, path: str | Path, progress: Progress = silent) -> Raw:
        """The contents of a file. Raises UnreadableError, saying why, when it cannot be read."""
        path = Path(path)
        try:
            return cls(_called(path), b"".join(_slices(path, progress)))
        except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
            raise _refusal(path, error) from None


def _called(path: Path) -> str:
    """What to call a file in one line: systems allow nearly every sign in its name."""
    return shortened([plain(path.name) or "data"])[0]


def _slices(path: Path, progress: Progress) -> Iterator[bytes]:
    with open_plain(path) as file:
        size, done = max(1, os.fstat(file.fileno()).st_size), 0
        while part := file.read(_SLICE):
            done += len(part)
            if done > MOST_BYTES:
                message = f"{path.name} is larger than {MOST_BYTES // 1_000_000:,} MB."
                raise UnreadableError(message, "Remove some rows or columns.")
            yield part
            progress(min(1.0, done / size))


def _refusal(path: Path, error: Exception) -> UnreadableError:
    if os.path.isdir(path):  # noqa: PTH112  # never raises, as Path.is_dir may
        return UnreadableError(f"{path.name or path} is a folder.", "Choose a CSV file inside it.")
    if isinstance(error, FileNotFoundError):
        return UnreadableError(f"File not found: {path}.", "Check its name and folder.")
    if isinstance(error, PermissionError):
        return UnreadableError(
            f"{path.name} cannot be read: access is denied.", "Allow reading it, or choose a copy."
        )
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableError(f"{path.name!r} cannot be read: {reason}.", "Choose another file.")
