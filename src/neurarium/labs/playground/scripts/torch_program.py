"""The run as a program of PyTorch: its layers, its gradients, its optimisers."""

from __future__ import annotations

from neurarium.labs.playground.scripts.parts import calls, common, dropout
from neurarium.labs.playground.scripts.story import Edit, Lived, Story, story_of
from neurarium.labs.playground.scripts.template import fill

ACTIVATIONS = {
    "relu": "nn.ReLU()",
    "tanh": "nn.Tanh()",
    "sigmoid": "nn.Sigmoid()",
    "linear": "nn.Identity()",
    "leaky_relu": "nn.LeakyReLU(0.01)",
    "elu": "nn.ELU()",
    "gelu": "nn.GELU()",
    "silu": "nn.SiLU()",
    "mish": "nn.Mish()",
    "sine": "Sine()",
}
OPTIMISERS = {
    "sgd": "torch.optim.SGD(model.parameters(), lr={rate})",
    "momentum": "torch.optim.SGD(model.parameters(), lr={rate}, momentum=0.9)",
    "rmsprop": "torch.optim.RMSprop(model.parameters(), lr={rate}, alpha=0.9, eps=1e-8)",
    "adam": "torch.optim.Adam(model.parameters(), lr={rate}, betas=(0.9, 0.999), eps=1e-8)",
}

TEMPLATE = '''
"""A small neural network, trained with PyTorch.

$summary
"""

import numpy as np  #: dropout
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

BATCH = $batch
PENALTY = $penalty_rate  #: l1
PENALTY = $penalty_rate  #: l2


class Sine(nn.Module):  #: sine
    def forward(self, sums):  #: sine
        return torch.sin(sums)  #: sine


$dropout


class Dropout(nn.Module):  #: dropout
    """Multiplies the answers by the given factors while training; nn.Dropout would draw factors of its own."""  #: dropout
  #: dropout
    def forward(self, answers):  #: dropout
        return answers * self.factors if self.training else answers  #: dropout


model = nn.Sequential(
$layers
)
layers = [module for module in model if isinstance(module, nn.Linear)]


def features(points):
    """What the network gets to see of each point."""
    x, y = points[:, 0], points[:, 1]
    return torch.stack([$features], dim=1)


def losses(points):
    """$meaning_each"""
    answers = model(features(points))  #: squared
    sums = model(features(points))  #: cross_entropy
    errors = answers - points[:, 2:]  #: squared, not classes
    targets = torch.where(points[:, 2:] == torch.arange($outputs), 1.0, -1.0)  #: squared, classes
    errors = answers - targets  #: squared, classes
    return 0.5 * (errors**2).sum(dim=1)  #: squared
    # A tanh of the sum would be 2 p - 1, where p is the probability of +1.  #: cross_entropy, not classes
    return -nn.functional.logsigmoid(2 * points[:, 2] * sums[:, 0])  #: cross_entropy, not classes
    return nn.functional.cross_entropy(sums, points[:, 2].long(), reduction="none")  #: cross_entropy, classes


def loss(points):
    """Their mean, with every neuron at work."""
    model.eval()  #: dropout
    with torch.no_grad():
        return losses(points).mean().item()


class Trainer:
    def __init__(self, optimiser):
        self.optimiser = optimiser
        self.waiting = 0  # points whose gradients wait for their step
        self.seen = 0  # points that went through the network in training  #: dropout
        self.alive = [torch.ones_like(layer.weight) > 0 for layer in layers]  # L1 switches weights off for good  #: l1

    def train(self, points, epochs, learning_rate, dropout):  #: dropout
    def train(self, points, epochs, learning_rate):  #: not dropout
        model.train()  #: dropout
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate
        batch = min(BATCH, len(points))
        for _ in range(epochs):
            for part in points.split(batch):
                self.drop(len(part), dropout)  #: dropout
                losses(part).sum().backward()  # added to the gradients that wait
                self.waiting += len(part)
                if len(part) == batch:  # the points after the last whole batch wait for the next epoch's first  #: partial
                    self.step(learning_rate)  #: partial
                self.step(learning_rate)  #: not partial

    def drop(self, count, dropout):  #: dropout
        """Choose the neurons that are off for the next points."""  #: dropout
        masked = [module for module in model if isinstance(module, Dropout)]  #: dropout
        for module, factors in zip(masked, dropout_factors(self.seen, count, dropout)):  #: dropout
            module.factors = torch.from_numpy(factors)  #: dropout
        self.seen += count  #: dropout
  #: dropout
    @torch.no_grad()
    def step(self, learning_rate):
        """$rule"""
        for parameter in model.parameters():
            parameter.grad /= self.waiting
        before = [layer.weight.clone() for layer in layers]  #: l1
        before = [layer.weight.clone() for layer in layers]  #: l2
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.waiting = 0
        for layer, weights in zip(layers, before):  #: l2
            layer.weight -= learning_rate * PENALTY * weights  #: l2
        for layer, weights, alive in zip(layers, before, self.alive):  #: l1
            pulled = layer.weight - learning_rate * PENALTY * weights.sign()  #: l1
            crossed = layer.weight * pulled < 0  # a weight pulled across 0 stays there  #: l1
            layer.weight.copy_(torch.where(alive, torch.where(crossed, 0.0, pulled), weights))  #: l1
            alive &= ~crossed  #: l1


def main():
    with torch.no_grad():
        for layer, weights, biases in zip(layers, WEIGHTS, BIASES):
            layer.weight.copy_(torch.tensor(weights))
            layer.bias.copy_(torch.tensor(biases))
    trainer = Trainer($optimiser)
$calls
    print(f"training loss {loss(training):.10f}")
    print(f"test loss {loss(test):.10f}")


# The weights with which the run began: of each layer, for each neuron, from each source.
WEIGHTS = [
$weights
]
BIASES = [
$biases
]

# x, y and label of every point.
POINTS = """
$points
"""
POINTS = torch.tensor([[float(number) for number in row.split()] for row in POINTS.split(",")])

if __name__ == "__main__":
    main()
'''


def write(segments: tuple[Lived, ...]) -> str:
    """The program of a run's current life."""
    story = story_of(segments)
    texts = common(story, "torch")
    texts |= {
        "dropout": dropout(story),
        "layers": "\n".join(f"    {module}," for module in _modules(story)),
        "optimiser": OPTIMISERS[story.settings.optimiser].format(rate=story.stages[0].learning_rate),
        "calls": calls(story, _edit, "trainer.train(training)"),
    }
    return fill(TEMPLATE, story.features, texts)


def _modules(story: Story) -> list[str]:
    modules = []
    for sources, neurons, activation in zip(story.sizes, story.sizes[1:-1], story.activations, strict=False):
        modules += [f"nn.Linear({sources}, {neurons})", ACTIVATIONS[activation]]
        modules += ["Dropout()"] if "dropout" in story.features else []
    modules.append(f"nn.Linear({story.sizes[-2]}, {story.sizes[-1]})")
    return modules + (["nn.Tanh()"] if story.output == "tanh" and story.loss == "squared" else [])


def _edit(edit: Edit) -> str:
    if edit.source is None:
        return f"layers[{edit.layer}].bias.data[{edit.neuron}] = {edit.value!r}"
    return f"layers[{edit.layer}].weight.data[{edit.neuron}, {edit.source}] = {edit.value!r}"
