"""What a table was taken for is always said: a line on stderr, and fields of the result."""

from __future__ import annotations

import json
from pathlib import Path

from playground.cli import main
from tests.cli.run import Out, answer


def test_what_a_table_was_taken_for_is_said(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "people.csv"
    rows = [f"{k},{'fm'[k % 2]},{k * k % 17},{'' if k == 3 else k % 5 + 0.5},{k % 3}" for k in range(30)]
    path.write_text("\n".join(["# made by hand", "nr,sex,a,b,kind", *rows, ""]))
    assert main(["train", "--data", str(path), "--missing", "drop", "--epochs", "1", "--json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["task"], found["target"], found["classes"]) == ("classes", "kind", ["0", "1", "2"])
    assert found["inputs"] == ["sex", "a", "b"]
    assert (found["header"], found["skipped_lines"], found["dropped_rows"]) == (True, 1, 1)
    assert found["scaling"]["inputs"].startswith("standardised: (sex = m − 0.")
    assert found["scaling"]["target"] == "not scaled"
    assert err.count("\n") == 1 and all(note in err for note in found["notes"])
    assert '"nr"' in err and "f = 0, m = 1" in err


def test_each_decision_is_overruled_by_an_option(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("a,b,kind\n" + "".join(f"{k % 4},{k % 7},{k % 3}\n" for k in range(30)))
    told = ["--inputs", "x2", "--target", "x1", "--task", "regression", "--no-header", "--skipped-lines", "1"]
    found = answer(capsys, "--data", path, "--epochs", "1", *told)
    assert (found["task"], found["target"], found["inputs"]) == ("regression", "x1", ["x2"])
    assert (found["header"], found["skipped_lines"], found["classes"]) == (False, 1, [])


def test_a_refusal_names_the_options_as_they_are_given(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "gaps.csv"
    path.write_text("a,b,y\n" + "".join(f"{'' if k == 3 else k % 4},{k % 7},{k % 2}\n" for k in range(30)))
    assert main(["train", "--data", str(path), "--missing", "refuse", "--epochs", "1"]) == 2
    assert "(--missing drop|mean|median)" in capsys.readouterr().err
    assert answer(capsys, "--data", path, "--epochs", "1")["dropped_rows"] == 1


def test_that_few_rows_all_train_is_said_unless_a_share_is_chosen(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "xor.csv"
    path.write_text("a,b,xor\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n")
    for share, said in (([], True), (["--train-share", "0.5"], False)):
        notes = answer(capsys, "--data", path, "--epochs", "1", *share)["notes"]
        assert any("All 4 rows are in the training set" in note for note in notes) == said


def test_of_data_that_are_not_read_from_a_file_there_is_less_to_say(capsys: Out) -> None:
    found = answer(capsys, "--data", "houses", "--epochs", "1")
    assert (found["header"], found["skipped_lines"], found["notes"]) == (None, 0, [])
    assert (found["task"], found["target"]) == ("regression", "price_usd")
    assert found["scaling"]["target"].startswith("standardised: (price_usd − ")
