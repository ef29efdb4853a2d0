"""A spec as files hold it, also those of earlier versions."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType

from playground.training import Spec
from playground.training.spec import RENAMED


class SpecPart(Spec, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A spec; a field that had another name once is read under that, too, and written under its own."""

    old_optimizer: str | UnsetType = msgspec.field(name="optimizer", default=UNSET)
    old_init: str | UnsetType = msgspec.field(name="init", default=UNSET)

    def __post_init__(self) -> None:
        for old, new in RENAMED.items():
            if (value := getattr(self, f"old_{old}")) is not UNSET:
                msgspec.structs.force_setattr(self, new, value)
                msgspec.structs.force_setattr(self, f"old_{old}", UNSET)
        super().__post_init__()

    @classmethod
    def of(cls, spec: Spec) -> SpecPart:
        return cls(**msgspec.structs.asdict(spec))

    def spec(self) -> Spec:
        return Spec(**{name: getattr(self, name) for name in Spec.__struct_fields__})
