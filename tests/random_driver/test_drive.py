"""The window is driven at random for a while, from a seed that the output names.

A check of a commit takes the seed from the commit: it drives another way than the last one did, and the same
way again when it is repeated.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

SECONDS = float(os.environ.get("RANDOM_DRIVER_SECONDS", "5"))  # .ci/run asks for more
SHRINK = 1.0  # minutes for what fails: a check has a limit, and the seed is named
SEED = os.environ.get("RANDOM_DRIVER_SEED")  # .ci/run gives one; else it is another every time


def test_the_window_driven_at_random(record_property: Callable[[str, str], None]) -> None:
    command = [sys.executable, "-m", "tests.random_driver", "--minutes", str(SECONDS / 60.0)]
    command += ["--shrink", str(SHRINK)]
    command += ["--seed", SEED] if SEED else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    record_property("told", done.stdout)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
