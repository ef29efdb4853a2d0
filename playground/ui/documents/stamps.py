"""Whether a file is still as this window has read or written it: others may have saved it since."""

from __future__ import annotations

from pathlib import Path

_NEVER = (-1, -1)  # no file is like that


class Stamps:
    """What each file was like when this window last read or wrote it."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[int, int]] = {}

    def note(self, path: Path) -> None:
        """It is now as the window has it."""
        if (stamp := _stamp(path)) is not None:
            self._known[path] = stamp

    def note_restored(self, path: Path, kept: float) -> None:
        """Work on it goes on that was kept at that time, in seconds since 1970: what was written there later
        is not in that work.
        """
        if (stamp := _stamp(path)) is not None:
            self._known[path] = stamp if stamp[0] <= kept * 1e9 else _NEVER

    def is_other(self, path: Path) -> bool:
        """Whether another program, or another window, has written it since. Of a file that is gone, or was
        never read here, nothing is known.
        """
        now, known = _stamp(path), self._known.get(path)
        return None not in (now, known) and now != known


def _stamp(path: Path) -> tuple[int, int] | None:
    """When it was last written, in ns, and its size in bytes; None where that cannot be told."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
