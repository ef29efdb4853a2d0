"""Features named by their columns, whatever the columns are called."""

from __future__ import annotations

import pytest

from playground.data import available
from playground.data.feature_words import feature_named, unquoted, words_of
from playground.errors import SpecError

HOUSES = ("size", "rooms", "age")
ODD = ("size, m2", "a*b", "c^2", "sin(t)")


@pytest.mark.parametrize(
    ("word", "columns", "feature"),
    [
        ("size", HOUSES, "x1"),
        ("age", HOUSES, "x3"),
        ("size^2", HOUSES, "x1^2"),
        ("rooms²", HOUSES, "x2^2"),
        ("rooms * size", HOUSES, "x1*x2"),
        ("size*size", HOUSES, "x1^2"),
        ("sin(rooms)", HOUSES, "sin(x2)"),
        ("sin size", HOUSES, "sin(x1)"),
        ("x3", HOUSES, "x3"),
        ("x1*x2", HOUSES, "x1*x2"),
        ("size, m2", ODD, "x1"),
        ('"size, m2"^2', ODD, "x1^2"),
        ("a*b", ODD, "x2"),
        ('"size, m2"*"a*b"', ODD, "x1*x2"),
        ("size, m2*a*b", ODD, "x1*x2"),
        ("c^2", ODD, "x3"),
        ("sin(t)", ODD, "x4"),
        ("sin(a*b)", ODD, "sin(x2)"),
        ("x1", ("x2", "x1"), "x2"),  # a column's name comes first
        ('"say ""so"""', ('say "so"',), "x1"),
    ],
)
def test_a_word_means_a_feature(word: str, columns: tuple[str, ...], feature: str) -> None:
    assert feature_named(word, columns) == feature


@pytest.mark.parametrize("columns", [HOUSES, ("x1",), ("a", "b")])
def test_every_feature_is_still_named_as_in_a_spec(columns: tuple[str, ...]) -> None:
    for name in available(len(columns)):
        assert feature_named(name, columns) == name


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("szie", "Did you mean size"),
        ("roms^2", "rooms^2"),
        ("age^2", "first two inputs, “size” and “rooms”"),
        ("size*age", "first two inputs"),
        ("x4", "no feature “x4”"),
        ("weight", "Choose one of: size, rooms, age, size^2"),
        ('"', "no feature"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(word: str, said: str) -> None:
    with pytest.raises(SpecError) as caught:
        feature_named(word, HOUSES)
    assert said in str(caught.value)


def test_a_list_is_parted_by_commas_that_are_not_in_quotation_marks() -> None:
    assert words_of('a, "b, c"^2 ,d d,,"x""y,z"') == ("a", '"b, c"^2', "d d", '"x""y,z"')
    assert words_of("") == ()
    assert words_of('size 3",b') == ('size 3"', "b")  # an inch, and no quotation
    assert unquoted('"b, c"') == "b, c" and unquoted('b "c"') == 'b "c"'
