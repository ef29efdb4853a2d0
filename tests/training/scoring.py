"""What a scoring of rows ends with."""

from __future__ import annotations

from playground.engine import Network
from playground.training.evaluation import EncodedRows, Score


def scores(rows: EncodedRows, network: Network) -> tuple[Score, Score]:
    """Train and test score of a network, found part by part."""
    *parts, found = rows.evaluate_in_chunks(network)
    assert found is not None and not any(parts)
    return found
