"""The context: a step, the row and the weight that are looked at; every number of it under its letter."""

from __future__ import annotations

from msgspec import Struct

from playground.arrays import Array
from playground.data import Names, label
from playground.engine import Network, Trace
from playground.microscope.digits import number
from playground.microscope.expression import Leaf
from playground.microscope.step import Step
from playground.training.parameters import Parameter
from playground.typography import layer_superscript, subscript
from playground.wording import counted


class StageContext(Struct, frozen=True):
    """`names` are those on screen; `row_index` is the row, counted within the step.

    Layers count from 1, neurons from 0 as in `Parameter`.
    """

    step: Step
    names: Names
    row_index: int
    followed: Parameter
    digits: int
    after: bool = False  # all numbers of the forward pass are those of the new weights

    # --- what there is -----------------------------------------------------------------------------

    @property
    def network(self) -> Network:
        return self.step.after if self.after else self.step.before

    @property
    def trace(self) -> Trace:
        return self.step.trace_after if self.after else self.step.trace

    @property
    def losses(self) -> Array:
        """The loss of every row of the step."""
        return self.step.losses_after if self.after else self.step.losses

    @property
    def loss(self) -> float:
        """E of the step."""
        return self.step.loss_after if self.after else self.step.loss

    @property
    def layers(self) -> int:
        return len(self.network.sizes) - 1

    @property
    def rows(self) -> int:
        return len(self.step.rows)

    @property
    def row(self) -> int:
        """The shown row's place in the dataset."""
        return self.step.rows[self.row_index]

    @property
    def truth(self) -> float:
        """The target of the shown row in original units, or the index of its class."""
        return float(self.step.experiment.data.y[self.row])

    @property
    def predicted(self) -> float:
        """The prediction for the shown row, like `truth`."""
        return float(self.step.experiment.decode(self.trace.prediction)[self.row_index])

    @property
    def true_output(self) -> int:
        """The output of the true class, or the only one."""
        return int(self.step.Y[self.row_index].argmax())

    @property
    def place(self) -> int:
        """Where the chosen weight stands in θ."""
        return self.followed.index(self.network.sizes)

    def neuron_of(self, layer: int) -> int:
        """The neuron of a layer that is told: the one that the chosen weight leads to or comes from, where
        there is one; else the first.
        """
        if self.followed.layer == layer:
            return self.followed.to
        return (self.followed.source or 0) if self.followed.layer == layer + 1 else 0

    # --- letters -----------------------------------------------------------------------------------

    def neuron(self, letter: str, layer: int, neuron: int) -> str:
        """z⁽²⁾₁."""
        return f"{letter}{layer_superscript(layer)}{below(neuron)}"

    def output(self, letter: str, k: int) -> str:
        """ŷ, and with several outputs ŷ₂."""
        return letter + (below(k) if self.network.sizes[-1] > 1 else "")

    def of_row(self, letter: str, index: int) -> str:
        """E, and in a batch E₁₇ for row 17."""
        return self.step.of_row(letter, index)

    def slope_name(self, parameter: Parameter) -> str:
        """∂E/∂w⁽²⁾₁₂."""
        return f"∂E/∂{parameter.label}"

    # --- numbers under their letters ---------------------------------------------------------------

    def weight(self, parameter: Parameter) -> Leaf:
        value = float(self.network.theta[parameter.index(self.network.sizes)])
        return Leaf(value, parameter.label, "fraction", parameter)

    def z(self, layer: int, neuron: int) -> Leaf:
        value = float(self.trace.z[layer - 1][self.row_index, neuron])
        return Leaf(value, self.neuron("z", layer, neuron))

    def a(self, layer: int, neuron: int) -> Leaf:
        """The activation; of layer 0 the feature, of the last layer ŷ."""
        value = float(self.trace.a[layer][self.row_index, neuron])
        if layer == 0:
            return Leaf(value, label(self.step.experiment.features[neuron]))
        if layer == self.layers:
            return Leaf(value, self.output("ŷ", neuron))
        return Leaf(value, self.neuron("a", layer, neuron))

    def y(self, k: int) -> Leaf:
        return Leaf(float(self.step.Y[self.row_index, k]), self.output("y", k))

    def ends(self) -> tuple[list[Leaf], list[Leaf], list[Leaf]]:
        """The z, the ŷ and the y of all outputs."""
        outputs, last = range(self.network.sizes[-1]), self.layers
        z, p = [self.z(last, k) for k in outputs], [self.a(last, k) for k in outputs]
        return z, p, [self.y(k) for k in outputs]

    def delta(self, layer: int, neuron: int) -> Leaf:
        """The shown row's own."""
        value = float(self.step.deltas[layer - 1][self.row_index, neuron])
        return Leaf(value, self.neuron("δ", layer, neuron))

    def slope(self, layer: int, neuron: int) -> Leaf:
        """f′(z) of a hidden neuron."""
        value = float(self.step.slopes[layer - 1][self.row_index, neuron])
        return Leaf(value, f"f′({self.neuron('z', layer, neuron)})")

    def gradient(self, parameter: Parameter) -> Leaf:
        """∂E/∂w of the whole step."""
        value = float(self.step.gradient[parameter.index(self.network.sizes)])
        return Leaf(value, self.slope_name(parameter), of=parameter)

    # --- words -------------------------------------------------------------------------------------

    def say(self, value: float) -> str:
        return number(value, self.digits)

    def kind(self, parameter: Parameter) -> str:
        return "bias" if parameter.source is None else "weight"

    def neuron_name(self, layer: int, neuron: int) -> str:
        """In few words: it stands in the title of a card."""
        if layer == self.layers:
            return f"output {self.names.classes[neuron]}" if self.network.sizes[-1] > 1 else "the output"
        only = self.layers == 2
        return f"hidden neuron {neuron + 1}" if only else f"neuron {neuron + 1} of hidden layer {layer}"

    @property
    def mean_words(self) -> str:
        return f"the mean over {self.rows} rows"

    @property
    def short_batch(self) -> str:
        """Words on a batch that is shorter than the others; none if it is not."""
        train = int((~self.step.experiment.data.test).sum())
        full = min(self.step.experiment.spec.batch_size or train, train)
        if self.step.rows != self.step.start.batch or self.rows >= full:
            return ""
        rows = counted(self.rows, "row")
        return f"the last batch of the epoch is short: {rows}, so the mean is over {self.rows}"


def below(index: int) -> str:
    """The number of a neuron, a row or an output, counted from 1, as it stands below: ₂."""
    return subscript(index + 1)
