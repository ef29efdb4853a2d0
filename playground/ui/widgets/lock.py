"""The button that keeps a weight or a bias as it is."""

from __future__ import annotations

from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key


class LockTool(IconButton):
    """Checked is locked; the picture says the same."""

    def __init__(self, name: str, key: str = "") -> None:
        tip = "Freeze this parameter: it is not trained"
        super().__init__("unlock", "Freeze", with_key(tip, key) if key else tip, "bare")
        self.setObjectName(name)
        self.setCheckable(True)

    def show_locked(self, *, locked: bool) -> None:
        self.setChecked(locked)
        self.apply_theme(self._theme)

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.picture = "lock" if self.isChecked() else "unlock"
        self.setIcon(style.icon(self.picture, theme.accent if self.isChecked() else theme.ink, theme.line))
