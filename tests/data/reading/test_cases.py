"""Small files as they were met: what is read of each, and what is said."""

from __future__ import annotations

import pytest

from playground.data import Raw, Recipe, read_table
from playground.errors import DataError
from tests.data.reading.met_files import CASES, FOLDER, REFUSED, SAID, loaded


def test_every_file_is_a_case() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*CASES, *REFUSED}


@pytest.mark.parametrize("name", CASES)
def test_what_is_read(name: str) -> None:
    found, wanted = loaded(name), dict(CASES[name])
    wanted.pop("missing", None)
    assert found.dataset.X[0].tolist() == list(wanted.pop("x", found.dataset.X[0]))
    assert found.dataset.y[0] == wanted.pop("y", found.dataset.y[0])
    assert {key: getattr(found.decisions, key) for key in wanted} == wanted


@pytest.mark.parametrize("name", SAID)
def test_what_is_said(name: str) -> None:
    assert any(SAID[name] in words for words in loaded(name).decisions.notes)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    raw, recipe = Raw.of_file(FOLDER / name), Recipe(source=name)
    with pytest.raises(DataError, match=REFUSED[name]):
        read_table(raw, recipe)
