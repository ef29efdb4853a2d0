"""Results are found by what they hold; what else lies beside them is named, and not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.errors import FileError
from playground.files import MOST_BYTES
from playground.lessons.collected import from_folder
from playground.lessons.results import Result, save_result

NAMES = (
    "by-hand Ana.result.json",
    "ben.json",
    "cleo.result (1).json",
    "dan.result.json.txt",
    "EVE.RESULT.JSON",
    "fay",
)


def test_a_result_is_found_by_any_name(tmp_path: Path) -> None:
    for name in NAMES:
        save_result(Result(lesson="by-hand", name=name), tmp_path / name)
    found = from_folder(tmp_path)
    assert {path.name for path in found.results} == set(NAMES)
    assert (found.lesson, found.ignored) == ("by-hand", "")


def test_other_files_are_named_without_being_read_and_hidden_ones_are_not(tmp_path: Path) -> None:
    save_result(Result(lesson="by-hand", name="Ana"), tmp_path / "ana.json")
    for name in ("notes.txt", "work.json", "._ana.result.json", "__MACOSX/._ana.result.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"format": "backprop-playground experiment"}')
    with (tmp_path / "film.mp4").open("wb") as film:
        film.truncate(MOST_BYTES + 1)
    found = from_folder(tmp_path)
    assert [path.name for path in found.results] == ["ana.json"]
    assert found.ignored == "Ignored: 3 other files (film.mp4, notes.txt, work.json)."
    (tmp_path / "<b>.txt").touch()
    assert from_folder(tmp_path).ignored.startswith("Ignored: 4 other files (<b>.txt,")
    assert from_folder(tmp_path).ignored.endswith(" and 1 more).")


def test_a_folder_without_results_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(FileError, match="no results"):
        from_folder(tmp_path)
