"""What each card offers: options that matter to its file, and how the file is used."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from playground.export import FORMATS
from playground.export.pictures import PICTURE_FORMATS
from playground.ui.exporting.options_form import OptionsForm
from playground.ui.exporting.picture_offers import picture_offers
from playground.ui.exporting.usage_card import _LINES


def test_a_scale_is_offered_where_it_changes_the_file(qtbot: object) -> None:
    for offer in picture_offers():
        form = OptionsForm(offer.options(), lambda _: None, lambda _: None, room=500, unused=offer.unused)
        qtbot.addWidget(form)  # type: ignore[attr-defined]
        scaled = offer.suffix not in PICTURE_FORMATS or PICTURE_FORMATS[offer.suffix].scaled
        assert (form.findChild(QWidget, "export_scale") is not None) == scaled


def test_all_lines_of_how_to_use_a_file_are_seen() -> None:
    assert max(len(form.snippet.splitlines()) for form in FORMATS.values()) <= _LINES
