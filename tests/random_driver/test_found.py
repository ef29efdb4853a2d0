"""Lists of acts that once failed, as the random driver has printed them."""

from __future__ import annotations

import json

import pytest

from tests.random_driver.tour import follow

FOUND = {
    "one layer less, then one more around the Backprop mode": """
{"act": "press", "name": "remove_layer", "wait": 20}
{"act": "action", "name": "mode_backprop", "wait": 200}
{"act": "action", "name": "mode_explore", "wait": 20}
{"act": "press", "name": "add_layer", "wait": 20}
{"act": "action", "name": "mode_backprop", "wait": 200}
{"act": "point", "name": "diagram", "path": [[0.1, 0.5], [0.4, 0.4], [0.6, 0.6]], "wait": 20}
""",
    "undo with the landscape just opened": """
{"act": "action", "name": "step_epoch", "wait": 200}
{"act": "press", "name": "add_layer", "wait": 200}
{"act": "action", "name": "mode_backprop", "wait": 400}
{"act": "press", "name": "tab_lens", "wait": 50}
{"act": "press", "name": "tab_landscape", "wait": 0}
{"act": "action", "name": "undo", "wait": 5}
""",
    "layers that are typed, looked at and undone": """
{"act": "type", "name": "hidden_layers", "text": "3", "enter": true, "wait": 50}
{"act": "key", "keys": "G", "wait": 200}
{"act": "action", "name": "undo", "wait": 50}
{"act": "type", "name": "hidden_layers", "text": "4,2,2", "enter": true, "wait": 50}
{"act": "action", "name": "mode_backprop", "wait": 200}
{"act": "action", "name": "undo", "wait": 0}
{"act": "point", "name": "diagram", "path": [[0.1, 0.5], [0.4, 0.4], [0.6, 0.6], [0.9, 0.5]], "wait": 20}
{"act": "action", "name": "mode_explore", "wait": 20}
{"act": "action", "name": "mode_backprop", "wait": 200}
{"act": "press", "name": "tab_landscape", "wait": 20}
{"act": "stroke", "name": "diagram", "path": [[0.35, 0.3]], "button": "left", "held": "", "wait": 20}
{"act": "action", "name": "mode_explore", "wait": 20}
{"act": "type", "name": "hidden_layers", "text": "4,3", "enter": true, "wait": 0}
{"act": "action", "name": "mode_backprop", "wait": 200}
""",
    "other data in the Backprop mode, undone and resized at once": """
{"act": "open", "file": "iris.json", "wait": 100}
{"act": "action", "name": "mode_backprop", "wait": 200}
{"act": "action", "name": "undo", "wait": 0}
{"act": "resize", "width": 1100, "height": 640, "wait": 50}
{"act": "action", "name": "redo", "wait": 0}
{"act": "resize", "width": 1440, "height": 900, "wait": 50}
""",
}


@pytest.mark.parametrize("name", FOUND)
def test_it_fails_no_more(name: str) -> None:
    follow(json.loads(line) for line in FOUND[name].strip().splitlines())
