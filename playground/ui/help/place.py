"""Where the help is kept: one page, made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playground.ui.help.page import HelpPage
    from playground.ui.theme.theme import Theme


class Help:
    """The verbs of the help, for a window; `page` is there once it was wanted."""

    page: HelpPage | None = None

    def __init__(self, window: Any) -> None:
        self._window = window

    def toggle(self) -> None:
        """Show the page; if it is there already, close it."""
        if self.page is not None and self.page.isVisible():
            self.page.close()
        else:
            self._show()

    def show_about(self) -> None:
        self._show().show_about()

    def apply_theme(self, theme: Theme) -> None:
        if self.page is not None and self.page.isVisible():
            self.page.apply_theme(theme)

    def _show(self) -> HelpPage:
        if self.page is None:
            from playground.ui.help.page import HelpPage

            self.page = HelpPage(self._window, self._window.theme, self._window.settings)
        self.page.apply_theme(self._window.theme)
        self.page.show()
        self.page.activateWindow()
        return self.page
