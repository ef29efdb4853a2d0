"""What several tests of files need."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of an experiment that is not saved yet."""
    return tmp_path / "experiment.json"
