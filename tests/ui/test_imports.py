"""Every module can be imported, on this Python and with what is installed, without a warning."""

from __future__ import annotations

import importlib
import pkgutil

import playground


def test_every_module_can_be_imported() -> None:
    names = [module.name for module in pkgutil.walk_packages(playground.__path__, "playground.")]
    assert len(names) > 300
    for name in names:
        if not name.endswith("__main__"):
            importlib.import_module(name)
