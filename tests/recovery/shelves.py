"""How the tests look at a shelf, and break a disk."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from playground.recovery import Left, Shelf


def left(root: Path) -> list[Left]:
    return Shelf(root).left()


def crashed(root: Path) -> Path:
    """The shelf as the next start would find it, were every window killed now: nobody holds a copy."""
    return Path(shutil.copytree(root, root.with_name("found by the next start")))


def full(_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
