"""Writes a dataset as CSV that `read_csv` reads back identically."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from playground.data.dataset import Dataset
from playground.errors import DataError


def csv_bytes(dataset: Dataset) -> bytes:
    """The dataset as CSV in UTF-8: a header, numbers to the last bit, the target last and classes by name.

    What a CSV file cannot hold is left out: the split into training and test rows, and classes without rows.
    Names are read back without blanks around them, a header only if none of its names is a number.
    """
    names = dataset.class_names
    target = [names[int(k)] for k in dataset.y] if names else dataset.y.tolist()
    header = (*dataset.columns, dataset.target)
    # Unquoted, these would be taken for what parts the columns or the rows:
    special = any(sign in name for name in (*header, *names) for sign in ";\t\r")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if special else csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(zip(*dataset.X.T.tolist(), target, strict=True))
    return text.getvalue().encode()


def write_csv(dataset: Dataset, path: str | Path) -> None:
    """Write the dataset to a file. Raises DataError when the file cannot be written."""
    path = Path(path)
    try:
        path.write_bytes(csv_bytes(dataset))
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(f"{path.name} cannot be written: {reason}.", "Choose another place.") from None
