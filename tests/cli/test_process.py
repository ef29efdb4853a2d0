"""The command as a process of its own: the same run, pipes, progress and Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import ROOT

COMMAND = [sys.executable, "-m", "playground"]
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def shell(*argv: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, argv)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)


def test_a_run_is_the_same_in_every_process(tmp_path: Path) -> None:
    paths = [tmp_path / "a.npz", tmp_path / "b.npz"]
    for path in paths:
        done = shell("train", "--epochs", "2", "--data", "iris", "--export", path)
        assert (done.returncode, done.stderr) == (0, "")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    done = shell("train", "--activation", "tahn", env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    done = shell("predict", paths[0], ROOT / "datasets/iris.csv")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 151)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_closed_pipe_is_met_in_silence_and_a_full_disk_in_a_line() -> None:
    def start(output: Any) -> subprocess.Popen[bytes]:
        command = [*COMMAND, "datasets"]
        return subprocess.Popen(command, cwd=ROOT, env=BUFFERED, stdout=output, stderr=subprocess.PIPE)

    with start(subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (141, b"")
    with Path("/dev/full").open("wb") as full, start(full) as process:
        assert process.wait(60) == 2 and process.stderr
        message = process.stderr.read()
        assert message.count(b"\n") == 1 and b"No space left" in message


@pytest.mark.skipif(os.name == "nt", reason="pipes and terminals of POSIX")
def test_a_terminal_shows_progress_until_ctrl_c() -> None:
    import select
    import termios

    terminal, end = os.openpty()
    termios.tcsetwinsize(end, (24, 80))
    command = [*COMMAND, "train", "--epochs", "1000000000", "--json"]
    # A shell's job in the background ignores Ctrl+C, and whatever it starts inherits that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=end) as process:
        signal.signal(signal.SIGINT, before)
        os.close(end)
        try:
            seen = b""
            while b" epochs/s" not in seen:
                assert select.select([terminal], [], [], 60)[0], "no progress bar"
                seen += os.read(terminal, 4096)
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 130
            assert process.stdout and process.stdout.read() == b""
        finally:
            process.kill()  # else a failure would wait for it for ever
    tail = os.read(terminal, 65536)
    os.close(terminal)
    assert b"Stopped by Ctrl+C." in tail and b"Traceback" not in tail
