"""Files that are nearly right, by kind: a sound one, changed."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tools.mutate import seeds
from tools.mutate.changes import (
    bytes_changed,
    false_header,
    graph_changed,
    other_array,
    other_cell,
    other_model,
    other_value,
    tree_changed,
)


def experiment_file(random: Random) -> tuple[str, bytes]:
    """An experiment as JSON: values exchanged where they stand, or bytes."""
    return _experiment(random, random.choice(seeds.experiments()))


def file_with_runs(random: Random) -> tuple[str, bytes]:
    """The same with history and list of runs: these, above all, are changed."""
    (content,) = seeds.with_runs()
    if random.random() < 0.5:
        return _experiment(random, content)
    tree = json.loads(content)
    part = random.choice(("runs", "runs", "history"))
    tree[part] = tree_changed(random, tree[part])
    return ".json", _json(tree)


def _experiment(random: Random, content: bytes) -> tuple[str, bytes]:
    if random.random() < 0.25:
        return ".json", bytes_changed(random, content)
    tree = json.loads(content)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        tree = tree_changed(random, tree)
    return ".json", _json(tree)


def weights_file(random: Random) -> tuple[str, bytes]:
    """Weights as .npz: arrays exchanged, claims that are not kept, or bytes."""
    content = random.choice(seeds.weights())
    if random.random() < 0.15:
        return ".npz", bytes_changed(random, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(list(members))
    members[name] = random.choice((other_array, false_header, other_model, bytes_changed))(
        random, members[name]
    )
    if random.random() < 0.05:
        members.pop(random.choice(list(members)))
    claimed = random.choice((0, 10**6, 10**10)) if random.random() < 0.1 else None
    return ".npz", seeds.zipped(members, claimed)


def table_file(random: Random) -> tuple[str, bytes]:
    """A table as text: cells exchanged, lines doubled or cut, or bytes."""
    content = random.choice(seeds.tables())
    if random.random() < 0.4:
        return ".csv", bytes_changed(random, content)
    lines = content.decode().splitlines()[: random.choice((2, 5, 30, 200))]
    for _ in range(random.choice((1, 1, 2, 5))):
        row = random.randrange(len(lines))
        cells = lines[row].split(",")
        cells[random.randrange(len(cells))] = other_cell(random)
        lines[row] = ",".join(cells)
    if random.random() < 0.2:
        lines.insert(random.randrange(len(lines)), random.choice(lines) * random.choice((1, 2, 300)))
    text = random.choice(("\n", "\r\n", "\r")).join(lines)
    if random.random() < 0.2:
        text = text.replace(",", random.choice((";", "\t", "|", " ", ",,")))
    return ".csv", text.encode(random.choice(("utf-8", "utf-16", "cp1252", "utf-8-sig")), "replace")


def sheet_file(random: Random) -> tuple[str, bytes]:
    """A spreadsheet whose parts are changed."""
    with zipfile.ZipFile(io.BytesIO(seeds.sheet())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if random.random() < 0.3:
        return ".xlsx", bytes_changed(random, seeds.sheet())
    name = random.choice(list(members))
    data = members[name]
    if random.random() < 0.5 and b"A1" in data:
        far = random.choice((b"XFD1048576", b"A1048576", b"ZZZZ9", b"A0", b"1A"))
        data = data.replace(random.choice((b"A1", b"B2")), far)
    members[name] = bytes_changed(random, data) if random.random() < 0.6 else data * random.choice((1, 2, 40))
    return ".xlsx", seeds.zipped(members)


def weights_json_file(random: Random) -> tuple[str, bytes]:
    """Weights as JSON, ours or as another library's: values exchanged where they stand, or bytes."""
    content = random.choice(seeds.exported(".weights.json"))
    if random.random() < 0.2:
        return ".weights.json", bytes_changed(random, content)
    tree = json.loads(content)
    if random.random() < 0.6:
        del tree["model"]
    for _ in range(random.choice((0, 1, 1, 2, 3, 8))):
        tree = tree_changed(random, tree)
    return ".weights.json", _json(tree)


def safetensors_file(random: Random) -> tuple[str, bytes]:
    """Weights as .safetensors: the header changed as a tree, claims that are not kept, or bytes."""
    content = random.choice(seeds.exported(".safetensors"))
    if random.random() < 0.3:
        return ".safetensors", bytes_changed(random, content)
    size = int.from_bytes(content[:8], "little")
    header = _json(tree_changed(random, json.loads(content[8 : 8 + size])))
    claimed = random.choice((0, 1, 10**9, 2**63)) if random.random() < 0.1 else len(header)
    return ".safetensors", claimed.to_bytes(8, "little") + header + content[8 + size :]


def onnx_file(random: Random) -> tuple[str, bytes]:
    """ONNX, with our metadata or without them: a node, tensor or text changed, or bytes."""
    import onnx

    content = random.choice(seeds.exported(".onnx"))
    if random.random() < 0.3:
        return ".onnx", bytes_changed(random, content)
    model = onnx.load_from_string(content)
    if random.random() < 0.7:
        del model.metadata_props[:]
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        graph_changed(random, model)
    return ".onnx", model.SerializeToString()


def line_of_text(random: Random) -> tuple[str, bytes]:
    """A link of TensorFlow Playground or a shared line: parts exchanged, packed anew, or bytes."""
    if random.random() < 0.5:
        link = random.choice(seeds.links())
        parts = link.split("&")
        for _ in range(random.choice((1, 2, 5))):
            key = random.choice(parts).partition("=")[0]
            parts.insert(random.randrange(1, len(parts) + 1), f"{key}={other_value(random)}")
        return ".line", "&".join(parts).encode("utf-8", "surrogatepass")
    line = random.choice(seeds.lines())
    if random.random() < 0.5:
        return ".line", bytes_changed(random, line)
    tree = tree_changed(random, json.loads(random.choice(seeds.experiments())))
    packed = zlib.compress(_json(tree))
    return ".line", b"bp1-%08x-%b" % (zlib.crc32(packed), base64.urlsafe_b64encode(packed).rstrip(b"="))


@dataclass(frozen=True)
class Kind:
    """What makes a file, as its ending and its content, and how many of a hundred are made so."""

    make: Callable[[Random], tuple[str, bytes]]
    share: int


KINDS = {
    "experiment": Kind(experiment_file, 14),
    "experiment with runs": Kind(file_with_runs, 10),
    "weights": Kind(weights_file, 20),
    "weights as JSON": Kind(weights_json_file, 10),
    "safetensors": Kind(safetensors_file, 6),
    "ONNX": Kind(onnx_file, 8),
    "line": Kind(line_of_text, 8),
    "table": Kind(table_file, 20),
    "sheet": Kind(sheet_file, 4),  # each starts a process
}


def _json(tree: Any) -> bytes:
    return json.dumps(tree).encode("utf-8", "surrogatepass")
