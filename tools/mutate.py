"""Files that are nearly right: a sound one, changed at random as an accident or an attacker would."""

from __future__ import annotations

import base64
import io
import json
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from playground.data import BUNDLED, Recipe, csv_bytes
from playground.export import FORMATS, link_of, save_experiment, save_weights, to_text
from playground.resources import resource
from playground.training import Experiment, Spec, Trainer

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


def experiment_file(random: Random) -> tuple[str, bytes]:
    """An experiment as JSON: values exchanged where they stand, or bytes."""
    content = random.choice(_experiments())
    if random.random() < 0.25:
        return ".json", bytes_changed(random, content)
    tree = json.loads(content)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        tree = tree_changed(random, tree)
    return ".json", json.dumps(tree).encode("utf-8", "surrogatepass")


def weights_file(random: Random) -> tuple[str, bytes]:
    """Weights as .npz: arrays exchanged, claims that are not kept, or bytes."""
    content = random.choice(_weights())
    if random.random() < 0.15:
        return ".npz", bytes_changed(random, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(list(members))
    members[name] = random.choice((_other_array, _claimed, _other_model, bytes_changed))(
        random, members[name]
    )
    if random.random() < 0.05:
        members.pop(random.choice(list(members)))
    claimed = random.choice((0, 10**6, 10**10)) if random.random() < 0.1 else None
    return ".npz", _zipped(members, claimed)


def table_file(random: Random) -> tuple[str, bytes]:
    """A table as text: cells exchanged, lines doubled or cut, or bytes."""
    content = random.choice(_tables())
    if random.random() < 0.4:
        return ".csv", bytes_changed(random, content)
    lines = content.decode().splitlines()[: random.choice((2, 5, 30, 200))]
    for _ in range(random.choice((1, 1, 2, 5))):
        row = random.randrange(len(lines))
        cells = lines[row].split(",")
        cells[random.randrange(len(cells))] = _cell(random)
        lines[row] = ",".join(cells)
    if random.random() < 0.2:
        lines.insert(random.randrange(len(lines)), random.choice(lines) * random.choice((1, 2, 300)))
    text = random.choice(("\n", "\r\n", "\r")).join(lines)
    if random.random() < 0.2:
        text = text.replace(",", random.choice((";", "\t", "|", " ", ",,")))
    return ".csv", text.encode(random.choice(("utf-8", "utf-16", "cp1252", "utf-8-sig")), "replace")


def sheet_file(random: Random) -> tuple[str, bytes]:
    """A spreadsheet whose parts are changed."""
    with zipfile.ZipFile(io.BytesIO(_sheet())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if random.random() < 0.3:
        return ".xlsx", bytes_changed(random, _sheet())
    name = random.choice(list(members))
    data = members[name]
    if random.random() < 0.5 and b"A1" in data:
        far = random.choice((b"XFD1048576", b"A1048576", b"ZZZZ9", b"A0", b"1A"))
        data = data.replace(random.choice((b"A1", b"B2")), far)
    members[name] = bytes_changed(random, data) if random.random() < 0.6 else data * random.choice((1, 2, 40))
    return ".xlsx", _zipped(members)


def weights_json_file(random: Random) -> tuple[str, bytes]:
    """Weights as JSON, ours or as another library's: values exchanged where they stand, or bytes."""
    content = random.choice(_exported(".weights.json"))
    if random.random() < 0.2:
        return ".weights.json", bytes_changed(random, content)
    tree = json.loads(content)
    if random.random() < 0.6:
        del tree["model"]
    for _ in range(random.choice((0, 1, 1, 2, 3, 8))):
        tree = tree_changed(random, tree)
    return ".weights.json", json.dumps(tree).encode("utf-8", "surrogatepass")


def safetensors_file(random: Random) -> tuple[str, bytes]:
    """Weights as .safetensors: the header changed as a tree, claims that are not kept, or bytes."""
    content = random.choice(_exported(".safetensors"))
    if random.random() < 0.3:
        return ".safetensors", bytes_changed(random, content)
    size = int.from_bytes(content[:8], "little")
    header = json.dumps(tree_changed(random, json.loads(content[8 : 8 + size]))).encode(
        "utf-8", "surrogatepass"
    )
    claimed = random.choice((0, 1, 10**9, 2**63)) if random.random() < 0.1 else len(header)
    return ".safetensors", claimed.to_bytes(8, "little") + header + content[8 + size :]


def onnx_file(random: Random) -> tuple[str, bytes]:
    """ONNX, with our metadata or without them: a node, tensor or text changed, or bytes."""
    import onnx

    content = random.choice(_exported(".onnx"))
    if random.random() < 0.3:
        return ".onnx", bytes_changed(random, content)
    model = onnx.load_from_string(content)
    if random.random() < 0.7:
        del model.metadata_props[:]
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        _graph_changed(random, model)
    return ".onnx", model.SerializeToString()


def _graph_changed(random: Random, model: Any) -> None:
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


def plain_name(random: Random) -> str:
    """A name that a text of protobuf may hold."""
    return random.choice(NAMES).encode(errors="replace").decode()


def line_of_text(random: Random) -> tuple[str, bytes]:
    """A link of TensorFlow Playground or a shared line: parts exchanged, packed anew, or bytes."""
    if random.random() < 0.5:
        link = random.choice(_links())
        parts = link.split("&")
        for _ in range(random.choice((1, 2, 5))):
            key = random.choice(parts).partition("=")[0]
            parts.insert(random.randrange(1, len(parts) + 1), f"{key}={_value(random)}")
        return ".line", "&".join(parts).encode("utf-8", "surrogatepass")
    line = random.choice(_lines())
    if random.random() < 0.5:
        return ".line", bytes_changed(random, line)
    tree = tree_changed(random, json.loads(random.choice(_experiments())))
    packed = zlib.compress(json.dumps(tree).encode("utf-8", "surrogatepass"))
    return ".line", b"bp1-%08x-%b" % (zlib.crc32(packed), base64.urlsafe_b64encode(packed).rstrip(b"="))


@dataclass(frozen=True)
class Kind:
    """What makes a file, as its ending and its content, and how many of a hundred are made so."""

    make: Callable[[Random], tuple[str, bytes]]
    share: int


KINDS = {
    "experiment": Kind(experiment_file, 24),
    "weights": Kind(weights_file, 20),
    "weights as JSON": Kind(weights_json_file, 10),
    "safetensors": Kind(safetensors_file, 6),
    "ONNX": Kind(onnx_file, 8),
    "line": Kind(line_of_text, 8),
    "table": Kind(table_file, 20),
    "sheet": Kind(sheet_file, 4),  # each starts a process
}


def tree_changed(random: Random, tree: Any) -> Any:
    """JSON with one place changed: its value, or its key or entry taken out, doubled or renamed."""
    places = list(_places(tree))
    if not places:
        return _value(random)
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
            holder[key] = _value(random)
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


def _value(random: Random) -> Any:
    return deepcopy(random.choice(random.choice((NAMES, NUMBERS, TEXTS, VALUES))))


def _cell(random: Random) -> str:
    cell = str(
        random.choice(random.choice((NAMES, NUMBERS, TEXTS, ("", "NA", "nan", "-", "1,5", "12:30", '"'))))
    )
    return cell if random.random() < 0.5 else '"' + cell.replace('"', '""') + '"'


def _other_array(random: Random, _data: bytes) -> bytes:
    """An array of another kind, shape or content."""
    made = io.BytesIO()
    shape = random.choice(((), (0,), (1,), (3, 4), (4, 3), (2, 2, 2)))
    kind = random.choice(("f8", "f4", "i8", "U3", "?", "c16", "M8[s]", "V8", "f8", "f8"))
    array = np.zeros(shape, kind)
    if kind == "f8" and array.size:
        array[...] = random.choice((np.nan, np.inf, 1e300, -1.0, 1e-310, 0.5))
    np.save(made, array)
    return made.getvalue()


def _other_values(random: Random, data: bytes) -> bytes:
    """The same array with another number in it."""
    array = np.load(io.BytesIO(data), allow_pickle=False)
    if array.dtype.kind == "f":
        array.flat[random.randrange(array.size)] = random.choice((*NUMBERS, np.nan, np.inf))
    made = io.BytesIO()
    np.save(made, array)
    return made.getvalue()


def _claimed(random: Random, data: bytes) -> bytes:
    """A header that claims something else than follows it."""
    shape = random.choice(("()", "(10000000000,)", "(-1,)", "(1e9,)", "(2,2)", "((1,),)", "(" * 300, "x"))
    kind = random.choice(("<f8", "<U99999999", "|O", "|V0", "<f8,<f8", "zz", "|S2147483647"))
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    version = random.choice((b"\x01\x00", b"\x02\x00", b"\x03\x00", b"\x09\x00"))
    length = struct.pack("<H" if version == b"\x01\x00" else "<I", len(header))
    return b"\x93NUMPY" + version + length + header + data[-random.choice((0, 8, 64)) :]


def _other_model(random: Random, data: bytes) -> bytes:
    """The text of the model changed as a tree; other arrays byte by byte."""
    try:
        tree = json.loads(str(np.load(io.BytesIO(data), allow_pickle=False)))
    except ValueError:
        return bytes_changed(random, data)
    made = io.BytesIO()
    text = json.dumps(tree_changed(random, tree))
    np.save(made, np.array(text))
    return made.getvalue()


def _zipped(members: dict[str, bytes], claimed: int | None = None) -> bytes:
    """An archive, the same at any time; its directory may claim another size of the first."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        if claimed is not None and members:
            archive.infolist()[0].file_size = claimed
    return made.getvalue()


@cache
def _trained() -> tuple[Trainer, ...]:
    """Small runs of each task, with rows made by name, read and drawn."""
    made = [
        Trainer(Experiment.load(Recipe(source=source, count=20 * (source not in BUNDLED)), spec))
        for source, spec in (
            ("circle", Spec(features=("x1", "x2", "x1^2"), hidden_layers=(3, 2))),
            ("iris", Spec(hidden_layers=(4,), optimiser="adam", frozen=("w1[1,1]",))),
            ("houses", Spec(hidden_layers=())),
        )
    ]
    drawn = made[0].experiment
    made.append(Trainer(drawn.with_data(drawn.data.without_rows(np.arange(3)))))
    for trainer in made:
        trainer.run(2)
    return tuple(made)


def _saved(save: Callable[..., None], suffix: str) -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        found = []
        for trainer in _trained():
            save(trainer.experiment, trainer.snapshot(), path)
            found.append(path.read_bytes())
        return tuple(found)


@cache
def _experiments() -> tuple[bytes, ...]:
    by_hand = b'{"spec": {"hidden_layers": [3]}, "data": {"recipe": {"source": "rows.csv"}}}'
    save = lambda experiment, trained, path: save_experiment(experiment, path, trained)  # noqa: E731
    return (*_saved(save, ".json"), by_hand)


@cache
def _weights() -> tuple[bytes, ...]:
    return _saved(save_weights, ".npz")


@cache
def _exported(suffix: str) -> tuple[bytes, ...]:
    return _saved(FORMATS[suffix].save, suffix)


@cache
def _links() -> tuple[str, ...]:
    return tuple(link_of(trainer.experiment) for trainer in _trained())


@cache
def _lines() -> tuple[bytes, ...]:
    return tuple(to_text(trainer.experiment, trainer.snapshot()).encode() for trainer in _trained())


@cache
def _tables() -> tuple[bytes, ...]:
    bundled = [(resource("datasets") / entry.file).read_bytes() for entry in BUNDLED.values()]
    return (*bundled, csv_bytes(_trained()[0].experiment.data))


@cache
def _sheet() -> bytes:
    """A workbook of two rows, in its least form."""
    book = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cells = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{c}{row}"><v>{row}.5</v></c>' for c in "ABC") + "</row>"
        for row in range(1, 30)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{link}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{book}" xmlns:r="{link}"><sheets><sheet name="One" sheetId="1" '
        'r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="b" '
        f'Type="{link}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{book}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return _zipped({name: text.encode() for name, text in parts.items()})
