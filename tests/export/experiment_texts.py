"""Experiment files as a person may write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playground.export import load_experiment
from playground.training import Experiment

ROWS: dict[str, Any] = {
    "columns": ["a", "b"],
    "class_names": ["no", "yes"],
    "X": [[1, 2], [3.5, 4], [5, 6]],
    "y": [0, 1, 1],
}


def load(path: Path, content: object) -> Experiment:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return load_experiment(path)[0]
