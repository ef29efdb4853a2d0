"""The network as a page that runs by itself: one file with a plain script, for any browser."""

from __future__ import annotations

import html
import re
from typing import Annotated, Any

import msgspec
import numpy as np
from msgspec import Meta

from playground.data import label
from playground.data.evenly import evenly
from playground.data.plane import plane_of, telling_axes
from playground.export.formulas import ACTIVATIONS, FEATURES, kind_of
from playground.export.model import TrainedModel
from playground.export.options import Options
from playground.resources import resource
from playground.settings import check
from playground.training import Experiment
from playground.wording import counted

MOST_ROWS = 2_000  # that go into a page: more are only slower to show


class PageOptions(Options, frozen=True, kw_only=True):
    """What is chosen for a page."""

    rows: Annotated[
        bool,
        Meta(
            title="With my data",
            description=f"Show the rows on the page's map, {MOST_ROWS:,} of them at most. "
            "Anyone who has the page can then read them.",
        ),
    ] = False

    def __post_init__(self) -> None:
        check(self)


def page(model: TrainedModel, options: PageOptions) -> str:
    """The page as HTML."""
    parts = {
        name.replace(".", "_"): (resource("assets") / "page" / name).read_text(encoding="utf-8")
        for name in ("page.html", "page.css", "page.js", "model.js")
    }
    example = _json([*map(float, model.test_inputs[0])])
    words = {
        "name": model.name,
        "target": model.target,
        "purpose": model.purpose,
        "network": model.network[:1].upper() + model.network[1:],
        "origin": model.origin,
        "program": model.origin.split(",")[0],
        "example": example,
    }
    head = f"{model.purpose}\n{model.origin}\nOpen it in a browser; in the console: predict({example})"
    filled = {name: html.escape(text) for name, text in words.items()} | {
        "head": re.sub("-{2,}", "–", html.escape(head)),
        "css": parts["page_css"],
        "page_js": parts["page_js"],
        "model_js": script(model, options),
    }
    return _filled(parts["page_html"], filled)


def script(model: TrainedModel, options: PageOptions | None = None) -> str:
    """The part of the page that computes: plain JavaScript, with `predict(row)` and `trace(row)`."""
    template = (resource("assets") / "page" / "model.js").read_text(encoding="utf-8")
    names = dict.fromkeys(layer.activation for layer in model.layers if layer.activation != "softmax")
    lines = (f"  {name}: (z) => {ACTIVATIONS[name].javascript}," for name in names)
    return _filled(
        template,
        {
            "model": _json(_contents(model, options or PageOptions())),
            "features": "[\n" + "\n".join(map(_feature, model.experiment.features)) + "\n]",
            "activations": "{\n" + "\n".join(lines) + "\n}",
        },
    )


def _feature(name: str) -> str:
    columns = (f"x[{int(number) - 1}]" for number in re.findall("x([0-9]+)", name))
    return f"  [{_json(label(name))}, (x) => {FEATURES[kind_of(name)].javascript.format(*columns)}],"


def _contents(model: TrainedModel, options: PageOptions) -> dict[str, Any]:
    data, experiment = model.experiment.data, model.experiment
    x, y = telling_axes(data)
    if y is None and len(data.columns) > 1:
        x, y = 0, 1
    plane = plane_of(data, experiment.inputs, experiment.target, (x, None))
    contents = {
        "columns": model.columns,
        "target": model.target,
        "classes": model.classes,
        "looks": data.looks.tolist(),
        "ranges": model.ranges,
        "values": _values(experiment),
        "upright": [*map(float, plane.y_range)],
        "axes": [x, -1 if y is None else y],
        "shift": model.inputs.shift.tolist(),
        "scale": model.inputs.scale.tolist(),
        "layers": [
            {"activation": layer.activation, "W": layer.W.tolist(), "b": layer.b.tolist()}
            for layer in model.layers
        ],
        "threshold": model.threshold,
        "output": {"shift": float(model.output.shift[0]), "scale": float(model.output.scale[0])},
        "test": {"inputs": model.test_inputs.tolist(), "outputs": model.test_outputs.tolist()},
    }
    return contents | (_rows(model) if options.rows and len(data) else {})


def _values(experiment: Experiment) -> tuple[float, float]:
    """The values at the ends of the colours: as far from 0 as the network sees them."""
    low, high = (
        float(experiment.target.invert(np.array([sign * experiment.value_reach]))[0]) for sign in (-1, 1)
    )
    return low, high


def _rows(model: TrainedModel) -> dict[str, Any]:
    """The rows; of too many some, evenly chosen."""
    data = model.experiment.data
    some = evenly(len(data), MOST_ROWS)
    words = counted(len(data), "row") if len(some) == len(data) else f"{len(some):,} of {len(data):,} rows"
    y = data.y[some]
    return {
        "rows": {
            "words": words,
            "X": data.X[some].tolist(),
            "y": (y.astype(int) if data.class_names else y).tolist(),
        }
    }


def _json(value: Any) -> str:
    """As JSON that may stand in a script: no text in it can end the script, or begin a comment."""
    text = msgspec.json.encode(value).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _filled(template: str, texts: dict[str, str]) -> str:
    """The template with a text in each {{place}}; what stands in the texts is left alone."""
    return re.sub(r"\{\{(\w+)\}\}", lambda place: texts[place[1]], template)
