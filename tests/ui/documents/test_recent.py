"""The list of recent files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from playground.ui.documents.recent import MOST, Recent


def recent(folder: Path) -> Recent:
    """As another window, or the next start, has it."""
    return Recent(QSettings(str(folder / "kept.ini"), QSettings.Format.IniFormat))


def test_the_newest_comes_first_and_each_once(tmp_path: Path) -> None:
    one, two = tmp_path / "one, with a comma.csv", tmp_path / "zwei ü.json"
    assert recent(tmp_path).paths == []
    recent(tmp_path).add(one)
    assert recent(tmp_path).paths == [one]
    for path in (two, one, two):
        recent(tmp_path).add(path)
    assert recent(tmp_path).paths == [two, one]
    recent(tmp_path).drop(two)
    assert recent(tmp_path).paths == [one]
    recent(tmp_path).drop(one)
    assert recent(tmp_path).paths == []


def test_two_windows_add_to_one_list(tmp_path: Path) -> None:
    here, there = recent(tmp_path), recent(tmp_path)
    here.add(tmp_path / "one.csv")
    there.add(tmp_path / "two.csv")
    assert here.paths == there.paths == [tmp_path / "two.csv", tmp_path / "one.csv"]


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        recent(tmp_path).add(tmp_path / f"{number}.csv")
    assert [path.stem for path in recent(tmp_path).paths] == [str(MOST + 4 - place) for place in range(MOST)]


def test_nonsense_is_no_file(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    settings.setValue("files/recent", 7)
    settings.sync()
    assert all(isinstance(path, Path) for path in recent(tmp_path).paths)


def test_without_settings_nothing_is_kept() -> None:
    nowhere = Recent(None)
    nowhere.add(Path("one.csv"))
    assert nowhere.paths == []
