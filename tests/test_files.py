"""Files of others: only plain ones are opened, and no larger ones than the memory is meant for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from playground import files
from playground.data import Raw
from playground.errors import DataError, FileError, PlaygroundError
from playground.export import load_experiment, load_weights


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["device", "pipe"])
@pytest.mark.parametrize("load", [Raw.of_file, load_experiment, load_weights])
def test_what_may_never_end_is_not_opened(tmp_path: Path, kind: str, load: object) -> None:
    path = Path("/dev/zero")
    if kind == "pipe":
        path = tmp_path / "pipe"
        os.mkfifo(path)
    assert callable(load)
    with pytest.raises(PlaygroundError, match="it is no plain file but a device or a pipe") as caught:
        load(path)
    assert caught.value.hint


def test_a_larger_file_than_the_largest_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    path = tmp_path / "large.json"
    path.write_bytes(b"1234")
    with pytest.raises(FileError, match=r"large\.json has more than"):
        files.read(path)
    path.write_bytes(b"123")
    assert files.read(path) == b"123"


def test_a_path_that_no_system_has_is_refused_in_words() -> None:
    with pytest.raises(FileError, match="cannot be read: embedded null byte"):
        files.read(Path("a\0b"))
    with pytest.raises(DataError, match="cannot be read: embedded null byte"):
        Raw.of_file("a\0b")


def test_a_files_name_is_a_clean_one(tmp_path: Path) -> None:
    path = tmp_path / ("\u202e" + "x" * 150 + ".csv")
    path.write_bytes(b"a,b\n1,2\n")
    assert Raw.of_file(path).name == "x" * 88 + "…"
