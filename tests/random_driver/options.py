"""What both random drivers are told on their command lines."""

from __future__ import annotations

import argparse
from pathlib import Path


def driver_options(module: str, about: str | None, *, acts: int, shrink: float) -> argparse.ArgumentParser:
    """For `python -m module`: by default tours of so many acts, and minutes for shrinking a fault."""
    options = argparse.ArgumentParser(f"python -m {module}", description=about)
    options.add_argument("--seed", type=int, help="of the first tour; the next ones count on from it")
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--acts", type=int, default=acts, help="of each tour")
    options.add_argument("--follow", type=Path, help="a file with one act a line: do these instead")
    options.add_argument("--shrink", type=float, default=shrink, help="minutes for shrinking a fault")
    options.add_argument("--go-on", action="store_true", help="after a fault, too; each is told once")
    return options
