"""What a scoring of rows ends with."""

from __future__ import annotations

from playground.engine import Network
from playground.training.evaluation import CHUNK, Rows, Score


def scores(rows: Rows, network: Network) -> tuple[Score, Score]:
    """Train and test score of a network, found part by part."""
    *parts, found = rows.scoring(network)
    assert len(parts) == max(0, len(rows.y) - 1) // CHUNK and not any(parts)
    assert found is not None
    return found
