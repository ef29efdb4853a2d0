"""The files that were opened or saved last, the newest first, and their folder; kept between starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

MOST = 10
_KEY, _FOLDER = "files/recent", "files/folder"


class Recent:
    """Kept in the settings, which several windows share; without settings, nothing is kept."""

    def __init__(self, settings: QSettings | None) -> None:
        self._settings = settings

    @property
    def paths(self) -> list[Path]:
        if self._settings is None:
            return []
        self._settings.sync()  # another window may have added some
        names: object = self._settings.value(_KEY) or []
        names = names if isinstance(names, list) else [names]  # one alone is written without a list
        return [Path(name) for name in names if isinstance(name, str)][:MOST]

    @property
    def folder(self) -> str:
        """Where the last dialog was left."""
        return str(self._settings.value(_FOLDER, "")) if self._settings else ""

    def remember_folder(self, path: Path) -> None:
        """The next dialog begins in the folder of this file."""
        if self._settings:
            self._settings.setValue(_FOLDER, str(path.parent))

    def add(self, path: Path) -> None:
        """This one was used just now."""
        path = path.absolute()
        self._write([path, *(other for other in self.paths if other != path)][:MOST])

    def drop(self, path: Path) -> None:
        """This one is gone."""
        self._write([other for other in self.paths if other != path])

    def _write(self, paths: list[Path]) -> None:
        if self._settings is not None:
            self._settings.setValue(_KEY, [str(path) for path in paths])
            self._settings.sync()
