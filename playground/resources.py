"""Where the files that ship with the program are: beside the package in a checkout, in it once installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(folder: str) -> Path:
    """The path of a shipped folder ("assets" or "datasets")."""
    installed = _PACKAGE / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder
