"""Lines to run where a network was trained: they write it as .weights.json, which comes in here.

Each takes the network `net` and the rows `X` as they are fed to it, and writes five of them as test rows: if
activations or the order of columns are not what they seem, opening says so.
"""

from __future__ import annotations

from msgspec import Struct


class Snippet(Struct, frozen=True):
    """One row of SNIPPETS: what the library is called, and the lines."""

    title: str
    lines: str


_END = """
rows, outputs = (np.asarray(part, dtype=float).tolist() for part in (X[:5], outputs))
file = {
    "format": "backprop-playground weights",
    "layers": layers,
    "test": {"inputs": rows, "outputs": outputs},
    # If you like: "columns": ["size", "rooms"], "target": "price", "classes": ["no", "yes"], "name": "houses"
}
with open("network.weights.json", "w") as out:
    json.dump(file, out)
"""

_SCIKIT_LEARN = """\
# net: a trained MLPClassifier or MLPRegressor; X: rows as they are fed to it
import json

import numpy as np

names = {"identity": "linear", "logistic": "sigmoid"}
activations = [net.activation] * (len(net.coefs_) - 1) + [net.out_activation_]
layers = [
    {"activation": names.get(name, name), "W": W.tolist(), "b": b.tolist()}
    for name, W, b in zip(activations, net.coefs_, net.intercepts_)
]
outputs = net.predict_proba(X[:5]) if hasattr(net, "classes_") else net.predict(X[:5])
"""

_PYTORCH = """\
# net: a trained torch.nn.Sequential of Linear layers and activations; X: rows as it is fed them, a tensor.
# Was it trained on one logit (BCEWithLogitsLoss)? Then append torch.nn.Sigmoid() first.
import json

import numpy as np
import torch

names = {"Identity": "linear", "LeakyReLU": "leaky_relu"}
layers = []
for module in net:
    if isinstance(module, torch.nn.Linear):
        b = torch.zeros(module.out_features) if module.bias is None else module.bias
        layers.append({"activation": "linear", "W": module.weight.T.tolist(), "b": b.tolist()})
    else:
        name = type(module).__name__
        layers[-1]["activation"] = names.get(name, name.lower())
with torch.no_grad():
    outputs = net(X[:5])
if isinstance(net[-1], torch.nn.Linear) and outputs.shape[1] > 1:  # logits, as CrossEntropyLoss wants them
    layers[-1]["activation"] = "softmax"
    outputs = outputs.softmax(dim=1)
"""

_KERAS = """\
# net: a trained keras.Sequential of Dense layers, their activations inside; X: rows as they are fed to it
import json

import numpy as np

layers = []
for layer in net.layers:
    W, b = layer.get_weights()
    layers.append({"activation": layer.activation.__name__, "W": W.tolist(), "b": b.tolist()})
outputs = net.predict(X[:5], verbose=0)
"""

SNIPPETS = {
    "scikit-learn": Snippet("scikit-learn", _SCIKIT_LEARN + _END),
    "pytorch": Snippet("PyTorch", _PYTORCH + _END),
    "keras": Snippet("Keras", _KERAS + _END),
}
"""By the word of the command line."""
