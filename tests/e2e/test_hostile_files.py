"""Files and lines that would do harm: one clear message each, quickly, and nothing on screen is lost."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtGui import QGuiApplication

from playground.export import FORMATS
from playground.training import Checkpoint, Experiment
from tests.e2e.driver import Driver

READ = [suffix for suffix, form in FORMATS.items() if form.load]


class Trap:
    """Runs when it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return print, ("opened a pickle",)


def good(suffix: str, folder: Path) -> bytes:
    experiment = Experiment.load()
    theta = np.linspace(-1, 1, experiment.network().parameters)
    FORMATS[suffix].save(experiment, Checkpoint(7, 100, theta), folder / f"good{suffix}")
    return (folder / f"good{suffix}").read_bytes()


def arrays(content: bytes, **others: Any) -> bytes:
    """An .npz file with other arrays in it."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        held = {name: file[name] for name in file.files}
    made = io.BytesIO()
    np.savez(made, allow_pickle=True, **(held | others))
    return made.getvalue()


def bomb() -> bytes:
    """A small archive that unpacks to 320 MB of zeros."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("W1.npy", "w", force_zip64=True) as file,
    ):
        file.write(
            b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (41943040,), }".ljust(
                128
            )
        )
        for _ in range(20):
            file.write(bytes(2**24))
    return made.getvalue()


def hostile(folder: Path) -> Iterator[tuple[str, bytes]]:
    for suffix in READ:
        content = good(suffix, folder)
        yield f"empty{suffix}", b""
        yield f"cut{suffix}", content[: len(content) // 2]
        yield f"noise{suffix}", np.random.default_rng(3).bytes(4_000)
    npz, theta = good(".npz", folder), {"weights": {"theta": [0.0] * 25}}
    yield "pickle.npz", arrays(npz, W1=np.array([Trap()], dtype=object))
    yield "nan.npz", arrays(npz, b1=np.full(4, np.nan))
    yield "bomb.npz", bomb()
    yield "nan.json", json.dumps(theta).replace("0.0,", "NaN,", 1).encode()
    yield "infinite.json", json.dumps(theta).replace("0.0,", "1e999,", 1).encode()
    uneven = theta | {"history": {"train_loss": [1.0, 2.0], "test_loss": [1.0]}}
    yield "uneven.json", json.dumps(uneven).encode()
    yield "deep.json", b'{"spec": ' + b"[" * 100_000
    yield "long.json", b'{"weights": {"theta": [' + b"0," * 9_000_000 + b"0]}}"
    yield "long.safetensors", struct.pack("<Q", 2**60) + b"{}"
    yield (
        "claims.safetensors",
        struct.pack("<Q", 62) + b'{"W1":{"dtype":"F64","shape":[1000000000],"data_offsets":[0,8]}}',
    )
    wide = {
        "format": "backprop-playground weights",
        "layers": [{"activation": "relu", "W": [[0.5]] * 5_000, "b": [0]}],
    }
    yield "wide.weights.json", json.dumps(wide).encode()


def packed(content: bytes) -> str:
    made = zlib.compress(content, 9)
    return f"bp1-{zlib.crc32(made):08x}-{base64.urlsafe_b64encode(made).decode().rstrip('=')}"


LINES = (
    packed(bytes(80_000_000)),
    packed(b"{}" * 9),
    packed(b'{"data": {"recipe": {"source": "/etc/passwd"}}}'),
)


def test_each_is_refused_in_words_and_nothing_is_lost(app: Driver, tmp_path: Path, capsys: Any) -> None:
    app.click_point(5.5, -5.5)
    app.train(epochs=2)
    before = app.session.experiment, app.theta.tobytes(), app.epoch

    def refused(name: str) -> None:
        app.wait_for(lambda: app.notice, f"the message about {name}")
        assert app.notice.count("\n") == 0 and len(app.notice) < 400, app.notice
        assert (app.session.experiment, app.theta.tobytes(), app.epoch) == before, name
        app.dismiss()

    for name, content in hostile(tmp_path):
        (tmp_path / name).write_bytes(content)
        app.drop(tmp_path / name)
        app.wait_for(lambda name=name: name in app.notice, name)
        refused(name)
    for line in LINES:
        QGuiApplication.clipboard().setText(line)
        app.keys("Ctrl+V")
        refused(line[:20])
    assert not capsys.readouterr().out  # no pickle was opened
    app.train(epochs=2)
