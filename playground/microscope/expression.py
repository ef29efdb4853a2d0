"""Expressions: small trees that can be written with letters, written with numbers, and calculated.

What is calculated is what a hand calculator would find: the numbers are taken as they are shown.
Trees are made with Python's own signs: `1 / (1 + E ** -z)`.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, Literal, Union

import numpy as np
from msgspec import Struct

from playground.microscope.digits import short, written
from playground.training.parameters import Parameter
from playground.typography import SUPERSCRIPTS, superscript

# How strongly a piece of text binds: what binds less than its place asks for is put into brackets.
SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
_POWERS = {*SUPERSCRIPTS, "/"}  # a fraction, or a power of ten: bracketed where it is divided by

Operand = Union["Expression", float]


class Expression(Struct, frozen=True):
    """A tree. `digits` says how its numbers are shown; None: as letters, and calculated exactly."""

    @abstractmethod
    def value(self, digits: int | None = None) -> float:
        """What it comes to; ∞ and NaN where there is no number."""

    @abstractmethod
    def write(self, digits: int | None = None) -> str:
        """As text."""

    @abstractmethod
    def level(self, digits: int | None = None) -> int:
        """How strongly the text binds."""

    @abstractmethod
    def leaves(self) -> tuple[Leaf, ...]:
        """All its numbers."""

    def inside(self, level: int, digits: int | None) -> str:
        """As a part of something that binds with this level."""
        text = self.write(digits)
        return text if self.level(digits) >= level else f"({text})"

    def terms(self) -> tuple[Expression, ...]:
        """What it adds up."""
        return (self,)

    def __add__(self, other: Operand) -> Expression:
        return Sum((*self.terms(), *tree(other).terms()))

    def __radd__(self, other: Operand) -> Expression:
        return tree(other) + self

    def __sub__(self, other: Operand) -> Expression:
        return self + -tree(other)

    def __rsub__(self, other: Operand) -> Expression:
        return tree(other) + -self

    def __mul__(self, other: Operand) -> Expression:
        return Product((self, tree(other)))

    def __rmul__(self, other: Operand) -> Expression:
        return Product((tree(other), self))

    def __truediv__(self, other: Operand) -> Expression:
        return Quotient((self, tree(other)))

    def __rtruediv__(self, other: Operand) -> Expression:
        return Quotient((tree(other), self))

    def __pow__(self, other: Operand) -> Expression:
        return Power((self, tree(other)))

    def __neg__(self) -> Expression:
        return Minus((self,))


class Leaf(Expression, frozen=True):
    """A number with its letter. `rounded` to the digits asked for; `exact`; a `fraction` if it is short;
    a `name` such as π that is its own number; the `rest` of a sum, whose letter is how many it stands for.
    `of` is the weight or bias that the number belongs to.
    """

    number: float
    symbol: str = ""
    style: Literal["rounded", "exact", "fraction", "name", "rest"] = "rounded"
    of: Parameter | None = None

    def value(self, digits: int | None = None) -> float:
        if digits is None or self.style in {"exact", "name"}:
            return float(self.number)
        return written(self.number, digits, fractions=self.style == "fraction")[1]

    def write(self, digits: int | None = None) -> str:
        if self.style == "name":
            return self.symbol
        if digits is None:
            return "…" if self.style == "rest" else self.symbol or self._exactly
        if self.style == "exact":
            return self._exactly
        text = written(self.number, digits, fractions=self.style == "fraction")[0]
        return f"({self.symbol}: {text})" if self.style == "rest" else text

    @property
    def _exactly(self) -> str:
        return short(self.number, fractions=self.style == "fraction")

    def level(self, digits: int | None = None) -> int:
        text = self.write(digits)
        if text.startswith("−"):
            return SUM
        return PRODUCT if _POWERS & set(text) and self.style != "rest" else ATOM

    def leaves(self) -> tuple[Leaf, ...]:
        return (self,)


class _Branch(Expression, frozen=True):
    """A tree with parts."""

    parts: tuple[Expression, ...]
    binds: ClassVar[int] = ATOM

    def level(self, digits: int | None = None) -> int:
        return self.binds

    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for part in self.parts for leaf in part.leaves())

    def values(self, digits: int | None) -> tuple[float, ...]:
        return tuple(part.value(digits) for part in self.parts)

    def first(self, digits: int | None) -> str:
        """The first part of a product: the minus of a number there is one in front of it all."""
        return self.parts[0].inside(SUM if isinstance(self.parts[0], Leaf) else PRODUCT, digits)


class Sum(_Branch, frozen=True):
    """a + b − c; of many letters the first two and the last."""

    binds: ClassVar[int] = SUM
    most_letters: ClassVar[int] = 4

    def value(self, digits: int | None = None) -> float:
        return sum(self.values(digits))

    def write(self, digits: int | None = None) -> str:
        texts = [part.write(digits) for part in self.parts]
        if digits is None and len(texts) > self.most_letters:
            texts = [*texts[:2], "…", *(texts[-1:] if texts[-1] != "…" else [])]
        signed = (f" − {text[1:]}" if text.startswith("−") else f" + {text}" for text in texts[1:])
        return texts[0] + "".join(signed)

    def terms(self) -> tuple[Expression, ...]:
        return self.parts


class Minus(_Branch, frozen=True):
    """−a."""

    binds: ClassVar[int] = SUM

    def value(self, digits: int | None = None) -> float:
        return -self.parts[0].value(digits)

    def write(self, digits: int | None = None) -> str:
        text = self.parts[0].inside(PRODUCT, digits)
        return f"−({text})" if text.startswith("−") else f"−{text}"


class Product(_Branch, frozen=True):
    """a · b."""

    binds: ClassVar[int] = PRODUCT

    def value(self, digits: int | None = None) -> float:
        left, right = self.values(digits)
        return left * right

    def write(self, digits: int | None = None) -> str:
        return f"{self.first(digits)} · {self.parts[1].inside(PRODUCT, digits)}"


class Quotient(_Branch, frozen=True):
    """a / b."""

    binds: ClassVar[int] = PRODUCT

    def value(self, digits: int | None = None) -> float:
        top, bottom = self.values(digits)
        return float(np.divide(top, bottom))

    def write(self, digits: int | None = None) -> str:
        return f"{self.first(digits)} / {self.parts[1].inside(POWER, digits)}"


class Power(_Branch, frozen=True):
    """aᵇ."""

    binds: ClassVar[int] = POWER

    def value(self, digits: int | None = None) -> float:
        base, exponent = self.values(digits)
        return float(np.power(base, exponent))

    def write(self, digits: int | None = None) -> str:
        base, exponent = self.parts[0].inside(ATOM, digits), self.parts[1].write(digits)
        if exponent.isdigit():
            return base + superscript(exponent)
        return f"{base}^{exponent}" if len(exponent) == 1 else f"{base}^({exponent})"


FUNCTIONS: dict[str, Callable[..., float]] = {
    "tanh": np.tanh,
    "ln": np.log,
    "√": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "max": np.maximum,
    "min": np.minimum,
    "sign": np.sign,
}


class Call(_Branch, frozen=True):
    """tanh(a), max(a, b)."""

    name: str = ""

    def value(self, digits: int | None = None) -> float:
        return float(FUNCTIONS[self.name](*self.values(digits)))

    def write(self, digits: int | None = None) -> str:
        if self.name == "√":
            return f"√{self.parts[0].inside(ATOM, digits)}"
        return f"{self.name}({', '.join(part.write(digits) for part in self.parts)})"


def tree(operand: Operand) -> Expression:
    """A plain number is a constant of the formula."""
    return operand if isinstance(operand, Expression) else Leaf(float(operand), style="exact")


def call(name: str, *operands: Operand) -> Expression:
    """A function of FUNCTIONS."""
    return Call(tuple(tree(operand) for operand in operands), name)


E, PI, HALF = Leaf(math.e, "e", "name"), Leaf(math.pi, "π", "name"), Leaf(0.5, style="fraction")


def exp(x: Expression) -> Expression:
    """eˣ."""
    return E**x


def total(
    terms: Sequence[Expression], *last: Expression, most: int = 6, first: int | None = None
) -> Expression:
    """The sum of the terms in their order; of many the `most` largest, the others as one number; then what
    comes last. `first`: one of them that is looked for; where not all are named, it leads.
    """
    ranked = sorted(range(len(terms)), key=lambda k: (k != first, -abs(terms[k].value())))
    kept = sorted(ranked if len(terms) == most + 1 else ranked[:most])  # "1 more" would be no shorter
    if first is not None and len(terms) > Sum.most_letters:
        kept.sort(key=lambda k: k != first)
    shown = [terms[k] for k in kept]
    if rest := [term.value() for k, term in enumerate(terms) if k not in kept]:
        shown.append(Leaf(sum(rest), f"{len(rest)} more", "rest"))
    shown += last
    return shown[0] if len(shown) == 1 else Sum(tuple(shown))
