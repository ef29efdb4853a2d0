"""What columns and classes are called on screen."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import COLOURS, SAFE_COLOURS, Dataset, Names
from playground.data.classes import without_class
from playground.data.shown_names import class_called, indexed


def named(*classes: str, generated: bool = True) -> Dataset:
    return Dataset(np.empty((0, 2)), np.empty(0), ("x1", "x2"), "class", classes, generated=generated)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (("red", "green"), ("orange", "blue")),
        (COLOURS, SAFE_COLOURS),
        (("setosa", "green"), ("setosa", "blue")),  # a typed name stays
        (("blue", "green"), ("blue", "green")),  # … and no other class takes it
        (("green", "red"), ("green", "red")),  # typed, too
        (("A", "B", "C"), ("A", "B", "C")),
    ],
)
def test_classes_are_called_after_the_colours_that_are_seen(
    stored: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    data = named(*stored)
    assert Names.on_screen(data, safe=True).classes == shown
    assert Names.on_screen(data).classes == data.class_names == stored
    assert Names.on_screen(named(*stored, generated=False), safe=True).classes == stored


def test_with_a_class_less_the_others_have_other_colours() -> None:
    assert without_class(("red", "green", "blue"), 0) == ("red", "green")
    assert without_class(("red", "oak", "blue"), 0) == ("oak", "green")
    assert without_class(("red", "green", "oak"), 2) == ("red", "green")
    assert without_class(("oak", "ash", "red", "green"), 1) == ("oak", "red", "green")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("x1", "x₁"), ("x12", "x₁₂"), ("y", "y"), ("size_m2", "size_m2"), ("é1", "é1"), ("", ""), ("1", "1")],
)
def test_a_letter_with_a_number_has_it_below(name: str, shown: str) -> None:
    assert indexed(name) == shown


def test_a_lone_generated_input_is_called_as_in_the_formulas() -> None:
    lone = Dataset(np.empty((0, 1)), np.empty(0), ("x",))
    assert Names.on_screen(lone).columns == ("x₁",) and lone.columns == ("x",)


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("orange", 0),
        (" Orange ", 0),
        ("red", 0),  # as it is stored
        ("RED", 0),
        ("blue", 1),  # what is seen comes first
        ("green", 1),
        ("purple", None),
    ],
)
def test_a_class_is_known_by_the_name_that_is_seen_and_the_one_that_is_stored(
    words: str, index: int | None
) -> None:
    assert class_called(words, ("orange", "blue", "black"), ("red", "green", "blue")) == index


def test_upper_and_lower_case_tell_two_classes_apart() -> None:
    assert class_called("b", ("B", "b"), ("B", "b")) == 1
