"""What the window remembers from one start to the next: its place, and how things are shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict, replace
from PySide6.QtCore import QByteArray, QSettings

from playground.session import PRESENTED_SIZES, TEXT_SIZES, ViewSettings
from playground.settings import settings_of
from playground.training.many_choices import SEED_COUNTS, ManyChoices
from playground.training.race import VARIED

_SIZES = {"text_size": TEXT_SIZES, "presented_text": PRESENTED_SIZES, "many_seeds": SEED_COUNTS}


def restore_view(settings: QSettings) -> ViewSettings:
    """The view as it was; what is missing or not readable takes its default."""
    view = ViewSettings()
    for name, default in asdict(view).items():
        value = settings.value(f"view/{name}")
        if value is not None:
            view = replace(view, **{name: _read(value, default)})
    fitting: dict[str, Any] = {name: _size(getattr(view, name), sizes) for name, sizes in _SIZES.items()}
    for name, setting in settings_of(ManyChoices).items():
        if not setting.accepts(getattr(view, name)):
            fitting[name] = setting.default
    if view.race_setting not in VARIED:
        fitting |= {"race_setting": ViewSettings().race_setting, "race_values": ""}
    return replace(view, **fitting)


class Memory:
    """Puts a window where it was, and then writes what it changes; never what another window has changed."""

    def __init__(self, window: Any, settings: QSettings) -> None:
        self._window, self._settings = window, settings
        place = settings.value("window/geometry")
        if isinstance(place, QByteArray):
            window.restoreGeometry(place)
        self._known: dict[str, Any] = {"window/geometry": place}
        self._known = self._now()

    @property
    def refused(self) -> str:
        """The file that could not be written; empty as long as all goes well."""
        refused = self._settings.status() == QSettings.Status.AccessError
        return self._settings.fileName() if refused else ""

    def keep(self) -> None:
        """Write what has changed since the last time."""
        now = self._now()
        changed = {name: value for name, value in now.items() if value != self._known[name]}
        for name, value in changed.items():
            self._settings.setValue(name, value)
        if changed:
            self._settings.sync()
        self._known = now

    def _now(self) -> dict[str, Any]:
        view = {f"view/{name}": value for name, value in asdict(self._window.session.view.settings).items()}
        full = self._window.isFullScreen()  # a presentation, which ends with the window
        place = self._known["window/geometry"] if full else self._window.saveGeometry()
        return {"window/geometry": place, **view}


def _size(wanted: float, sizes: Sequence[int]) -> int:
    return max((size for size in sizes if size <= wanted), default=sizes[0])


def _read(value: Any, default: Any) -> Any:
    """A setting as the type of its default; text files keep only words."""
    if isinstance(default, bool):
        return str(value).lower() in {"true", "1"}
    if isinstance(default, str):
        return str(value)
    try:
        number = float(value)
    except (TypeError, ValueError):
        return default
    if math.isnan(number) or number <= 0:
        return default
    return round(number) if isinstance(default, int) and math.isfinite(number) else number
