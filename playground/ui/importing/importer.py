"""The one way of a table into the session: its bytes, their first rows, the dialog, and then its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from playground.data import Loaded, Raw, Recipe
from playground.errors import PlaygroundError
from playground.session import Notice, Session
from playground.ui.background.progress_line import ProgressLine
from playground.ui.importing.dialog import ImportDialog
from playground.ui.importing.draft import Draft
from playground.ui.importing.labels import refusal
from playground.ui.theme.theme import Theme

PASTED = "pasted rows"


class Importer(QObject):
    """Imports one table at a time into the session of a window.

    `do` runs a verb and shows at once what came of it; `line` is where the reading of a large file is seen.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        line: ProgressLine,
        theme: Callable[[], Theme],
        do: Callable[..., None],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._line, self._theme, self._do = window, session, line, theme, do
        self._recipes: dict[str, Recipe] = {}  # of the files imported so far: they are offered again
        self._dialog: ImportDialog | None = None

    def open_file(self, path: Path) -> None:
        """Import a file. A notice says so if it cannot be read at all."""
        recipe = self._recipe(str(path))
        self._begin(path.name, f"Open {path.name}", lambda tell: Draft(Raw.of_file(path, tell), recipe, tell))

    def paste(self, words: str) -> None:
        """Import rows that were copied from elsewhere."""
        recipe, raw = self._recipe(""), Raw(PASTED, words.encode())
        self._begin(PASTED, "Paste data", lambda tell: Draft(raw, recipe, tell))

    def stop(self) -> None:
        """Give up what is being imported; the session stays as it is."""
        self._line.stop()
        if self._dialog is not None:
            self._dialog.reject()

    # --- inside ------------------------------------------------------------------------------------

    def _recipe(self, source: str) -> Recipe:
        """How this source was read before; else by what is found, parted like the present rows."""
        present = self._session.experiment.recipe
        if present.source == source:
            return present
        return self._recipes.get(source) or present.changed(source=source)

    def _begin(self, name: str, label: str, look: Callable[[Any], Draft]) -> None:
        self.stop()
        self._session.notices.dismiss()
        self._line.run(f"Reading {name}", look, lambda draft: self._ask(draft, label), self._fail)

    def _ask(self, draft: Draft, label: str) -> None:
        spec = self._session.spec
        scaling = {"scale_inputs": spec.scale_inputs, "scale_target": spec.scale_target}
        self._dialog = ImportDialog(self._window, draft, scaling, self._theme())
        self._dialog.imported.connect(lambda loaded, recipe: self._adopt(label, loaded, recipe, scaling))
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _adopt(self, label: str, loaded: Loaded, recipe: Recipe, scaling: dict[str, str]) -> None:
        self._recipes[recipe.source] = recipe
        self._do(lambda: self._session.source.load_table(label, loaded, recipe, **scaling))

    def _fail(self, error: PlaygroundError) -> None:
        self._session.notices.show(Notice(refusal(error)))

    def _forget(self) -> None:
        self._dialog = None
