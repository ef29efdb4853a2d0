"""What runs are called."""

from __future__ import annotations

from itertools import count

from msgspec import Struct, field


class RunNames(Struct, frozen=True):
    """The names by number of the run, and those that are branches with their parents."""

    names: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)

    def name(self, number: int) -> str:
        """Its name: run A, run B, … in the order in which they are first asked for."""
        if number not in self.names:
            taken = set(self.names.values())
            made = (f"Run {_letters(place)}" for place in count(len(self.names)))
            self.names[number] = next(name for name in made if name not in taken)
        return self.names[number]

    def parent(self, number: int) -> str:
        """The name of the run that it branched from; empty where it is no branch."""
        parent = self.parents.get(number)
        return "" if parent is None else self.name(parent)


def _letters(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    first, last = divmod(place, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)
