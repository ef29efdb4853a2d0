"""Packages that only some users need: asked for when they are used, and named where they are missing."""

from __future__ import annotations

import importlib
import importlib.util
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
        raise FileError(message, f"Run this, then try again: {command_for(wanted)}") from error


def is_missing(name: str) -> bool:
    """Whether there is no such package."""
    return importlib.util.find_spec(name) is None


def command_for(name: str) -> str:
    """The command that installs it."""
    return f"{sys.executable} -m pip install {name}"
