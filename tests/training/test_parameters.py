"""The names of the parameters, and their places in θ."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import Network
from playground.errors import SpecError
from playground.training.parameters import Parameter, parameter

SIZES = st.lists(st.integers(1, 12), min_size=2, max_size=5)


def all_of(sizes: list[int]) -> list[Parameter]:
    pairs = list(pairwise(sizes))
    return [
        Parameter(layer, to, source)
        for layer, (inputs, outputs) in enumerate(pairs, 1)
        for to in range(outputs)
        for source in (None, *range(inputs))
    ]


@given(SIZES)
def test_every_place_in_theta_has_one_name_and_back(sizes: list[int]) -> None:
    parameters = all_of(sizes)
    places = [one.index(sizes) for one in parameters]
    assert sorted(places) == list(range(Network(sizes, ["tanh"] * (len(sizes) - 2)).parameters))
    assert [parameter(one.name) for one in parameters] == parameters
    assert len({one.label for one in parameters}) == len(parameters)


def test_a_place_is_that_of_the_weight_it_names() -> None:
    network = Network([2, 4, 3, 1], ["tanh", "tanh"])
    network.theta[...] = np.arange(network.parameters)
    assert network.weights[1][0][3, 2] == Parameter(2, to=2, source=3).index(network.sizes)
    assert network.weights[2][1][0] == Parameter(3, to=0).index(network.sizes)


def test_labels() -> None:
    assert Parameter(2, 1, 0).label == "w⁽²⁾₂₁"
    assert Parameter(2, 1).label == "b⁽²⁾₂"
    assert Parameter(1, 11, 2).label == "w⁽¹⁾₁₂,₃"


@pytest.mark.parametrize(
    "name", ["", "w", "w1", "w1[1]", "b1[1,2]", "w0[1,1]", "w1[0,1]", "x1[1]", "w1[1,1] "]
)
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(SpecError, match="Unknown parameter"):
        parameter(name)


@pytest.mark.parametrize("name", ["w1[5,1]", "w1[1,3]", "b3[2]", "w4[1,1]", "b9[1]"])
def test_what_is_no_place(name: str) -> None:
    with pytest.raises(SpecError, match="A network of 2 → 4 → 2 → 1 neurons has no"):
        parameter(name).index([2, 4, 2, 1])
