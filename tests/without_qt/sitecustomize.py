"""On PYTHONPATH this keeps Qt out of a process and all it starts: Python imports it at each start."""

from __future__ import annotations

import sys

QT = {"PySide6", "shiboken6", "pyqtgraph"}


class NoQt:
    """Stands in front of those who find modules."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name.partition(".")[0] in QT:
            raise ModuleNotFoundError(f"{name}: this run is without Qt", name=name)


if __name__ == "sitecustomize":
    sys.meta_path.insert(0, NoQt)  # type: ignore[arg-type]
