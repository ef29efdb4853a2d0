"""The formats that a trained network is written in: one row each.

Command line, window, tests and README follow from this table. A new format is a file here and a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from playground.data import Note, Progress, ignore
from playground.data.reading.raw import silent
from playground.errors import FileError
from playground.export.experiment_file import ExperimentOptions, experiment_file, load_experiment
from playground.export.files import check_finite, format_in, located
from playground.export.foreign.onnx_reader import load_onnx
from playground.export.header import HeaderOptions, header
from playground.export.losses import losses_of
from playground.export.model import TrainedModel
from playground.export.notebook import notebook
from playground.export.onnx_file import onnx_file
from playground.export.options import Options
from playground.export.outlines import notebook_outline, npz_outline, onnx_outline, safetensors_outline
from playground.export.page import PageOptions, page
from playground.export.python_file import python_file
from playground.export.safetensors_file import load_safetensors, safetensors_bytes
from playground.export.step import StepOptions, next_step, step_csv
from playground.export.weights import load_weights, weights_bytes
from playground.export.weights_json import FORMAT as WEIGHTS
from playground.export.weights_json import load_weights_json, weights_json
from playground.files import read_json, write
from playground.training import Checkpoint, Experiment, History, Snapshot
from playground.training.kept_run import NO_RUNS, RunList

Found = tuple[Experiment, Checkpoint | None]
Content = bytes | Iterable[bytes]


class Write(Protocol):
    """The contents of the file, whole or in parts; tells how far it is. Raises FileError."""

    def __call__(self, model: TrainedModel, options: Any, progress: Progress, /) -> Content: ...


class Load(Protocol):
    """Reads what was written, and tells how far it is and what was done to rows. Raises FileError."""

    def __call__(self, path: Path, progress: Progress = ..., note: Note = ..., /) -> Found: ...


class Format(Struct, frozen=True):
    """One row of FORMATS.

    title    what it is called in a list
    serves   a sentence on what it is good for, and for whom
    load     missing where the format cannot be read back
    options  what can be chosen
    tested   whether the file computes by itself, and so is tested by rows with answers
    snippet  how it is used elsewhere; {file} stands for its name
    needs    a package that is not installed with the program
    outline  what is in the file, where that is no text to read
    steps    whether it is of a step, for which training rows are needed
    """

    suffix: str
    title: str
    serves: str
    write: Write
    load: Load | None = None
    options: type[Options] = Options
    snippet: str = ""
    tested: bool = False
    needs: str = ""
    outline: Callable[[bytes], str] | None = None
    steps: bool = False

    def save(  # noqa: PLR0917  all but three are seldom given
        self,
        experiment: Experiment,
        trained: Snapshot | Checkpoint,
        path: Path,
        progress: Progress = silent,
        options: Options | None = None,
        history: History | None = None,
        runs: RunList = NO_RUNS,
    ) -> None:
        """Write what was trained to a file; with history and list of runs where the format holds them.

        Raises FileError, also for weights that are no numbers.
        """
        check_finite(trained.theta, path)
        with located(path):
            content = self.contents(experiment, trained, progress, options, history, runs)
        write(path, content)

    def contents(  # noqa: PLR0917  as above
        self,
        experiment: Experiment,
        trained: Snapshot | Checkpoint,
        progress: Progress = silent,
        options: Options | None = None,
        history: History | None = None,
        runs: RunList = NO_RUNS,
    ) -> Content:
        """What `save` writes. Raises FileError."""
        model = TrainedModel.of(experiment, trained, history, runs)
        if self.tested:
            model.require_answers()
        return self.write(model, options or self.options(), progress)


_NPZ = """\
import numpy as np

arrays = np.load("{file}")
a = (arrays["test_inputs"] - arrays["input_shift"]) / arrays["input_scale"]  # then its features, see "model"
z = a @ arrays["W1"] + arrays["b1"]
"""

_ONNX = """\
import onnxruntime

session = onnxruntime.InferenceSession("{file}")
print([one.name for one in session.get_inputs()], [one.name for one in session.get_outputs()])
session.run(None, {one.name: [[1.0], [2.0]] for one in session.get_inputs()})  # two rows
"""

_JSON = """\
import json

import numpy as np

with open("{file}") as text:
    file = json.load(text)
for layer in file["layers"]:
    W, b = np.array(layer["W"]), np.array(layer["b"])  # z = a @ W + b, then layer["activation"]
"""

_SAFETENSORS = """\
import torch
from safetensors.torch import load_file

arrays = load_file("{file}")
linear = torch.nn.Linear(*arrays["W1"].shape, dtype=torch.float64)  # and so on: W2, b2 …
linear.weight.data = arrays["W1"].T.contiguous()  # PyTorch keeps W the other way round
linear.bias.data = arrays["b1"]
"""

_LOSSES = """\
import numpy as np

losses = np.genfromtxt("{file}", delimiter=",", names=True)
print(losses["epoch"], losses["train_loss"], losses["test_loss"])
"""

_STEP = """\
import csv

with open("{file}", newline="") as text:
    for line in csv.DictReader(text):
        print(line["quantity"], line["name"], line["row"], float(line["value"]))
"""

_ROWS = (
    Format(
        ".npz",
        "Weights for NumPy",
        "Keeps every weight bit for bit: to train on later, or to use in NumPy.",
        lambda model, _, __: weights_bytes(model),
        lambda path, _=silent, __=ignore: load_weights(path),
        snippet=_NPZ,
        outline=npz_outline,
    ),
    Format(
        ".json",
        "Experiment with weights",
        "Data, settings and weights in one readable file: whoever opens it continues where you are.",
        experiment_file,
        lambda path, tell=silent, note=ignore: _load_json(path, tell, note),
        options=ExperimentOptions,
        snippet="backprop-playground train {file} --epochs 100",
    ),
    Format(
        ".weights.json",
        "Weights as JSON",
        "For any language that reads JSON, and for people: weights and biases, layer by layer.",
        lambda model, _, __: weights_json(model),
        lambda path, _=silent, __=ignore: load_weights_json(path),
        snippet=_JSON,
    ),
    Format(
        ".safetensors",
        "Weights for PyTorch",
        "For PyTorch, JAX and others: the weights by name, in a file that runs no code when it is opened.",
        lambda model, _, __: safetensors_bytes(model),
        lambda path, _=silent, __=ignore: load_safetensors(path),
        snippet=_SAFETENSORS,
        outline=safetensors_outline,
    ),
    Format(
        ".html",
        "Web page",
        "For anyone with a browser: a page that predicts by itself, with a map, sliders and sums. "
        "It works offline.",
        lambda model, options, _: page(model, options).encode(),
        options=PageOptions,
        snippet="predict([…])   // in the browser's console, once {file} is open",
        tested=True,
    ),
    Format(
        ".py",
        "Python file",
        "For a program of your own, and to read: one file that needs NumPy only, predicts and tests itself.",
        lambda model, _, __: python_file(model).encode(),
        snippet="python {file} rows.csv > predictions.csv",
        tested=True,
    ),
    Format(
        ".h",
        "C header",
        "For a microcontroller or any program in C or C++: one header in float, which needs no other file.",
        lambda model, options, _: header(model, options).encode(),
        options=HeaderOptions,
        snippet='#include "{file}"',
        tested=True,
    ),
    Format(
        ".ipynb",
        "Notebook",
        "For a lesson or a report: the network in NumPy, and in PyTorch and Keras with the trained weights.",
        lambda model, _, __: notebook(model).encode(),
        snippet="jupyter lab {file}",
        outline=notebook_outline,
        tested=True,
    ),
    Format(
        ".onnx",
        "ONNX",
        "For programs in other languages, browsers and phones: the standard that runtimes everywhere read.",
        lambda model, _, __: onnx_file(model),
        lambda path, _=silent, __=ignore: load_onnx(path),
        snippet=_ONNX,
        needs="onnx",
        outline=onnx_outline,
        tested=True,
    ),
    Format(
        ".losses.csv",
        "Losses by epoch",
        "For a spreadsheet or a report: training and test loss of every epoch of the run.",
        lambda model, _, __: losses_of(model),
        snippet=_LOSSES,
    ),
    Format(
        ".step.csv",
        "Numbers of one update",
        "For checking by hand or in a spreadsheet: every number of the next update, forward and back.",
        lambda model, options, _: step_csv(next_step(model, options)),
        options=StepOptions,
        snippet=_STEP,
        steps=True,
    ),
)


def _load_json(path: Path, progress: Progress, note: Note) -> Found:
    """An experiment; or weights as JSON, whose name may say no more than .json."""
    if format_in(read_json(path)) == WEIGHTS:
        return load_weights_json(path)
    return load_experiment(path, progress=progress, note=note)


FORMATS: dict[str, Format] = {row.suffix: row for row in _ROWS}


def format_of(path: Path) -> Format:
    """The format that a file's name asks for. Raises FileError."""
    fitting = [suffix for suffix in FORMATS if path.name.lower().endswith(suffix)]
    if not fitting:
        *others, last = FORMATS
        raise FileError(f"{path} has no known format.", f"End its name in {', '.join(others)} or {last}.")
    return FORMATS[max(fitting, key=len)]
