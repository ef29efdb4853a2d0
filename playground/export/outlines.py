"""What is in a file that is no text to read: for the preview, before it is saved."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from playground.export.packages import package
from playground.text import short

_MOST = 6  # numbers at each end of a long row
_LONGEST = 90  # characters of a text


def npz_outline(content: bytes) -> str:
    """The arrays of an .npz file."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return _listed({name: arrays[name] for name in arrays.files})


def safetensors_outline(content: bytes) -> str:
    """The tensors of a .safetensors file, and its metadata."""
    size = int.from_bytes(content[:8], "little")
    header, data = json.loads(content[8 : 8 + size]), memoryview(content)[8 + size :]
    told = header.pop("__metadata__", {})
    arrays = {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], _DTYPES[entry["dtype"]]).reshape(
            entry["shape"]
        )
        for name, entry in header.items()
    }
    return _listed({**arrays, **{name: np.array(text) for name, text in told.items()}})


def onnx_outline(content: bytes) -> str:
    """The graph of an ONNX file, as the onnx package prints it."""
    onnx = package("onnx", "ONNX")
    printer = package("onnx.printer", "ONNX")
    text: str = printer.to_text(onnx.load_from_string(content).graph)
    return f"{text}\n"


def notebook_outline(content: bytes) -> str:
    """The cells of a notebook, one below the other."""
    cells = json.loads(content)["cells"]
    return "\n\n".join(_cell(cell["cell_type"], "".join(cell["source"])) for cell in cells) + "\n"


_DTYPES = {"F64": "<f8", "F32": "<f4"}


def _cell(kind: str, source: str) -> str:
    if kind == "code":
        return f"# In [ ]:\n{source}"
    return "\n".join(f"# {line}".rstrip() for line in source.splitlines())


def _listed(arrays: Mapping[str, Any]) -> str:
    """Numbers first, then words about them."""
    texts = {name: str(array) for name, array in arrays.items() if array.dtype.kind == "U"}
    numbers = [_array(name, array) for name, array in arrays.items() if name not in texts]
    return "\n".join([*numbers, *(_text(name, text) for name, text in texts.items())])


def _text(name: str, text: str) -> str:
    return f"{name} = {json.dumps(short(text, _LONGEST), ensure_ascii=False)}\n"


def _array(name: str, array: Any) -> str:
    shape = " × ".join(map(str, array.shape)) or "one"
    numbers = np.array2string(array, max_line_width=100, threshold=200, edgeitems=_MOST, precision=6)
    return f"{name}  # {array.dtype}, {shape}\n{numbers}\n"
