"""What the command line has drawn by Qt. It knows no Qt: `playground.main` hands in what draws."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from playground.errors import FileError

if TYPE_CHECKING:
    from playground.export.animation import AnimationOptions, Frame, Moments
    from playground.export.pictures import PictureOptions
    from playground.lessons.sheet import Sheet
    from playground.training import Experiment, History, Snapshot


LIBRARIES = (
    "libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libglib2.0-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
"""What Qt needs of Debian; `run.py`, which stands alone, names the same."""
_PACKAGES = {"PySide6", "shiboken6", "pyqtgraph"}


class Renderer(Protocol):
    """Draws moments of one run."""

    def picture(
        self, moment: Snapshot, options: PictureOptions, suffix: str, words: tuple[str, str]
    ) -> bytes:
        """The contents of a picture's file; `words`: its title, and where it comes from."""

    def frames(self, moments: Moments, epochs: list[int], options: AnimationOptions) -> Iterator[Frame]:
        """A picture of each of these epochs."""


class QtTools(Struct, frozen=True):
    """Neither needs a screen.

    renderer    for the run of an experiment
    worksheets  pages of these sheets as PDF, or of the keys to them ("sheet", "key"), on this paper
    """

    renderer: Callable[[Experiment, History], AbstractContextManager[Renderer]]
    worksheets: Callable[[Sequence[Sheet], str, str], bytes]


def none() -> QtTools:
    """Where nobody hands them in."""
    raise ImportError("this is the command line alone")


def qt_tools(options: argparse.Namespace) -> QtTools:
    """Loads Qt. Raises FileError where it cannot be loaded."""
    try:
        tools: QtTools = options.load_qt()
    except ImportError as error:
        raise not_loaded("Pictures and pages are", error) from error
    return tools


def is_of_qt(error: ImportError) -> bool:
    """Whether it is Qt that cannot be loaded, or something of this program."""
    package = (error.name or "").partition(".")[0]
    return not _PACKAGES.isdisjoint({package, *Path(error.path or "").parts})  # of a library: its path


def not_loaded(what: str, error: ImportError) -> FileError:
    """Qt cannot be loaded: a package is missing, or a library that Linux should have."""
    hint = "Install PySide6-Essentials and pyqtgraph."
    if sys.platform == "linux" and not isinstance(error, ModuleNotFoundError):
        hint = f"On Debian and Ubuntu: sudo apt install {LIBRARIES}"
    return FileError(f"{what} drawn by Qt, which cannot be loaded: {error}.", hint)
