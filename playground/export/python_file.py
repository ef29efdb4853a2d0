"""The network as one file of Python that needs NumPy only: to read, to import, or to run on a CSV file."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from playground.arrays import Array
from playground.data import disarmed
from playground.export.formulas import ACTIVATIONS, FEATURES, kind_of
from playground.export.model import TrainedModel

_HEAD = '''\
"""{name}: {purpose}

{network}
{origin}

    predict([{example}])   # gives {answer}

As a program it predicts the rows of a CSV file that has the columns by name, or tests itself:

    python THIS_FILE rows.csv > predictions.csv
    python THIS_FILE --test

Rows are in the units of the data: scaling and features are inside. It needs NumPy only.
"""

import csv
import sys

'''

_MAIN = """

def main(arguments):
    if arguments == ["--test"]:
        self_test()
        print(f"{{len(TEST_INPUTS)}} test rows agree.")
        return
    if len(arguments) != 1:
        sys.exit(f"usage: python {{sys.argv[0]}} rows.csv | --test")
    with open(arguments[0], newline="", encoding="utf-8-sig") as file:
        table = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (table.fieldnames or [])]
        if missing:
            sys.exit(f"{{arguments[0]}} has no column {{', '.join(missing)}}.")
        try:
            rows = [[float(row[name]) for name in COLUMNS] for row in table]
        except (TypeError, ValueError) as error:
            sys.exit(f"{{arguments[0]}}, line {{table.line_num}}: {{error}}")
    sys.stdout.reconfigure(encoding="utf-8")
    writer = csv.writer(sys.stdout, lineterminator="\\n")
    writer.writerow({header})
    found = outputs(rows)
{lines}


if __name__ == "__main__":
    main(sys.argv[1:])
"""

_CLASS_LINES = """\
    names = {names}
    writer.writerows([names[k], *shares] for k, shares in zip(class_numbers(rows), found.tolist()))"""

_VALUE_LINES = """\
    writer.writerows(found.tolist())"""


def python_file(model: TrainedModel) -> str:
    """The file's text."""
    answer = repr(answers(model)[0])
    head = _HEAD.format(
        name=_docstring(model.name),
        purpose=_docstring(model.purpose),
        network=_docstring(model.network),
        origin=_docstring(model.origin),
        example=repr(model.test_inputs[0].tolist()),
        answer=_docstring(f"[{answer}]"),
    )
    header = [disarmed(model.target), *(f"p({name})" for name in model.classes)]
    names = "CLASSES"
    if any(disarmed(name) != name for name in model.classes):
        names = f"{[*map(disarmed, model.classes)]!r}  # a spreadsheet runs none of them as a formula"
    lines = _CLASS_LINES.format(names=names) if model.classes else _VALUE_LINES
    return head + definitions(model) + _MAIN.format(header=repr(header), lines=lines)


def definitions(model: TrainedModel) -> str:
    """The part that computes: constants and functions, `predict` and `self_test` among them."""
    return "\n".join(["import numpy as np", "", *_constants(model), *_functions(model)]) + "\n"


def answers(model: TrainedModel) -> list[str] | list[float]:
    """What `predict` gives for the test rows: names of classes, or values."""
    if not model.classes:
        return [float(value) for value in model.test_outputs[:, 0]]
    return [model.classes[int(k)] for k in model.experiment.decode(model.predict(model.test_inputs))]


def _constants(model: TrainedModel) -> Iterator[str]:
    yield f"COLUMNS = {list(model.columns)!r}"
    yield f"TARGET = {model.target!r}"
    if model.classes:
        yield f"CLASSES = {list(model.classes)!r}"
    if not model.inputs.is_identity:
        yield "\n# A column enters as (value - shift) / scale."
        yield f"SHIFT = {_array(model.inputs.shift)}"
        yield f"SCALE = {_array(model.inputs.scale)}"
    yield "\n# The weights W (inputs, outputs) and biases b of each layer."
    for number, layer in enumerate(model.layers, 1):
        yield f"W{number} = {_array(layer.W)}"
        yield f"b{number} = {_array(layer.b)}"
    yield "\n# Rows, and what they must give."
    yield f"TEST_INPUTS = {_array(model.test_inputs)}"
    yield f"TEST_OUTPUTS = {_array(model.test_outputs)}"


def _functions(model: TrainedModel) -> Iterator[str]:
    scaled = "rows" if model.inputs.is_identity else "(rows - SHIFT) / SCALE"
    yield "\n\ndef features(rows):"
    yield '    """The inputs of the network, from rows in the units of the data."""'
    yield "    rows = np.asarray(rows, dtype=float).reshape(-1, len(COLUMNS))"
    yield f"    x = ({scaled}).T" if scaled != "rows" else "    x = rows.T"
    yield f"    return np.column_stack([{', '.join(map(_feature, model.features))}])"
    yield "\n\ndef forward(rows):"
    yield '    """What the last layer gives: z = a @ W + b, then its activation."""'
    yield "    a = features(rows)"
    for number, layer in enumerate(model.layers, 1):
        yield f"    z = a @ W{number} + b{number}"
        yield from (f"    {line}" for line in _activation(layer.activation))
    yield "    return a"
    yield from _decoding(model)
    yield "\n\ndef self_test():"
    yield '    """Raise an error if the test rows do not give what they gave after training."""'
    yield "    found = outputs(TEST_INPUTS)"
    yield "    if not np.allclose(found, TEST_OUTPUTS, rtol=1e-9, atol=1e-12):"
    yield '        raise ValueError(f"The test rows give {found}, where {TEST_OUTPUTS} is right.")'


def _decoding(model: TrainedModel) -> Iterator[str]:
    yield "\n\ndef decoded(a):"
    if model.classes:
        yield '    """The probability of each class, of what the last layer gives."""'
        if model.one_output:
            yield f"    second = {'(1.0 + a) / 2.0' if model.threshold == 0.0 else 'a'}"
            yield "    return np.hstack([1.0 - second, second])"
        else:
            yield "    return a"
    else:
        yield '    """Values in the units of the data, of what the last layer gives."""'
        yield f"    return {_unscaled(model)}"
    yield "\n\ndef outputs(rows):"
    what = "The probability of each class" if model.classes else "The value"
    yield f'    """{what} for each row, as columns."""'
    yield "    return decoded(forward(rows))"
    if model.classes:
        yield "\n\ndef class_numbers(rows):"
        yield '    """The number of the class of each row, from 0."""'
        chosen = f"(forward(rows)[:, 0] >= {model.threshold}).astype(int)"
        yield f"    return {chosen if model.one_output else 'forward(rows).argmax(axis=1)'}"
        yield "\n\ndef predict(rows):"
        yield '    """The name of the class of each row."""'
        yield "    return [CLASSES[k] for k in class_numbers(rows)]"
    else:
        yield "\n\ndef predict(rows):"
        yield f'    """The value of each row: {_docstring(model.target)}."""'
        yield "    return outputs(rows)[:, 0].tolist()"


def _unscaled(model: TrainedModel) -> str:
    if model.output.is_identity:
        return "a"
    shift, scale = (float(part[0]) for part in (model.output.shift, model.output.scale))
    return f"a * {scale!r} + {shift!r}"


def _feature(name: str) -> str:
    columns = (f"x[{int(number) - 1}]" for number in re.findall("x([0-9]+)", name))
    return FEATURES[kind_of(name)].python.format(*columns)


def _activation(name: str) -> tuple[str, ...]:
    if name == "softmax":
        return "e = np.exp(z - z.max(axis=1, keepdims=True))", "a = e / e.sum(axis=1, keepdims=True)"
    return (f"a = {ACTIVATIONS[name].python}",)


def _array(values: Array) -> str:
    """The array exactly; a matrix with a row on each line."""
    if values.ndim == 1:
        return f"np.array({values.tolist()!r})"
    rows = "".join(f"    {row!r},\n" for row in np.asarray(values).tolist())
    return f"np.array([\n{rows}])"


def _docstring(text: str) -> str:
    """A text that can stand within a docstring: it neither ends it nor begins an escape."""
    return text.replace("\\", "\\\\").replace('"', "'")
