"""PySide6 and pyqtgraph, imported without three things this program has no use for: two fifths of their time.

PySide6 reads the source of every module that is imported after it, to find out whether it may use
`from __feature__ import snake_case`. Nobody here does.

pyqtgraph copies all names of QtCore, QtGui and QtWidgets into modules of its own, for older versions of Qt.
PySide6 makes a class and its enumerations when they are first asked for: by this, all of them. Here
these modules pass the name on when it is asked for.

pyqtgraph imports all it has, parameter trees, image views and their likes. Here those that
nobody uses are imported when they are asked for, as its exporters ask for `pyqtgraph.ErrorBarItem`.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

# Modules of pyqtgraph, by folder, that those that are imported can do without.
_FOLDERS = {
    "pyqtgraph": "imageview",
    "pyqtgraph.graphicsItems": (
        "BoxplotItem ColorBarItem CurvePoint DateAxisItem ErrorBarItem GradientEditorItem GradientLegend "
        "GraphItem GraphicsLayout GridItem HistogramLUTItem ImageItem IsocurveItem MultiPlotItem "
        "PColorMeshItem ROI ScaleBar TargetItem VTickGroup"
    ),
    "pyqtgraph.widgets": (
        "BusyCursor CheckTable ColorButton ColorMapMenu ColorMapWidget ComboBox DataFilterWidget "
        "DataTreeWidget DiffTreeWidget FeedbackButton GradientWidget GraphicsLayoutWidget GroupBox "
        "HistogramLUTWidget JoystickButton LayoutWidget MultiPlotWidget PathButton ProgressDialog "
        "RawImageWidget RemoteGraphicsView ScatterPlotWidget SpinBox TableWidget TreeWidget ValueLabel "
        "VerticalLabel"
    ),
}
_LATER = {name: f"{folder}.{name}" for folder, names in _FOLDERS.items() for name in names.split()}


def import_quickly() -> None:
    """Import pyqtgraph; without effect where somebody has imported it already."""
    _read_no_sources()
    if "pyqtgraph" not in sys.modules:
        with _mirrored(QtCore, QtGui, QtWidgets), _left_out(_LATER):
            whole = import_module("pyqtgraph")
        for name in _LATER:
            vars(whole).pop(name, None)
        whole.__getattr__ = _late_name  # type: ignore[method-assign]


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


@contextmanager
def _left_out(modules: Mapping[str, str]) -> Iterator[None]:
    """While pyqtgraph imports these modules of its own, they are empty; and QtTest is not to be had."""
    hidden: dict[str, Any] = {}
    for name, full in modules.items():
        hidden[full] = ModuleType(full)
        vars(hidden[full]).update({name: None, "__all__": []})
    if "PySide6.QtTest" not in sys.modules:
        hidden["PySide6.QtTest"] = None
    sys.modules.update(hidden)
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def _late_name(name: str) -> object:
    """What `pyqtgraph` would have had from the module of this name."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    message = f"module 'pyqtgraph' has no attribute {name!r}"
    raise AttributeError(message)
