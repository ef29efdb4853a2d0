"""The buttons below the layers: those of one layer belong together, at any size of text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any


def test_many_layers_at_enlarged_text_keep_their_buttons_apart(of: Callable[..., Any]) -> None:
    one = of("spiral", hidden_layers=(8,) * 6)
    one.session.view.update(text_size=150)
    one.window.resize(1280, 720)
    one.settle()
    controls = one.window.network_panel._controls
    inside = [each.plus.x() - each.minus.geometry().right() - 1 for each in controls]
    between = [right.x() - left.geometry().right() - 1 for left, right in pairwise(controls)]
    assert min(between) > max(inside) + 3
