"""What went wrong, and where in the program."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import TracebackType

import playground

_HOME = str(Path(playground.__file__).parent)


class Fault(Exception):  # noqa: N818
    """What went wrong; `sign` tells one fault from another."""

    def __init__(self, sign: str, text: str) -> None:
        super().__init__(text)
        self.sign = sign


def place_of(trace: TracebackType | None) -> str:
    """The innermost line of ours."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if frame.filename.startswith(_HOME)] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else ""
