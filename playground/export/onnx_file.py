"""The network as ONNX (https://onnx.ai): for programs in other languages, for browsers and phones.

IR 8 and opset 13, in float: what every runtime of the last years reads. There is an input for each column, by
name, (N, 1), in the units of the data; scaling and features are nodes. Classes come out as their number (N,)
and as `probabilities` (N, classes), a value as the target (N, 1). Metadata hold the exact weights, the names
of the classes and the test rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from playground.arrays import Array
from playground.data import feature
from playground.errors import FileError
from playground.export.formulas import kind_of
from playground.export.model import PROGRAM, TrainedModel
from playground.export.packages import package
from playground.export.weights import model_text

IR, OPSET = 8, 13
LARGEST = float(np.finfo(np.float32).max)


def onnx_file(model: TrainedModel) -> bytes:
    """The file's contents. Raises FileError without the package, or for a number that no float can hold."""
    onnx = package("onnx", "ONNX")
    graph = Graph(onnx.helper, model.columns)
    outputs = _decode(graph, model, _layers(graph, model, _features(graph, model)))
    made = onnx.helper.make_model(
        graph.made(model, outputs),
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        ir_version=IR,
        producer_name=PROGRAM.rpartition(" ")[0],
        producer_version=PROGRAM.rpartition(" ")[2],
        doc_string=f"{model.purpose}\n{model.network}\n{model.origin}",
    )
    onnx.helper.set_model_props(made, _metadata(model))
    content: bytes = made.SerializeToString(deterministic=True)
    return content


class Graph:
    """The nodes of a graph while they are made. `name` gives each tensor a name that no column has."""

    def __init__(self, helper: Any, columns: tuple[str, ...]) -> None:
        self._helper = helper
        self._taken = set(columns)
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def name(self, wanted: str) -> str:
        while wanted in self._taken:
            wanted += "_"
        self._taken.add(wanted)
        return wanted

    def node(self, kind: str, *inputs: str, to: str = "", **attributes: Any) -> str:
        """A node; gives the name of its output, which is the wanted one where it is free."""
        output = self.name(to or kind.lower())
        self.nodes.append(self._helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def cast(self, value: str) -> str:
        """A truth value as 0 or 1."""
        output = self.name("cast")
        self.nodes.append(self._helper.make_node("Cast", [value], [output], name=output, to=7))  # 7: int64
        return output

    def constant(self, wanted: str, values: Array | float) -> str:
        """Numbers in float. Raises FileError for one that is too large."""
        array = np.asarray(values, dtype=np.float64)
        if (np.abs(array) > LARGEST).any():
            message = f"The number {np.abs(array).max():g} of this network does not fit into a float of ONNX."
            raise FileError(message, "Export a format with double precision, such as .npz or .py.")
        name = self.name(wanted)
        floats = array.astype(np.float32)
        tensor = self._helper.make_tensor(name, 1, floats.shape, floats.tobytes(), raw=True)  # 1: float
        self.constants.append(tensor)
        return name

    def integers(self, wanted: str, *values: int) -> str:
        name = self.name(wanted)
        self.constants.append(self._helper.make_tensor(name, 7, [len(values)], values))  # 7: int64
        return name

    def made(self, model: TrainedModel, outputs: list[tuple[str, int, list[Any]]]) -> Any:
        """The graph, with an input for each column and the outputs (name, type, shape)."""
        info = self._helper.make_tensor_value_info
        inputs = [info(column, 1, ["N", 1]) for column in model.columns]
        return self._helper.make_graph(
            self.nodes, "network", inputs, [info(*output) for output in outputs], self.constants
        )


def _features(graph: Graph, model: TrainedModel) -> str:
    """The features (N, F) of the columns."""
    x = graph.node("Concat", *model.columns, to="columns", axis=1)
    if not model.inputs.is_identity:
        shift, scale = model.inputs.shift, model.inputs.scale
        if scale.min() < np.finfo(np.float32).tiny:
            graph.constant("scale", np.inf)  # refused: nothing would be left to divide by
        with np.errstate(over="ignore"):
            rest = shift - shift.astype(np.float32).astype(np.float64)
        for name, values in (("shift", shift), ("rest", rest)):
            x = graph.node("Sub", x, graph.constant(name, values), to=f"less_{name}")
        x = graph.node("Div", x, graph.constant("scale", scale), to="scaled")
    if model.features == tuple(f"x{k}" for k in range(1, len(model.columns) + 1)):
        return x
    return graph.node("Concat", *(_feature(graph, x, name) for name in model.features), to="features", axis=1)


def _feature(graph: Graph, x: str, name: str) -> str:
    columns = [
        graph.node("Gather", x, graph.integers("place", k), to=f"x{k + 1}", axis=1)
        for k in feature(name).columns
    ]
    return FEATURES[kind_of(name)](graph, *columns)


def _layers(graph: Graph, model: TrainedModel, a: str) -> str:
    for number, layer in enumerate(model.layers, 1):
        W, b = graph.constant(f"W{number}", layer.W), graph.constant(f"b{number}", layer.b)
        z = graph.node("Gemm", a, W, b, to=f"z{number}")
        a = ACTIVATIONS[layer.activation](graph, z)
    return a


def _decode(graph: Graph, model: TrainedModel, a: str) -> list[tuple[str, int, list[Any]]]:
    """The outputs, as name, type and shape."""
    if not model.classes:
        if not model.output.is_identity:
            a = graph.node("Mul", a, graph.constant("target_scale", model.output.scale))
            a = graph.node("Add", a, graph.constant("target_shift", model.output.shift))
        return [(graph.node("Identity", a, to=model.target), 1, ["N", 1])]
    if model.one_output:
        low = graph.node("Less", a, graph.constant("threshold", model.threshold))
        wide = graph.cast(graph.node("Not", low))
        number = graph.node("Squeeze", wide, graph.integers("axis", 1), to=model.target)
        if model.threshold == 0.0:
            a = graph.node(
                "Mul", graph.node("Add", a, graph.constant("one", 1.0)), graph.constant("half", 0.5)
            )
        first = graph.node("Sub", graph.constant("whole", 1.0), a)
        shares = graph.node("Concat", first, a, to="probabilities", axis=1)
    else:
        number = graph.node("ArgMax", a, to=model.target, axis=1, keepdims=0)
        shares = graph.node("Identity", a, to="probabilities")
    return [(number, 7, ["N"]), (shares, 1, ["N", len(model.classes)])]


def _metadata(model: TrainedModel) -> dict[str, str]:
    values = {
        "classes": list(model.classes),
        "theta": model.trained.theta.tolist(),
        "input_shift": model.inputs.shift.tolist(),
        "input_scale": model.inputs.scale.tolist(),
        "target_shift": model.output.shift.tolist(),
        "target_scale": model.output.scale.tolist(),
        "test_inputs": model.test_inputs.tolist(),
        "test_outputs": model.test_outputs.tolist(),
    }
    texts = {name: msgspec.json.encode(value).decode() for name, value in values.items()}
    return {"model": model_text(model.experiment, model.trained), "origin": model.origin} | texts


def _gelu(graph: Graph, z: str) -> str:
    cube = graph.node("Mul", graph.node("Mul", z, z), z)
    inner = graph.node("Add", z, graph.node("Mul", graph.constant("k", 0.044715), cube))
    t = graph.node("Tanh", graph.node("Mul", graph.constant("c", 0.7978845608028654), inner))
    sum_ = graph.node("Add", graph.constant("one", 1.0), t)
    return graph.node("Mul", graph.node("Mul", graph.constant("half", 0.5), z), sum_)


def _op(kind: str, **attributes: Any) -> Callable[[Graph, str], str]:
    return lambda graph, z: graph.node(kind, z, **attributes)


ACTIVATIONS: dict[str, Callable[[Graph, str], str]] = {
    "linear": lambda graph, z: z,
    "identity": lambda graph, z: z,
    "relu": _op("Relu"),
    "leaky_relu": _op("LeakyRelu", alpha=0.01),
    "elu": _op("Elu", alpha=1.0),
    "gelu": _gelu,
    "silu": lambda graph, z: graph.node("Mul", z, graph.node("Sigmoid", z)),
    "tanh": _op("Tanh"),
    "sigmoid": _op("Sigmoid"),
    "softplus": _op("Softplus"),
    "sine": _op("Sin"),
    "softmax": _op("Softmax", axis=1),
}
"""The nodes of each activation, and of each output activation of a loss."""

FEATURES: dict[str, Callable[..., str]] = {
    "x": lambda graph, x: x,
    "x^2": lambda graph, x: graph.node("Mul", x, x),
    "x*x": lambda graph, x, y: graph.node("Mul", x, y),
    "sin(x)": lambda graph, x: graph.node("Sin", x),
}
"""The nodes of each kind of feature (`formulas.kind_of`)."""
