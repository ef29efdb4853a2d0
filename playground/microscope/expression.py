"""Expressions: small trees that can be written with letters, written with numbers, and calculated.

What is calculated is what a hand calculator would find: the numbers are taken as they are shown.
Trees are made with Python's own signs: `1 / (1 + E ** -z)`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Union

import numpy as np

from playground.microscope.digits import EXACT, short, unit, written

# How strongly a piece of text binds: what binds less than its place asks for is put into brackets.
SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
_POWERS = set("⁰¹²³⁴⁵⁶⁷⁸⁹/")  # a fraction, or a power of ten: to be bracketed where it is divided by
_MOST_TERMS = 6
_UPPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FLOAT = 1e-15  # what rounding inside the computer may do to a number of size 1

Operand = Union["Expression", float]


class Expression(ABC):
    """A tree. `digits` says how its numbers are shown; None: as letters, and calculated exactly."""

    @abstractmethod
    def value(self, digits: int | None = None) -> float:
        """What it comes to; ∞ and NaN where there is no number."""

    @abstractmethod
    def write(self, digits: int | None = None) -> str: ...

    @abstractmethod
    def level(self, digits: int | None = None) -> int:
        """How strongly the text binds."""

    @abstractmethod
    def leaves(self) -> tuple[Leaf, ...]: ...

    def inside(self, level: int, digits: int | None) -> str:
        """As a part of something that binds with this level."""
        text = self.write(digits)
        return text if self.level(digits) >= level else f"({text})"

    def __add__(self, other: Operand) -> Expression:
        return Sum((*self._terms, *tree(other)._terms))  # noqa: SLF001 of the same kind

    def __radd__(self, other: Operand) -> Expression:
        return tree(other) + self

    def __sub__(self, other: Operand) -> Expression:
        return self + Minus(tree(other))

    def __rsub__(self, other: Operand) -> Expression:
        return tree(other) + Minus(self)

    def __mul__(self, other: Operand) -> Expression:
        return Product(self, tree(other))

    def __rmul__(self, other: Operand) -> Expression:
        return Product(tree(other), self)

    def __truediv__(self, other: Operand) -> Expression:
        return Quotient(self, tree(other))

    def __rtruediv__(self, other: Operand) -> Expression:
        return Quotient(tree(other), self)

    def __pow__(self, other: Operand) -> Expression:
        return Power(self, tree(other))

    def __neg__(self) -> Expression:
        return Minus(self)

    @property
    def _terms(self) -> tuple[Expression, ...]:
        return (self,)


@dataclass(frozen=True)
class Leaf(Expression):
    """A number with its letter. `rounded` to the digits asked for; `exact`; a `fraction` if it is short;
    a `name` such as π that is its own number; the `rest` of a sum, whose letter is how many it stands for.
    """

    number: float
    symbol: str = ""
    style: Literal["rounded", "exact", "fraction", "name", "rest"] = "rounded"

    def value(self, digits: int | None = None) -> float:
        if digits is None or self.style in {"exact", "name"}:
            return float(self.number)
        return written(self.number, digits, fractions=self.style == "fraction")[1]

    def write(self, digits: int | None = None) -> str:
        if self.style == "name":
            return self.symbol
        if digits is None:
            return "…" if self.style == "rest" else self.symbol or self._short
        if self.style == "exact":
            return self._short
        text = written(self.number, digits, fractions=self.style == "fraction")[0]
        return f"({self.symbol}: {text})" if self.style == "rest" else text

    @property
    def _short(self) -> str:
        """A constant in full."""
        return short(self.number, fractions=self.style == "fraction")

    def level(self, digits: int | None = None) -> int:
        if digits is None and self.symbol and self.style != "rest":
            return PRODUCT if _POWERS & set(self.symbol) else ATOM
        text = self.write(digits)
        if text.startswith("−"):
            return SUM
        return PRODUCT if _POWERS & set(text) else ATOM

    def leaves(self) -> tuple[Leaf, ...]:
        return (self,)


class _Inner(Expression):
    """A tree with parts."""

    binds: ClassVar[int]

    def level(self, digits: int | None = None) -> int:
        return self.binds

    @property
    @abstractmethod
    def parts(self) -> tuple[Expression, ...]: ...

    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for part in self.parts for leaf in part.leaves())


@dataclass(frozen=True)
class Sum(_Inner):
    terms: tuple[Expression, ...]
    binds: ClassVar[int] = SUM

    def value(self, digits: int | None = None) -> float:
        return sum(term.value(digits) for term in self.terms)

    def write(self, digits: int | None = None) -> str:
        text = self.terms[0].write(digits)
        for term in self.terms[1:]:
            more = term.write(digits)
            text += f" − {more[1:]}" if more.startswith("−") else f" + {more}"
        return text

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.terms

    @property
    def _terms(self) -> tuple[Expression, ...]:
        return self.terms


@dataclass(frozen=True)
class Minus(_Inner):
    of: Expression
    binds: ClassVar[int] = SUM

    def value(self, digits: int | None = None) -> float:
        return -self.of.value(digits)

    def write(self, digits: int | None = None) -> str:
        text = self.of.inside(PRODUCT, digits)
        return f"−({text})" if text.startswith("−") else f"−{text}"

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.of,)


@dataclass(frozen=True)
class Product(_Inner):
    left: Expression
    right: Expression
    binds: ClassVar[int] = PRODUCT

    def value(self, digits: int | None = None) -> float:
        return self.left.value(digits) * self.right.value(digits)

    def write(self, digits: int | None = None) -> str:
        # A minus in front of the first factor is one in front of the product.
        left = self.left.inside(SUM if isinstance(self.left, Leaf) else PRODUCT, digits)
        return f"{left} · {self.right.inside(PRODUCT, digits)}"

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.left, self.right


@dataclass(frozen=True)
class Quotient(_Inner):
    top: Expression
    bottom: Expression
    binds: ClassVar[int] = PRODUCT

    def value(self, digits: int | None = None) -> float:
        return float(np.divide(self.top.value(digits), self.bottom.value(digits)))

    def write(self, digits: int | None = None) -> str:
        top = self.top.inside(SUM if isinstance(self.top, Leaf) else PRODUCT, digits)
        return f"{top} / {self.bottom.inside(POWER, digits)}"

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.top, self.bottom


@dataclass(frozen=True)
class Power(_Inner):
    base: Expression
    exponent: Expression
    binds: ClassVar[int] = POWER

    def value(self, digits: int | None = None) -> float:
        return float(np.power(self.base.value(digits), self.exponent.value(digits)))

    def write(self, digits: int | None = None) -> str:
        exponent = self.exponent.write(digits)
        upper = exponent.translate(_UPPER) if exponent.isdigit() else f"^({exponent})"
        return self.base.inside(ATOM, digits) + (f"^{exponent}" if exponent == "t" else upper)

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.base, self.exponent


_FUNCTIONS: dict[str, Callable[..., float]] = {
    "tanh": np.tanh,
    "ln": np.log,
    "√": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "max": np.maximum,
    "min": np.minimum,
    "sign": np.sign,
}


@dataclass(frozen=True)
class Call(_Inner):
    name: str
    arguments: tuple[Expression, ...]
    binds: ClassVar[int] = ATOM

    def value(self, digits: int | None = None) -> float:
        return float(_FUNCTIONS[self.name](*(part.value(digits) for part in self.parts)))

    def write(self, digits: int | None = None) -> str:
        return f"{self.name}({', '.join(part.write(digits) for part in self.parts)})"

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.arguments


def tree(operand: Operand) -> Expression:
    """A plain number is a constant of the formula."""
    return operand if isinstance(operand, Expression) else Leaf(float(operand), style="exact")


def call(name: str, *operands: Operand) -> Expression:
    return Call(name, tuple(tree(operand) for operand in operands))


E, PI, HALF = Leaf(math.e, "e", "name"), Leaf(math.pi, "π", "name"), Leaf(0.5, style="fraction")


def exp(x: Expression) -> Expression:
    return E**x


def total(terms: Sequence[Expression], most: int = _MOST_TERMS) -> Expression:
    """The sum of the terms, the largest first; those beyond `most` as one number."""
    with np.errstate(all="ignore"):
        sizes = [(abs(term.value()), term) for term in terms]
        ranked = [term for _, term in sorted(sizes, key=lambda pair: -pair[0])]
        shown, rest = ranked[:most], ranked[most:]
        if rest:
            shown.append(Leaf(sum(term.value() for term in rest), f"{len(rest)} more", "rest"))
    return shown[0] if len(shown) == 1 else Sum(tuple(shown))


def digits_needed(expression: Expression, result: float, digits: int) -> int:
    """The fewest digits, `digits` at least, from which a hand finds the result as it is shown.

    EXACT when there is no result to be found: ∞ and NaN are what they are.
    """
    shown, allowed = written(result, digits)[1], 0.5 * unit(result, digits) * (1 + 1e-9)
    with np.errstate(all="ignore"):
        allowed += _FLOAT * max((abs(leaf.number) for leaf in expression.leaves()), default=0.0)
        for more in range(digits, EXACT):
            found = expression.value(more)
            if abs(found - shown) <= allowed or not math.isfinite(result):
                return more
    return EXACT
