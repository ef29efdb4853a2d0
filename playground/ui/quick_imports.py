"""PySide6 and pyqtgraph, imported without two things this program has no use for: a third of their time.

PySide6 reads the source of every module that is imported after it, to find out whether it may use
`from __feature__ import snake_case`. Nobody here does.

pyqtgraph copies all names of QtCore, QtGui and QtWidgets into modules of its own, for older versions of Qt.
PySide6 makes a class and its enumerations when they are first asked for: by this, all of them. Here
these modules pass the name on when it is asked for.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType

from PySide6 import QtCore, QtGui, QtWidgets


def import_quickly() -> None:
    """Import pyqtgraph; without effect where somebody has imported it already."""
    _read_no_sources()
    if "pyqtgraph" not in sys.modules:
        with _mirrored(QtCore, QtGui, QtWidgets):
            import_module("pyqtgraph")


def _read_no_sources() -> None:
    """Give `import` the meaning it had before PySide6 looked over its shoulder."""
    looking, before = (getattr(builtins, f"__{name}_import__", None) for name in ("feature", "orig"))
    if before is not None and builtins.__import__ is looking:
        builtins.__import__ = before


@contextmanager
def _mirrored(*modules: ModuleType) -> Iterator[None]:
    """While pyqtgraph copies the names of these modules, they have none; its own ones pass them on."""
    names = [module.__dir__ for module in modules]
    for module in modules:
        mirror = ModuleType(f"pyqtgraph.Qt.{module.__name__.rpartition('.')[2]}")
        mirror.__getattr__ = partial(getattr, module)  # type: ignore[method-assign]
        sys.modules[mirror.__name__] = mirror
        module.__dir__ = list  # type: ignore[method-assign]
    try:
        yield
    finally:
        for module, before in zip(modules, names, strict=True):
            module.__dir__ = before  # type: ignore[method-assign]
