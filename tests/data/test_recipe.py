"""A recipe holds its limits, explains every choice and survives a file."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from playground.data.recipe import PARSING, Recipe
from playground.errors import SpecError
from playground.settings import settings_of


def test_the_default_is_the_circle() -> None:
    recipe = Recipe()
    assert (recipe.source, recipe.count, recipe.noise, recipe.train_share) == ("circle", 0, 0.0, None)


def test_every_field_is_a_setting_with_a_label_and_an_explanation() -> None:
    settings = settings_of(Recipe)
    assert tuple(settings) == Recipe.__struct_fields__
    assert all(setting.label and setting.help.endswith(".") for setting in settings.values())
    assert len({setting.label for setting in settings.values()}) == len(settings)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"count": -1}, "Rows cannot be -1."),
        ({"count": 1}, "Rows cannot be 1."),
        ({"count": 1_000_001}, "Rows cannot be 1000001."),
        ({"noise": 100.5}, "Noise cannot be 100.5."),
        ({"noise": float("nan")}, "Noise cannot be nan."),
        ({"classes": 9}, "Classes cannot be 9."),
        ({"seed": -1}, "Data seed cannot be -1."),
        ({"train_share": 0.05}, "Train split cannot be 0.05."),
        ({"task": "clases"}, "Task cannot be 'clases'."),
        ({"missing": "keep"}, "Missing values cannot be 'keep'."),
        ({"separator": ":"}, "Separator cannot be ':'."),
        ({"decimal": ";"}, "Decimal mark cannot be ';'."),
        ({"encoding": "utf8"}, "Encoding cannot be 'utf8'."),
        ({"header": 1}, "Header cannot be 1."),
        ({"inputs": "abc"}, "Input columns cannot be 'abc'."),
    ],
)
def test_values_outside_the_limits_are_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(SpecError) as caught:
        Recipe(**values)
    assert caught.value.message == message


def test_a_recipe_survives_a_file() -> None:
    recipe = Recipe(source="my.csv", count=7, noise=12.5, seed=3, train_share=0.8, target="y", task="classes")
    assert msgspec.json.decode(msgspec.json.encode(recipe), type=Recipe) == recipe
    recipe = Recipe(
        inputs=("a", "b"), missing="mean", separator="\t", decimal=",", encoding="cp1252", header=False
    )
    assert msgspec.json.decode(msgspec.json.encode(recipe), type=Recipe) == recipe
    with pytest.raises(msgspec.ValidationError, match="nose"):
        msgspec.json.decode(b'{"nose": 3}', type=Recipe)


def test_a_recipe_of_an_older_file_is_read() -> None:
    old = b'{"source": "my.csv", "count": 0, "seed": 3, "train_share": 0.5, "target": "y", "task": null}'
    assert msgspec.json.decode(old, type=Recipe) == Recipe(
        source="my.csv", seed=3, target="y", train_share=0.5
    )


def test_another_source_is_read_as_if_nothing_was_chosen_for_the_old_one() -> None:
    recipe = Recipe(
        source="my.csv", seed=3, target="y", inputs=("a",), missing="drop", header=True, decimal=","
    )
    assert recipe.changed(seed=4, inputs=()) == Recipe(
        source="my.csv", seed=4, target="y", missing="drop", header=True, decimal=","
    )
    assert recipe.changed(source="other.csv", target="z") == Recipe(source="other.csv", seed=3, target="z")
    assert {"inputs", "missing", "separator", "sheet"} <= set(PARSING)
    assert "seed" not in PARSING


@pytest.mark.parametrize(("old", "name"), [("reg-plane", "plane"), ("reg-gauss", "hills")])
def test_a_dataset_that_was_renamed_is_still_found_by_its_old_name(old: str, name: str) -> None:
    assert Recipe(source=old) == Recipe(source=name)
    assert msgspec.json.decode(f'{{"source": "{old}"}}', type=Recipe).source == name
    assert Recipe().changed(source=old).source == name
