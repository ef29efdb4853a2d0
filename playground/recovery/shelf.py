"""The folders of all windows, those that run and those that are gone."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Literal
from uuid import uuid4

from msgspec import Struct

from playground.errors import FileError
from playground.files import is_folder, reason, write
from playground.lock import try_lock
from playground.recovery.work import Work

State = Literal["running", "closed", "aside"]
"""How work was left: its window did not come to its end; it did; or its user has started over instead."""

KEPT_DAYS = 30  # that what was set aside is kept
_HINT = "Free some disk space there, or allow writing."
_DAY = 24 * 60 * 60  # seconds
_WORK, _LOCK, _STATE = "work.npz", "lock", "state"


class Left(Struct, frozen=True):
    """Work that no window holds, and when it was last written or left, in seconds since 1970."""

    folder: Path
    state: State
    when: float


class Place:
    """A folder of the shelf, held by one window until it lets go."""

    def __init__(self, folder: Path, lock: IO[bytes]) -> None:
        self.folder, self._lock = folder, lock

    @property
    def exists(self) -> bool:
        """Whether the folder is still there."""
        return is_folder(self.folder)

    def write(self, work: Work) -> None:
        """Put this in place of the work that is there. Raises FileError."""
        path = self.folder / _WORK
        try:
            work.write(path)
        except FileError as error:  # the names in it mean nothing to a user
            raise FileError(error.message.replace(str(path), str(path.parents[1])), _HINT) from error

    def read(self) -> Work:
        """The work that is there. Raises FileError."""
        return Work.read(self.folder / _WORK)

    def leave(self, state: State) -> None:
        """Say how the work is left. Raises FileError."""
        write(self.folder / _STATE, state.encode())

    def let_go(self) -> None:
        """From now on the folder is nobody's."""
        self._lock.close()

    def remove(self) -> None:
        """There is nothing to lose here."""
        self.let_go()  # Windows does not remove a file that is open
        shutil.rmtree(self.folder, ignore_errors=True)


class Shelf(Struct, frozen=True):
    """All folders of kept work, in `root`, which is made when something is first kept."""

    root: Path

    def claim(self) -> Place:
        """A new folder, held from now on. Raises FileError."""
        folder = self.root / uuid4().hex
        try:
            folder.mkdir(parents=True)
            place = _hold(folder)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise FileError(f"{self.root} cannot be written: {reason(error)}.", _HINT) from error
        return place or self.claim()  # another window may look through the shelf at this very moment

    def take(self, folder: Path) -> Place | None:
        """A folder that was left, held from now on; None when it is gone, or another window's by now.

        Raises FileError when it cannot be held, as where nothing may be written.
        """
        try:
            return _hold(folder) if (folder / _WORK).exists() else None
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FileError(f"{folder} cannot be used: {reason(error)}.", "Allow writing there.") from error

    def left(self) -> list[Left]:
        """The work of the windows that are gone, the newest first."""
        found = []
        for folder in self._folders():
            with suppress(OSError):  # it is gone, or never held anything
                when = [(folder / _WORK).stat().st_mtime]
                if (folder / _STATE).exists():
                    when.append((folder / _STATE).stat().st_mtime)
                if not _is_held(folder):
                    found.append(Left(folder, _state(folder), max(when)))
        return sorted(found, key=lambda left: -left.when)

    def tidy(self) -> None:
        """Remove what was set aside a month ago, and what never held anything."""
        now = time.time()
        for folder in self._folders():
            with suppress(OSError):
                empty = not (folder / _WORK).exists()
                if not empty and _state(folder) != "aside":
                    continue
                since = (folder if empty else folder / _STATE).stat().st_mtime
                if now - since > (1 if empty else KEPT_DAYS) * _DAY and (place := _hold(folder)):
                    place.remove()

    def _folders(self) -> list[Path]:
        with suppress(OSError):
            return [path for path in self.root.iterdir() if path.is_dir()]
        return []


def _hold(folder: Path) -> Place | None:
    """The folder, if nobody holds it. Raises OSError."""
    lock, held = (folder / _LOCK).open("ab"), False
    try:
        held = try_lock(lock)
    finally:
        if not held:
            lock.close()
    return Place(folder, lock) if held else None


def _is_held(folder: Path) -> bool:
    """Whether a window has it. What nobody can hold is listed: taking it says what the matter is."""
    with suppress(OSError):
        place = _hold(folder)
        if place is not None:
            place.let_go()
        return place is None
    return False


def _state(folder: Path) -> State:
    with suppress(OSError):
        words = (folder / _STATE).read_text(encoding="utf-8", errors="replace")
        return "closed" if words == "closed" else "aside" if words == "aside" else "running"
    return "running"
