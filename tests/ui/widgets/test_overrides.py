"""An error in a handler that is not ours does not end the process."""

from __future__ import annotations

import subprocess
import sys

import pyqtgraph as pg
import PySide6
import pytest

from playground.ui.widgets.overrides import hold_overrides

_PAINTS = """
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication
from playground.ui.widgets.overrides import hold_overrides

class Failing(pg.AxisItem):
    def generateDrawSpecs(self, painter):
        raise ValueError("no ticks")

app = QApplication([])
HOLD
plot = pg.PlotWidget(axisItems={"bottom": Failing("bottom")})
plot.show()
for _ in range(3):
    try:
        plot.grab()
    except ValueError as error:
        print(error)
plot.close()
print("still here")
"""


def painting(hold: str) -> subprocess.CompletedProcess[str]:
    code = _PAINTS.replace("HOLD", hold)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_an_error_that_pyqtgraph_makes_while_it_paints_arrives() -> None:
    said = painting("hold_overrides()").stdout
    assert said.endswith("still here\n")
    if PySide6.__version_info__ >= (6, 10):  # the versions before keep it to themselves
        assert "no ticks" in said


@pytest.mark.usefixtures("qapp")
def test_every_override_is_held_once() -> None:
    hold_overrides()
    before = sys.getrefcount(pg.AxisItem.paint)
    hold_overrides()
    after = sys.getrefcount(pg.AxisItem.paint)
    assert after == before > 16

    class Later(pg.AxisItem):
        def paint(self, *_: object) -> None: ...

    sys.modules["a_later_module"] = sys
    try:
        hold_overrides()
    finally:
        del sys.modules["a_later_module"]
    assert sys.getrefcount(Later.paint) > 16
