"""Where the tests find the parts of a window."""

from __future__ import annotations

from typing import Any

from playground.ui.network.diagram.view import NetworkView


def view_of(one: Any) -> NetworkView:
    """The network view of an opened window."""
    return one.window.network_panel.view
