"""A lock on an open file: one holder at a time, and none once its process has ended, in whatever way."""

from __future__ import annotations

import sys
from typing import IO, Any

if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_lock(file: IO[Any]) -> bool:
    """Lock the file until it is closed; False when another holds it.

    Raises OSError where the disk has no locks.
    """
    try:
        _lock(file.fileno())
    except (BlockingIOError, PermissionError):
        return False
    return True
