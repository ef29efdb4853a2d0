"""Names of a package that are imported when they are first asked for: the program starts quickly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module


def late(package: str, **modules: tuple[str, ...]) -> Callable[[str], object]:
    """The `__getattr__` of a package: the names that come from a module of it (`reading__raw`: reading.raw).

    The package imports the same names for the type checker; tests/test_late.py holds the two to each other.
    """
    homes = {name: module.replace("__", ".") for module, names in modules.items() for name in names}

    def fetch(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, found)  # asked for once
        return found

    return fetch
