"""An example.yml computed a second time with nothing but numpy: derivatives are difference quotients, optimizers are
sums over all gradients so far. It knows nothing of the generator."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import yaml

from tests.engine.unrolled import STEPS

ACTIVATIONS = {
    "identity": lambda z, slope: z,
    "logistic": lambda z, slope: 1 / (1 + np.exp(-z)),
    "tanh": lambda z, slope: np.tanh(z),
    "relu": lambda z, slope: z * (z > 0),
    "leaky relu": lambda z, slope: z * np.where(z > 0, 1, slope),
    "softplus": lambda z, slope: np.log(1 + np.exp(z)),
    "softmax": lambda z, slope: np.exp(z) / np.exp(z).sum(),
}
LOSSES = {
    "half squared error": lambda t, o: ((t - o) ** 2 / 2).sum(),
    "squared error": lambda t, o: ((t - o) ** 2).sum(),
    "mean squared error": lambda t, o: ((t - o) ** 2).mean(),
    "binary cross-entropy": lambda t, o: -(t * np.log(o) + (1 - t) * np.log(1 - o)).sum(),
    "categorical cross-entropy": lambda t, o: -(t * np.log(o)).sum(),
}
SETTINGS = ("learning_rate", "momentum", "decay", "beta1", "beta2", "epsilon")
NEARLY_NOTHING = 1e-6


class ByHand:
    """Parameters are one long vector: of each layer the weights, row by row, then the biases; `names` has theirs."""

    def __init__(self, text: str, rate: float = 1) -> None:
        """rate: by what the learning rate is multiplied."""
        self.told = yaml.safe_load(text)
        self.samples = [(np.array(s["inputs"], float), np.array(s["targets"], float)) for s in self.told["data"]]
        given = {name: float(self.told[name]) for name in SETTINGS if name in self.told}
        self.settings = given | {"learning_rate": given["learning_rate"] * rate}
        batch = self.told.get("batch", "online")
        self.batch = {"online": 1, "full": len(self.samples)}.get(batch, batch)
        self.names, values = [], []
        for number, layer in enumerate(self.told["layers"], 1):
            weights, biases = np.array(layer["weights"], float).ravel(), layer["biases"]
            first = sum(name.startswith("w") for name in self.names) + 1
            self.names += [f"w{first + k}" for k in range(len(weights))]
            values.extend(weights)
            if isinstance(biases, list):
                self.names += [f"b_{neuron}" for neuron in layer["neurons"]]
                values.extend(biases)
            elif biases != "none":
                self.names.append(f"b{number}")
                values.append(biases)
        self.start = np.array(values, float)
        self.course, self.gradients = [self.start], []
        self.learns = np.array([n[0] == "w" or self.told["update"] == "weights and biases" for n in self.names])

    def forward(self, parameters: np.ndarray, sample: int) -> dict[str, float]:
        """Every net_ and out_, and E_total, of a sample, counted from 1."""
        out, target = self.samples[sample - 1]
        found, at = {}, 0
        for layer in self.told["layers"]:
            shape = np.shape(layer["weights"])
            weights, at = parameters[at : at + np.prod(shape)].reshape(shape), at + np.prod(shape)
            count = {list: shape[0], str: 0}.get(type(layer["biases"]), 1)
            biases, at = parameters[at : at + count] if count else 0, at + count
            net = weights @ out + biases
            out = ACTIVATIONS[layer["activation"]](net, layer.get("slope"))
            found |= {f"net_{n}": v for n, v in zip(layer["neurons"], net, strict=True)}
            found |= {f"out_{n}": v for n, v in zip(layer["neurons"], out, strict=True)}
        return found | {"E_total": LOSSES[self.told["loss"]](target, out)}

    def loss(self, parameters: np.ndarray, samples: Sequence[int] = ()) -> float:
        """Over some samples, or over all."""
        errors = [self.forward(parameters, sample)["E_total"] for sample in samples or range(1, len(self.samples) + 1)]
        return sum(errors) / (len(errors) if self.told.get("batch_loss", "mean") == "mean" else 1)

    def gradient(self, parameters: np.ndarray, samples: Sequence[int]) -> np.ndarray:
        ways = NEARLY_NOTHING * np.eye(len(parameters))
        rises = [self.loss(parameters + way, samples) - self.loss(parameters - way, samples) for way in ways]
        return np.array(rises) / (2 * NEARLY_NOTHING)

    def in_round(self, number: int) -> list[int]:
        """The samples that a round learns from."""
        batches = -(-len(self.samples) // self.batch)
        first = (number - 1) % batches * self.batch + 1
        return list(range(first, min(first + self.batch, len(self.samples) + 1)))

    def after(self, rounds: int) -> np.ndarray:
        """The parameters after so many updates."""
        weights = np.array([name[0] == "w" for name in self.names])
        for number in range(len(self.gradients) + 1, rounds + 1):
            now = self.course[-1]
            pull = self.told.get("weight_decay", 0) * now * weights
            self.gradients.append(self.gradient(now, self.in_round(number)) + pull)
            step = STEPS[self.told["optimizer"]](self.gradients, **self.settings)
            self.course.append(now + self.learns * step)
        return self.course[rounds]

    def derivative(self, name: str, number: int, samples: Sequence[int]) -> float:
        """Of the loss over some samples, at the parameters that a round starts from."""
        return self.gradient(self.after(number - 1), samples)[self.names.index(name)]
