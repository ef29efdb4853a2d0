"""The view comes back from the settings; what cannot be read takes its default; windows share them."""

from __future__ import annotations

import math
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import asdict, replace
from PySide6.QtCore import QByteArray, QSettings

from playground.session import ViewSettings
from playground.training.many_choices import SEED_COUNTS
from playground.training.race import VARIED
from playground.ui.window_settings import Memory, restore_view


def ini(path: Path) -> QSettings:
    return QSettings(str(path / "kept.ini"), QSettings.Format.IniFormat)


class Window(SimpleNamespace):
    """As much of a window as is remembered."""

    def __init__(self, path: Path) -> None:
        view = SimpleNamespace(settings=restore_view(ini(path)))
        super().__init__(session=SimpleNamespace(view=view), place=QByteArray(b"first"))
        self.memory = Memory(self, ini(path))

    def saveGeometry(self) -> QByteArray:
        return self.place

    def isFullScreen(self) -> bool:
        return False

    def restoreGeometry(self, place: QByteArray) -> None:
        self.place = place

    def change(self, **choices: object) -> None:
        self.session.view.settings = replace(self.session.view.settings, **choices)
        self.memory.keep()


@pytest.mark.parametrize(
    "view",
    [
        ViewSettings(),
        ViewSettings(dark=True, safe_colours=True, log_loss_axis=False, speed=math.inf, text_size=150),
    ],
)
def test_there_and_back(tmp_path: Path, view: ViewSettings) -> None:
    window = Window(tmp_path)
    window.place = QByteArray(b"elsewhere")
    window.change(**asdict(view))
    again = Window(tmp_path)
    assert again.session.view.settings == view
    assert again.place == QByteArray(b"elsewhere")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "kept.ini").mkdir()
    window = Window(tmp_path)
    window.change(dark=True)
    assert window.memory.refused == str(tmp_path / "kept.ini")


def test_nothing_kept_yet(tmp_path: Path) -> None:
    assert restore_view(ini(tmp_path)) == ViewSettings()


@pytest.mark.parametrize("nonsense", ["nan", "-3", "0", "fast", "", "[1]"])
def test_nonsense_takes_the_default(tmp_path: Path, nonsense: str) -> None:
    settings = ini(tmp_path)
    for name in asdict(ViewSettings()):
        settings.setValue(f"view/{name}", nonsense)
    settings.setValue("view/unknown", "1")
    settings.setValue("window/geometry", "no geometry")
    view = restore_view(settings)
    assert (view.speed, view.text_size) == (ViewSettings().speed, 100)
    assert all(isinstance(value, (bool, int, float, str)) for value in asdict(view).values())
    assert view.race_setting in VARIED and not view.race_values
    assert view.many_seeds in SEED_COUNTS and view.many_epochs >= 1 and 0.0 < view.solved_percent <= 100.0


@pytest.mark.parametrize(("kept", "size"), [("150", 150), ("149", 125), ("5", 100), ("1e9", 200)])
def test_only_a_text_size_that_there_is_comes_back(tmp_path: Path, kept: str, size: int) -> None:
    settings = ini(tmp_path)
    settings.setValue("view/text_size", kept)
    assert restore_view(settings) == ViewSettings(text_size=size)


def test_two_windows_keep_what_each_of_them_has_changed(tmp_path: Path) -> None:
    one, other = Window(tmp_path), Window(tmp_path)
    one.change(dark=True)
    other.change(safe_colours=True)
    one.change(speed=10.0)
    other.memory.keep()
    assert restore_view(ini(tmp_path)) == ViewSettings(dark=True, safe_colours=True, speed=10.0)


def test_what_is_not_changed_is_not_written(tmp_path: Path) -> None:
    Window(tmp_path).memory.keep()
    assert not ini(tmp_path).allKeys()
