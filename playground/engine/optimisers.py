"""Optimisers: how a gradient becomes a step of the parameters. Each works on one flat vector.

θ, the gradient and the slots have the shape (..., P): with a leading axis one call moves a whole
stack of networks. The settings may change between two steps; the slots stay.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from playground.arrays import Array


@dataclass
class State:
    """What an optimiser remembers.

    names   of the slots
    memory  (slots, ..., P): a vector like θ for each, in one block
    steps   the number of steps so far
    """

    names: tuple[str, ...]
    memory: Array
    steps: int = 0

    @property
    def slots(self) -> dict[str, Array]:
        """Each slot by its name: views into the memory."""
        return dict(zip(self.names, self.memory, strict=True))

    def copy(self) -> State:
        """One of its own, with the same numbers."""
        return State(self.names, self.memory.copy(), self.steps)


@dataclass(frozen=True)
class Optimiser(ABC):
    """The base of every row. The dataclass fields of a row are its settings. `plain`: each step is −α·g."""

    name: ClassVar[str]
    label: ClassVar[str]
    formula: ClassVar[str]
    slots: ClassVar[tuple[str, ...]] = ()
    plain: ClassVar[bool] = False

    def start(self, theta: Array) -> State:
        """A fresh memory for these parameters: every slot is zero."""
        return State(self.slots, np.zeros((len(self.slots), *theta.shape)))

    @abstractmethod
    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        """Change θ in place by one step along the gradient g. `is_weight` is 1 for weights, 0 for biases."""


@dataclass(frozen=True)
class SGD(Optimiser):
    """Gradient descent: θ ← θ − α·g."""

    name = "sgd"
    label = "SGD"
    formula = "w ← w − α·∂E/∂w"
    plain = True

    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        theta -= rate * g


@dataclass(frozen=True)
class Momentum(Optimiser):
    """Heavy ball: v ← μ·v + g, θ ← θ − α·v. Polyak, 1964."""

    name = "momentum"
    label = "Momentum"
    formula = "v ← μ·v + ∂E/∂w;  w ← w − α·v"
    slots = ("v",)
    momentum: float = 0.9

    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        v = state.slots["v"]
        v *= self.momentum
        v += g
        theta -= rate * v


@dataclass(frozen=True)
class Nesterov(Momentum):
    """Momentum that looks ahead: v ← μ·v + g, θ ← θ − α·(g + μ·v). Sutskever et al., 2013."""

    name = "nesterov"
    label = "Nesterov"
    formula = "v ← μ·v + ∂E/∂w;  w ← w − α·(∂E/∂w + μ·v)"

    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        v = state.slots["v"]
        v *= self.momentum
        v += g
        theta -= rate * (g + self.momentum * v)


@dataclass(frozen=True)
class AdaGrad(Optimiser):
    """A rate per parameter that only falls: s ← s + g², θ ← θ − α·g/(√s + ε). Duchi et al., 2011."""

    name = "adagrad"
    label = "AdaGrad"
    formula = "s ← s + (∂E/∂w)²;  w ← w − α·∂E/∂w / (√s + ε)"
    slots = ("s",)
    epsilon: float = 1e-8

    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        s = state.slots["s"]
        s += g * g
        theta -= rate * g / (np.sqrt(s) + self.epsilon)


@dataclass(frozen=True)
class RMSProp(Optimiser):
    """A rate per parameter that forgets: s ← ρ·s + (1 − ρ)·g², θ ← θ − α·g/(√s + ε). Hinton, 2012."""

    name = "rmsprop"
    label = "RMSProp"
    formula = "s ← ρ·s + (1 − ρ)·(∂E/∂w)²;  w ← w − α·∂E/∂w / (√s + ε)"
    slots = ("s",)
    rho: float = 0.9
    epsilon: float = 1e-8

    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        s = state.slots["s"]
        s *= self.rho
        s += (1.0 - self.rho) * g * g
        theta -= rate * g / (np.sqrt(s) + self.epsilon)


@dataclass(frozen=True)
class Adam(Optimiser):
    """Momentum and a rate per parameter, both corrected for their start at 0. Kingma & Ba, 2015.

    m ← β₁m + (1 − β₁)g,  s ← β₂s + (1 − β₂)g²,  θ ← θ − α·m̂/(√ŝ + ε),  m̂ = m/(1 − β₁ᵗ),  ŝ = s/(1 − β₂ᵗ)
    """

    name = "adam"
    label = "Adam"
    formula = "w ← w − α·m̂ / (√ŝ + ε)"
    slots = ("m", "s")
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        m, s = state.slots["m"], state.slots["s"]
        m *= self.beta1
        m += (1.0 - self.beta1) * g
        s *= self.beta2
        s += (1.0 - self.beta2) * g * g
        m_scale = rate / (1.0 - self.beta1**state.steps)
        s_scale = 1.0 / (1.0 - self.beta2**state.steps)
        theta -= m_scale * m / (np.sqrt(s * s_scale) + self.epsilon)


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam with weight decay beside the gradient: first w ← w − α·λ·w. Loshchilov & Hutter, 2019."""

    name = "adamw"
    label = "AdamW"
    formula = "w ← w − α·(m̂ / (√ŝ + ε) + λ·w)"
    weight_decay: float = 0.01

    def move(self, theta: Array, g: Array, rate: float, state: State, is_weight: Array) -> None:
        theta -= rate * self.weight_decay * theta * is_weight
        super().move(theta, g, rate, state, is_weight)


_ROWS: tuple[type[Optimiser], ...] = (SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW)

OPTIMISERS: dict[str, type[Optimiser]] = {row.name: row for row in _ROWS}
