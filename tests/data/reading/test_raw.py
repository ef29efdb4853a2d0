"""The bytes of a file: read in parts, with their share; what cannot be read is said."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from playground.data import Raw, Recipe, load, read_table
from playground.data.reading import raw
from playground.errors import DataError


class CancelledError(Exception):
    pass


def cancel(_: float) -> None:
    raise CancelledError


def test_a_file_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "_SLICE", 10)
    file = tmp_path / "my.csv"
    file.write_bytes(bytes(range(25)))
    shares: list[float] = []
    whole = Raw.of_file(file, shares.append)
    assert (whole.name, whole.data) == ("my.csv", bytes(range(25)))
    assert shares == [0.4, 0.8, 1.0]


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MOST_BYTES", 20)
    file = tmp_path / "my.csv"
    file.write_bytes(bytes(21))
    with pytest.raises(DataError, match=r"my\.csv is larger than"):
        Raw.of_file(file)


def test_a_file_deleted_between_choosing_and_reading_is_missed(tmp_path: Path) -> None:
    file = tmp_path / "my.csv"
    file.write_text("a,b\n1,2.5\n", encoding="utf-8")
    load(Recipe(source=str(file)))
    file.unlink()
    with pytest.raises(DataError, match=r"my\.csv"):
        load(Recipe(source=str(file)))


def test_progress_goes_from_nothing_to_all_in_small_steps() -> None:
    data = b"a,b,kind\n" + b"".join(b"%d.25,%d,%s\n" % (k, k, [b"yes", b"no"][k % 2]) for k in range(60_000))
    shares: list[float] = []
    read_table(Raw("my.csv", data), Recipe(), shares.append)
    assert shares == sorted(shares) and shares[0] > 0 and shares[-1] == 1.0
    assert max(after - before for before, after in itertools.pairwise(shares)) < 0.25


def test_what_progress_raises_ends_the_reading(tmp_path: Path) -> None:
    file = tmp_path / "my.csv"
    file.write_text("a,b\n1,2.5\n", encoding="utf-8")
    with pytest.raises(CancelledError):
        Raw.of_file(file, cancel)
    with pytest.raises(CancelledError):
        read_table(Raw.of_file(file), Recipe(), cancel)
