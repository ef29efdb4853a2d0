"""The network as a C header (C99, also C++): float numbers, no malloc, no other file; for microcontrollers.

Arduino's AVR boards keep the weights in flash memory (PROGMEM). A shift is written as the sum of two floats,
so that a year or a price far from 0 loses nothing when it is taken off.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Annotated

import numpy as np
from msgspec import Meta

from playground.arrays import Array
from playground.errors import FileError, SpecError
from playground.export.formulas import ACTIVATIONS, FEATURES, kind_of
from playground.export.model import TrainedModel
from playground.export.options import Options
from playground.settings import check

_LONGEST = 40
_LARGEST_FLOAT = float(np.finfo(np.float32).max)
_LEAST_SCALE = float(np.finfo(np.float32).tiny)  # below, nothing is left to divide by

_KEYWORDS = re.compile(
    "auto|break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|inline|int|long|"
    "register|restrict|return|short|signed|sizeof|static|struct|switch|typedef|union|unsigned|void|volatile|"
    "while|bool|class|delete|explicit|export|friend|mutable|namespace|new|operator|private|protected|public|"
    "template|this|throw|try|typename|using|virtual"
)


class HeaderOptions(Options, frozen=True, kw_only=True):
    """What is chosen for a header."""

    prefix: Annotated[
        str,
        Meta(
            title="Prefix",
            description="Prefix of its names: letters, digits and _. Default: the data's name.",
            extra={"longest": _LONGEST},
        ),
    ] = ""

    def __post_init__(self) -> None:
        check(self)
        named = re.fullmatch("[A-Za-z][A-Za-z0-9_]*", self.prefix) and not _KEYWORDS.fullmatch(self.prefix)
        if self.prefix and not named:
            message = f"Prefix cannot be {self.prefix!r}."
            raise SpecError(message, "Use letters, digits and _, a letter first, and no keyword of C.")


_TEMPLATE = """\
/*
 * {title}
 *
 * {network}
 * {origin}
 *
 * A row holds {columns}, in the units of the data.
 *
 *     float row[] = {{{example}}}, outputs[{P}_OUTPUTS];
 *     {p}_outputs(row, outputs);   // {answer}
{more} *
 * To test it: cc -std=c99 -D{P}_SELF_TEST -x c THIS_FILE -lm && ./a.out
 */
#ifndef {P}_H
#define {P}_H

#include <math.h>

#ifdef __AVR__
#include <avr/pgmspace.h>
#define {P}_STORED PROGMEM
#define {P}_READ(place) pgm_read_float(place)
#else
#define {P}_STORED
#define {P}_READ(place) (*(place))
#endif

#define {P}_COLUMNS {inputs}
#define {P}_OUTPUTS {outputs}

/* A column enters as (value - shift - rest) / scale: shift and rest are one number in two parts. */
{scaling}

/* The weights W, a row for each input of the layer, and the biases b. */
{weights}

static inline void {p}_layer(
    const float *W, const float *b, int inputs, int outputs, const float *a, float *z)
{{
    for (int to = 0; to < outputs; to++) {{
        float sum = {P}_READ(b + to);
        for (int from = 0; from < inputs; from++)
            sum += a[from] * {P}_READ(W + from * outputs + to);
        z[to] = sum;
    }}
}}

{activations}

/* What the last layer gives, {last} of them. */
static inline void {p}_forward(const float *row, float *last)
{{
    float x[{P}_COLUMNS], one[{widest}], two[{widest}];
    for (int k = 0; k < {P}_COLUMNS; k++)
        x[k] = (row[k] - {P}_READ({p}_shift + k) - {P}_READ({p}_rest + k)) / {P}_READ({p}_scale + k);
{forward}
    for (int k = 0; k < {last}; k++)
        last[k] = {end}[k];
}}

{decoding}

#ifdef {P}_SELF_TEST
#include <stdio.h>

int main(void)
{{
    static const float inputs[][{P}_COLUMNS] = {test_inputs};
    static const float wanted[][{P}_OUTPUTS] = {test_outputs};
    int wrong = 0;
    for (int row = 0; row < {tests}; row++) {{
        float found[{P}_OUTPUTS];
        {p}_outputs(inputs[row], found);
        for (int k = 0; k < {P}_OUTPUTS; k++)
            if (!(fabsf(found[k] - wanted[row][k]) <= 1e-4f * fmaxf({size}, fabsf(wanted[row][k])))) {{
                printf("Test row %d gives %.9g where %.9g is right.\\n",
                       row + 1, (double)found[k], (double)wanted[row][k]);
                wrong = 1;
            }}
    }}
    if (!wrong)
        printf("{tests} test rows agree.\\n");
    return wrong;
}}
#endif

#endif
"""

_CLASSES = """\
static const char *const {p}_classes[] = {{{names}}};

/* The number of the class, from 0; {p}_classes has its name. */
static inline int {p}_class(const float *row)
{{
    float last[{last}];
    {p}_forward(row, last);
    {choice}
}}

static inline const char *{p}_class_name(const float *row)
{{
    return {p}_classes[{p}_class(row)];
}}

/* The probability of each class. */
static inline void {p}_outputs(const float *row, float *outputs)
{{
    {shares}
}}"""

_ONE = """\
float last[1];
    {p}_forward(row, last);
    outputs[1] = {second};
    outputs[0] = 1.0f - outputs[1];"""

_LARGEST = """\
int best = 0;
    for (int k = 1; k < {last}; k++)
        if (last[k] > last[best])
            best = k;
    return best;"""

_VALUE = """\
/* The value, in the units of the data. */
static inline void {p}_outputs(const float *row, float *outputs)
{{
    {p}_forward(row, outputs);
    outputs[0] = outputs[0] * {scale} + {shift};
}}"""

_SOFTMAX = """\
    {{
        float top = {a}[0], total = 0.0f;
        for (int k = 1; k < {n}; k++)
            top = {a}[k] > top ? {a}[k] : top;
        for (int k = 0; k < {n}; k++)
            total += {a}[k] = expf({a}[k] - top);
        for (int k = 0; k < {n}; k++)
            {a}[k] /= total;
    }}"""


def header(model: TrainedModel, options: HeaderOptions) -> str:
    """The header's text. Raises FileError for a number that no float can hold."""
    p = options.prefix or _identifier(model.name)
    names = {"p": p, "P": p.upper()}
    outputs = len(model.classes) or 1
    tests = _nearest(model.test_inputs)
    more = f" *     {p}_class_name(row);           // one of {p}_classes\n" if model.classes else ""
    return _TEMPLATE.format(
        **names,
        title=_comment(f"{model.name}: {model.purpose}"),
        network=model.network.replace("→", "->"),
        origin=_comment(model.origin),
        columns=_comment(", ".join(model.columns)),
        example=", ".join(map(_float, tests[0])),
        answer=_comment(", ".join(f"{value:.6g}" for value in model.outputs(tests)[0])),
        more=more,
        inputs=len(model.columns),
        outputs=outputs,
        scaling="\n".join(_scaling(model, names)),
        weights="\n".join(_weights(model, names)),
        activations="\n".join(_activations(model, names)),
        last=model.sizes[-1],
        widest=max(model.sizes),
        forward="\n".join(_forward(model, names)),
        end=("one", "two")[len(model.layers) % 2],
        decoding=_decoding(model, names),
        test_inputs=_table(tests),
        test_outputs=_table(model.outputs(tests)),
        tests=len(tests),
        size="1.0f" if model.classes else _float(abs(float(model.output.scale[0]))),
    )


def _scaling(model: TrainedModel, names: dict[str, str]) -> Iterator[str]:
    shift, scale = model.inputs.shift, model.inputs.scale
    for value in scale:
        if value < _LEAST_SCALE:
            raise _no_float(value)
    rest = shift - _nearest(shift)
    for name, values in (("shift", shift), ("rest", rest), ("scale", scale)):
        yield _stored(f"{name}[]", "{" + ", ".join(map(_float, values)) + "}", names)


def _weights(model: TrainedModel, names: dict[str, str]) -> Iterator[str]:
    for number, layer in enumerate(model.layers, 1):
        rows = ",\n".join("    " + ", ".join(map(_float, row)) for row in layer.W)
        yield _stored(f"W{number}[]", f"{{\n{rows}}}", names)
        yield _stored(f"b{number}[]", "{" + ", ".join(map(_float, layer.b)) + "}", names)


def _stored(what: str, values: str, names: dict[str, str]) -> str:
    return f"static const float {names['p']}_{what} {names['P']}_STORED = {values};"


def _activations(model: TrainedModel, names: dict[str, str]) -> Iterator[str]:
    for name in dict.fromkeys(layer.activation for layer in model.layers if layer.activation != "softmax"):
        yield f"static inline float {names['p']}_{name}(float z)\n{{\n    return {ACTIVATIONS[name].c};\n}}"


def _forward(model: TrainedModel, names: dict[str, str]) -> Iterator[str]:
    p, (now, after) = names["p"], ("one", "two")
    for k, name in enumerate(model.features):
        columns = (f"x[{int(number) - 1}]" for number in re.findall("x([0-9]+)", name))
        yield f"    one[{k}] = {FEATURES[kind_of(name)].c.format(*columns)};"
    for number, layer in enumerate(model.layers, 1):
        inputs, outputs = layer.W.shape
        yield f"    {p}_layer({p}_W{number}, {p}_b{number}, {inputs}, {outputs}, {now}, {after});"
        if layer.activation == "softmax":
            yield _SOFTMAX.format(a=after, n=outputs)
        else:
            yield f"    for (int k = 0; k < {outputs}; k++)"
            yield f"        {after}[k] = {p}_{layer.activation}({after}[k]);"
        now, after = after, now


def _decoding(model: TrainedModel, names: dict[str, str]) -> str:
    if not model.classes:
        scale, shift = float(model.output.scale[0]), float(model.output.shift[0])
        return _VALUE.format(**names, scale=_float(scale), shift=_float(shift))
    if model.one_output:
        choice = f"return last[0] >= {_float(model.threshold)};"
        second = "(1.0f + last[0]) / 2.0f" if model.threshold == 0.0 else "last[0]"
        shares = _ONE.format(**names, second=second)
    else:
        choice, shares = _LARGEST.format(last=model.sizes[-1]), "{p}_forward(row, outputs);".format(**names)
    classes = ", ".join(map(_text, model.classes))
    return _CLASSES.format(**names, names=classes, last=model.sizes[-1], choice=choice, shares=shares)


def _nearest(values: Array) -> Array:
    """The values as floats of C hold them; one that is too large is refused where it is written."""
    with np.errstate(over="ignore"):
        return values.astype(np.float32).astype(np.float64)


def _table(values: Array) -> str:
    return "{" + ", ".join("{" + ", ".join(map(_float, row)) + "}" for row in values) + "}"


def _float(value: float) -> str:
    """The number as a float of C, exactly that float. Raises FileError where it is too large for one."""
    if abs(value) > _LARGEST_FLOAT:
        raise _no_float(value)
    text = f"{np.float32(value):.9g}"
    return f"{text}f" if re.search("[.e]", text) else f"{text}.0f"


def _no_float(value: float) -> FileError:
    message = f"The number {value:g} of this network does not fit into a float of C."
    return FileError(message, "Export a format with double precision, such as .py or .html.")


def _identifier(name: str) -> str:
    """The name of the data as the beginning of names in C."""
    made = re.sub("[^a-z0-9]+", "_", name.lower().removesuffix(".csv")).strip("_")[:_LONGEST]
    return made if re.match("[a-z]", made) and not _KEYWORDS.fullmatch(made) else f"net_{made}".rstrip("_")


def _text(text: str) -> str:
    """A text as a string of C: UTF-8, with no trigraphs."""
    return json.dumps(text, ensure_ascii=False).replace("?", "\\?")


def _comment(text: str) -> str:
    """A text that can stand in a comment: it neither ends it nor begins a trigraph; long ones in lines."""
    text = "\n * ".join(textwrap.wrap(text, 100))
    return text.replace("*/", "* /").replace("/*", "/ *").replace("\\", "/").replace("??", "? ?")
