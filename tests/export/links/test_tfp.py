"""Links of TensorFlow Playground: all kinds open as they should, and what is not taken is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Recipe
from playground.errors import FileError
from playground.export.links.tfp import ADDRESS, LONGEST, experiment_of, is_link, link_of
from playground.text import plain
from playground.training import Experiment, Spec, Trainer
from tests.properties import examples


def opened(rest: str = "") -> tuple[Experiment, list[str]]:
    notes: list[str] = []
    return experiment_of(f"{ADDRESS}{rest and '#'}{rest}", notes.append), notes


def test_the_bare_address_is_its_first_page() -> None:
    experiment, notes = opened()
    spec, recipe = experiment.spec, experiment.recipe
    assert notes == []
    assert (recipe.source, recipe.noise, recipe.train_share) == ("circle", 0.0, 0.5)
    assert (spec.hidden_layers, spec.activation, spec.loss) == ((4, 2), ("tanh",), "half_mse_tanh")
    assert (spec.learning_rate, spec.batch_size, spec.regularisation) == (0.03, 10, "none")
    assert (spec.initialiser, spec.shuffle, spec.optimiser) == ("uniform", False, "sgd")
    assert experiment.features == ("x1", "x2") and experiment.inputs.is_identity


def test_it_learns_the_circle_as_fast_as_that_page() -> None:
    """Its own engine: test loss .010 (median of 200 starts) after 100 epochs."""
    losses = []
    for seed in range(5):
        trainer = Trainer(opened(f"seed={seed}")[0])
        trainer.run(epochs=100)
        losses.append(trainer.snapshot().test.loss)
    assert np.median(losses) < 0.05


FULL = (
    "activation=relu&regularization=L1&batchSize=7&dataset=spiral&regDataset=reg-gauss&learningRate=0.1"
    "&regularizationRate=0.001&noise=35&networkShape=6,5,4&seed=42&showTestData=false&discretize=false"
    "&percTrainData=70&x=true&y=false&xTimesY=true&xSquared=true&cosX=false&ySquared=false&sinX=true"
    "&cosY=false&sinY=true&collectStats=false&problem=classification&initZero=false&hideText=false"
)


def test_a_whole_link_is_taken_whole() -> None:
    experiment, notes = opened(FULL)
    spec, recipe = experiment.spec, experiment.recipe
    assert notes == []
    assert (recipe.source, recipe.noise, recipe.train_share, recipe.seed) == ("spiral", 35, 0.7, 42)
    assert spec.features == ("x1", "x1*x2", "x1^2", "sin(x1)", "sin(x2)")
    assert (spec.hidden_layers, spec.activation, spec.seed) == ((6, 5, 4), ("relu",), 42)
    assert (spec.regularisation, spec.regularisation_rate) == ("l1", 0.001)
    assert (spec.learning_rate, spec.batch_size) == (0.1, 7)


def test_more_noise_than_its_slider_has() -> None:
    experiment, notes = opened("noise=80")
    assert experiment.recipe.noise == 80 and notes == []


def test_no_hidden_layer() -> None:
    experiment, notes = opened("networkShape=")
    assert experiment.spec.hidden_layers == () and experiment.sizes == (2, 1) and notes == []


def test_switches_of_the_view_are_said_to_be_none_of_the_experiment() -> None:
    _, notes = opened("discretize=true&showTestData=true")
    assert [note.partition(" ")[0] for note in notes] == ["discretize", "showTestData"]


def test_all_weights_zero() -> None:
    experiment, notes = opened("initZero=true")
    assert not experiment.network().theta.any() and notes == []


def test_hidden_controls_are_shown() -> None:
    experiment, notes = opened("noise_hide=true&playButton_hide=true&stepButton_hide=false&tutorial=one")
    assert experiment.spec == opened()[0].spec
    assert [note.partition(" ")[0] for note in notes] == ["noise_hide", "playButton_hide", "tutorial"]


@pytest.mark.parametrize(("name", "source"), [("reg-gauss", "hills"), ("reg-plane", "plane")])
def test_regression(name: str, source: str) -> None:
    experiment, notes = opened(f"problem=regression&regDataset={name}&dataset=xor")
    assert (experiment.recipe.source, experiment.spec.loss, notes) == (source, "half_mse", [])
    assert not experiment.data.class_names


def test_what_does_nothing_there_does_nothing_here() -> None:
    experiment, notes = opened("cosX=true&collectStats=true")
    assert experiment.features == ("x1", "x2")
    assert all("no effect" in note for note in notes) and len(notes) == 2


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("activation=swish", "activation=swish is not one of relu, tanh, sigmoid, linear; tanh is used."),
        ("regularization=L3", "none is used."),
        ("dataset=moons", "circle is used."),
        ("problem=clustering", "classification is used."),
        ("problem=regression&regDataset=x", "reg-plane is used."),
        ("learningRate=0", "above 0 and at most 100; 0.03 is used."),
        ("learningRate=nan", "0.03 is used."),
        ("learningRate=fast", "0.03 is used."),
        ("regularizationRate=-1", "0 is used."),
        ("noise=101", "noise=101 is not a number from 0 to 100; 0 is used."),
        ("percTrainData=5", "50 is used."),
        ("batchSize=0", "10 is used."),
        ("batchSize=", "(nothing) is not a number"),
        ("networkShape=4,x", "4,2 is used."),
        ("networkShape=4,,2", "4,2 is used."),
        ("networkShape=1,1,1,1,1,1,1,1,1", "4,2 is used."),
        ("networkShape=100000", "4,2 is used."),
        ("seed=0.41826", "seed=0.41826 is not a whole number"),
        ("seed=abc", "seed=abc is not a whole number"),
        ("x=false&y=false", "No feature is chosen"),
        ("momentum=0.9", "momentum is unknown, and ignored."),
        ("%3Cb%3E=1", "<b> is unknown, and ignored."),
    ],
)
def test_what_is_out_of_range_or_unknown_is_said(part: str, words: str) -> None:
    experiment, notes = opened(part)
    assert len(notes) == 1 and words in notes[0], notes
    Trainer(experiment).step("batch")


def test_a_seed_that_is_no_number_is_the_same_every_time() -> None:
    assert opened("seed=abc")[0].recipe == opened("seed=abc")[0].recipe != opened("seed=abd")[0].recipe


def test_a_boolean_is_false_only_when_it_reads_so() -> None:
    assert opened("sinX=0")[0].features == ("x1", "x2", "sin(x1)")
    assert opened("x=&y=False")[0].features == ("x1", "x2")


@pytest.mark.parametrize(
    "text",
    [
        "https://playground.tensorflow.org",
        "http://playground.tensorflow.org/#a=b",
        "playground.tensorflow.org",
        " https://www.playground.tensorflow.org/?x ",
        "https:/playground.tensorflow.org/#noise=3",
    ],
)
def test_its_address_is_known(text: str) -> None:
    assert is_link(text) and experiment_of(text).recipe.source == "circle"


@pytest.mark.parametrize(
    "text", ["model.npz", "", "https://example.org/#noise=3", "playground.tensorflow.organ"]
)
def test_other_texts_are_no_links(text: str) -> None:
    assert not is_link(text)
    with pytest.raises(FileError, match="is not a link"):
        experiment_of(text)


def test_an_endless_link_is_refused() -> None:
    with pytest.raises(FileError, match="is not a link"):
        experiment_of(f"{ADDRESS}#{'a=b&' * LONGEST}")


@examples(100)
@given(rest=st.text(max_size=200) | st.lists(st.sampled_from(FULL.split("&")), max_size=9).map("&".join))
def test_any_text_behind_the_address_opens_and_every_note_is_a_line(rest: str) -> None:
    experiment, notes = opened(rest)
    assert len(notes) <= 13
    assert all(plain(note) == note and len(note) < 300 for note in notes)
    assert experiment.sizes


# --- out ---


@pytest.mark.parametrize(
    "rest", ["", FULL, "problem=regression&regDataset=reg-gauss&networkShape=&initZero=true"]
)
def test_a_link_comes_back(rest: str) -> None:
    experiment, notes = opened(rest)[0], list[str]()
    again = experiment_of(link_of(experiment, notes.append))
    assert notes == []
    assert (again.spec, again.recipe) == (experiment.spec, experiment.recipe)
    assert np.array_equal(again.data.X, experiment.data.X)


def said(experiment: Experiment) -> str:
    notes: list[str] = []
    link_of(experiment, notes.append)
    return " ".join(notes)


def test_what_a_link_cannot_carry_is_said() -> None:
    words = said(Experiment.load(Recipe(source="moons"), Spec(activation=("gelu",), optimiser="adam")))
    for part in ("500 rows of moons: it shows those of circle", "GELU", "Adam", "Log loss", "shuffle"):
        assert part in words
    assert "momentum" not in words  # Adam has none
    assert "others drawn with its one seed" in said(Experiment.load(Recipe(seed=3), Spec()))
    drawn = Experiment.load()
    assert "these 499 rows" in said(drawn.with_data(drawn.data.without_rows(np.array([0]))))
    assert "features x1, x2, x3" in said(Experiment.load(Recipe(source="houses")))
    assert "standardise" in said(Experiment.load(Recipe(source="houses"))).lower()
