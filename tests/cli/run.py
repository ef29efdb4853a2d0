"""Runs a command in this process or in one of its own, and reads what it answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from playground.cli import main

ROOT = Path(__file__).resolve().parents[2]

Out = pytest.CaptureFixture[str]


def answer(capsys: Out, *argv: str | Path) -> dict[str, Any]:
    """What `train --json` prints, and only that."""
    assert main(["train", *map(str, argv), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refusal(capsys: Out, *argv: str | Path) -> str:
    """The one line that a refused command leaves on stderr."""
    assert main([*map(str, argv)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("backprop-playground: ") and err.count("\n") == 1
    return err.removeprefix("backprop-playground: ").rstrip("\n")
