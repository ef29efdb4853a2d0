"""Weights as .safetensors (https://huggingface.co/docs/safetensors): arrays by name, which run no code.

The same arrays as in an .npz file; everything else is its metadata, as JSON under one key.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from playground.errors import FileError
from playground.export.model import TrainedModel
from playground.export.tensors import Tensors
from playground.export.weights import arrays_of, tests_of, trained_in
from playground.files import read
from playground.training import Checkpoint, Experiment

KEY = "backprop_playground"
_HINT = "Choose a file that this program has exported; from others, weights come in as .weights.json."


class Config(msgspec.Struct):
    """What the metadata hold under KEY: the model as in an .npz file, and where it comes from."""

    model: msgspec.Raw
    origin: str = ""


def safetensors_bytes(model: TrainedModel) -> bytes:
    """The file's contents."""
    from safetensors.numpy import save

    arrays = arrays_of(model.experiment, model.trained) | tests_of(model)
    config = Config(msgspec.Raw(arrays.pop("model").encode()), arrays.pop("origin"))
    # One key: the library writes several in any order.
    metadata = {KEY: msgspec.json.encode(config).decode()}
    return save({name: np.ascontiguousarray(array) for name, array in arrays.items()}, metadata)


def load_safetensors(path: Path) -> tuple[Experiment, Checkpoint]:
    """The experiment and its trained weights, bit for bit. Raises FileError."""
    content = read(path)
    arrays = _arrays(content, path)
    try:
        size = int.from_bytes(content[:8], "little")
        header: dict[str, Any] = msgspec.json.decode(content[8 : 8 + size])
        config = msgspec.json.decode(header.get("__metadata__", {})[KEY], type=Config)
    except (msgspec.MsgspecError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"{path} does not tell which network its weights belong to."
        raise FileError(message, _HINT) from error
    return trained_in(Tensors(arrays, bytes(config.model).decode(errors="replace"), path), path)


def _arrays(content: bytes, path: Path) -> dict[str, Any]:
    from safetensors.numpy import load

    try:
        return load(content)
    except Exception as error:  # the library and NumPy have several kinds of errors for odd bytes
        raise FileError(f"{path} is not a .safetensors file that can be read.", _HINT) from error
