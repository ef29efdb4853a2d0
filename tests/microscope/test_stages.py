"""The order in which one update is told."""

from __future__ import annotations

from playground.microscope.stages import stages


def test_forward_then_backward_then_the_update() -> None:
    labels = [stage.label for stage in stages(2)]
    forward = ["Row", "z, a⁽¹⁾", "z, a⁽²⁾", "Loss"]
    assert labels == [*forward, "δ⁽²⁾", "∂E/∂w⁽²⁾", "δ⁽¹⁾", "∂E/∂w⁽¹⁾", "∇E", "Update", "After"]


def test_a_lone_neuron_has_all_stages_too() -> None:
    labels = [stage.label for stage in stages(1)]
    assert labels == ["Row", "z, a⁽¹⁾", "Loss", "δ⁽¹⁾", "∂E/∂w⁽¹⁾", "∇E", "Update", "After"]
