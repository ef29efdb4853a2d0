"""Names of files: the ending that is added, and what reads which."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.errors import FileError
from playground.export import FORMATS
from playground.ui.documents.kinds import KINDS, reader, with_ending


@pytest.mark.parametrize(
    ("name", "pattern", "ending", "path"),
    [
        ("net", "JSON (*.json)", ".json", "net.json"),
        ("net.JSON", "JSON (*.json)", ".json", "net.JSON"),
        ("run 1.5", "JSON (*.json)", ".json", "run 1.5.json"),
        ("net.weights.json", "Weights (*.weights.json)", ".weights.json", "net.weights.json"),
        ("net.json", "Weights (*.weights.json)", ".weights.json", "net.json"),
        ("net", "Weights (*.weights.json)", ".weights.json", "net.weights.json"),
        ("rows.tsv", "Tables (*.csv *.tsv *.txt);;All files (*)", ".csv", "rows.tsv"),
    ],
)
def test_the_ending_is_added_where_none_is_typed(name: str, pattern: str, ending: str, path: str) -> None:
    assert with_ending(name, pattern, ending) == Path(path)


def test_every_file_has_what_reads_it_or_a_refusal() -> None:
    for suffix, form in FORMATS.items():
        if suffix.endswith(".csv"):
            assert reader(Path(f"net{suffix}")) is None  # a table, like any other
        elif form.load is None:
            with pytest.raises(FileError, match="for export only"):
                reader(Path(f"net{suffix}"))
        else:
            assert reader(Path(f"net{suffix.upper()}")) is form.load
            assert all(f"*{suffix}" in kind.opens for kind in KINDS.values())
    assert reader(Path("rows.csv")) is None and reader(Path("folder")) is None
