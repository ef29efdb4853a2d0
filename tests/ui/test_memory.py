"""The view comes back from the settings; what cannot be read takes its default."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QSettings

from playground.session import View
from playground.ui import memory


def ini(path: Path) -> QSettings:
    return QSettings(str(path / "kept.ini"), QSettings.Format.IniFormat)


@pytest.mark.parametrize(
    "view",
    [View(), View(dark=True, safe_colours=True, log_loss_axis=False, speed=math.inf, text_size=150)],
)
def test_there_and_back(tmp_path: Path, view: View) -> None:
    window = SimpleNamespace(session=SimpleNamespace(view=view), saveGeometry=lambda: QByteArray(b"place"))
    memory.save(window, ini(tmp_path))
    assert memory.restore_view(ini(tmp_path)) == view
    assert ini(tmp_path).value("window/geometry") == QByteArray(b"place")


def test_nothing_kept_yet(tmp_path: Path) -> None:
    assert memory.restore_view(ini(tmp_path)) == View()


@pytest.mark.parametrize("nonsense", ["nan", "-3", "0", "fast", "", "[1]"])
def test_nonsense_takes_the_default(tmp_path: Path, nonsense: str) -> None:
    settings = ini(tmp_path)
    for name in asdict(View()):
        settings.setValue(f"view/{name}", nonsense)
    settings.setValue("view/unknown", "1")
    settings.setValue("window/geometry", "no geometry")
    view = memory.restore_view(settings)
    assert (view.speed, view.text_size) == (View().speed, 100)
    assert all(isinstance(value, (bool, int, float)) for value in asdict(view).values())


@pytest.mark.parametrize(("kept", "size"), [("150", 150), ("149", 125), ("5", 100), ("1e9", 200)])
def test_only_a_text_size_that_there_is_comes_back(tmp_path: Path, kept: str, size: int) -> None:
    settings = ini(tmp_path)
    settings.setValue("view/text_size", kept)
    assert memory.restore_view(settings) == View(text_size=size)
