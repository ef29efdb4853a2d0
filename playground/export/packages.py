"""Packages that only some users need: asked for when they are used, and named where they are missing."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from playground.errors import FileError


def package(name: str, what: str, installed_as: str = "") -> Any:
    """The package of that name. Raises FileError, with the command that installs it, where it is not."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        wanted = installed_as or name
        message = f"For {what} the package {wanted} is needed, which is not installed."
        raise FileError(
            message, f"Run this, then try again: {sys.executable} -m pip install {wanted}"
        ) from error
