"""Who else can train a workload: NumPy as a textbook writes it, scikit-learn, PyTorch."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array
from playground.cli.bench.benchmark import Epoch
from playground.cli.bench.workload import RATE, Workload


def textbook(work: Workload) -> Epoch:
    """Lists of W and b, fresh arrays, Python loops over batches and layers; all tanh, ½ squared error."""
    layers = [(W.copy(), b.copy()) for W, b in work.network().weights]
    Ws, bs = [W for W, _ in layers], [b for _, b in layers]
    X, Y = work.data()
    rng = np.random.default_rng(0)

    def epoch() -> None:
        order = rng.permutation(work.rows)
        for start in range(0, work.rows, work.size):
            batch = order[start : start + work.size]
            _textbook_step(Ws, bs, X[batch], Y[batch])

    return epoch


def _textbook_step(Ws: list[Array], bs: list[Array], x: Array, y: Array) -> None:
    activations = [x]
    for W, b in zip(Ws, bs, strict=True):
        activations.append(np.tanh(activations[-1] @ W + b))
    delta = (activations[-1] - y) * (1.0 - activations[-1] ** 2)
    grads = []
    for layer in reversed(range(len(Ws))):
        a = activations[layer]
        grads.append((a.T @ delta / len(x), delta.mean(axis=0)))
        if layer:
            delta = (delta @ Ws[layer].T) * (1.0 - a**2)
    for layer, (grad_W, grad_b) in enumerate(reversed(grads)):
        Ws[layer] -= RATE * grad_W
        bs[layer] -= RATE * grad_b


def scikit_learn(work: Workload) -> Epoch:
    """MLPRegressor, whose output is linear; one call of partial_fit is an epoch."""
    from sklearn.neural_network import MLPRegressor

    model = MLPRegressor(
        hidden_layer_sizes=work.sizes[1:-1],
        activation="tanh",
        solver="sgd",
        alpha=0.0,
        batch_size=work.size,
        learning_rate_init=RATE,
        momentum=0.0,
        random_state=0,
    )
    X, Y = work.data()
    return lambda: model.partial_fit(X, Y[:, 0])


def pytorch(work: Workload) -> Epoch:
    """Eager, float64, one thread."""
    import torch

    torch.set_num_threads(1)
    parts: list[object] = []
    for inputs, outputs in work.network().shapes:
        parts += [torch.nn.Linear(inputs, outputs, dtype=torch.float64), torch.nn.Tanh()]
    model = torch.nn.Sequential(*parts)
    rule = torch.optim.SGD(model.parameters(), lr=RATE)
    X, Y = (torch.from_numpy(one) for one in work.data())

    def epoch() -> None:
        for batch in torch.randperm(work.rows).split(work.size):
            rule.zero_grad()
            (0.5 * (model(X[batch]) - Y[batch]) ** 2).sum(dim=1).mean().backward()
            rule.step()

    return epoch
