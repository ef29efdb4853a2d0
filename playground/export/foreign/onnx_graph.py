"""A network in an ONNX graph: any chain of dense layers and known activations, whatever operators write it.

The graph is run with symbols. A tensor is a constant; or the columns, shifted and stretched; or the neurons
of a layer with what was made of their z since. That is kept as its values on a grid of z: whether x·σ(x) was
written as a Mul and a Sigmoid or otherwise, it is known by its values. A node that does not fit gives its
reason, which is told only if the output of the network needs that node.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.arrays import Array
from playground.data import Scaling
from playground.engine import ACTIVATIONS
from playground.engine.activations import sigmoid, softplus
from playground.errors import FileError
from playground.export.foreign.network import ForeignNetwork
from playground.export.model import Layer
from playground.text import plain, short

GRID = np.linspace(-9.0, 9.0, 181)
MOST_NODES = 2_000
MOST_NUMBERS = 4_000_000  # in one tensor

_HINT = "Only plain networks of dense layers open: MatMul or Gemm, a bias, and an activation in turn."


class Columns(Struct, frozen=True, eq=False):
    """The input columns as factor · x + shift, each (D,); with names where each is an input of its own."""

    factor: Array
    shift: Array
    names: tuple[str, ...] = ()


class Neurons(Struct, frozen=True, eq=False):
    """The newest layer: `values` is what was made of z, on the GRID; `softmax` was taken over all of them.

    classes  the names of what the outputs stand for, where they are told
    """

    columns: Columns
    before: tuple[Layer, ...]
    W: Array
    b: Array
    values: Array
    softmax: bool = False
    classes: tuple[str, ...] = ()

    @property
    def is_z(self) -> bool:
        return not self.softmax and np.array_equal(self.values, GRID)


class UnfitError(Exception):
    """Why a node has no place in a plain network."""


Tensor = Array | Columns | Neurons | UnfitError
Attributes = Mapping[str, Any]


def network_in(nodes: Sequence[Any], tensors: dict[str, Tensor], outputs: Sequence[str]) -> ForeignNetwork:
    """The network that the nodes make of the known tensors, at the first output that is one.

    nodes    each with op_type, name, input, output and `attributes`, in order
    tensors  by name: the inputs as Columns, and constants

    Raises FileError with the node and the reason.
    """
    for number, node in enumerate(nodes, 1):
        made = _made(node, number, tensors)
        tensors |= {name: made for name in node.output if name}
    found = [tensors[name] for name in outputs if name in tensors]
    for tensor in found:
        if isinstance(tensor, Neurons):
            return _network(tensor)
    for tensor in found:
        if isinstance(tensor, UnfitError):
            raise FileError(f"{tensor}.", _HINT)
    raise FileError("Its outputs are not made of its inputs by dense layers.", _HINT)


def _made(node: Any, number: int, tensors: dict[str, Tensor]) -> Tensor:
    """What a node makes; or the reason why not, its own or that of what it is fed."""
    inputs = [
        tensors.get(name, UnfitError(f"There is no tensor “{_shown(name)}”")) for name in node.input if name
    ]
    for tensor in inputs:
        if isinstance(tensor, UnfitError):
            return tensor
    try:
        return _operate(node, inputs)
    except (UnfitError, ValueError, IndexError, KeyError, TypeError, ArithmeticError) as error:
        name = f" “{_shown(node.name)}”" if node.name else ""
        reason = str(error) if isinstance(error, UnfitError) else "its inputs or attributes do not fit it"
        return UnfitError(f"Node {number} ({_shown(node.op_type)}{name}): {reason}")


def _operate(node: Any, inputs: list[Any]) -> Tensor:
    kind, attributes = node.op_type, node.attributes
    if kind in _SAME:
        return inputs[0]  # type: ignore[no-any-return]
    if kind in _OPERATORS:
        return _OPERATORS[kind](inputs, attributes)
    if kind not in ELEMENTWISE:
        raise UnfitError("plain networks have no such operator")
    first, *others = inputs
    if all(isinstance(one, np.ndarray) for one in inputs):
        return np.asarray(ELEMENTWISE[kind](attributes, *inputs), dtype=float)
    if isinstance(first, Columns) or any(isinstance(one, Columns) for one in others):
        return _scaled(kind, inputs)
    return _applied(kind, inputs, attributes)


def _scaled(kind: str, inputs: list[Any]) -> Columns:
    """Columns shifted or stretched by constants."""
    first, second = inputs
    columns = first if isinstance(first, Columns) else second
    other = second if columns is first else first
    if not isinstance(other, np.ndarray) or kind not in _AFFINE or (kind == "Div" and columns is second):
        raise UnfitError("inputs can only be shifted and stretched by constants")
    value = (
        np.broadcast_to(other, columns.factor.shape)
        if other.ndim < 2
        else other.reshape(columns.factor.shape)
    )
    factor, shift = _AFFINE[kind](columns.factor, columns.shift, value, columns is first)
    return replace(columns, factor=factor, shift=shift)


_AFFINE: dict[str, Callable[[Array, Array, Array, bool], tuple[Array, Array]]] = {
    "Add": lambda m, c, v, _: (m, c + v),
    "Sub": lambda m, c, v, first: (m, c - v) if first else (-m, v - c),
    "Mul": lambda m, c, v, _: (m * v, c * v),
    "Div": lambda m, c, v, _: (m / v, c / v),
}


def _applied(kind: str, inputs: list[Any], attributes: Attributes) -> Neurons:
    """A bias added to z, or a function of z and numbers."""
    first, *others = (one for one in inputs if isinstance(one, Neurons))
    numbers = [one for one in inputs if isinstance(one, np.ndarray)]
    if first.softmax or any(other.W is not first.W for other in others):
        raise UnfitError("it joins two layers, or goes on behind softmax")
    if first.is_z and numbers and (kind == "Add" or (kind == "Sub" and inputs[0] is first)):
        return _biased(first, numbers[0] if kind == "Add" else -numbers[0])
    if any(one.size != 1 for one in numbers):
        raise UnfitError("it treats the neurons of a layer differently")
    values = [one.values if isinstance(one, Neurons) else one.reshape(()) for one in inputs]
    return replace(first, values=np.asarray(ELEMENTWISE[kind](attributes, *values), dtype=float))


def _biased(neurons: Neurons, bias: Array) -> Neurons:
    """Another z, so that the one without the bias is not taken for the same."""
    more = np.broadcast_to(bias.reshape(-1), neurons.b.shape)
    return replace(neurons, W=neurons.W.copy(), b=neurons.b + more)


def _gemm(inputs: list[Any], attributes: Attributes) -> Neurons:
    W = _constant(inputs[1]).T if attributes.get("transB", 0) else _constant(inputs[1])
    b = _constant(inputs[2]).reshape(-1) if len(inputs) > 2 else np.zeros(1)
    if attributes.get("transA", 0):
        raise UnfitError("its input is transposed")
    return _dense(inputs[0], attributes.get("alpha", 1.0) * W, attributes.get("beta", 1.0) * b)


def _dense(fed: Tensor, W: Array, b: Array) -> Neurons:
    """The next layer, fed by columns or by neurons whose activation is known by its values."""
    if W.ndim != 2 or isinstance(fed, np.ndarray) or not W.size:
        raise UnfitError(f"weights of shape {W.shape} make no dense layer")
    bias = np.broadcast_to(b, W.shape[1:]).astype(float)
    if isinstance(fed, Columns):
        if fed.factor.shape == (1,) and len(W) > 1 and not fed.names:  # how many there are is said by W
            fed = Columns(np.repeat(fed.factor, len(W)), np.repeat(fed.shift, len(W)))
        if len(W) != len(fed.factor):
            raise UnfitError(f"{len(W)} inputs are expected, there are {len(fed.factor)}")
        return Neurons(fed, (), W, bias, GRID)
    assert isinstance(fed, Neurons)
    if len(W) != len(fed.b):
        raise UnfitError(f"{len(W)} inputs are expected, there are {len(fed.b)}")
    if fed.softmax:
        raise UnfitError("softmax is within the network")
    return Neurons(fed.columns, (*fed.before, Layer(fed.W, fed.b, activation_of(fed.values))), W, bias, GRID)


def activation_of(values: Array) -> str:
    """The activation that has these values on the GRID. Raises UnfitError where none has."""
    for name, row in ACTIVATIONS.items():
        if np.allclose(values, row.f(GRID), rtol=1e-5, atol=1e-6):
            return name
    off = {name: float(np.abs(values - row.f(GRID)).max()) for name, row in ACTIVATIONS.items()}
    nearest = min(off, key=lambda name: off[name])
    near = (
        f"; it comes within {off[nearest]:.1g} of {ACTIVATIONS[nearest].label}" if off[nearest] < 0.01 else ""
    )
    raise UnfitError(f"what is fed to it is none of the activations that are known{near}")


def _softmax(inputs: list[Any], attributes: Attributes) -> Neurons:
    (fed,) = inputs
    if not isinstance(fed, Neurons) or not fed.is_z or attributes.get("axis", -1) not in {1, -1}:
        raise UnfitError("softmax is taken of something else than the last layer's z")
    return replace(fed, softmax=True)


def _concat(inputs: list[Any], attributes: Attributes) -> Tensor:
    """Columns side by side; or 1 − p and p, which says no more than p."""
    if attributes.get("axis") not in {1, -1}:
        raise UnfitError("it joins rows")
    if all(isinstance(one, Columns) for one in inputs):
        factor = np.concatenate([one.factor for one in inputs])
        shift = np.concatenate([one.shift for one in inputs])
        names = tuple(name for one in inputs for name in one.names)
        if len(names) != len(factor):
            raise UnfitError("it joins inputs of unknown width")
        return Columns(factor, shift, names)
    first, second = inputs
    if not (isinstance(first, Neurons) and isinstance(second, Neurons) and first.W is second.W):
        raise UnfitError("it joins different layers")
    if len(first.b) != 1 or not np.allclose(first.values, 1.0 - second.values, atol=1e-6):
        raise UnfitError("it joins neurons otherwise than 1 − p and p")
    return second


def _scaler(inputs: list[Any], attributes: Attributes) -> Columns:
    """(x − offset) · scale, as scikit-learn's pipelines have it."""
    offset, scale = (np.atleast_1d(np.asarray(attributes[key], dtype=float)) for key in ("offset", "scale"))
    (fed,) = inputs
    if isinstance(fed, Columns) and fed.factor.shape == (1,) and not fed.names:
        fed = Columns(np.repeat(fed.factor, len(scale)), np.repeat(fed.shift, len(scale)))
    return _scaled("Mul", [_scaled("Sub", [fed, offset]), scale])


def _zip_map(inputs: list[Any], attributes: Attributes) -> Neurons:
    """The outputs by the names of their classes, as scikit-learn's classifiers end."""
    (fed,) = inputs
    if not isinstance(fed, Neurons):
        raise UnfitError("it names something else than outputs")
    names = attributes.get("classlabels_strings") or attributes.get("classlabels_int64s") or ()
    return replace(fed, classes=tuple(n.decode() if isinstance(n, bytes) else str(n) for n in names))


def _as_one_column(inputs: list[Any], _: Attributes) -> Neurons:
    fed = inputs[0]
    if not isinstance(fed, Neurons) or len(fed.b) != 1:
        raise UnfitError("only a single output can take another shape")
    return fed


def _constant(tensor: Tensor) -> Array:
    if not isinstance(tensor, np.ndarray):
        raise UnfitError("its weights are no constants")
    return tensor


_SAME = {"Identity", "Cast", "Dropout", "Flatten"}

_OPERATORS: dict[str, Callable[[list[Any], Attributes], Tensor]] = {
    "Gemm": _gemm,
    "MatMul": lambda inputs, _: _dense(inputs[0], _constant(inputs[1]), np.zeros(1)),
    "Softmax": _softmax,
    "Concat": _concat,
    "Scaler": _scaler,
    "ZipMap": _zip_map,
    "Reshape": _as_one_column,
    "Squeeze": _as_one_column,
}

_erf = np.vectorize(math.erf, otypes=[float])


def _gelu(attributes: Attributes, z: Array) -> Array:
    if attributes.get("approximate", b"none") in {b"tanh", "tanh"}:
        return ACTIVATIONS["gelu"].f(z)
    return np.asarray(0.5 * z * (1.0 + _erf(z / math.sqrt(2.0))))


ELEMENTWISE: dict[str, Callable[..., Array]] = {
    "Relu": lambda _, z: np.maximum(z, 0.0),
    "LeakyRelu": lambda at, z: np.where(z > 0, z, at.get("alpha", 0.01) * z),
    "Elu": lambda at, z: np.where(z > 0, z, at.get("alpha", 1.0) * np.expm1(np.minimum(z, 0.0))),
    "Gelu": _gelu,
    "Sigmoid": lambda _, z: sigmoid(z),
    "Tanh": lambda _, z: np.tanh(z),
    "Softplus": lambda _, z: softplus(z),
    "Swish": lambda at, z: z * sigmoid(at.get("alpha", 1.0) * z),
    "Sin": lambda _, z: np.sin(z),
    "Erf": lambda _, z: _erf(z),
    "Exp": lambda _, z: np.exp(z),
    "Neg": lambda _, z: -z,
    "Sqrt": lambda _, z: np.sqrt(z),
    "Pow": lambda _, z, power: np.power(z, power),
    "Add": lambda _, one, other: one + other,
    "Sub": lambda _, one, other: one - other,
    "Mul": lambda _, one, other: one * other,
    "Div": lambda _, one, other: one / other,
    "Max": lambda _, one, other: np.maximum(one, other),
    "Min": lambda _, one, other: np.minimum(one, other),
}
"""What may be made of z, of each neuron by itself."""


def _network(last: Neurons) -> ForeignNetwork:
    """The network, its output activation known by its values; a value's scaling goes into the last layer."""
    W, b, activation = last.W, last.b, "softmax"
    if not last.softmax:
        activation = _output_of(last.values)
    if activation == "identity":
        slope, height = np.polyfit(GRID, last.values, 1)
        W, b = W * slope, b * slope + height
    columns, layers = last.columns, (*last.before, Layer(W, b, activation))
    names = columns.names if len(columns.names) == len(columns.factor) else ()
    if (columns.factor > 0).all():
        scaling = Scaling(-columns.shift / columns.factor, 1.0 / columns.factor)
        given = None if scaling.is_identity else scaling
        return ForeignNetwork(layers, names, classes=last.classes, inputs=given)
    first = layers[0]
    folded = Layer(columns.factor[:, None] * first.W, first.b + columns.shift @ first.W, first.activation)
    return ForeignNetwork((folded, *layers[1:]), names, classes=last.classes)


def _output_of(values: Array) -> str:
    """The output activation that has these values on the GRID. Raises FileError where none has."""
    outputs = {"sigmoid": sigmoid(GRID), "tanh": np.tanh(GRID), "(1 + tanh)/2": (1.0 + np.tanh(GRID)) / 2.0}
    for name, wanted in outputs.items():
        if np.allclose(values, wanted, rtol=1e-5, atol=1e-6):
            return "tanh" if "tanh" in name else name
    line = np.polyval(np.polyfit(GRID, values, 1), GRID)
    if np.allclose(values, line, rtol=1e-5, atol=1e-6 * max(1.0, float(np.abs(values).max()))):
        return "identity"
    message = "What is made of the last layer is no output that is known."
    raise FileError(message, "It can be linear, sigmoid, tanh or softmax.")


def _shown(text: str) -> str:
    return short(plain(text), 40)
