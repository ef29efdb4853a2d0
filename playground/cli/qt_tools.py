"""What the command line has drawn by Qt. It knows no Qt: `playground.main` hands in what draws."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from playground.errors import FileError

if TYPE_CHECKING:
    from playground.export.animation import AnimationOptions, Frame, Moments
    from playground.export.pictures import PictureOptions
    from playground.lessons.sheet import Sheet
    from playground.training import Experiment, History, Snapshot


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
        message = f"Pictures and pages are drawn by Qt, which cannot be loaded: {error}."
        raise FileError(message, "Install PySide6-Essentials and pyqtgraph.") from error
    return tools
