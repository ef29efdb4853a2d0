"""How an object with caches is pickled."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


class FieldsOnly:
    """A dataclass of which the fields alone are pickled and copied, not what its `cached_property`s keep.

    These fill while the object is looked at, by any thread: pickled with the rest they would make a pickle
    in another thread fail, and send numbers that the receiver finds for itself.
    """

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]
