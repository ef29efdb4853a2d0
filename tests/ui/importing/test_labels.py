"""A refusal names what helps as the dialog does."""

from __future__ import annotations

import pytest

from playground.data import Recipe
from playground.errors import DataError
from playground.settings import settings_of
from playground.ui.importing.labels import label_of, refusal


@pytest.mark.parametrize("name", settings_of(Recipe))
def test_the_remedy_is_called_by_its_label(name: str) -> None:
    error = DataError("Line 3.", f"Choose (option {name.replace('_', '-')}).")
    assert refusal(error) == f"Line 3. Choose (“{label_of(name)}”)."


def test_a_name_in_the_file_is_no_remedy() -> None:
    error = DataError('Column "option target" is empty.', "Choose one of: a, option b.")
    assert refusal(error) == str(error)
