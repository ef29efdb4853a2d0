"""Every format in the table that can be read back gives back what went in, to the last bit."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Dataset, Recipe, available
from playground.data.limits import LARGEST, SMALLEST
from playground.errors import FileError
from playground.export import FORMATS, Format, format_of
from playground.files import write
from playground.settings import Setting, settings_of
from playground.text import plain
from playground.training import Checkpoint, Experiment, Spec
from playground.training.spec import MAX_PARAMETER
from tests.properties import examples

READABLE = [row for row in FORMATS.values() if row.load]
SOURCES = ("circle", "blobs", "line", "houses", "iris")
every_format = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)


def one_value(setting: Setting) -> st.SearchStrategy[Any]:
    low, high = setting.minimum, setting.maximum
    if setting.choices:
        return st.sampled_from(setting.choices)
    if setting.type is bool:
        return st.booleans()
    if setting.type is int:
        return st.integers(int(low or 0), int(high or 0))
    return st.floats(low, high, exclude_min=setting.exclusive_minimum, exclude_max=setting.exclusive_maximum)


def values(setting: Setting) -> st.SearchStrategy[Any]:
    if setting.name == "hidden_layers":
        return st.lists(st.integers(1, 6), max_size=3).map(tuple)
    if setting.name == "features":
        return st.lists(st.sampled_from(available(2)), max_size=4, unique=True).map(tuple)
    return st.lists(one_value(setting), max_size=3).map(tuple) if setting.many else one_value(setting)


SPECS = st.builds(Spec, **{name: values(setting) for name, setting in settings_of(Spec).items()})
FLOATS = st.floats(-LARGEST, LARGEST).filter(lambda value: not 0.0 < abs(value) < SMALLEST)
WEIGHTS = st.floats(-MAX_PARAMETER, MAX_PARAMETER)


@st.composite
def drawn_rows(draw: st.DrawFn) -> Dataset:
    count = draw(st.integers(0, 5))
    points = draw(st.lists(FLOATS, min_size=2 * count, max_size=2 * count))
    classes = draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=count, max_size=count))
    test = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    names = (draw(st.text(max_size=3).map(plain)) or "a", 'a "b" [ 1.0, 2.0 ] ü')
    X, y = np.array(points).reshape(count, 2), np.array(classes)
    return Dataset(X, y, ("x1", "x2"), "class", names, np.array(test, dtype=bool), "by hand")


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    spec, source = draw(SPECS), draw(st.sampled_from(SOURCES))
    recipe = Recipe(
        source=source, seed=draw(st.integers(0, 99)), train_share=draw(st.sampled_from([0.1, 0.7, 1]))
    )
    if draw(st.booleans()):
        return Experiment.load(recipe, spec)
    return Experiment.create(draw(drawn_rows()), spec, recipe, by_hand=True)


def trained(experiment: Experiment, seed: int = 0, first: float = -0.0) -> Checkpoint:
    theta = np.random.default_rng(seed).normal(size=experiment.network().parameters)
    theta[0] = first
    return Checkpoint(3, 75, theta)


def bits(array: Any) -> bytes:
    return np.ascontiguousarray(array, dtype=np.float64).tobytes()


def assert_same(found: Experiment, wanted: Experiment) -> None:
    assert (found.spec, found.recipe, found.by_hand) == (wanted.spec, wanted.recipe, wanted.by_hand)
    for one, other in ((found.inputs, wanted.inputs), (found.target, wanted.target)):
        assert (bits(one.shift), bits(one.scale)) == (bits(other.shift), bits(other.scale))
    one, other = found.data, wanted.data
    assert (one.columns, one.target, one.class_names) == (other.columns, other.target, other.class_names)
    assert (one.name, one.generated) == (other.name, other.generated)
    assert found.signature == wanted.signature


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form.suffix)
@examples(60)
@given(experiment=experiments(), seed=st.integers(0, 2**32), first=WEIGHTS)
def test_weights_scaling_and_spec_come_back_bit_for_bit(
    form: Format, experiment: Experiment, seed: int, first: float
) -> None:
    point = trained(experiment, seed, first)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model").with_suffix(form.suffix)
        with suppress(FileError):  # of a number that is too large for a format in float
            form.save(experiment, point, path)
        if not path.exists() and form.suffix == ".onnx":
            return
        assert form.load is not None
        found, checkpoint = form.load(path)
    assert checkpoint is not None
    assert (checkpoint.epoch, checkpoint.steps, bits(checkpoint.theta)) == (3, 75, bits(point.theta))
    assert_same(found, experiment)
    if experiment.repeatable:
        assert bits(found.data.X) == bits(experiment.data.X)
        assert bits(found.data.y) == bits(experiment.data.y)
        assert found.data.test.tolist() == experiment.data.test.tolist()


@every_format
@examples(40)
@given(experiment=experiments(), seed=st.integers(0, 2**32), first=WEIGHTS)
def test_any_experiment_is_written_or_refused_in_words(
    form: Format, experiment: Experiment, seed: int, first: float
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"model{form.suffix}")
        try:
            form.save(experiment, trained(experiment, seed, first), path)
        except FileError as error:
            assert str(path) in error.message and error.hint and (form.tested or form.steps)  # noqa: PT017
            return
        content = path.read_text("utf-8", errors="replace")
        assert not (
            form.tested and form.suffix != ".onnx" and re.search(r"[\[ ,{-](?:nan|inf)[,\]f}]", content)
        )


def test_a_network_that_overflows_everywhere_is_kept_but_not_made_a_program(tmp_path: Path) -> None:
    X = np.array([[1e99], [2e99], [3e99]])
    deep = Spec(features=("x1^2",), hidden_layers=(1,) * 8, activation=("linear",))
    spec = msgspec.structs.replace(deep, scale_inputs="none", scale_target="standardise")
    experiment = Experiment.create(Dataset(X, X[:, 0], ("x",), generated=False), spec, by_hand=True)
    point = Checkpoint(0, 0, np.full(experiment.network().parameters, MAX_PARAMETER * 1.0))
    for row in FORMATS.values():
        path = tmp_path / f"net{row.suffix}"
        if row.tested:
            with pytest.raises(FileError, match=r"overflows|does not fit"):
                row.save(experiment, point, path)
        else:
            row.save(experiment, point, path)
            assert row.load is None or bits(row.load(path)[1].theta) == bits(point.theta)  # type: ignore[union-attr]


# --- writing ---


@every_format
def test_what_fails_to_be_written_leaves_the_old_file(
    form: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment, path = Experiment.load(), tmp_path / f"model{form.suffix}"
    path.write_bytes(b"old")

    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("playground.files._flush", full)
    with pytest.raises(FileError, match="no space left") as caught:
        form.save(experiment, trained(experiment), path)
    assert str(path) in caught.value.message and caught.value.hint
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@every_format
def test_a_write_protected_file_is_not_replaced(
    form: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment, path = Experiment.load(), tmp_path / f"model{form.suffix}"
    path.write_bytes(b"old")
    really = Path.open

    def guarded(self: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:  # root may write anywhere
        if self == path and mode != "rb":
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(self, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", guarded)
    with pytest.raises(FileError, match="permission denied"):
        form.save(experiment, trained(experiment), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@every_format
def test_a_folder_and_a_missing_folder_are_refused(form: Format, tmp_path: Path) -> None:
    experiment = Experiment.load()
    with pytest.raises(FileError, match=r"is a directory|permission denied"):
        form.save(experiment, trained(experiment), tmp_path)
    with pytest.raises(FileError, match="no such file"):
        form.save(experiment, trained(experiment), tmp_path / "nowhere" / "model")


@every_format
def test_weights_that_are_no_numbers_are_not_written(form: Format, tmp_path: Path) -> None:
    experiment, path = Experiment.load(), tmp_path / "model"
    with pytest.raises(FileError, match="diverged"):
        form.save(experiment, trained(experiment, first=np.nan), path)
    assert not path.exists()


@every_format
def test_equal_experiments_make_equal_files(form: Format, tmp_path: Path) -> None:
    for name in ("a", "b"):
        experiment = Experiment.load()
        form.save(experiment, trained(experiment), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="links and modes are POSIX matters")
def test_links_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(FileError, match="cannot be written"):
        write(one, b"new")
    assert one.is_symlink() and len(list(tmp_path.iterdir())) == 2


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    experiment, path, link = Experiment.load(), tmp_path / "real.npz", tmp_path / "link.npz"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    with path.open("rb") as reader:
        FORMATS[".npz"].save(experiment, trained(experiment), link)
        assert reader.read() == b"old"  # who has the old file open reads on in it: never half a new one
    assert link.is_symlink() and path.read_bytes() != b"old"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


# --- reading ---


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form.suffix)
def test_a_folder_or_nothing_is_no_file(form: Format, tmp_path: Path) -> None:
    assert form.load is not None
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(FileError, match="cannot be read") as caught:
            form.load(path)
        assert str(path) in caught.value.message and caught.value.hint


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form.suffix)
@given(content=st.binary(max_size=300))
def test_random_bytes_are_refused_in_one_sentence(form: Format, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model")
        path.write_bytes(content)
        assert form.load is not None
        with pytest.raises(FileError) as caught:
            form.load(path)
    assert str(path) in caught.value.message and caught.value.hint


def damaged(form: Format, folder: str, place: float, byte: bytes) -> Path:
    """A good file with one byte exchanged, or (without a byte) cut off there."""
    path, experiment = Path(folder, "model"), Experiment.load()
    form.save(experiment, trained(experiment), path)
    content = path.read_bytes()
    index = int(place * (len(content) - 2))  # a line may end without a newline
    path.write_bytes(content[:index] + byte + (content[index + 1 :] if byte else b""))
    return path


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form.suffix)
@examples(60)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.binary(min_size=1, max_size=1))
def test_a_damaged_byte_is_refused_in_words_or_does_no_harm(form: Format, place: float, byte: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, suppress(FileError):
        assert form.load is not None
        form.load(damaged(form, folder, place, byte))


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form.suffix)
@given(place=st.floats(0, 1))
def test_half_a_file_is_refused(form: Format, place: float) -> None:
    assert form.load is not None
    with tempfile.TemporaryDirectory() as folder:
        path = damaged(form, folder, place, b"")
        with pytest.raises(FileError, match="model"):
            form.load(path)


@every_format
def test_a_row_says_all_that_a_list_of_formats_shows(form: Format) -> None:
    assert form.title and form.serves.endswith(".") and form.snippet
    assert all(setting.label and setting.help for setting in settings_of(form.options).values())


_IN_TORCH = pytest.param(".safetensors", marks=pytest.mark.needs("torch"))


@pytest.mark.parametrize("suffix", [".npz", ".weights.json", ".onnx", _IN_TORCH])
def test_the_lines_for_use_elsewhere_run(suffix: str, tmp_path: Path) -> None:
    experiment, path = Experiment.load(), tmp_path / f"net{suffix}"
    FORMATS[suffix].save(experiment, trained(experiment), path)
    exec(FORMATS[suffix].snippet.replace("{file}", path.as_posix()), {})


def test_the_lines_for_pytorch_are_python() -> None:
    compile(FORMATS[".safetensors"].snippet, "snippet", "exec")


def test_the_readme_lists_all_formats() -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    listed = [line for line in readme.splitlines() if line.startswith("| `.")]
    assert listed == [f"| `{row.suffix}` | {row.title} | {row.serves} |" for row in FORMATS.values()]


def test_the_format_goes_by_the_suffix() -> None:
    assert format_of(Path("a/model.NPZ")) is FORMATS[".npz"]
    with pytest.raises(FileError, match=r"End its name in \.npz, "):
        format_of(Path("model.txt"))
