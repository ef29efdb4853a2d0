"""A formula: one line with its letters, its numbers and its result.

A hand calculator finds every result that is shown from the numbers that are shown: the result has the
digits that were asked for, the numbers before it as many more as that takes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.microscope.digits import EXACT, number, unit, written
from playground.microscope.expression import Expression
from playground.training.parameters import Parameter

Role = Literal["maths", "result", "words", "note"]

_PATIENCE = 3  # so many digits more than asked for are still easier to read than another formula
_FLOAT = 1e-15  # what rounding inside the computer may do to a number of size 1


class Formula(Struct, frozen=True):
    """One line, in parts that follow one another; `parameters`: the weights and biases that stand in it.

    letters  what is calculated, without a number that it comes to; empty where nothing is
    """

    parts: tuple[tuple[str, Role], ...]
    parameters: tuple[Parameter, ...] = ()
    letters: str = ""

    @property
    def covered(self) -> Formula:
        """The same for whoever is to calculate it: letters alone."""
        return Formula(((self.letters, "maths"),), self.parameters) if self.letters else self

    def plain(self) -> str:
        """As text, for copying and for screen readers: δ⁽²⁾₁ = ŷ − y = 0.860 − 0 = 0.860."""
        return "".join(text for text, _ in self.parts)


def equation(
    name: str,
    trees: Expression | Sequence[Expression],
    digits: int,
    result: float | None = None,
    *,
    sign: str = "=",
    note: str = "",
    of: Parameter | None = None,
) -> Formula:
    """The line name = letters = numbers = result; of several trees the first that needs few digits is taken.

    `result` is the engine's own number; without it, the tree's. `of` is the parameter named on the left.
    """
    choices = [trees] if isinstance(trees, Expression) else list(trees)
    value = choices[0].value() if result is None else float(result)
    needs = [digits_needed(choice, value, digits) for choice in choices]
    enough = (k for k, need in enumerate(needs) if need <= digits + _PATIENCE)
    best = next(enough, needs.index(min(needs)))
    letters, numbers = choices[best].write(), choices[best].write(needs[best])
    shown = number(value, digits)
    said = {shown, name} if sign == "=" else {shown}
    middle = [text for text in dict.fromkeys((letters, numbers)) if text not in said]
    line = f"{name} {sign} " + "".join(f"{text} = " for text in middle)
    named = (of, *(leaf.of for leaf in choices[best].leaves()))
    lettered = letters if any(letter.isalpha() for letter in letters) and letters != name else "?"
    made = _noted(((line, "maths"), (shown, "result")), note, named)
    return replace(made, letters=f"{name} {sign} {lettered}")


def statement(text: str, note: str = "", of: Iterable[Parameter] = ()) -> Formula:
    """A line of mathematics with nothing to calculate: y = (0, 1, 0). `of` are the parameters in it."""
    return _noted(((text, "maths"),), note, of)


def remark(text: str) -> Formula:
    """A line of words."""
    return Formula(((text, "words"),))


def digits_needed(expression: Expression, result: float, digits: int) -> int:
    """The fewest digits, `digits` at least, from which a calculator finds the result as it is shown."""
    if not math.isfinite(result):
        return digits  # ∞ and NaN are what they are
    shown, allowed = written(result, digits)[1], 0.5 * unit(result, digits) * (1 + 1e-9)
    allowed += _FLOAT * max((abs(leaf.number) for leaf in expression.leaves()), default=0.0)
    with np.errstate(all="ignore"):
        needed = (more for more in range(digits, EXACT) if abs(expression.value(more) - shown) <= allowed)
        return next(needed, EXACT)


def _noted(parts: tuple[tuple[str, Role], ...], note: str, of: Iterable[Parameter | None] = ()) -> Formula:
    named = tuple(dict.fromkeys(one for one in of if one is not None))
    return Formula((*parts, (f"  {note}", "note")) if note else parts, named)
