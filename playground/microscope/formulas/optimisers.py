"""The move of every optimiser, line by line, for one weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from playground.microscope.expression import Expression, Leaf, call
from playground.microscope.formula import Formula, equation


class Update(Struct):
    """One weight in one update: what goes in, and the lines that have been told so far.

    setting  the optimiser's settings by name, such as μ
    old, new its memory of this weight before and after, by slot
    """

    w: Leaf
    g: Leaf
    rate: Leaf
    steps: int
    is_weight: bool
    digits: int
    setting: Callable[[str, str], Leaf]
    old: Mapping[str, float]
    new: Mapping[str, float]
    lines: list[Formula] = field(default_factory=list)

    def before(self, slot: str) -> Leaf:
        return Leaf(self.old[slot], slot)

    def remember(self, slot: str, tree: Expression) -> Leaf:
        """Tell what becomes of a slot."""
        self.lines.append(equation(slot, tree, self.digits, self.new[slot], sign="←"))
        return Leaf(self.new[slot], slot)

    def let(self, symbol: str, tree: Expression) -> Leaf:
        """Tell a number that is needed on the way."""
        self.lines.append(equation(symbol, tree, self.digits))
        return Leaf(tree.value(), symbol)


def _sgd(u: Update) -> Expression:
    return u.w - u.rate * u.g


def _momentum(u: Update) -> Expression:
    return u.w - u.rate * u.remember("v", u.setting("momentum", "μ") * u.before("v") + u.g)


def _nesterov(u: Update) -> Expression:
    mu = u.setting("momentum", "μ")
    v = u.remember("v", mu * u.before("v") + u.g)
    return u.w - u.rate * (u.g + mu * v)


def _adagrad(u: Update) -> Expression:
    s = u.remember("s", u.before("s") + u.g**2)
    return u.w - u.rate * u.g / (call("√", s) + u.setting("epsilon", "ε"))


def _rmsprop(u: Update) -> Expression:
    rho = u.setting("rho", "ρ")
    s = u.remember("s", rho * u.before("s") + (1 - rho) * u.g**2)
    return u.w - u.rate * u.g / (call("√", s) + u.setting("epsilon", "ε"))


def _adam(u: Update) -> Expression:
    beta1, beta2, t = u.setting("beta1", "β₁"), u.setting("beta2", "β₂"), Leaf(u.steps, "t", "exact")
    m = u.remember("m", beta1 * u.before("m") + (1 - beta1) * u.g)
    s = u.remember("s", beta2 * u.before("s") + (1 - beta2) * u.g**2)
    m_hat = u.let("m\u0302", m / (1 - beta1**t))
    s_hat = u.let("ŝ", s / (1 - beta2**t))
    return u.w - u.rate * m_hat / (call("√", s_hat) + u.setting("epsilon", "ε"))


def _adamw(u: Update) -> Expression:
    if not u.is_weight:
        return _adam(u)
    return _adam(u) - u.rate * u.setting("weight_decay", "decay") * u.w


OPTIMISER_FORMULAS: dict[str, Callable[[Update], Expression]] = {
    "sgd": _sgd,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "adamw": _adamw,
}
"""What the new w is; on the way the lines that come before it are told."""
