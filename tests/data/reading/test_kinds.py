"""Tables as spreadsheets, R, pandas, Weka and sensors write them: ten and more of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from playground.data import Loaded, Raw, Recipe, read_table
from playground.errors import DataError

ROWS = 24


def a(row: int) -> str:
    return f"{row * 37 % 101 / 10:.1f}"


def b(row: int) -> str:
    return f"{row * 53 % 97 / 7:.2f}"


def c(row: int) -> str:
    return "pq"[row * 7 % 3 % 2]


def table(head: str, row: Callable[[int], str], rows: int = ROWS) -> str:
    return head + "".join(f"{row(number)}\n" for number in range(rows))


def read(text: str, **choices: Any) -> Loaded:
    return read_table(Raw("my.csv", text.encode()), Recipe(**choices))


def refusal(text: str, **choices: Any) -> DataError:
    with pytest.raises(DataError) as caught:
        read(text, **choices)
    return caught.value


PLAIN = table("a,b,kind\n", lambda row: f"{a(row)},{b(row)},{c(row)}")


# --- numbers ---


@pytest.mark.parametrize(
    "form",
    [
        *(
            "£{:,}",
            "${:,}",
            "{:,} €",
            "USD {:,}",
            "R$ {:,}",
            "CHF {:,}",
            "{:,} kr",
            "¥{:,}",
            "₹{:,}",
            "{:,} zł",
        ),
        *("+{:,}", "Rs. {:,}", "US$ {:,}", "{:,}EUR", "₿{:,}"),
    ],
)
def test_currency(form: str) -> None:
    found = read(table("a,b,price\n", lambda row: f'{a(row)},{b(row)},"{form.format(100_000 + row * 1733)}"'))
    assert found.dataset.y.tolist() == [100_000.0 + row * 1733 for row in range(ROWS)]
    assert found.decisions.task == "regression"


@pytest.mark.parametrize("form", ["-${:,}", "$-{:,}", "(${:,})", "−{:,}", "- {:,}", "(£{:,})", "-{:,} €"])
def test_what_is_below_zero(form: str) -> None:
    found = read(table("a,b,gain\n", lambda row: f'{a(row)},{b(row)},"{form.format(100_000 + row * 1733)}"'))
    assert found.dataset.y.tolist() == [-100_000.0 - row * 1733 for row in range(ROWS)]


@pytest.mark.parametrize(
    ("separator", "group", "decimal"),
    [
        *((";", ".", ","), (";", "'", "."), (";", " ", ","), (";", "\u00a0", ","), (";", "\u202f", ",")),
        *((",", "’", "."), ("\t", ",", "."), ("\t", ".", ","), ("\t", " ", "."), ("|", ",", ".")),
    ],
)
def test_thousands(separator: str, group: str, decimal: str) -> None:
    def number(value: float) -> str:
        text = f"{value:,.2f}".replace(",", "G").replace(".", decimal)
        return text.replace("G", group)

    head = separator.join(("a", "b", "price")) + "\n"
    values = [100_000 + row * 1733.5 for row in range(ROWS)]
    text = table(
        head, lambda row: separator.join((a(row).replace(".", decimal), number(row), number(values[row])))
    )
    found = read(text)
    assert found.dataset.y.tolist() == values and found.decisions.decimal == decimal


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *(("12 %", 12.0), ("12.5%", 12.5), ("1/4", 0.25), ("1 1/2", 1.5), ("-3/4", -0.75), ("+7", 7.0)),
        *(
            (".5", 0.5),
            ("5.", 5.0),
            ("1e-3", 0.001),
            ("−2e3", -2000.0),
            ("1,00,000", 1e5),
            ("$1,250.50", 1250.5),
        ),
    ],
)
def test_a_number_equals_float_of_its_cleaned_cell(cell: str, value: float) -> None:
    assert read(f'a,y\n0.5,1.5\n"{cell}",2.5\n').dataset.X[1, 0] == value


@pytest.mark.parametrize(
    "rows",
    [
        *(
            ('"133,500"', '"7,250"'),
            ('"1,000"', '"2,000"'),
            ('"$133,500"', "$5"),
            ('"-1,250"', "3"),
            ('"1,5"', "1.5"),
        ),
        *(
            ('"1,234,567"', '"0,5"'),
            ('"12,345"', "12"),
            ('"1.234,5"', "1.5"),
            ('"3,141"', "2"),
            ('"€1,299"', "€3"),
        ),
    ],
)
def test_what_cannot_be_decided_is_refused_and_the_option_helps(rows: tuple[str, str]) -> None:
    text = f"a,y\n{rows[0]},1\n{rows[1]},2\n"
    error = refusal(text)
    assert error.message.startswith("my.csv, line ") and 'column "a"' in error.message and error.hint
    if "option decimal" in error.hint:
        assert {read(text, decimal=mark).dataset.X[0, 0] for mark in ".,"} != set()


# --- header, task and target ---


@pytest.mark.parametrize(
    "header",
    [
        *("Na,K,kind", "None,b,kind", "2019,2020,kind", "x,1,kind", "a,NaN,kind", "1st,2nd,kind", "-,b,kind"),
        *("N/A,b,kind", '"A","B","kind"', "0,1,kind", "0,1,2", "1,2,3", "T (°C),W [m/s],kind", "a,,kind"),
    ],
)
def test_the_first_row_is_a_header(header: str) -> None:
    last = c if "kind" in header else lambda row: str(row % 2)
    found = read(table(f"{header}\n", lambda row: f"{a(row)},{b(row)},{last(row)}"))
    assert found.decisions.header and len(found.dataset) == ROWS


@pytest.mark.parametrize(
    "row",
    [
        lambda row: f"{a(row)},{b(row)},{c(row)}",
        lambda row: f"{a(row)},{b(row)},{row % 2}",
        lambda row: f"{row % 7},{row % 5},{row % 2}",
        lambda row: f"{c(row)},{a(row)},{b(row)}",
        lambda row: f"{row % 2},{(row + 1) % 2},{row % 2}",
        lambda row: f"{3 * row},{3 * row + 1},{3 * row + 2}",
        lambda row: f"{1990 + row},{b(row)},{c(row)}",
        lambda row: f"2024-01-{row + 1:02d},{a(row)},{b(row)}",
        lambda row: f"${row},{a(row)},{b(row)}",
        lambda row: f"{row}%,{a(row)},{c(row)}",
    ],
)
def test_the_first_row_is_data(row: Callable[[int], str]) -> None:
    found = read(table("", row))
    assert not found.decisions.header and len(found.dataset) == ROWS


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        *(("label", "012"), ("species", "123"), ("type", "0123"), ("Class", "1234567"), ("klasse", "012")),
        *(
            ("y", "123"),
            ("wine_type", "135"),
            ("target", "012"),
            ("digit", "0123456789"),
            ("cluster", "12345"),
        ),
    ],
)
def test_numbers_that_stand_for_classes(name: str, labels: str) -> None:
    text = table(f"a,b,{name}\n", lambda row: f"{a(row)},{b(row)},{labels[row % len(labels)]}", 50)
    assert read(text).decisions.classes == tuple(labels)
    assert read(text, task="regression").decisions.task == "regression"


@pytest.mark.parametrize(
    "value",
    [
        *(
            lambda row: row % 14 + 1,
            lambda row: row * 10,
            lambda row: (1, 2, 4, 5)[row % 4],
            lambda row: row % 3 / 2,
        ),
        *(lambda row: row % 11, lambda row: -(row % 3), lambda row: row + 1, lambda row: (2, 3, 4)[row % 3]),
        *(lambda row: row**2, lambda row: 20 + row % 3),
    ],
)
def test_other_numbers_are_values(value: Callable[[int], float]) -> None:
    assert (
        read(table("a,b,q\n", lambda row: f"{a(row)},{b(row)},{value(row)}")).decisions.task == "regression"
    )


@pytest.mark.parametrize("head", ["kind,a,b", "a,kind,b", "species,a,b", "a,b,kind", "Art,a,b"])
@pytest.mark.parametrize("names", ["xy", "xyz", ("big cat", "dog")])
def test_a_lone_column_of_text_is_the_target(head: str, names: Iterable[str]) -> None:
    names = tuple(names)
    place = next(k for k, name in enumerate(head.split(",")) if name not in {"a", "b"})

    def row(number: int) -> str:
        cells = [a(number), b(number)]
        return ",".join([*cells[:place], names[number % len(names)], *cells[place:]])

    found = read(table(f"{head}\n", row)).decisions
    assert found.target == head.split(",")[place] and found.classes == names and len(found.inputs) == 2


@pytest.mark.parametrize(
    ("head", "target"),
    [
        *(("price,a,b", "price"), ("price,a,total cost", "total cost"), ("a,price,x,y,z", "price")),
        *(("Sex,a,b", "b"), ("a,Gender,height", "height"), ("shape,a,b", "shape"), ("a,b,c", "c")),
        *(("survived,a,class,b,shape", "survived"), ("a,class,b,survived,x", "x")),
        *(("SubClass,a,SalePrice", "SalePrice"), ("a,vehicle class,Emissions (g/km)", "Emissions (g/km)")),
        *(("a,class,b,score", "class"), ("mpg,a,b,level", "mpg"), ("mpg,a,b,kind", "kind")),
        *(("price,a,bought", "bought"), ("mpg,a,level,car name", "mpg"), ("a,b,kind,name", "kind")),
        ("shape,a,churn,b", "churn"),
    ],
)
def test_names_that_tell_what_is_predicted(head: str, target: str) -> None:
    names = head.split(",")
    kinds: dict[str, Callable[[int], object]] = {
        **dict.fromkeys(("Sex", "Gender", "shape", "kind", "survived", "class", "vehicle class"), c),
        **dict.fromkeys(("name", "car name"), lambda row: f"name {row}"),
        "level": lambda row: row % 3 + 1,
        "bought": lambda row: row % 2,
        "churn": lambda row: row % 2,
    }
    cells = [kinds.get(name, a) for name in names]
    rows = (",".join(f"{cell(row + 3 * k)}" for k, cell in enumerate(cells)) for row in range(ROWS))
    text = f"{head}\n" + "\n".join(rows)
    assert read(text).decisions.target == target


def test_a_class_for_every_row_is_refused() -> None:
    text = table("a,b,about\n", lambda row: f"{a(row)},{b(row)},about {row}")
    assert "a class of its own" in refusal(text).message
    assert len(read(text, task="classes").decisions.classes) == ROWS


# --- inputs ---


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize(
    "name", ["", "id", "index", "Row", "nr", "No.", "#", "Unnamed: 0", "Id", "S.No", "rownames", "row_number"]
)
def test_what_numbers_the_rows_is_left_out(name: str, start: int) -> None:
    text = table(f"{name},a,b,kind\n", lambda row: f"{row + start},{a(row)},{b(row)},{c(row)}")
    found = read(text).decisions
    assert found.inputs == ("a", "b") and "numbers the rows" in found.left_out[0].why
    assert len(read(text, inputs=(found.left_out[0].column, "a")).dataset.columns) == 2


@pytest.mark.parametrize("name", ["year", "level", "x", "time", "dose", "step"])
def test_what_counts_and_means_something_is_an_input(name: str) -> None:
    assert (
        read(table(f"{name},a,y\n", lambda row: f"{row},{a(row)},{row * row / 2}")).decisions.inputs[0]
        == name
    )
    assert read(table("id,y\n", lambda row: f"{row},{row * row / 2}")).decisions.inputs == (
        "id",
    )  # nothing else


@pytest.mark.parametrize(
    "pair",
    [
        *(
            "Female Male",
            "no yes",
            "N Y",
            "F T",
            "false true",
            "nonsmoker smoker",
            "ja nein",
            "M W",
            "left right",
        ),
        *("A B", "TRUE WAHR"),
    ],
)
def test_text_of_two_values_is_0_and_1(pair: str) -> None:
    first, second = pair.split()
    text = table("s,a,bought\n", lambda row: f"{pair.split()[row * 5 % 7 % 2]},{a(row)},{row % 2}")
    found = read(text)
    assert found.dataset.columns == (f"s = {second}", "a") and set(found.dataset.X[:, 0]) == {0.0, 1.0}
    assert any(f"{first} = 0, {second} = 1" in words for words in found.decisions.notes)
    assert read(text, texts="leave-out").dataset.columns == ("a",)


@pytest.mark.parametrize("count", range(3, 11))
def test_text_of_a_few_values_is_one_hot_on_request(count: int) -> None:
    text = table("s,a,y\n", lambda row: f"k{row % count},{a(row)},{row / 2}")
    assert read(text).decisions.inputs == ("a",)
    for choices in ({"texts": "one-hot"}, {"inputs": ("s", "a")}):
        found = read(text, **choices).dataset
        assert found.columns == (*(f"s = k{k}" for k in range(count)), "a")
        assert (found.X[:, :count].sum(axis=1) == 1).all()


def test_text_of_many_values_is_no_input() -> None:
    text = table("s,a,y\n", lambda row: f"k{row % 12},{a(row)},{row / 2}")
    assert read(text, texts="one-hot").decisions.inputs == ("a",)
    assert "more than 10" in refusal(text, inputs=("s", "a")).message


@pytest.mark.parametrize(
    "form",
    [
        *(
            "2024-01-{:02d}",
            "2024/01/{:02d}",
            "{:02d}.01.2024",
            "{:02d}/01/2024",
            "01/{:02d}/2024",
            "{} Jan 2024",
        ),
        *("Jan {}, 2024", "2024-01-{:02d} 12:00", "2024-01-{:02d}T06:30:00Z", "{:02d}-Jan-24", "{}. 1. 2024"),
        "1/{}/2024 3:30 PM",
    ],
)
def test_dates_are_days_since_the_first(form: str) -> None:
    text = table("date;a;temp\n", lambda row: f"{form.format(row + 1)};{a(row)};{row / 2}")
    assert read(text).decisions.inputs == ("a",)
    found = read(text, dates="days").dataset
    assert found.columns[0] == "date (days since 2024-01-01)"
    steps = found.X[:, 0] - found.X[0, 0]
    assert steps.tolist() == pytest.approx(list(range(ROWS)))


def test_dates_that_may_be_read_either_way() -> None:
    text = table("date,temp\n", lambda row: f"{row % 9 + 1:02d}/{row % 8 + 1:02d}/2024,{row / 2}")
    assert "option dates" in refusal(text).hint
    day, month = (read(text, dates=order).dataset.X[9, 0] for order in ("day-first", "month-first"))
    assert day != month


# --- lines that are no rows ---


@pytest.mark.parametrize(
    ("top", "skipped"),
    [
        *(
            ("# c\n", 1),
            ("% c\n", 1),
            ("#c1\n#c2\n\n", 3),
            ("My data\n", 1),
            ("My data\n\n", 2),
            ("sep=,\n", 1),
        ),
        *(("Title, with comma\n\n", 2), ("Exported: 2024\nBy: me\n\n", 3), ('"sep=,"\n', 1), ("\n\n", 0)),
        *(("Measured by,John,,\n", 1), ("Station,Ulm\nHeight,478\n\n", 3), ("# sensor, 7, x\n", 1)),
        *(("Data\nof 2020\n", 2), ("Report,,\nUlm,,\n", 2)),
    ],
)
def test_lines_above_the_table_are_skipped(top: str, skipped: int) -> None:
    found = read(top + PLAIN)
    assert found.decisions.skipped_lines == skipped and len(found.dataset) == ROWS
    assert read(top + PLAIN, skipped_lines=top.count("\n")).dataset.same_as(found.dataset)


@pytest.mark.parametrize(
    "text",
    [
        "#a,b,kind\n" + PLAIN.partition("\n")[2],
        "# a b kind\n" + PLAIN.partition("\n")[2].replace(",", " "),
        PLAIN.replace("\n", "\n# pause\n", 9),
        PLAIN + "% end\n",
        PLAIN.replace("\n", ",\n"),
        PLAIN.replace("kind", "kind,,,"),
        PLAIN.replace(",p\n", ",p,\n"),
        PLAIN.replace(",", ";").replace("\n", ";\n"),
        PLAIN.replace(",", "\t").replace("kind", "kind\t"),
        PLAIN.replace(",", " \t "),
        PLAIN.replace(",", "   "),
        table("| a | b | kind |\n|---|---|---|\n", lambda row: f"| {a(row)} | {b(row)} | {c(row)} |"),
        "@relation t\n@attribute a real\n@attribute b real\n@attribute kind {p,q}\n@data\n"
        + PLAIN.partition("\n")[2],
        "@relation t\n@attribute a real [0,9]\n@attribute b real\n@attribute kind {p, q}\n@inputs a, b\n"
        "@outputs kind\n@data\n" + PLAIN.partition("\n")[2].replace(",", ", "),
        "@RELATION t\n\n@ATTRIBUTE 'a' REAL\n@ATTRIBUTE b NUMERIC\n@ATTRIBUTE kind{p,q}\n\n@DATA\n% rows\n"
        + PLAIN.partition("\n")[2],
        table('"a" "b" "kind"\n', lambda row: f'"{row + 1}" {a(row)} {b(row)} "{c(row)}"'),  # R
        table(",a,b,kind\n", lambda row: f"{row},{a(row)},{b(row)},{c(row)}"),  # pandas
    ],
)
def test_the_same_table_written_otherwise(text: str) -> None:
    found, plain = read(text).dataset, read(PLAIN).dataset
    assert (found.columns, found.target, found.class_names) == (
        plain.columns,
        plain.target,
        plain.class_names,
    )
    assert found.X.tolist() == plain.X.tolist() and found.y.tolist() == plain.y.tolist()


@pytest.mark.parametrize("separator", [";", "|"])
@pytest.mark.parametrize("top", ["", "A title\n\n"])
def test_short_rows_beside_decimal_commas_move_no_separator(separator: str, top: str) -> None:
    words = ("low income", "k-01", "Ulm", "Müller")
    rows = [["key", "größe", "city"], *([f"{7 * k},25", words[k % 4], words[k // 2]] for k in range(8))]
    text = top + "".join(f"{separator.join(row)}\n" for row in rows)
    for k in (3, 6):
        text = text.replace(f"{separator.join(rows[k])}\n", f"{separator.join(rows[k][:2])}\n")
    place = f"line {4 + top.count(chr(10))}: the row has 2 cells"
    assert f"{place}, but most rows have 3" in refusal(text).message


def test_a_header_above_a_short_row_is_no_title() -> None:
    text = "a,b,kind\n" + f"{a(0)},{b(0)}\n" + f"seven,{b(1)},p\n" + PLAIN.partition("\n")[2]
    assert "line 2: the row has 2 cells" in refusal(text).message


def test_names_in_quotation_marks_among_runs_of_blanks() -> None:
    for row in ('  {}    {}\t"car {}"', "{}   {}  'car {}'", '{}\t{}\t\t"car {}"'):
        found = read(table("", lambda k, row=row: row.format(a(k), b(k), c(k)))).dataset
        assert found.class_names == ("car p", "car q") and found.X.shape == (ROWS, 2)


# --- what is missing ---


@pytest.mark.parametrize(
    "mark",
    [
        *(
            "None",
            ".",
            "-",
            "--",
            "\\N",
            "#N/A",
            "#DIV/0!",
            "n/a",
            "NULL",
            "NA",
            "NaN",
            "?",
            "",
            "#VALUE!",
            "nan",
        ),
        *("<NA>", "N.A.", "missing", "NaT", "null", "—"),
    ],
)
def test_marks_for_missing(mark: str) -> None:
    text = table("a,b,y\n", lambda row: f"{mark if row % 5 == 4 else a(row)},{b(row)},{row % 2}")
    assert "option missing" in refusal(text, missing="refuse").hint
    found = read(text).decisions
    assert found.dropped_rows == 4 and any("4 of 24 rows were dropped" in note for note in found.notes)
    assert len(read(text, missing="mean").dataset) == ROWS


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("-200", "-200"),
        ("-9999.0", "-9999"),
        ("bad", "Bad"),
        ("999", "999"),
        ("$7777", "7777"),
        ("x x", "x x"),
    ],
)
def test_marks_of_ones_own(cell: str, mark: str) -> None:
    text = table("a,b,y\n", lambda row: f"{cell if row % 5 == 4 else 50 + row},{b(row)},{row % 2 + 1}")
    assert read(text, missing="drop", missing_marks=(mark,)).decisions.dropped_rows == 4


# --- what is refused ---


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            lambda row: f"{'1O' if row == 5 else a(row)},{b(row)},{row % 2}",
            'line 7, column "a": "1O" is not a number',
        ),
        (lambda row: f"{a(row)},{b(row)},{'oops' if row == 5 else row / 2}", 'line 7, column "y"'),
        (lambda row: f"{a(row)}e200,{b(row)},{row / 2}", 'line 3, column "a": "3.7e200" is too large'),
        (lambda row: f"{a(row)},{b(row)},1e999", 'line 2, column "y": "1e999" is not a finite number'),
        (lambda row: f"{a(row)},{b(row)},7", 'the target "y" has one value only'),
        (lambda row: f"{a(row)},{b(row)},yes", 'the target "y" has only one class'),
        (lambda row: f"{a(row)},{b(row)}" + ",1" * (row != 5), "line 7: the row has 2 cells"),
        (lambda row: f"{a(row)},{b(row)},1" + ",2" * (row == 5), "line 7: the row has 4 cells"),
        (lambda row: f"n{row},m{row},{row / 2}", "has no column to learn from"),
    ],
)
def test_what_is_refused_names_its_place(row: Callable[[int], str], words: str) -> None:
    error = refusal(table("a,b,y\n", row))
    assert words in error.message and error.hint
