"""The functions that override Qt's are kept alive, whatever PySide makes of an error on its way."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from functools import lru_cache
from types import FunctionType

from shiboken6 import Shiboken

_SPARE = 16  # references that an override can lose
_held = set[int]()  # by their identity, which is never free again


def hold_overrides() -> None:
    """Give every override of a class that is known by now references of its own.

    An error in one override (those of pyqtgraph are not ours to guard) stays set while Qt goes on painting.
    Shiboken 6.10 (Sbk_GetPyOverride) then gives back a reference that it does not own of each override that
    it looks up for the first time: the function is freed while its class still names it, and the process ends
    in the next frame. With references to lose, the error arrives where errors are shown.
    """
    _hold(len(sys.modules))


@lru_cache(maxsize=1)
def _hold(_modules: int) -> None:
    """Once for as many modules: others bring other classes."""
    take = ctypes.pythonapi.Py_IncRef
    for override in _overrides(Shiboken.Object):
        if id(override) not in _held:
            _held.add(id(override))
            for _ in range(_SPARE):
                take(ctypes.py_object(override))


def _overrides(above: type) -> Iterator[FunctionType]:
    """The Python functions of all classes below this one."""
    kind: type
    for kind in above.__subclasses__():
        yield from (each for each in vars(kind).values() if isinstance(each, FunctionType))
        yield from _overrides(kind)
