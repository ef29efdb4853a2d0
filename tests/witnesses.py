"""Programs and libraries that judge what is exported, where they are installed."""

from __future__ import annotations

import shutil

import pytest

LARGE = ("torch", "keras")  # nobody has to install them: their tests run by `pytest --with torch`

KERAS_ITSELF = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
"""For a test of Keras, which warns of its own code where its backend is PyTorch."""


def program(name: str) -> str:
    """The path of a program. A test that needs one is skipped without it, which under CI is a failure."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found
