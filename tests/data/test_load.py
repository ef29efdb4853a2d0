"""A recipe becomes a dataset, from a generator, a bundled set or a file, split into train and test rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.data.generators import GENERATORS
from playground.data.load import load
from playground.data.recipe import Recipe
from playground.errors import DataError


@pytest.mark.parametrize("source", GENERATORS)
def test_a_generator_gets_count_noise_classes_and_seed(source: str) -> None:
    data = load(Recipe(source=source, count=75, noise=30, classes=4, seed=5, train_share=0.8))
    expected = GENERATORS[source].dataset(75, 30, 4, 5)
    assert np.array_equal(data.X, expected.X)
    assert np.array_equal(data.y, expected.y)
    assert data.class_names == expected.class_names
    assert data.test.sum() == 15


def test_zero_rows_stand_for_the_usual_number() -> None:
    assert [len(load(Recipe(source=source))) for source in ("circle", "plane", "line")] == [
        500,
        1200,
        100,
    ]


def test_all_rows_may_train() -> None:
    assert not load(Recipe(train_share=1)).test.any()


@pytest.mark.parametrize(("rows", "trained"), [(19, 19), (20, 10), (500, 250)])
def test_of_a_few_rows_all_train_unless_a_share_is_chosen(rows: int, trained: int) -> None:
    assert (~load(Recipe(count=rows)).test).sum() == trained
    assert (~load(Recipe(count=rows, train_share=0.5)).test).sum() == rows // 2
    assert not load(Recipe(source="anscombe-1")).test.any()


def test_a_bundled_set_may_have_another_target() -> None:
    assert load(Recipe(source="houses")).target == "price_usd"
    data = load(Recipe(source="houses", target="rooms", task="classes"))
    assert data.columns == ("size_m2", "age_years", "price_usd")
    assert "3" in data.class_names
    assert data.name == "houses"


def test_a_file_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("kind,x\na,1\nb,2\na,3\na,4\n")
    data = load(Recipe(source=str(file), target="kind", train_share=0.75))
    assert (data.name, data.class_names, int(data.test.sum())) == ("mine.csv", ("a", "b"), 1)


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("circel", "circle"),
        ("iris.csv", "iris"),
        ("qqq", "Choose one of"),
        ("~nobody/q", ""),
    ],
)
def test_an_unknown_source_suggests_what_there_is(source: str, hint: str) -> None:
    with pytest.raises(DataError) as caught:
        load(Recipe(source=source))
    assert caught.value.message == f'Unknown dataset or file "{source}".'
    assert hint in caught.value.hint


def test_a_source_that_is_no_path_at_all_is_named_in_short() -> None:
    with pytest.raises(DataError) as caught:
        load(Recipe(source="x,y\n" * 999))
    assert caught.value.message.startswith('Unknown dataset or file "x,y x,y')
    assert len(caught.value.message) <= 600
