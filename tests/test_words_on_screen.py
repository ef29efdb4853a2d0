"""Words that were replaced by the field's terms stay away from screen, command line and errors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = [ROOT / "run.py", *sorted((ROOT / "playground").rglob("*.py"))]

# What must not be said, and what is said instead (CONTRIBUTING.md, Words).
REPLACED = {
    r"anew|once more": "again, from scratch",
    r"by heart": "overfitting",
    r"to blame": "depends on",
    r"learnt from|learn from it": "trained on",
    r"taken for": "predicted as",
    r"(is|are) (no|of) (finite )?(number|value)s?\b": "is not a number; regression",
    r"(is|are) the most": "at most",
    r"(take|takes|taken) (\w+ )?away|erase\b": "delete",
    r"puts? (\w+ ){0,2}back": "discard, restore, undo",
    r"hold out|held[ -]out|take back": "test set, training set",
    r"\bswap": "relabel",
    r"\b(un)?lock(ed)?\b": "freeze, frozen",
    r"first weights": "initial weights",
    r"parted by|parts the": "separated by",
    r"upright axis": "y-axis",
    r"the way back|travel(s)? (for|back)wards?": "backward pass, undo",
    r"cannot learn": "does not apply to",
    r"a hand\b|by hand of": "the user",
    r"foret(ell|old)": "prediction",
    r"name's end|end of the (file's )?name": "extension",
    r"each another": "different",
}
FORBIDDEN = re.compile("|".join(REPLACED), re.IGNORECASE)


LOCKED = re.compile(r"\block(ed)?\b", re.IGNORECASE)  # parameters are frozen; a lesson's controls are locked


def said(path: Path) -> Iterator[tuple[int, str]]:
    """Every text of a module that a user may read: several words, or one with a capital; no docstring."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        text = node.value if isinstance(node, ast.Constant) and id(node) not in docstrings else None
        if isinstance(text, str) and (" " in text.strip() or text[:1].isupper()):
            yield node.lineno, text


def test_no_replaced_word_comes_back() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in FILES
        for line, text in said(path)
        if FORBIDDEN.search(LOCKED.sub("", text) if "lesson" in str(path.relative_to(ROOT)) else text)
    ]
    assert not found, "see REPLACED for the words to use"


@pytest.mark.parametrize("text", ["Swap classes", "3 rows are the most", "Put the weights back", "held out"])
def test_the_list_finds_them(text: str) -> None:
    assert FORBIDDEN.search(text)
