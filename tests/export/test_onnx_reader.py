"""ONNX in: ours bit for bit, plain networks whoever wrote them, all else refused with node and reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from playground.errors import FileError
from playground.export import FORMATS
from playground.export.foreign.onnx_reader import load_onnx
from playground.export.model import TrainedModel
from playground.training import Spec
from tests.export.networks import made, models

RNG = np.random.default_rng(5)
W1, B1 = RNG.normal(size=(3, 4)), RNG.normal(size=4)
W2, B2 = RNG.normal(size=(4, 1)), RNG.normal(size=1)
W3, B3 = RNG.normal(size=(4, 3)), RNG.normal(size=3)
X = RNG.normal(size=(20, 3)).astype(np.float32)

Nodes = Sequence[tuple[Any, ...]]


def saved(
    path: Path, nodes: Nodes, constants: dict[str, Any], width: int | None = 3, opset: int = 17
) -> Path:
    """A graph from "x" (N, width) to "out"; a node is (operator, inputs, output, attributes)."""
    made_nodes = [
        helper.make_node(kind, inputs.split(), [output], name=f"n_{output}", **(more[0] if more else {}))
        for kind, inputs, output, *more in nodes
    ]
    tensors = [
        numpy_helper.from_array(np.asarray(value, np.float32), name) for name, value in constants.items()
    ]
    info = helper.make_tensor_value_info
    graph = helper.make_graph(
        made_nodes, "g", [info("x", 1, ["N", width])], [info("out", 1, ["N", None])], tensors
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    path.write_bytes(model.SerializeToString())
    return path


def agrees(path: Path) -> TrainedModel:
    """Hold what was read to what onnxruntime makes of the file."""
    model = TrainedModel.of(*load_onnx(path))
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (wanted,) = session.run(["out"], {"x": X})
    found = model.outputs(X.astype(float))
    if wanted.shape[1] == 1 and model.classes:
        found = found[:, 1:]
    assert np.allclose(found, wanted, atol=1e-5, rtol=1e-5)
    return model


WEIGHTS = {"W1": W1, "b1": B1, "W2": W2, "b2": B2, "W3": W3, "b3": B3}
TORCH = {"W1": W1.T, "b1": B1, "W2": W2.T, "b2": B2}
DENSE = (("MatMul", "x W1", "h"), ("Add", "h b1", "z"))
LAST = (("MatMul", "a W2", "g"), ("Add", "g b2", "out"))


def with_activation(*nodes: tuple[Any, ...]) -> Nodes:
    """A hidden layer whose z becomes a by these nodes."""
    return (*DENSE, *nodes, *LAST)


@pytest.mark.parametrize(
    ("activation", "nodes"),
    [
        ("relu", [("Relu", "z", "a")]),
        ("leaky_relu", [("LeakyRelu", "z", "a", {"alpha": 0.01})]),
        ("elu", [("Elu", "z", "a")]),
        ("tanh", [("Tanh", "z", "a")]),
        ("sigmoid", [("Sigmoid", "z", "a")]),
        ("softplus", [("Softplus", "z", "a")]),
        ("sine", [("Sin", "z", "a")]),
        ("linear", [("Identity", "z", "a")]),
        ("silu", [("Sigmoid", "z", "s"), ("Mul", "s z", "a")]),
        ("relu", [("Max", "z zero", "a")]),
        ("sigmoid", [("Neg", "z", "m"), ("Exp", "m", "e"), ("Add", "e one", "d"), ("Div", "one d", "a")]),
        (
            "gelu",
            [
                ("Pow", "z three", "p"), ("Mul", "p k", "q"), ("Add", "q z", "r"), ("Mul", "r c", "s"),
                ("Tanh", "s", "t"), ("Add", "t one", "u"), ("Mul", "u half", "v"), ("Mul", "v z", "a"),
            ],
        ),
    ],
)  # fmt: skip
def test_an_activation_is_known_however_it_is_written(
    activation: str, nodes: list[tuple[Any, ...]], tmp_path: Path
) -> None:
    numbers = {"zero": 0.0, "one": 1.0, "half": 0.5, "three": 3.0, "k": 0.044715, "c": 0.7978845608}
    model = agrees(saved(tmp_path / "net.onnx", with_activation(*nodes), WEIGHTS | numbers))
    assert model.experiment.spec.activation == (activation,) and model.experiment.spec.loss == "mse"


def test_layers_as_pytorch_writes_them(tmp_path: Path) -> None:
    nodes = [
        ("Gemm", "x W1 b1", "z", {"transB": 1}), ("Tanh", "z", "a"),
        ("Gemm", "a W2 b2", "y", {"transB": 1}), ("Sigmoid", "y", "out"),
    ]  # fmt: skip
    model = agrees(saved(tmp_path / "net.onnx", nodes, TORCH))
    assert model.classes == ("0", "1") and model.columns == ("x1", "x2", "x3")
    assert np.allclose(model.layers[0].W, W1.astype(np.float32))


@pytest.mark.parametrize("width", [3, None])
def test_softmax_scaling_and_an_input_of_unknown_width(width: int | None, tmp_path: Path) -> None:
    nodes = [
        ("Sub", "x mean", "c"), ("Div", "c std", "s"), ("MatMul", "s W1", "h"), ("Add", "h b1", "z"),
        ("Relu", "z", "a"),
        ("MatMul", "a W3", "g"), ("Add", "g b3", "l"), ("Softmax", "l", "out", {"axis": -1}),
    ]  # fmt: skip
    constants = WEIGHTS | {"mean": [1.0, 2.0, 3.0], "std": [0.5, 2.0, 4.0]}
    if width is None:
        nodes = nodes[2:]
        nodes[0] = ("MatMul", "x W1", "h")
    model = agrees(saved(tmp_path / "net.onnx", nodes, constants, width))
    assert model.experiment.spec.loss == "cross_entropy" and model.classes == ("0", "1", "2")
    if width:
        assert np.allclose(model.inputs.shift, [1, 2, 3]) and np.allclose(model.inputs.scale, [0.5, 2, 4])


def test_a_classifier_and_a_regression_as_scikit_learn_writes_them(tmp_path: Path) -> None:
    """By skl2onnx: scaling as one node, 1 − p beside p, classes by name; a value takes another shape."""
    scaler = {"offset": [1.0, 2.0, 3.0], "scale": [2.0, 0.5, 0.25], "domain": "ai.onnx.ml"}
    hidden = [("Scaler", "x", "s", scaler), ("MatMul", "s W1", "h"), ("Add", "h b1", "z"), ("Relu", "z", "a")]
    named = {"classlabels_strings": ["no", "yes"], "domain": "ai.onnx.ml"}
    nodes = [
        *hidden, ("MatMul", "a W2", "g"), ("Add", "g b2", "y"), ("Sigmoid", "y", "p"), ("Sub", "one p", "q"),
        ("Concat", "q p", "both", {"axis": 1}), ("ArgMax", "both", "label"), ("ZipMap", "both", "out", named),
    ]  # fmt: skip
    model = TrainedModel.of(*load_onnx(saved(tmp_path / "net.onnx", nodes, WEIGHTS | {"one": 1.0})))
    assert model.classes == ("no", "yes") and model.inputs.scale.tolist() == [0.5, 2.0, 4.0]
    z = np.maximum((X - [1.0, 2.0, 3.0]) * [2.0, 0.5, 0.25] @ W1 + B1, 0) @ W2 + B2
    assert np.allclose(model.outputs(X.astype(float))[:, 1:], 1 / (1 + np.exp(-z)), atol=1e-6)
    nodes = [*hidden, ("MatMul", "a W2", "g"), ("Add", "g b2", "y"), ("Reshape", "y shape", "out")]
    model = TrainedModel.of(*load_onnx(saved(tmp_path / "net.onnx", nodes, WEIGHTS | {"shape": [-1.0, 1.0]})))
    assert np.allclose(model.outputs(X.astype(float)), z, atol=1e-5)


def test_what_is_behind_a_value_s_output_goes_into_its_layer(tmp_path: Path) -> None:
    nodes = [
        *with_activation(("Relu", "z", "a"))[:-1],
        ("Add", "g b2", "y"),
        ("Mul", "y k", "m"),
        ("Add", "m c", "out"),
    ]
    agrees(saved(tmp_path / "net.onnx", nodes, WEIGHTS | {"k": -20.0, "c": 300.0}))


def test_a_negative_stretch_of_the_inputs_goes_into_the_first_layer(tmp_path: Path) -> None:
    nodes = [("Sub", "one x", "s"), ("MatMul", "s W1", "h"), ("Add", "h b1", "z"), ("Relu", "z", "a"), *LAST]
    assert agrees(saved(tmp_path / "net.onnx", nodes, WEIGHTS | {"one": 1.0})).inputs.is_identity


def test_ours_come_back_bit_for_bit_and_without_metadata_as_any_network(tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    for name, model in models().items():
        FORMATS[".onnx"].save(model.experiment, model.trained, path)
        found, checkpoint = load_onnx(path)
        assert checkpoint.theta.tobytes() == model.trained.theta.tobytes(), name
        assert found.signature == model.experiment.signature, name
        if set(model.features) != {f"x{k + 1}" for k in range(len(model.columns))}:
            continue
        read = onnx.load(path)
        del read.metadata_props[:]
        onnx.save(read, path)
        foreign = TrainedModel.of(*load_onnx(path))
        assert foreign.columns == model.columns
        size = max(1.0, float(np.abs(model.test_outputs).max()))
        assert np.abs(foreign.outputs(model.test_inputs) - model.test_outputs).max() < 2e-5 * size, name


def test_weights_that_another_program_has_changed_are_taken(tmp_path: Path) -> None:
    path, model = tmp_path / "net.onnx", made("circle", Spec())
    FORMATS[".onnx"].save(model.experiment, model.trained, path)
    read = onnx.load(path)
    (tensor,) = (one for one in read.graph.initializer if one.name == "b1")
    tensor.CopyFrom(numpy_helper.from_array(np.full(4, 0.25, np.float32), "b1"))
    onnx.save(read, path)
    assert load_onnx(path)[1].theta[8:12].tolist() == [0.25] * 4


ERF = [
    ("Div", "z root", "p"),
    ("Erf", "p", "q"),
    ("Add", "q one", "r"),
    ("Mul", "r z", "s"),
    ("Mul", "s half", "a"),
]
REFUSED: dict[str, tuple[Nodes, str]] = {
    "operator": ([("Conv", "x W1", "out")], r"Node 1 \(Conv “n_out”\): plain networks have no such operator"),
    "gelu by erf": (
        with_activation(*ERF),
        r"none of the activations that are known; it comes within 0.0005 of GELU",
    ),
    "activation": (
        with_activation(("Elu", "z", "a", {"alpha": 0.5})),
        "none of the activations that are known",
    ),
    "inputs": ([("MatMul", "x W2", "out")], "4 inputs are expected, there are 3"),
    "joined": (
        [*DENSE, ("Relu", "z", "r"), ("MatMul", "r W3", "q"), ("Add", "q z", "out")],
        "joins two layers",
    ),
    "two paths": ([*DENSE, ("MatMul", "x W1", "k"), ("Add", "k z", "out")], "joins two layers"),
    "features": (
        [("Mul", "x x", "f"), ("MatMul", "f W1", "h"), ("Relu", "h", "out")],
        "only be shifted and stretched",
    ),
    "weights": ([("MatMul", "x x", "out")], "its weights are no constants"),
    "per neuron": (
        with_activation(("Relu", "z", "r"), ("Mul", "r b1", "a")),
        "treats the neurons of a layer differently",
    ),
    "softmax within": ([*DENSE, ("Softmax", "z", "a"), *LAST], "softmax is within the network"),
    "last": (
        [*DENSE, ("Relu", "z", "a"), ("MatMul", "a W2", "y"), ("Relu", "y", "out")],
        "no output that is known",
    ),
    "several": ([*DENSE, ("Sigmoid", "z", "out")], "several answers at once"),
    "nothing": ([("Identity", "x", "out")], "not made of its inputs by dense layers"),
    "missing": ([("MatMul", "x nowhere", "out")], "There is no tensor “nowhere”"),
    "attributes": ([("Gemm", "x W1 b1", "out", {"transA": 1})], "its input is transposed"),
    "unfit": ([("Gemm", "x W1 b2 b2 b2", "z"), ("Sub", "z", "out")], "do not fit"),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_is_no_plain_network_is_refused_with_the_node_and_the_reason(which: str, tmp_path: Path) -> None:
    nodes, words = REFUSED[which]
    path = saved(tmp_path / "net.onnx", nodes, WEIGHTS | {"root": 2**0.5, "one": 1.0, "half": 0.5})
    with pytest.raises(FileError, match=words) as caught:
        load_onnx(path)
    assert caught.value.message.startswith(f"{path}: ") and caught.value.hint


def tensor_of(**fields: Any) -> onnx.ModelProto:
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "W"], ["out"])],
        "g",
        [helper.make_tensor_value_info("x", 1, ["N", 3])],
        [helper.make_tensor_value_info("out", 1, None)],
        [TensorProto(name="W", data_type=1, **fields)],
    )
    return helper.make_model(graph)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"dims": [1_000_000_000, 1_000_000_000]}, "claims 1,000,000,000,000,000,000 numbers"),
        ({"dims": [3, -1]}, "claims"),
        ({"dims": [3, 4], "raw_data": b"\0" * 4}, "does not hold what it claims"),
        ({"dims": [3, 4], "float_data": [1.0]}, "does not hold what it claims"),
        ({"dims": [3, 1], "data_location": 1}, "lies in another file"),
        ({"dims": [3, 1], "float_data": [1.0, 2.0, float("nan")]}, "a weight is not a number"),
        ({"dims": [0, 0]}, "make no dense layer"),
    ],
)
def test_claims_are_looked_at_before_memory_is_taken(
    fields: dict[str, Any], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "net.onnx"
    path.write_bytes(tensor_of(**fields).SerializeToString())
    with pytest.raises(FileError, match=words):
        load_onnx(path)


@pytest.mark.parametrize("value", [{}, {"value_string": "a"}, {"value_floats": [1.0], "value_ints": [1]}])
def test_a_constant_that_is_no_number_is_refused_where_it_is_used(
    value: dict[str, Any], tmp_path: Path
) -> None:
    node = helper.make_node("Constant", [], ["W"], **value)
    model = tensor_of(dims=[3, 1], float_data=[1.0, 2.0, 3.0])
    del model.graph.initializer[:]
    model.graph.node.insert(0, node)
    path = tmp_path / "net.onnx"
    path.write_bytes(model.SerializeToString())
    with pytest.raises(FileError, match="make no dense layer"):
        load_onnx(path)


def test_a_loop_within_the_graph_is_refused(tmp_path: Path) -> None:
    body = helper.make_graph([], "body", [], [])
    node = helper.make_node("If", ["x"], ["out"], then_branch=body, else_branch=body)
    info = helper.make_tensor_value_info
    graph = helper.make_graph([node], "g", [info("x", 1, ["N", 3])], [info("out", 1, None)])
    path = tmp_path / "net.onnx"
    path.write_bytes(helper.make_model(graph).SerializeToString())
    with pytest.raises(FileError, match="no such operator"):
        load_onnx(path)


def test_metadata_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    path, model = tmp_path / "net.onnx", made("circle", Spec())
    FORMATS[".onnx"].save(model.experiment, model.trained, path)
    path.write_bytes(path.read_bytes().replace(b'"name":"circle"', b'"name":"c\xff\xfecle"'))
    assert load_onnx(path)[1].epoch == 3  # protobuf gives bytes where it is no UTF-8
