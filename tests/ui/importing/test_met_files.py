"""The import dialog takes the same decisions as the command line, and opens for what is refused, too."""

from __future__ import annotations

import pytest

from playground.data import Raw, Recipe, read_table
from playground.ui.importing.draft import Draft
from tests.data.reading.met_files import CASES, FOLDER, REFUSED, loaded, recipe_of


@pytest.mark.parametrize("name", CASES)
def test_the_window_decides_the_same(name: str) -> None:
    draft = Draft(Raw.of_file(FOLDER / name), recipe_of(name))
    assert draft.problem is None
    by_window, by_command = read_table(draft.raw, draft.final()), loaded(name)
    assert by_window.decisions == by_command.decisions
    assert by_window.dataset.same_as(by_command.dataset)
    seen, told = draft.decisions, by_command.decisions
    assert seen is not None
    assert (seen.target, seen.task, seen.inputs, seen.header) == (
        told.target,
        told.task,
        told.inputs,
        told.header,
    )


@pytest.mark.parametrize("name", REFUSED)
def test_the_dialog_opens_for_what_is_refused(name: str) -> None:
    draft = Draft(Raw.of_file(FOLDER / name), Recipe(source=name))
    assert draft.columns and draft.preview.rows
