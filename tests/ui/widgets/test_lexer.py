"""What stands out in a text of any language."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from playground.ui.widgets.lexer import by_line, spans

LINES = {
    "import numpy as np  # the rest": ["keyword:import", "keyword:as", "comment:# the rest"],
    '#include "net.h"': ["keyword:#include", 'string:"net.h"'],
    '{"a": -1.5e3, "b": true}': ['string:"a"', "number:-1.5e3", 'string:"b"', "keyword:true"],
    'x = "# not // a comment"; // one': ['string:"# not // a comment"', "comment:// one"],
    "static const float w1 = 0.25f;": ["keyword:static", "keyword:const", "keyword:float", "number:0.25f"],
    "W1 = x2 + y.z3": [],
}


@pytest.mark.parametrize("text", LINES)
def test_what_stands_out(text: str) -> None:
    found = [f"{kind}:{text[start : start + length]}" for start, length, kind in spans(text)]
    assert found == LINES[text]


def test_a_comment_of_several_lines_is_parted() -> None:
    text = 'a\n/* one\n two\n\n end */ 5\n"""doc\nstring"""\n'
    lines = text.split("\n")
    found = [[lines[row][start : start + length] for start, length, _ in row_spans]
             for row, row_spans in enumerate(by_line(text))]  # fmt: skip
    assert found == [[], ["/* one"], [" two"], [], [" end */", "5"], ['"""doc'], ['string"""'], []]


def test_nothing_is_said_twice() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(one[0] + one[1] <= other[0] for one, other in pairwise(spans(text)))
