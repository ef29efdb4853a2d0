"""How numbers, expressions and formulae are written."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.microscope.digits import EXACT, apart, number, unit, written
from playground.microscope.expression import PI, Leaf, call, exp, total
from playground.microscope.formula import digits_needed, equation, statement
from playground.microscope.typeset import Piece, typeset
from playground.training.parameters import Parameter


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.8598, "0.860"),
        (-3.0, "−3"),
        (-0.0, "0"),
        (0.7, "0.7"),
        (0.0123456, "0.0123"),
        (12.3456, "12.35"),
        (1234.56, "1,235"),
        (256_112.37, "256,112"),
        (300_000.0, "300,000"),
        (1.2345e-5, "1.23·10⁻⁵"),
        (1e-8, "10⁻⁸"),
        (-1e12, "−10¹²"),
        (1.23456e11, "1.23·10¹¹"),
        (1 / 3, "0.333"),
        (0.30001, "0.300"),
        (0.1 + 0.2, "0.3"),  # what the last bit of a sum is, hangs on the library that adds it up
        (-1.3199999999999998, "−1.32"),
        (1.2000000000000002e-5, "1.2·10⁻⁵"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_a_number_is_short_where_it_is_exact_and_rounded_where_it_is_not(value: float, text: str) -> None:
    assert number(value, 3) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "1/2"), (-2 / 3, "−2/3"), (0.2, "0.2"), (3.0, "3"), (0.33, "0.33"), (1.75, "7/4")],
)
def test_a_short_fraction_is_one(value: float, text: str) -> None:
    assert number(value, 3, fractions=True) == text


@example(value=1.75e308, digits=2)  # rounded up it is no float
@given(value=st.floats(allow_nan=False, allow_infinity=False), digits=st.integers(2, EXACT))
def test_what_is_read_is_within_half_of_the_last_digit(value: float, digits: int) -> None:
    shown = written(value, digits)[1]
    assert abs(shown - value) <= 0.5000001 * unit(value, digits) + abs(value) * 1e-15
    assert digits < EXACT or shown == value


def test_two_numbers_are_told_apart() -> None:
    assert apart(0.40091, 0.40132, 3) == 4
    assert apart(0.1, 0.1, 3) == 3


Z, A = Leaf(-1.8181234, "z⁽²⁾₁"), Leaf(0.86, "a⁽¹⁾₂")


@pytest.mark.parametrize(
    ("tree", "letters", "numbers"),
    [
        (1 / (1 + exp(-Z)), "1 / (1 + e^(−z⁽²⁾₁))", "1 / (1 + e^(−(−1.818)))"),
        (1 - A**2, "1 − (a⁽¹⁾₂)²", "1 − 0.86²"),
        (A - Z, "a⁽¹⁾₂ − z⁽²⁾₁", "0.86 − (−1.818)"),
        (A + Z, "a⁽¹⁾₂ + z⁽²⁾₁", "0.86 − 1.818"),
        (Z * A + Z * Z, "z⁽²⁾₁ · a⁽¹⁾₂ + z⁽²⁾₁ · z⁽²⁾₁", "−1.818 · 0.86 − 1.818 · (−1.818)"),
        (-(Z * A), "−z⁽²⁾₁ · a⁽¹⁾₂", "−(−1.818 · 0.86)"),
        (2 * (A - Z), "2 · (a⁽¹⁾₂ − z⁽²⁾₁)", "2 · (0.86 − (−1.818))"),
        (Z**3, "(z⁽²⁾₁)³", "(−1.818)³"),
        (A / Leaf(1e-5, "q"), "a⁽¹⁾₂ / q", "0.86 / (10⁻⁵)"),
        (A / Leaf(0.5, "w", "fraction"), "a⁽¹⁾₂ / w", "0.86 / (1/2)"),
        (call("√", 2 / PI) * A, "√(2 / π) · a⁽¹⁾₂", "√(2 / π) · 0.86"),
        (call("max", 0, Z), "max(0, z⁽²⁾₁)", "max(0, −1.818)"),
        (Leaf(0.9, "β", "exact") ** Leaf(3, "t", "exact"), "β^t", "0.9³"),
    ],
)
def test_brackets_stand_where_they_are_needed(tree: Leaf, letters: str, numbers: str) -> None:
    assert (tree.write(), tree.write(3)) == (letters, numbers)


def test_a_long_sum_keeps_its_order_and_its_smallest_terms_are_one_number() -> None:
    terms = [Leaf((-1) ** k * float(k), f"a{k}") for k in (3, 1, 8, 2, 5, 4, 7, 6)]
    tree = total(terms, Leaf(0.5, "b"))
    assert tree.write(3) == "−3 + 8 − 5 + 4 − 7 + 6 + (2 more: 1) + 0.5"
    assert tree.write() == "a3 + a8 + … + b"
    assert total(terms[:7]).write(3) == "−3 − 1 + 8 + 2 − 5 + 4 − 7"  # not "1 more"


def test_operands_have_as_many_digits_as_the_hand_needs() -> None:
    p, y = Leaf(0.999819, "ŷ"), Leaf(1.0, "y")
    assert equation("δ", p - y, 3).plain() == "δ = ŷ − y = 0.999819 − 1 = −0.000181"
    assert digits_needed(p - y, -0.000181, 3) == 6
    far = Leaf(-1.0569457, "ŷ") * Leaf(101_912.65, "std") + Leaf(286_166.67, "mean")
    assert equation("predicted", far, 3).plain().endswith("= −1.056946 · 101,912.6 + 286,166.7 = 178,451")


def test_the_tree_that_a_hand_can_follow_is_taken() -> None:
    trees = (-call("ln", Leaf(0.5338, "ŷ")), call("ln", 1 + exp(Leaf(-0.1354, "z"))))
    assert equation("E", trees, 3, 0.62773).plain() == "E = −ln(ŷ) = −ln(0.5338) = 0.628"
    trees = (-call("ln", Leaf(1 - 1e-12, "ŷ")), call("ln", 1 + exp(Leaf(-27.631, "z"))))
    assert equation("E", trees, 3, 1.00003e-12).plain() == "E = ln(1 + e^z) = ln(1 + e^(−27.63)) = 1.00·10⁻¹²"


def drawn(pieces: tuple[Piece, ...]) -> str:
    """Pieces as text: letters that are slanted as _w_, scripts as [above|below]."""
    return "".join(
        (f"_{one.text}_" if one.kind == "letter" else one.text)
        + (f"[{drawn(one.above)}|{drawn(one.below)}]" if one.above or one.below else "")
        for one in pieces
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("∂E/∂w⁽²⁾₁₂", "∂_E_/∂_w_[(2)|12]"),
        ("e^(−z⁽²⁾₁)", "_e_[−_z_[(2)|1]|]"),
        ("tanh(0.360) < 1.2·10⁻⁵", "tanh(0.360) < 1.2·10[−5|]"),
        ("m\u0302 · w⁽¹⁾₁₀,₂", "_m\u0302_ · _w_[(1)|10,2]"),
        ("β₁^t", "_β_[_t_|1]"),
        ("f′(z⁽¹⁾₁)", "_f_′(_z_[(1)|1])"),
        ("(a⁽¹⁾₂)² + x₁²x₂", "(_a_[(1)|2])[2|] + _x_[2|1]_x_[|2]"),
        ("size_m2", "size_m2"),
    ],
)
def test_typeset(text: str, seen: str) -> None:
    assert drawn(typeset(text)) == seen


def test_a_line_can_be_broken_before_relations_and_terms_alone() -> None:
    pieces = typeset("z = w · x + (b − 1) / N = −2 · (−3), 4")
    assert [(one.text, one.depth) for one in pieces if one.kind in {"relation", "sum", "comma"}] == [
        (" = ", 0),
        (" + ", 0),
        (" − ", 1),
        (" = ", 0),
        (", ", 0),
    ]


def test_a_formula_knows_the_weights_in_it() -> None:
    w, b = Parameter(1, 0, 0), Parameter(1, 0)
    line = equation("z", Leaf(2.0, "w", of=w) * Leaf(3.0, "x") + Leaf(1.0, "b", of=b), 3)
    assert line.parameters == (w, b) and statement("∇E", of=[w]).parameters == (w,)
    terms = [Leaf(float(k), "w", of=Parameter(1, 0, k)) for k in range(9)]
    assert equation("z", total(terms), 3).parameters == tuple(Parameter(1, 0, k) for k in range(3, 9))


def test_the_note_is_behind_the_result() -> None:
    line = equation("a", A, 3, note="because <z>")
    assert line.plain() == "a = a⁽¹⁾₂ = 0.86  because <z>"
    assert [role for _, role in line.parts] == ["maths", "result", "note"]
    assert statement("y = 1").plain() == "y = 1"
