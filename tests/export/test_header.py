"""The C header: it compiles without a warning as C and C++, and gives the engine's numbers to float."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from playground.data import Dataset
from playground.errors import FileError, SpecError
from playground.export import FORMATS
from playground.export.header import HeaderOptions, header
from playground.export.model import TrainedModel
from playground.training import Checkpoint, Experiment, Spec
from tests.export.networks import inputs, made, models
from tests.witnesses import program

STRICT = ["-Wall", "-Wextra", "-Werror", "-pedantic"]
ROWS = 1_000

MAIN = """
#include <stdio.h>
{includes}
int main(void) {{
    {bodies}
    return 0;
}}
"""
BODY = """
    for (int k = 0; k < {rows}; k++) {{
        float row[{P}_COLUMNS], outputs[{P}_OUTPUTS];
        for (int c = 0; c < {P}_COLUMNS; c++)
            if (scanf("%f", &row[c]) != 1) return 1;
        {p}_outputs(row, outputs);
        for (int c = 0; c < {P}_OUTPUTS; c++) printf("%.9g ", (double)outputs[c]);
        printf("%d\\n", {cls});
    }}
"""


def compiled(folder: Path, source: Path, *options: str) -> Path:
    binary = folder / "program"
    command = [program("cc"), "-std=c99", *STRICT, *options, "-o", str(binary), "-x", "c", str(source), "-lm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    return binary


def test_every_network_gives_the_engine_s_numbers_in_float(tmp_path: Path) -> None:
    asked, bodies, numbers = {}, [], []
    for k, (name, model) in enumerate(models().items()):
        (tmp_path / f"n{k}.h").write_text(header(model, HeaderOptions(prefix=f"n{k}")), encoding="utf-8")
        asked[name] = model, inputs(model, 40 if k else ROWS).astype(np.float32)
        chosen = f"n{k}_class(row)" if model.classes else "0"
        bodies.append(BODY.format(rows=len(asked[name][1]), p=f"n{k}", P=f"N{k}", cls=chosen))
        numbers += [f"{value:.9g}" for value in asked[name][1].ravel()]
    includes = "\n".join(f'#include "n{k}.h"' for k in range(len(asked)))
    source = tmp_path / "main.c"
    source.write_text(MAIN.format(includes=includes, bodies="".join(bodies)), encoding="utf-8")
    binary = compiled(tmp_path, source)
    done = subprocess.run([str(binary)], input="\n".join(numbers), capture_output=True, text=True, check=True)
    lines = iter(done.stdout.splitlines())
    for name, (model, X) in asked.items():
        found = np.array([[float(cell) for cell in next(lines).split()] for _ in X])
        outputs = model.outputs(X.astype(np.float64))
        size = 1.0 if model.classes else model.output.scale[0]
        assert np.abs(found[:, :-1] - outputs).max() < 2e-5 * max(size, np.abs(outputs).max()), name
        if model.classes:
            clear = np.ptp(np.sort(outputs, axis=1)[:, -2:], axis=1) > 1e-4
            classes = model.experiment.decode(model.predict(X.astype(np.float64)))
            assert np.array_equal(found[clear, -1], classes[clear]), name


def nasty() -> TrainedModel:
    X = np.array([[2_000.0, 1e6], [2_001, 1e6 + 1], [2_002, 1e6 + 3], [2_003, 1e6 + 2]])
    names = ("*/ int x; /*", "a??/"), "ü\\", ("??/", 'é"\\')
    data = Dataset(X, np.array([0.0, 1, 0, 1]), names[0], names[1], names[2], name="while", generated=False)
    experiment = Experiment.create(data, Spec(scale_inputs="standardise"))
    return TrainedModel.of(experiment, Checkpoint(0, 0, experiment.network().theta))


@pytest.mark.parametrize("which", ["nasty", "houses", "iris"])
def test_it_tests_itself_and_compiles_as_c_and_cpp_and_with_flash_memory(which: str, tmp_path: Path) -> None:
    model = nasty() if which == "nasty" else made(which, Spec(scale_inputs="standardise"))
    path = tmp_path / "net.h"
    path.write_text(header(model, HeaderOptions()), encoding="utf-8")
    macro = re.search(r"-D(\w+_SELF_TEST)", path.read_text("utf-8"))
    assert macro
    compiler, binary = program("c++"), compiled(tmp_path, path, f"-D{macro[1]}")
    assert (
        subprocess.run([str(binary)], capture_output=True, text=True, check=True).stdout
        == "5 test rows agree.\n"
    )
    (tmp_path / "avr").mkdir()
    flash = "#define PROGMEM\n#define pgm_read_float(place) (*(const float *)(place))\n"
    (tmp_path / "avr" / "pgmspace.h").write_text(flash, encoding="utf-8")
    compiled(tmp_path, path, f"-D{macro[1]}", "-D__AVR__", f"-I{tmp_path}")
    (tmp_path / "main.cpp").write_text('#include "net.h"\nint main() { return 0; }\n', encoding="utf-8")
    subprocess.run([compiler, *STRICT, "-fsyntax-only", str(tmp_path / "main.cpp")], check=True)


def test_a_year_loses_nothing_when_its_mean_is_taken_off() -> None:
    model = nasty()
    text = header(model, HeaderOptions())
    parts = [re.search(rf"_{name}\[\][^{{]*{{(.*)}}", text) for name in ("shift", "rest")]
    shift, rest = (np.array([float(part[1].split(",")[0].rstrip("f"))]) for part in parts if part)
    assert abs(shift + rest - model.inputs.shift[0]) < 1e-12 * shift and "net_while_" in text


@pytest.mark.parametrize("scale", [1e-60, 1e60])
def test_what_no_float_can_hold_is_refused_with_another_way(scale: float, tmp_path: Path) -> None:
    data = Dataset(np.array([[1.0], [2.0], [3.0]]) * scale, np.arange(3.0), ("x",), generated=False)
    experiment = Experiment.create(data, Spec(scale_inputs="standardise"))
    path = tmp_path / "net.h"
    with pytest.raises(FileError, match="does not fit into a float") as caught:
        FORMATS[".h"].save(experiment, Checkpoint(0, 0, experiment.network().theta), path)
    assert str(path) in caught.value.message and ".py" in caught.value.hint and not path.exists()


@pytest.mark.parametrize("prefix", ["1x", "a-b", "while", "é", "a b", "x" * 41])
def test_a_prefix_that_is_no_name_is_refused(prefix: str) -> None:
    with pytest.raises(SpecError, match="Prefix cannot be"):
        HeaderOptions(prefix=prefix)
