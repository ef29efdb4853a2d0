"""Links of TensorFlow Playground (playground.tensorflow.org): opened as the experiment they show, or written.

After the # stand key=value, joined by &; keys that are missing take its defaults, and a boolean is false only
when it reads "false" (its state.ts). The experiment takes what that page has besides: ½ squared error with a
tanh output, rows in the same order every epoch, weights from U(−0.5, 0.5) and biases of 0.1.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import quote, unquote

from playground.data import Note, Recipe, ignore
from playground.errors import FileError
from playground.export.links.lost import lost
from playground.text import plain, short
from playground.training import Experiment, Spec
from playground.training.spec import MAX_LAYERS, MAX_NEURONS
from playground.wording import counted

ADDRESS = "https://playground.tensorflow.org/"
LONGEST = 4_000  # characters of a link: its own have some 600
_MOST_NOTES = 12

_DATASETS = {"circle": "circle", "xor": "xor", "gauss": "gauss", "spiral": "spiral"}
_REGRESSION = {"reg-plane": "plane", "reg-gauss": "hills"}
_ACTIVATIONS = {"relu": "relu", "tanh": "tanh", "sigmoid": "sigmoid", "linear": "linear"}
_PENALTIES = {"none": "none", "L1": "l1", "L2": "l2"}
_LOSSES = {"classification": "half_mse_tanh", "regression": "half_mse"}  # by the problem
_FEATURES = {
    "x": "x1",
    "y": "x2",
    "xTimesY": "x1*x2",
    "xSquared": "x1^2",
    "ySquared": "x2^2",
    "sinX": "sin(x1)",
    "sinY": "sin(x2)",
}
_ON = {"x", "y"}  # of the features, by default

_WITHOUT_EFFECT = {"cosX", "cosY", "collectStats"}
_VIEW = {"showTestData", "discretize"}
_TEXTS = {"hideText", "tutorial"}

Value = TypeVar("Value")


def is_link(text: str) -> bool:
    """Whether a text is meant as a link of TensorFlow Playground."""
    return bool(
        re.match(r"\s*(?:https?:/+)?(?:www\.)?playground\.tensorflow\.org(?:[/?#\s]|$)", text, re.IGNORECASE)
    )


def experiment_of(link: str, note: Note = ignore) -> Experiment:
    """The experiment that a link shows. `note` is told of each part of it that is not taken as it stands.

    Raises FileError for a text that is no such link.
    """
    if not is_link(link) or len(link) > LONGEST:
        message = f"{short(plain(link), 80)} is not a link of TensorFlow Playground."
        raise FileError(message, f"Its links begin with {ADDRESS} and have {LONGEST:,} characters at most.")
    parts = _Parts(_values(link))
    seed = parts.seed()
    experiment = Experiment.load(_recipe(parts, seed), _spec(parts, seed))
    notes = [*parts.notes, *parts.rest()]
    for words in notes[:_MOST_NOTES]:
        note(words)
    if len(notes) > _MOST_NOTES:
        note(f"{counted(len(notes) - _MOST_NOTES, 'more part')} of the link could not be taken.")
    return experiment


def link_of(experiment: Experiment, note: Callable[[str], None] = ignore) -> str:
    """A link that shows the experiment. `note` is told what such a link cannot carry."""
    pairs = (f"{key}={quote(value, safe=',.-')}" for key, value in _written(experiment))
    link = f"{ADDRESS}#{'&'.join(pairs)}"
    for words in lost(experiment, experiment_of(link)):
        note(words)
    return link


class _Parts:
    """The values of a link: each is read as what it means; where it means nothing, there is a note."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._read: set[str] = set()
        self.notes: list[str] = []

    def one(self, key: str, read: Callable[[str], Value], default: str, allowed: str) -> Value:
        """What a value is read as; what the default is where it is missing or cannot be read."""
        self._read.add(key)
        text = self._values.get(key, default)
        try:
            return read(text)
        except (LookupError, ValueError):
            words = f"{key}={_shown(text)} is not {allowed}; {default} is used."
            if words not in self.notes:  # "problem" is read for data and loss
                self.notes.append(words)
            return read(default)

    def choice(self, key: str, choices: Mapping[str, str], default: str) -> str:
        return self.one(key, choices.__getitem__, default, f"one of {', '.join(choices)}")

    def number(self, key: str, default: str, low: float, high: float, allowed: str = "") -> float:
        def read(text: str) -> float:
            number = float(text)
            if not low <= number <= high:
                raise ValueError
            return number

        return self.one(key, read, default, allowed or f"a number from {low:g} to {high:,}")

    def true(self, key: str, *, default: bool = False) -> bool:
        self._read.add(key)
        return self._values.get(key, str(default).lower()) != "false"

    def seed(self) -> int:
        """A whole number is the seed; any other text stands for one, for the same one every time."""
        self._read.add("seed")
        text = self._values.get("seed", "0")
        if re.fullmatch("[0-9]{1,10}", text) and int(text) < 2**32:
            return int(text)
        seed = zlib.crc32(text.encode(errors="replace"))
        self.notes.append(f"seed={_shown(text)} is not a whole number below 2³²; seed {seed} stands for it.")
        return seed

    def rest(self) -> Iterator[str]:
        """What is said of the other keys."""
        for key, value in self._values.items():
            if key in self._read or value == "false" or (key in _TEXTS and not value):
                continue
            if key in _WITHOUT_EFFECT:
                yield f"{key} has no effect, here as there."
            elif key in _VIEW:
                yield f"{key} is about the view, which an experiment does not hold."
            elif key in _TEXTS or key.endswith("_hide"):
                yield f"{_shown(key)} is about that page: nothing is hidden here."
            else:
                yield f"{_shown(key)} is unknown, and ignored."


def _values(link: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in link.strip().partition("#")[2].split("&") if part)
    return {unquote(key): unquote(value) for key, _, value in pairs}


def _recipe(parts: _Parts, seed: int) -> Recipe:
    sources = {
        "classification": parts.choice("dataset", _DATASETS, "circle"),
        "regression": parts.choice("regDataset", _REGRESSION, "reg-plane"),
    }
    return Recipe(
        source=parts.choice("problem", sources, "classification"),
        noise=parts.number("noise", "0", 0, 100),
        train_share=parts.number("percTrainData", "50", 10, 100) / 100,
        seed=seed,
    )


def _spec(parts: _Parts, seed: int) -> Spec:
    features = tuple(name for key, name in _FEATURES.items() if parts.true(key, default=key in _ON))
    if not features:
        parts.notes.append("No feature is chosen; x1 and x2 are used.")
    layers = f"up to {MAX_LAYERS} numbers from 1 to {MAX_NEURONS}"
    return Spec(
        features=() if features == ("x1", "x2") else features,
        hidden_layers=parts.one("networkShape", _layers, "4,2", layers),
        activation=(parts.choice("activation", _ACTIVATIONS, "tanh"),),
        loss=parts.choice("problem", _LOSSES, "classification"),
        learning_rate=parts.number("learningRate", "0.03", 5e-324, 100, "above 0 and at most 100"),
        batch_size=int(parts.number("batchSize", "10", 1, 1_000_000)),
        regularisation=parts.choice("regularization", _PENALTIES, "none"),
        regularisation_rate=parts.number("regularizationRate", "0", 0, 10),
        initialiser="zeros" if parts.true("initZero") else "uniform",
        shuffle=False,
        seed=seed,
    )


def _layers(text: str) -> tuple[int, ...]:
    layers = tuple(int(part) for part in text.split(",")) if text else ()
    if len(layers) > MAX_LAYERS or not all(1 <= neurons <= MAX_NEURONS for neurons in layers):
        raise ValueError
    return layers


def _written(experiment: Experiment) -> Iterator[tuple[str, str]]:
    """Keys and values, in the order of that page; what it does not have is left at its defaults."""
    spec, recipe = experiment.spec, experiment.recipe
    regression = not experiment.data.class_names
    activation = (*spec.activations(), *spec.activation, "tanh")[0]
    yield "activation", activation if activation in _ACTIVATIONS else "tanh"
    yield "regularization", _key(_PENALTIES, spec.regularisation)
    yield "batchSize", str(spec.batch_size or len(experiment.data))
    for key, names in (("dataset", _DATASETS), ("regDataset", _REGRESSION)):
        if recipe.source in names.values() and not experiment.by_hand:
            yield key, _key(names, recipe.source)
    yield "learningRate", f"{spec.learning_rate:.15g}"
    yield "regularizationRate", f"{spec.penalty_strength:.15g}"
    yield "noise", f"{recipe.noise:.15g}"
    yield "networkShape", ",".join(map(str, spec.hidden_layers))
    yield "seed", str(spec.seed)
    yield "percTrainData", f"{100 * (0.5 if recipe.train_share is None else recipe.train_share):.15g}"
    for key, name in _FEATURES.items():
        yield key, str(name in experiment.features).lower()
    yield "problem", "regression" if regression else "classification"
    yield "initZero", str(spec.initialiser == "zeros").lower()


def _key(names: Mapping[str, str], value: str) -> str:
    return next(key for key, name in names.items() if name == value)


def _shown(text: str) -> str:
    return short(plain(text), 40) or "(nothing)"
