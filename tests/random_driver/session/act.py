"""Acts: functions of a session and of arguments that are drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from playground.errors import PlaygroundError
from playground.session import Session
from tests.random_driver.fault import Fault

Act = dict[str, Any]  # its name as `act`, and its arguments: a line of JSON
Draw = Callable[[Random], Any]

Do = TypeVar("Do", bound=Callable[..., object])


@dataclass(frozen=True)
class Row:
    """An act, how its arguments are drawn, and how often it comes beside others."""

    do: Callable[..., object]
    draws: dict[str, Draw]
    weight: float


class Acts(dict[str, Row]):
    """A table of acts, by name. What an argument means follows from the session at hand, so that an act can
    be done wherever shrinking leaves it: an `index` counts on from the beginning after the last.
    """

    def add(self, weight: float = 1.0, /, **draws: Draw) -> Callable[[Do], Do]:
        """Put a function into the table, under its own name."""

        def put(do: Do) -> Do:
            self[do.__name__] = Row(do, draws, weight)
            return do

        return put

    def draw(self, random: Random) -> Act:
        """One of them, with its arguments."""
        weights = [row.weight for row in self.values()]
        return self.drawn(random.choices(list(self), weights)[0], random)

    def drawn(self, name: str, random: Random) -> Act:
        """That one, with arguments."""
        return {"act": name, **{argument: draw(random) for argument, draw in self[name].draws.items()}}

    def do(self, session: Session, act: Act) -> bool:
        """Carry it out, unless the session refuses it in words: that is no fault. Says whether it was."""
        arguments = {name: value for name, value in act.items() if name != "act"}
        try:
            self[act["act"]].do(session, **arguments)
        except PlaygroundError as refused:
            if not str(refused).strip():
                raise Fault("refused without a word", repr(act)) from refused
            return False
        return True


# --- arguments ---------------------------------------------------------------------------------------


def one_of(*values: Any) -> Draw:
    return lambda random: random.choice(values)


def index(random: Random) -> int:
    """For any list: `of` takes it."""
    return random.randrange(1000)


def indices(random: Random) -> list[int]:
    """One, or a few."""
    return [index(random) for _ in range(random.choice((1, 1, 2, 5)))]


def share(random: Random) -> float:
    """From 0 to 1, both included."""
    return random.choice((0.0, 1.0, round(random.random(), 3)))


def yes_or_no(random: Random) -> bool:
    return random.random() < 0.5


def of(things: Any, number: int) -> Any:
    """The one of that index; None of nothing."""
    listed = list(things)
    return listed[number % len(listed)] if listed else None
