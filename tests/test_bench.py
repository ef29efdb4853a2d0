"""`bench`: everybody trains the same, and a table or JSON says how fast. No test asserts a time."""

from __future__ import annotations

import importlib.util
import json
import math
import sys

import numpy as np
import pytest

import run as start
from playground.cli import COMMANDS, HEADLESS, main
from playground.cli.bench.baselines import _textbook_step
from playground.cli.bench.benchmark import Benchmark, Contestant, run_benchmark
from playground.cli.bench.benchmarks import BENCHMARKS, W1
from playground.cli.bench.workload import RATE
from playground.engine import Learner

Out = pytest.CaptureFixture[str]
SHORT = ["--rounds", "1", "--seconds", "0"]


def test_the_textbook_steps_as_the_engine_does() -> None:
    network, (X, Y) = W1.network(), W1.data()
    Ws, bs = ([part.copy() for part in parts] for parts in zip(*network.weights, strict=True))
    learner = Learner(network)
    for rows in (slice(0, 10), slice(10, 20)):
        _textbook_step(Ws, bs, X[rows], Y[rows])
        learner.step(X[rows], Y[rows], RATE)
    for (W, b), mine, bias in zip(network.weights, Ws, bs, strict=True):
        np.testing.assert_allclose(mine, W, rtol=1e-12)
        np.testing.assert_allclose(bias, b, rtol=1e-12)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_can_be_run(name: str, capsys: Out) -> None:
    assert main(["bench", name, *SHORT, "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["name"] == name and found["epochs_per_second"] > 0.0 and found["step_microseconds"] > 0.0
    for baseline, contestant in BENCHMARKS[name].baselines.items():
        figures = found["rivals"][baseline]
        if figures is None:
            assert baseline == "PyTorch" and not importlib.util.find_spec("torch")
        else:
            assert figures["target"] == contestant.target
            assert figures["times"] == pytest.approx(
                found["epochs_per_second"] / figures["epochs_per_second"]
            )


def test_the_table_has_a_line_for_each_race(capsys: Out) -> None:
    assert main(["bench", "W1", "W4", "adam", *SHORT]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("|")[1].strip() for line in lines if "|" in line] == [
        *("", "--", "W1", "W4"),
        *("", "----", "adam"),
    ]
    for name, line in zip(("W1", "W4"), lines[2:4], strict=True):
        for target in (one.target for one in BENCHMARKS[name].baselines.values() if one.target):
            assert f"(≥ {target:.3g})" in line
    assert "SGD" in lines[-1]


def test_who_is_not_installed_is_said_to_be(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.neural_network", None)
    monkeypatch.setitem(sys.modules, "torch", None)
    assert main(["bench", "W1", *SHORT]) == 0
    assert capsys.readouterr().out.count("not installed") == 2


def test_a_stack_counts_all_its_networks() -> None:
    ran: list[str] = []
    contestants = {
        name: Contestant(lambda name=name: lambda: ran.append(name), count=3) for name in ("ours", "theirs")
    }
    result = run_benchmark(
        Benchmark("", "", 5, contestants["ours"], {"theirs": contestants["theirs"]}), rounds=2, seconds=0.0
    )
    assert ran == ["ours", "theirs"] * 3, "a warm-up, then by turns"
    assert math.isclose(result.step_microseconds * result.epochs_per_second, 3e6 / 5)


def test_what_makes_no_sense_is_refused_in_a_line(capsys: Out) -> None:
    for argv, words in [(["softmx"], "Did you mean softmax?"), (["--rounds", "0"], "at least 1")]:
        assert main(["bench", *argv]) == 2
        out, err = capsys.readouterr()
        assert out == "" and words in err and err.count("\n") == 1


def test_no_command_loads_qt_by_the_starter_either() -> None:
    assert start.HEADLESS == HEADLESS and set(COMMANDS) < set(start.HEADLESS)
