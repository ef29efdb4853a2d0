"""ONNX files: ours bit for bit by their metadata, those of others as far as they hold a plain network."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.errors import FileError
from playground.export.files import located
from playground.export.foreign.onnx_graph import MOST_NODES, MOST_NUMBERS, Columns, Tensor, network_in
from playground.export.packages import package
from playground.export.tensors import Tensors
from playground.export.weights import trained_in
from playground.files import read
from playground.text import plain, short
from playground.training import Checkpoint, Experiment

MOST_BYTES = 50_000_000
_HINT = "Export it again."
_FLOATS = {1, 10, 11}  # float, float16, double
_KINDS = _FLOATS | {6, 7}  # int32, int64


def load_onnx(path: Path) -> tuple[Experiment, Checkpoint]:
    """The network and its weights; without rows for another program's. Raises FileError, naming the node."""
    onnx, content = package("onnx", "ONNX"), read(path)
    if len(content) > MOST_BYTES:
        raise FileError(f"{path} has more than {MOST_BYTES // 1_000_000} MB.", "Choose a smaller network.")
    model = onnx.ModelProto()
    try:
        model.ParseFromString(content)
    except Exception as error:  # the kinds of errors are those of protobuf, which nothing else here needs
        raise FileError(f"{path} is not an ONNX file that can be read.", _HINT) from error
    with located(path):
        told = {_text(prop.key): _text(prop.value) for prop in model.metadata_props}
        if "model" in told and model.producer_name == "Backprop Playground":
            return _ours(onnx, model.graph, told, path)
        return _foreign(onnx, model.graph)


class _Node(Struct, frozen=True):
    """A node, its attributes as Python has them."""

    op_type: str
    name: str
    input: tuple[str, ...]
    output: tuple[str, ...]
    attributes: dict[str, Any]


def _foreign(onnx: Any, graph: Any) -> tuple[Experiment, Checkpoint]:
    if not graph.node or len(graph.node) > MOST_NODES:
        raise FileError(f"It has {len(graph.node):,} nodes.", f"From 1 to {MOST_NODES:,} can be read.")
    tensors: dict[str, Tensor] = dict(_constants(onnx, graph))
    tensors |= {_text(one.name): _columns(one) for one in graph.input if _text(one.name) not in tensors}
    nodes = []
    for node in graph.node:
        attributes = {one.name: _attribute(onnx, one) for one in node.attribute}
        if node.op_type == "Constant":
            tensors |= dict.fromkeys(_texts(node.output), _numbers(next(iter(attributes.values()), None)))
        else:
            inputs, outputs = _texts(node.input), _texts(node.output)
            nodes.append(_Node(_text(node.op_type), _text(node.name), inputs, outputs, attributes))
    with np.errstate(all="ignore"):
        return network_in(nodes, tensors, [_text(one.name) for one in graph.output]).experiment()


def _columns(value: Any) -> Columns:
    """An input of the graph: a column by its name, or all of them; how many is said by the shape or by W."""
    shape = value.type.tensor_type.shape.dim
    width = shape[-1].dim_value if len(shape) > 1 else 1
    if width == 1:
        return Columns(np.ones(1), np.zeros(1), (short(plain(_text(value.name)), 90) or "x",))
    if width > 10_000:
        raise FileError(f"Its input has {width:,} columns.", "Choose a smaller network.")
    return Columns(np.ones(max(1, width)), np.zeros(max(1, width)))


def _constants(onnx: Any, graph: Any) -> dict[str, Array]:
    return {_text(one.name): _array(onnx, one) for one in graph.initializer}


def _array(onnx: Any, tensor: Any) -> Array:
    """A tensor's numbers. What it claims to be is looked at first. Raises FileError."""
    name = f"The tensor “{short(plain(_text(tensor.name)), 40)}”"
    if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
        raise FileError(f"{name} lies in another file.", "Save the model with its weights inside.")
    if tensor.data_type not in _KINDS:
        return np.empty(0)  # texts and the like: whoever needs it says that it does not fit
    size = math.prod(tensor.dims)
    if min(tensor.dims, default=1) < 0 or size > MOST_NUMBERS:
        raise FileError(f"{name} claims {size:,} numbers.", f"At most {MOST_NUMBERS:,} are allowed.")
    try:
        return np.asarray(onnx.numpy_helper.to_array(tensor), dtype=float)
    except Exception as error:  # the library and NumPy have several kinds for claims that are not kept
        raise FileError(f"{name} does not hold what it claims.", _HINT) from error


def _attribute(onnx: Any, attribute: Any) -> Any:
    if attribute.HasField("t"):
        return _array(onnx, attribute.t)
    if attribute.HasField("g"):
        return None  # a graph within: whoever needs it says that it does not fit
    try:
        return onnx.helper.get_attribute_value(attribute)
    except (ValueError, TypeError):
        return None


def _numbers(value: Any) -> Array:
    """A constant as numbers; what is none makes no layer, and is refused where it is used."""
    return np.asarray(value, dtype=float) if isinstance(value, np.ndarray | float | int) else np.empty(0)


def _ours(onnx: Any, graph: Any, told: dict[str, str], path: Path) -> tuple[Experiment, Checkpoint]:
    """By the metadata; but where another program has changed the weights since, by the graph's."""
    try:
        arrays = {name: np.array(msgspec.json.decode(told[name], type=list[float])) for name in _SCALING}
        theta = np.array(msgspec.json.decode(told["theta"], type=list[float]))
        sizes = msgspec.json.decode(told["model"], type=_Sizes).sizes
    except (msgspec.MsgspecError, KeyError, RecursionError) as error:
        raise FileError("Its metadata are not what this program writes.", _HINT) from error
    shapes = list(pairwise(sizes))
    if not 2 <= len(sizes) <= 100 or min(sizes) < 1 or sum(n * m + m for n, m in shapes) != len(theta):
        raise FileError("Its weights and its layers do not fit together.", _HINT)
    start = 0
    for number, (inputs, outputs) in enumerate(shapes, 1):
        middle = start + inputs * outputs
        arrays[f"W{number}"] = theta[start:middle].reshape(inputs, outputs)
        arrays[f"b{number}"] = theta[middle : middle + outputs]
        start = middle + outputs
    _follow_graph(arrays, _layers_of(onnx, graph))
    return trained_in(Tensors(arrays, told["model"], path), path)


_SCALING = ("input_shift", "input_scale", "target_shift", "target_scale")


def _text(value: str | bytes) -> str:
    """A text of the file: protobuf gives bytes where it is no UTF-8."""
    return value.decode(errors="replace") if isinstance(value, bytes) else value


def _texts(values: Iterable[str | bytes]) -> tuple[str, ...]:
    return tuple(map(_text, values))


class _Sizes(msgspec.Struct):
    sizes: tuple[int, ...]


def _layers_of(onnx: Any, graph: Any) -> dict[str, Array]:
    """W and b of the graph's dense layers, as they follow each other."""
    constants = _constants(onnx, graph)
    found = {}
    for number, node in enumerate((node for node in graph.node if node.op_type == "Gemm"), 1):
        for name, place in (("W", 1), ("b", 2)):
            if len(node.input) > place and _text(node.input[place]) in constants:
                found[f"{name}{number}"] = constants[_text(node.input[place])]
    return found


def _follow_graph(arrays: dict[str, Array], graph: dict[str, Array]) -> None:
    """Take the weights of the graph where the exact ones are not theirs. Raises FileError."""
    exact = {name: array for name, array in arrays.items() if name[0] in "Wb"}
    shapes, told = ({name: array.shape for name, array in some.items()} for some in (graph, exact))
    if shapes != told:
        raise FileError("Its metadata tell another network than its graph.", _HINT)
    with np.errstate(over="ignore"):
        same = all(np.array_equal(array.astype(np.float32), graph[name]) for name, array in exact.items())
    if not same:
        arrays |= graph
