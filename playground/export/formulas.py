"""The formulas of the network in the languages that exports are written in: a row for each.

A new activation or kind of feature needs its row here; a test names the one that is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Formula:
    """One formula as an expression of Python (on arrays), JavaScript and C (on a number, in float).

    torch, keras  of an activation: the module, and what a layer of Keras is told
    """

    python: str
    javascript: str
    c: str
    torch: str = ""
    keras: str = ""


_C = 0.7978845608028654  # √(2/π), of GELU's tanh form
_GELU = "0.5{f} * z * (1.0{f} + {tanh}({c}{f} * (z + 0.044715{f} * z * z * z)))"


def _gelu(tanh: str, f: str = "") -> str:
    return _GELU.format(tanh=tanh, c=_C, f=f)


ACTIVATIONS: dict[str, Formula] = {
    "linear": Formula("z", "z", "z", "torch.nn.Identity()", '"linear"'),
    "identity": Formula("z", "z", "z", "torch.nn.Identity()", '"linear"'),
    "relu": Formula(
        "np.maximum(z, 0.0)", "Math.max(z, 0)", "z > 0.0f ? z : 0.0f", "torch.nn.ReLU()", '"relu"'
    ),
    "leaky_relu": Formula(
        "np.where(z > 0.0, z, 0.01 * z)",
        "z > 0 ? z : 0.01 * z",
        "z > 0.0f ? z : 0.01f * z",
        "torch.nn.LeakyReLU(0.01)",
        "lambda z: keras.ops.leaky_relu(z, 0.01)",
    ),
    "elu": Formula(
        "np.where(z > 0.0, z, np.expm1(np.minimum(z, 0.0)))",
        "z > 0 ? z : Math.expm1(z)",
        "z > 0.0f ? z : expm1f(z)",
        "torch.nn.ELU()",
        '"elu"',
    ),
    "gelu": Formula(
        _gelu("np.tanh"),
        _gelu("Math.tanh"),
        _gelu("tanhf", "f"),
        'torch.nn.GELU(approximate="tanh")',
        "lambda z: keras.activations.gelu(z, approximate=True)",
    ),
    "silu": Formula(
        "z * 0.5 * (1.0 + np.tanh(0.5 * z))",
        "z * 0.5 * (1 + Math.tanh(0.5 * z))",
        "z * 0.5f * (1.0f + tanhf(0.5f * z))",
        "torch.nn.SiLU()",
        '"silu"',
    ),
    "tanh": Formula("np.tanh(z)", "Math.tanh(z)", "tanhf(z)", "torch.nn.Tanh()", '"tanh"'),
    "sigmoid": Formula(
        "0.5 * (1.0 + np.tanh(0.5 * z))",
        "0.5 * (1 + Math.tanh(0.5 * z))",
        "0.5f * (1.0f + tanhf(0.5f * z))",
        "torch.nn.Sigmoid()",
        '"sigmoid"',
    ),
    "softplus": Formula(
        "np.logaddexp(0.0, z)",
        "Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))",
        "(z > 0.0f ? z : 0.0f) + log1pf(expf(-fabsf(z)))",
        "torch.nn.Softplus(threshold=50)",
        '"softplus"',
    ),
    "sine": Formula("np.sin(z)", "Math.sin(z)", "sinf(z)", "Sine()", "keras.ops.sin"),
}
"""By the name of the activation, or of the output activation of a loss; all but softmax, of a number z."""

FEATURES: dict[str, Formula] = {
    "x": Formula("{0}", "{0}", "{0}"),
    "x^2": Formula("{0} * {0}", "{0} * {0}", "{0} * {0}"),
    "x*x": Formula("{0} * {1}", "{0} * {1}", "{0} * {1}"),
    "sin(x)": Formula("np.sin({0})", "Math.sin({0})", "sinf({0})"),
}
"""By the name of a feature without its numbers; {0} and {1} are the scaled columns it reads."""


def kind_of(feature: str) -> str:
    """The kind of a feature: "x*x" for "x1*x2"."""
    return re.sub("(?<=x)[0-9]+", "", feature)
