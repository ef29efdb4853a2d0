"""The choices of the import dialog, without the dialog."""

from __future__ import annotations

import pytest

from playground.data import Raw, Recipe
from playground.errors import DataError, PlaygroundError
from playground.ui.importing.draft import Draft

TABLE = "name;a;b;y\nann;1,5;2;0,5\nbob;2,5;;1\ncid;3;4;7\n"


def draft(words: str = TABLE, **choices: object) -> Draft:
    return Draft(Raw("t.csv", words.encode()), Recipe(source="t.csv", **choices))  # type: ignore[arg-type]


def test_all_columns_of_numbers_are_inputs_at_first() -> None:
    made = draft()
    assert made.target == "y" and made.inputs == ("a", "b")
    assert made.final().inputs == ()  # the usual ones
    assert made.decisions and made.decisions.task == "regression"


def test_a_column_with_one_bad_number_stays_an_input() -> None:
    assert draft("a,b,y\n1,2,0\n2,four,1\n").inputs == ("a", "b")  # so that reading it says where it is bad


def test_what_is_ticked_is_named() -> None:
    made = draft("a,b,y\n1,2,0\n2,4,1\n")
    made.toggle("a")
    made.toggle("a")
    assert made.final().inputs == ("a", "b")


def test_another_target() -> None:
    made = draft(task="regression")
    made.choose(target="name", task=None)
    assert made.inputs == ("a", "b", "y")
    assert made.decisions and made.decisions.task == "classes"
    assert made.final().target == "name" and made.final().task is None


def test_columns_are_left_out_and_taken_again() -> None:
    made = draft()
    made.toggle("a")
    assert made.inputs == ("b",)
    made.toggle("a")
    made.toggle("name")
    assert made.inputs == ("name", "a", "b")
    made.take(())
    with pytest.raises(DataError, match="No input column"):
        made.final()


def test_what_was_chosen_before_is_kept_as_far_as_it_is_there() -> None:
    made = draft(inputs=("b", "gone"), target="a")
    assert (made.inputs, made.target) == (("b",), "a")
    assert draft(inputs=("gone",), target="gone too").inputs == ("a", "b")


def test_other_columns_are_chosen_anew() -> None:
    made = draft(target="a")
    made.choose(header=False)
    assert made.columns == ("x1", "x2", "x3", "y") and made.target == "y"
    made.choose(header=None)
    assert made.target == "y" and made.inputs == ("a", "b")


def test_a_choice_that_cannot_be_read_can_be_taken_back() -> None:
    made = draft()
    with pytest.raises(PlaygroundError):
        made.choose(separator="|")
    assert made.recipe.separator == "|" and made.columns == ("name", "a", "b", "y")
    made.choose(separator=None)
    assert made.final() == draft().final()


def test_five_thousand_columns() -> None:
    names = [f"c{k}" for k in range(5000)]
    made = draft(",".join(names) + "\n" + ("1," * 4999 + "2\n") * 2)
    assert made.problem is not None and "200" in str(made.problem)
    with pytest.raises(PlaygroundError, match="200"):
        made.take(names[:300])
    made.take(names[:20])
    assert made.final().inputs == tuple(names[:20])
