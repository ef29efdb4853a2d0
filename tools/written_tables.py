"""Tables as people, spreadsheets, R, pandas and sensors write them, with what each of their cells means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

NAMES = (
    "size",
    "rooms (n)",
    "R&D <k$>",
    "größe",
    "=SUM(A1)",
    "Alter",
    "t °C",
    "x1",
    "sepal length",
    "a/b",
    "цена",
    "年齢",
    "u,v",
    'say "so"',
)
WORDS = (
    "yes",
    "no",
    "Ulm",
    "São Paulo",
    "k-01",
    "low income",
    "Ω",
    "a,b",
    "=1+1",
    "<b>",
    "Müller",
    "none of it",
)
MISSING = ("", "NA", "n/a", "NULL", "None", "?", "-", "nan", ".", "#N/A")
ODD = (
    *MISSING,
    "x",
    "1e400",
    "1e99",
    "12:30",
    "0x1F",
    "1,5,5",
    "1.2.3",
    "--1",
    "+-3",
    "1_000",
    "½",
    "٣",
    "=1+1",
    "inf",
    "1e",
    '"',
    "''",
    "5 %",
    "$",
    "$ 5",
    "(3)",
    "1/0",
    "2024-02-30",
    "TRUE",
    " ",
    "a;b",
    "\u00a07",
    "7\u200b",
    "999999999999999999999",
    "-0",
    "1 2",
)
"""What may stand in a cell by accident."""

Means = float | str | None
"""A number, a text, or nothing that could be compared."""


@dataclass
class Written:
    """A table as it was meant, and how it is written.

    names   of the columns; the first one, KEY, has another number in each row, by which rows are known again
    rows    for each row its cells, as texts
    means   for each row what its cells mean
    lines   what stands above the table
    """

    names: list[str]
    rows: list[list[str]]
    means: list[list[Means]]
    separator: str
    decimal: str
    encoding: str
    header: bool
    lines: list[str] = field(default_factory=list)
    quoted: bool = False
    trailing: bool = False
    line_end: str = "\n"

    def text(self) -> str:
        """The whole file."""
        body = ([self.names] if self.header else []) + self.rows
        end = self.separator if self.trailing else ""
        lines = [*self.lines, *(self.separator.join(map(self._cell, row)) + end for row in body)]
        return self.line_end.join(lines) + self.line_end

    def content(self) -> bytes:
        return self.text().encode(self.encoding, "replace")

    def _cell(self, words: str) -> str:
        special = (
            self.quoted or self.separator in words or '"' in words or (self.separator == " " and not words)
        )
        return '"' + words.replace('"', '""') + '"' if special else words


KEY = "key"


def written(random: Random) -> Written:
    """A table of 8 to 40 rows of some kind."""
    separator = random.choice((",", ",", ";", "\t", "|", " "))
    decimal = random.choice(".,") if separator in ";\t|" else "."
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16"))
    rows = random.randint(8, 40)
    kinds = random.choices(list(KINDS), k=random.randint(1, 4))
    names = [KEY, *random.sample(NAMES, len(kinds) + 1)]
    columns = [_keys(random, rows), *(KINDS[kind](random, rows) for kind in kinds), _target(random, rows)]
    made = Written(
        names,
        [list(cells) for cells in zip(*([words for words, _ in column] for column in columns), strict=True)],
        [list(means) for means in zip(*([meant for _, meant in column] for column in columns), strict=True)],
        separator,
        decimal,
        encoding,
        header=random.random() < 0.85,
        lines=_above(random, separator),
        quoted=random.random() < 0.2,
        trailing=separator != " " and random.random() < 0.1,
        line_end=random.choice(("\n", "\n", "\r\n")),
    )
    if decimal == ",":
        _turn_marks(made)
    if separator == " ":
        made.names = [name.replace(" ", "_") for name in made.names]
    return made


Column = list[tuple[str, Means]]


def _keys(random: Random, rows: int) -> Column:
    values = [7 * k + 0.25 for k in range(rows)]
    random.shuffle(values)
    return [(str(value), value) for value in values]


def _plain(random: Random, rows: int) -> Column:
    size = 10.0 ** random.randint(-6, 6)
    words = [f"{random.gauss(0, 1) * size:.{random.randint(1, 9)}g}" for _ in range(rows)]
    return [(one, float(one)) for one in words]


def _whole(random: Random, rows: int) -> Column:
    return [(str(value), float(value)) for value in (random.randint(-50, 900) for _ in range(rows))]


def _grouped(random: Random, rows: int) -> Column:
    """With marks that part thousands, and two decimals that tell which mark is which."""
    values = [round(random.uniform(1000, 9_999_999), 2) for _ in range(rows)]
    sign = random.choice(("", "", "$", "€ "))
    return [(f"{sign}{value:,.2f}", value) for value in values]


def _parted(random: Random, rows: int) -> Column:
    """With an apostrophe or a narrow blank between thousands."""
    mark = random.choice("'’\u202f\u00a0 ")
    values = [round(random.uniform(1000, 9_999_999), 2) for _ in range(rows)]
    return [(f"{value:,.2f}".replace(",", mark), value) for value in values]


def _signed(random: Random, rows: int) -> Column:
    """With a plus, or a minus as it is printed."""
    values = [round(random.gauss(0, 9), 3) for _ in range(rows)]
    return [(f"{value:+}".replace("-", "−"), value) for value in values]


def _fractions(random: Random, rows: int) -> Column:
    pairs = [(random.randint(1, 40), random.choice((2, 4, 8, 16))) for _ in range(rows)]
    return [(f"{above}/{below}", above / below) for above, below in pairs]


def _percent(random: Random, rows: int) -> Column:
    values = [round(random.uniform(0, 100), 1) for _ in range(rows)]
    return [(f"{value}{random.choice(('%', ' %'))}", value) for value in values]


def _gaps(random: Random, rows: int) -> Column:
    mark = random.choice(MISSING)
    return [(mark, None) if random.random() < 0.1 else cell for cell in _plain(random, rows)]


def _two_words(random: Random, rows: int) -> Column:
    pair = random.sample(WORDS, 2)
    return [(random.choice(pair), None) for _ in range(rows)]


def _words(random: Random, rows: int) -> Column:
    return [(random.choice(WORDS), None) for _ in range(rows)]


def _dates(random: Random, rows: int) -> Column:
    days = (date(2010, 1, 1) + timedelta(random.randrange(5000)) for _ in range(rows))
    return [(day.isoformat(), None) for day in days]


def _counter(_random: Random, rows: int) -> Column:
    return [(str(k + 1), float(k + 1)) for k in range(rows)]


KINDS: dict[str, Callable[[Random, int], Column]] = {
    "plain": _plain,
    "more plain": _plain,
    "whole": _whole,
    "grouped": _grouped,
    "parted": _parted,
    "signed": _signed,
    "fractions": _fractions,
    "percent": _percent,
    "gaps": _gaps,
    "two words": _two_words,
    "words": _words,
    "dates": _dates,
    "counter": _counter,
}


def _target(random: Random, rows: int) -> Column:
    match random.randrange(4):
        case 0:
            return _plain(random, rows)
        case 1:
            count = random.choice((2, 3, 9))
            return [(str(k % count), float(k % count)) for k in range(rows)]
        case 2:
            names = random.sample(WORDS, random.choice((2, 3)))
            return [(name, name) for name in (names[k % len(names)] for k in range(rows))]
        case _:
            return _grouped(random, rows)


def _above(random: Random, separator: str) -> list[str]:
    if random.random() < 0.7:
        return []
    some = (
        ["# made by a sensor", "# 2024"],
        ["A title", ""],
        [f"sep={separator}"],
        [""],
        ["% notes, and more"],
    )
    return list(random.choice(some))


def _turn_marks(made: Written) -> None:
    """Write commas for points and points for commas, in numbers."""
    turned = str.maketrans(".,", ",.")
    for cells, means in zip(made.rows, made.means, strict=True):
        for place, meant in enumerate(means):
            if isinstance(meant, float):
                cells[place] = cells[place].translate(turned)


def changed(random: Random, table: Written) -> None:
    """Change cells and rows as an accident would. What a changed cell means is not known any more."""
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        row = random.randrange(len(table.rows))
        match random.randrange(8):
            case 0:
                table.rows.insert(row, list(table.rows[row]))
                table.means.insert(row, list(table.means[row]))
            case 1:
                del table.rows[row], table.means[row]
            case 2:
                table.rows[row].append(random.choice(ODD))
            case 3:
                table.rows[row].pop()
                gone = slice(len(table.rows[row]), None)
                table.means[row][gone] = [None] * len(table.means[row][gone])
            case 4:
                table.names[random.randrange(1, len(table.names))] = random.choice((*NAMES, *ODD))
            case _:
                place = random.randrange(len(table.names))
                if place < len(table.rows[row]):
                    table.rows[row][place] = random.choice(ODD)
                    table.means[row][place] = None
