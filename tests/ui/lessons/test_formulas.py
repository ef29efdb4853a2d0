"""Formulas of a lesson are read as the Backprop mode reads its own, and broken between their terms alone."""

from __future__ import annotations

import re

import pytest

from playground.microscope.typeset import typeset
from playground.ui.lessons.markdown import formula, html, spoken


def plain(made: str) -> str:
    return re.sub("<span[^>]*>|</span>|\u2060", "", made)


def test_a_power_in_braces_is_one_in_brackets() -> None:
    assert typeset("e^{−z}") == typeset("e^(−z)")
    assert plain(formula("e^{−z}", 13)) == "<i>e</i><sup>−<i>z</i></sup>"


def test_scripts_in_braces_stand_where_raised_and_lowered_letters_do() -> None:
    assert typeset("w^{(1)}_{12}") == typeset("w⁽¹⁾₁₂")
    assert plain(formula("w₁", 13)) == plain(formula("w_1", 13)) == "<i>w</i><sub>1</sub>"


def words(made: str) -> list[str]:
    return re.sub("<[^>]*>|\u2060", "", made).split(" ")


def test_a_line_ends_in_front_of_a_term_and_never_within_short_brackets() -> None:
    assert words(formula("ŷ = 1/(1 + e^{−z})", 13)) == ["ŷ\u00a0=\u00a01/(1\u00a0+\u00a0e−z)"]
    long = "z = w₁·x₁ + w₂·x₂ + (a − b)·c"
    assert [one[0] for one in words(formula(long, 13))] == ["z", "=", "+", "+"]


def test_a_function_keeps_its_bracket() -> None:
    assert "′\u2060(" in formula("f′(z)", 13)


@pytest.mark.usefixtures("qapp")
def test_paragraphs_stand_apart() -> None:
    made = html("One.\n\nTwo.\n\nThree.", 13)
    assert re.findall(r"margin-top:0px; margin-bottom:(\d+)px", made) == ["8", "8", "0"]


def test_braces_are_read_aloud_as_brackets() -> None:
    assert spoken("$e^{−z}$") == "e^(−z)"
