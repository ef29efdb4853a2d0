"""What a teacher does with lessons, where the disk does not allow it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from playground.errors import FileError
from playground.ui import places
from playground.ui.lessons.teaching import Teaching


def test_a_folder_of_results_that_cannot_be_made_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "documents"
    in_the_way.write_text("a file")
    monkeypatch.setattr(places, "results_folder", lambda: in_the_way / "results")
    nothing: Any = None
    teaching = Teaching(nothing, nothing, nothing, do=nothing, theme=nothing)
    with pytest.raises(FileError, match="cannot be made"):
        teaching.open_folder()


@pytest.mark.usefixtures("qapp")
def test_what_was_typed_into_a_dialog_is_there_again_until_it_is_saved() -> None:
    nothing: Any = None
    teaching = Teaching(nothing, nothing, nothing, do=nothing, theme=nothing)
    seen = []
    for result in (QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected):
        dialog = QDialog()
        title, text = QLineEdit(dialog, objectName="title"), QPlainTextEdit(dialog, objectName="text")
        teaching._keep_typed(dialog, title, text)
        seen.append((title.text(), text.toPlainText()))
        title.setText("XOR")
        text.setPlainText("Look.")
        dialog.done(result)
    assert seen == [("", ""), ("XOR", "Look."), ("", "")]
