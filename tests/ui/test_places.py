"""Where the program keeps its files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QFileDialog

from playground.ui import places


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle in a folder of its own."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "backprop-playground"))
    return tmp_path


@pytest.fixture
def qt_settings() -> Iterator[None]:
    """Where Qt's own settings are, is as it was afterwards."""
    of_user = (QSettings.Format.NativeFormat, QSettings.Scope.UserScope)
    before = Path(QSettings(*of_user, "x").fileName()).parent
    yield
    QSettings.setPath(*of_user, str(before))


@pytest.mark.usefixtures("qapp", "qt_settings")
def test_a_folder_called_portable_beside_the_program_holds_everything(program: Path) -> None:
    (program / "portable").mkdir()
    assert places.data_folder() == program / "portable"
    settings = places.settings()
    settings.setValue("dark", True)
    settings.sync()
    assert [file.name for file in (program / "portable").iterdir()] == ["settings.ini"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the dialog is that of the system")
@pytest.mark.usefixtures("qapp", "qt_settings")
def test_it_holds_what_qt_s_own_dialogs_remember(program: Path) -> None:
    (program / "portable").mkdir()
    places.settings()
    dialog = QFileDialog(directory=str(program), options=QFileDialog.Option.DontUseNativeDialog)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert [file.name for file in (program / "portable").iterdir()] == ["QtProject.conf"]


@pytest.mark.usefixtures("qapp", "program")
def test_without_it_the_system_says_where() -> None:
    assert places.portable_folder() is None
    assert places.settings().fileName() == QSettings().fileName()


def test_a_file_of_that_name_is_no_folder(program: Path) -> None:
    (program / "portable").touch()
    assert places.portable_folder() is None
