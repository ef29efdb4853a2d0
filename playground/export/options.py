"""Options of a format: fields with label, help and default, as everywhere in the program."""

from __future__ import annotations

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What can be chosen for a format: nothing, unless it has options of its own."""
