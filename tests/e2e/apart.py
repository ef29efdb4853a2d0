"""An environment for a real start of the program: without a screen, and far from the user's own folders."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def apart(home: Path) -> dict[str, str]:
    """The variables of a process whose home is this folder."""
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
    own = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
    return {**os.environ, **folders, **own}
