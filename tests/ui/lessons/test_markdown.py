"""The text of a step: formulas in letters of the program's own, nothing loaded, no HTML of a stranger."""

from __future__ import annotations

import pytest

from playground.ui.lessons.markdown import formula, html, spoken

pytestmark = pytest.mark.usefixtures("qapp")


def test_letters_lean_and_names_of_functions_do_not() -> None:
    made = formula("a_1 = tanh(w_{11}·x^2)", 13).replace("\u2060", "")  # which keep a bracket on its line
    assert (
        "<i>a</i><sub>1</sub>" in made and "<i>w</i><sub>11</sub>" in made and "<i>x</i><sup>2</sup>" in made
    )
    assert "tanh(" in made and "<i>t</i>" not in made


def test_markdown_is_shown_and_nothing_else_is_taken() -> None:
    made = html("**Strong** $w < 0$ <script>alert(1)</script> ![picture](secret.png)", 13)
    assert "font-weight" in made and "&lt;" in made
    assert "<script>" not in made and "<img" not in made and "secret" not in made
    assert "picture" in made


def test_a_lonely_dollar_is_a_dollar() -> None:
    assert "$ 250" in html("It costs $ 250.", 13)


def test_what_is_read_aloud_has_no_signs() -> None:
    assert spoken("**Strong** $z = w·a$") == "Strong z = w·a"
