"""The formulas of the network in the languages that exports are written in: a row for each.

A new activation or kind of feature needs its row here; a test names the one that is missing.
"""

from __future__ import annotations

import re

from msgspec import Struct


class Formula(Struct, frozen=True):
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
    "linear": Formula(
        python="z",
        javascript="z",
        c="z",
        torch="torch.nn.Identity()",
        keras='"linear"',
    ),
    "identity": Formula(
        python="z",
        javascript="z",
        c="z",
        torch="torch.nn.Identity()",
        keras='"linear"',
    ),
    "relu": Formula(
        python="np.maximum(z, 0.0)",
        javascript="Math.max(z, 0)",
        c="z > 0.0f ? z : 0.0f",
        torch="torch.nn.ReLU()",
        keras='"relu"',
    ),
    "leaky_relu": Formula(
        python="np.where(z > 0.0, z, 0.01 * z)",
        javascript="z > 0 ? z : 0.01 * z",
        c="z > 0.0f ? z : 0.01f * z",
        torch="torch.nn.LeakyReLU(0.01)",
        keras="lambda z: keras.ops.leaky_relu(z, 0.01)",
    ),
    "elu": Formula(
        python="np.where(z > 0.0, z, np.expm1(np.minimum(z, 0.0)))",
        javascript="z > 0 ? z : Math.expm1(z)",
        c="z > 0.0f ? z : expm1f(z)",
        torch="torch.nn.ELU()",
        keras='"elu"',
    ),
    "gelu": Formula(
        python=_gelu("np.tanh"),
        javascript=_gelu("Math.tanh"),
        c=_gelu("tanhf", "f"),
        torch='torch.nn.GELU(approximate="tanh")',
        keras="lambda z: keras.activations.gelu(z, approximate=True)",
    ),
    "silu": Formula(
        python="z * 0.5 * (1.0 + np.tanh(0.5 * z))",
        javascript="z * 0.5 * (1 + Math.tanh(0.5 * z))",
        c="z * 0.5f * (1.0f + tanhf(0.5f * z))",
        torch="torch.nn.SiLU()",
        keras='"silu"',
    ),
    "tanh": Formula(
        python="np.tanh(z)",
        javascript="Math.tanh(z)",
        c="tanhf(z)",
        torch="torch.nn.Tanh()",
        keras='"tanh"',
    ),
    "sigmoid": Formula(
        python="0.5 * (1.0 + np.tanh(0.5 * z))",
        javascript="0.5 * (1 + Math.tanh(0.5 * z))",
        c="0.5f * (1.0f + tanhf(0.5f * z))",
        torch="torch.nn.Sigmoid()",
        keras='"sigmoid"',
    ),
    "softplus": Formula(
        python="np.logaddexp(0.0, z)",
        javascript="Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))",
        c="(z > 0.0f ? z : 0.0f) + log1pf(expf(-fabsf(z)))",
        torch="torch.nn.Softplus(threshold=50)",
        keras='"softplus"',
    ),
    "sine": Formula(
        python="np.sin(z)",
        javascript="Math.sin(z)",
        c="sinf(z)",
        torch="Sine()",
        keras="keras.ops.sin",
    ),
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
