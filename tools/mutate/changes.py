"""What an accident or an attacker changes: bytes, a place in a tree, a cell, an array, a node of a graph."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import numpy as np

NAMES = (
    "",
    "x1",
    "y",
    "<b>x</b>",
    "a\nb",
    "\u202egnp",
    "n" * 5000,
    "=1+1",
    "\ud800",
    "é😀",
    "class",
    "\0",
    " ",
)


NUMBERS = (
    0,
    1,
    -1,
    2,
    0.5,
    1e-310,
    1e-150,
    1e99,
    1e150,
    1e308,
    -1e308,
    2**31,
    2**53,
    10**30,
    8,
    100,
    513,
    4097,
)


TEXTS = (
    "circle",
    "iris",
    "houses",
    "/etc/passwd",
    "/dev/zero",
    "../x.csv",
    "mse",
    "softmax",
    "adam",
    "x1^2",
    "x9",
)


VALUES: tuple[Any, ...] = (None, True, False, [], {}, [[]], [1, "a"], {"a": 1}, "1")


def tree_changed(random: Random, tree: Any) -> Any:
    """JSON with one place changed: its value, or its key or entry taken out, doubled or renamed."""
    places = list(_places(tree))
    if not places:
        return other_value(random)
    holder, key = random.choice(places)
    match random.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, holder[key])
        case 1:
            holder[random.choice((*NAMES, "version", "spec"))] = holder[key]
        case 2 if isinstance(holder[key], list):
            holder[key] = holder[key] * random.choice((0, 2, 40, 2000))
        case _ if isinstance(holder[key], int | float) and random.random() < 0.7:
            holder[key] = random.choice(
                (*NUMBERS, holder[key] + 1, holder[key] * random.choice((-1, 0.5, 3)))
            )
        case _:
            holder[key] = other_value(random)
    return tree


def bytes_changed(random: Random, content: bytes) -> bytes:
    """Bytes with some of them flipped, cut, doubled or put elsewhere."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        place = random.randrange(len(data) + 1)
        size = random.choice((1, 1, 4, 64, 1024))
        match random.randrange(5):
            case 0:
                data[place : place + size] = random.randbytes(min(size, 64))
            case 1:
                del data[place : place + size]
            case 2:
                data[place:place] = data[place : place + size] * random.choice((1, 1, 50))
            case 3:
                del data[place:]
            case _:
                data[place:place] = random.choice(
                    (b"[" * 5000, b"\xff\xfe", b"\0" * 9, b'"', b"{", b"1e400", b"\n")
                )
    return bytes(data)


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in the tree, as what holds it and the key or index there; of long lists some."""
    keys = (
        tree.keys() if isinstance(tree, dict) else range(min(8, len(tree))) if isinstance(tree, list) else ()
    )
    for key in list(keys):
        yield tree, key
        yield from _places(tree[key])


def other_value(random: Random) -> Any:
    """A value for a place of a JSON tree, of any kind."""
    return deepcopy(random.choice(random.choice((NAMES, NUMBERS, TEXTS, VALUES))))


def plain_name(random: Random) -> str:
    """A name that a text of protobuf may hold."""
    return random.choice(NAMES).encode(errors="replace").decode()


def graph_changed(random: Random, model: Any) -> None:
    """Change a node, a tensor or a text of an ONNX model."""
    nodes, tensors = model.graph.node, model.graph.initializer
    kinds = ("Mul", "Relu", "Conv", "Concat", "Softmax", "Gemm", "If")
    match random.randrange(7):
        case 0 if nodes:
            random.choice(nodes).op_type = random.choice(kinds)
        case 1 if nodes:
            node = random.choice(nodes)
            node.input.append(random.choice([*random.choice(nodes).output, "x1", "nowhere"]))
        case 2 if nodes:
            node = random.choice(nodes)
            del node.input[random.randrange(len(node.input) + 1) :]
        case 3 if nodes:
            del nodes[random.randrange(len(nodes))]
        case 4 if tensors:
            dims = random.choice(tensors).dims
            dims.append(random.choice((0, 1, 3, -1, 10**9)))
        case 5 if tensors:
            tensor = random.choice(tensors)
            tensor.raw_data = random.choice((b"", b"\0\0\x80\x7f" * 3, b"\xff" * (len(tensor.raw_data) or 4)))
        case _ if model.metadata_props:
            prop = random.choice(model.metadata_props)
            prop.value = bytes_changed(random, prop.value.encode()).decode(errors="replace")
        case _:
            model.graph.input[0].name = plain_name(random)


def other_cell(random: Random) -> str:
    """The text of a cell, in quotes or not."""
    cell = str(
        random.choice(random.choice((NAMES, NUMBERS, TEXTS, ("", "NA", "nan", "-", "1,5", "12:30", '"'))))
    )
    return cell if random.random() < 0.5 else '"' + cell.replace('"', '""') + '"'


def other_array(random: Random, _data: bytes) -> bytes:
    """An array of another kind, shape or content."""
    made = io.BytesIO()
    shape = random.choice(((), (0,), (1,), (3, 4), (4, 3), (2, 2, 2)))
    kind = random.choice(("f8", "f4", "i8", "U3", "?", "c16", "M8[s]", "V8", "f8", "f8"))
    array = np.zeros(shape, kind)
    if kind == "f8" and array.size:
        array[...] = random.choice((np.nan, np.inf, 1e300, -1.0, 1e-310, 0.5))
    np.save(made, array)
    return made.getvalue()


def false_header(random: Random, data: bytes) -> bytes:
    """A header that claims something else than follows it."""
    shape = random.choice(("()", "(10000000000,)", "(-1,)", "(1e9,)", "(2,2)", "((1,),)", "(" * 300, "x"))
    kind = random.choice(("<f8", "<U99999999", "|O", "|V0", "<f8,<f8", "zz", "|S2147483647"))
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    version = random.choice((b"\x01\x00", b"\x02\x00", b"\x03\x00", b"\x09\x00"))
    length = struct.pack("<H" if version == b"\x01\x00" else "<I", len(header))
    return b"\x93NUMPY" + version + length + header + data[-random.choice((0, 8, 64)) :]


def other_model(random: Random, data: bytes) -> bytes:
    """The text of the model changed as a tree; other arrays byte by byte."""
    try:
        tree = json.loads(str(np.load(io.BytesIO(data), allow_pickle=False)))
    except ValueError:
        return bytes_changed(random, data)
    made = io.BytesIO()
    text = json.dumps(tree_changed(random, tree))
    np.save(made, np.array(text))
    return made.getvalue()
