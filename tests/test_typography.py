"""Raised and lowered characters, there and back."""

from __future__ import annotations

from playground.typography import (
    SUBSCRIPTS,
    SUPERSCRIPTS,
    layer_superscript,
    subscript,
    superscript,
    unbroken,
    unscripted,
)


def test_scripts_there_and_back() -> None:
    assert superscript("0123456789-()") == SUPERSCRIPTS
    assert subscript("0123456789") == SUBSCRIPTS
    assert unscripted(SUPERSCRIPTS + SUBSCRIPTS) == "0123456789-()0123456789"
    assert superscript(-14) == "⁻¹⁴"


def test_the_number_of_a_layer_is_no_power() -> None:
    assert layer_superscript(12) == "⁽¹²⁾"


def test_a_line_ends_in_no_symbol_and_before_no_number() -> None:
    kept = unbroken("w⁽²⁾₁₁ goes by α × 0.2 = 0.1. ∂E/∂b and a = 2. w: 1 → 2.")
    words = ["w⁽²⁾\u2060₁₁", "goes", "by", "α\xa0×\xa00.2", "=\xa00.1.", "∂E/\u2060∂b", "and", "a\xa0=\xa02."]
    words += ["w:\xa01\xa0→\xa02."]
    assert kept.split(" ") == words
