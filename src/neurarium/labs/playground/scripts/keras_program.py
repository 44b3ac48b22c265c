"""The run as a program of Keras, on whichever backend it has: layers, `fit`, and an optimiser of one's own."""

from __future__ import annotations

from neurarium.labs.playground.scripts.parts import calls, common, dropout
from neurarium.labs.playground.scripts.story import Edit, Lived, Story, story_of
from neurarium.labs.playground.scripts.template import fill

ACTIVATIONS = {
    "relu": '"relu"',
    "tanh": "tanh",
    "sigmoid": '"sigmoid"',
    "linear": '"linear"',
    "leaky_relu": "leaky_relu",
    "elu": '"elu"',
    "gelu": '"gelu"',
    "silu": '"silu"',
    "mish": '"mish"',
    "sine": "ops.sin",
}

TEMPLATE = '''
"""A small neural network, trained with Keras.

$summary
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")  # or torch, or tensorflow
os.environ.setdefault("JAX_ENABLE_X64", "1")

import keras
import numpy as np
from keras import layers, ops

keras.config.set_floatx("float64")

BATCH = $batch
PENALTY = $penalty_rate  #: l1
PENALTY = $penalty_rate  #: l2


def tanh(sums):  #: bent
    return 2 * ops.sigmoid(2 * sums) - 1  # with JAX, ops.tanh has single precision only  #: bent


def leaky_relu(sums):  #: leaky_relu
    return ops.where(sums > 0, sums, 0.01 * sums)  #: leaky_relu


def features(points):
    """What the network gets to see of each point."""
    x, y = points[:, 0], points[:, 1]
    return np.stack([$features], axis=1)


def losses(labels, answers):  #: squared
    """$meaning_each"""  #: squared
    targets = ops.where(labels == ops.arange($outputs, dtype="float64"), 1.0, -1.0)  #: squared, classes
    return 0.5 * ops.sum((answers - targets) ** 2, axis=1)  #: squared, classes
    return 0.5 * ops.sum((answers - labels) ** 2, axis=1)  #: squared, not classes
def losses(labels, sums):  #: cross_entropy
    """$meaning_each"""  #: cross_entropy
    # A tanh of the sum would be 2 p - 1, where p is the probability of +1.  #: cross_entropy, not classes
    return ops.sum(-ops.log_sigmoid(2 * labels * sums), axis=1)  #: cross_entropy, not classes
    return keras.losses.sparse_categorical_crossentropy(labels, sums, from_logits=True)  #: cross_entropy, classes


class Step(keras.optimizers.Optimizer):  #: own
    """$rule"""  #: own

    def build(self, variables):  #: memory, own
        if not self.built:  #: memory, own
            super().build(variables)  #: memory, own
            self.kept = self.remember(variables, "momentum")  #: momentum, own
            self.means = self.remember(variables, "means")  # of the gradients  #: adam, own
            self.squares = self.remember(variables, "squares")  # mean of the squared gradients  #: adam, own
            self.squares = self.remember(variables, "squares")  # mean of the squared gradients  #: rmsprop, own
            self.alive = self.remember(variables, "alive", "ones")  # L1 switches weights off for good  #: l1, own
            self.late = self.remember(variables, "late")  # gradients of before a number was set by hand  #: late, own
            self.shares = [self.add_variable((), "zeros", name="share") for _ in variables]  #: late, own
  #: memory, own
    def remember(self, variables, name, first="zeros"):  #: memory, own
        return [self.add_variable_from_reference(variable, name, initializer=first) for variable in variables]  #: memory, own
  #: memory, own
    def update_step(self, gradient, variable, learning_rate):  #: own
        place = self._get_variable_index(variable)  #: memory, own
        gradient = (1 - self.shares[place]) * gradient + self.late[place]  #: late, own
        self.assign(self.shares[place], ops.zeros((), "float64"))  #: late, own
        self.assign(self.late[place], ops.zeros_like(gradient))  #: late, own
        change = learning_rate * gradient  #: sgd, own
        self.assign(self.kept[place], 0.9 * self.kept[place] + gradient)  #: momentum, own
        change = learning_rate * self.kept[place]  #: momentum, own
        self.assign(self.squares[place], 0.9 * self.squares[place] + (1 - 0.9) * gradient**2)  #: rmsprop, own
        change = learning_rate * gradient / (ops.sqrt(self.squares[place]) + 1e-8)  #: rmsprop, own
        steps = ops.cast(self.iterations + 1, "float64")  #: adam, own
        self.assign(self.means[place], 0.9 * self.means[place] + (1 - 0.9) * gradient)  #: adam, own
        self.assign(self.squares[place], 0.999 * self.squares[place] + (1 - 0.999) * gradient**2)  #: adam, own
        mean = self.means[place] / (1 - 0.9**steps)  # both begin at 0: this makes up for it  #: adam, own
        square = self.squares[place] / (1 - 0.999**steps)  #: adam, own
        change = learning_rate * mean / (ops.sqrt(square) + 1e-8)  #: adam, own
        if len(variable.shape) == 2:  # biases are not pulled  #: l2, own
            change = change + learning_rate * PENALTY * variable  #: l2, own
        if len(variable.shape) == 2:  # biases are not pulled  #: l1, own
            before = ops.convert_to_tensor(variable)  #: l1, own
            moved = before - change  #: l1, own
            pulled = moved - learning_rate * PENALTY * ops.sign(before)  #: l1, own
            stays = ops.logical_and(self.alive[place] > 0, moved * pulled >= 0)  # those pulled across 0 stay there  #: l1, own
            after = ops.where(stays, pulled, ops.where(self.alive[place] > 0, 0.0, before))  #: l1, own
            self.assign(self.alive[place], ops.cast(stays, "float64"))  #: l1, own
            change = before - after  #: l1, own
        self.assign(variable, variable - change)  #: own


inputs = layers.Input(($inputs,))
factors = [layers.Input((neurons,)) for neurons in $hidden]  # of the neurons that dropout leaves, and 0  #: dropout
$layers
model = keras.Model([inputs, *factors], answers)  #: dropout
model = keras.Model(inputs, answers)  #: not dropout
model.compile(optimizer=Step(learning_rate=$rate), loss=losses)  #: own
model.compile(optimizer=keras.optimizers.SGD(learning_rate=$rate), loss=losses)  #: not own
probe = keras.Model(model.inputs, answers)  # the same layers  #: late
probe.compile(optimizer=keras.optimizers.SGD(1.0), loss=losses)  # what its step takes away is the gradient  #: late
dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]


$dropout


def everything(points):  #: dropout
    """Inputs with every neuron at work."""  #: dropout
    return [features(points), *(np.ones((len(points), neurons)) for neurons in $hidden)]  #: dropout


def loss(points):
    """Mean loss over the points."""
    inputs = everything(points)  #: dropout
    inputs = features(points)  #: not dropout
    return np.mean(ops.convert_to_numpy(losses(points[:, 2:], model.predict(inputs, verbose=0))))


class Trainer:
    def __init__(self):
        self.waiting = []  # inputs and labels that wait for the next batch
        self.seen = 0  # points that went through the network in training  #: dropout
        self.late = []  #: late

    def batches(self, points, dropout):  #: dropout
    def batches(self, points):  #: not dropout
        """The batches of one epoch; the points after the last whole one wait for the next epoch's first."""
        batch = min(BATCH, len(points))
        for start in range(0, len(points), batch):
            part = points[start : start + batch]
            factors = dropout_factors(self.seen, len(part), dropout)  #: dropout
            self.waiting.append((features(part), *factors, part[:, 2:]))  #: dropout
            self.seen += len(part)  #: dropout
            self.waiting.append((features(part), part[:, 2:]))  #: not dropout
            if len(part) == batch:
                *inputs, labels = [np.concatenate(arrays) for arrays in zip(*self.waiting)]
                self.waiting = []
                yield tuple(inputs), labels  #: dropout
                yield inputs[0], labels  #: not dropout

    def set_by_hand(self, variable, place, value):  #: edits
        self.take_gradients()  #: late
        values = variable.numpy().copy()  #: edits
        values[place] = value  #: edits
        variable.assign(values)  #: edits
  #: edits
    def take_gradients(self):  #: late
        """Before a number is set by hand: the gradients of the points that wait, for the weights as they are."""  #: late
        if self.waiting:  #: late
            *inputs, labels = [np.concatenate(arrays) for arrays in zip(*self.waiting)]  #: late
            before = model.get_weights()  #: late
            probe.train_on_batch(inputs, labels)  #: late
            self.late = [was - now for was, now in zip(before, model.get_weights())]  #: late
            self.late_points = len(labels)  #: late
            self.waiting = []  #: late
            model.set_weights(before)  #: late
  #: late
    def train(self, points, epochs, learning_rate, dropout):  #: dropout
    def train(self, points, epochs, learning_rate):  #: not dropout
        model.optimizer.learning_rate = learning_rate
        if self.late:  #: late
            share = self.late_points / (self.late_points + min(BATCH, len(points)))  #: late
            for place, gradient in enumerate(self.late):  #: late
                model.optimizer.late[place].assign(share * gradient)  #: late
                model.optimizer.shares[place].assign(share)  #: late
            self.late = []  #: late
        for _ in range(epochs):
            batches = list(self.batches(points, dropout))  #: dropout
            batches = list(self.batches(points))  #: not dropout
            model.fit((batch for batch in batches), steps_per_epoch=len(batches), shuffle=False, verbose=0)


def main():
    for layer, weights, biases in zip(dense, WEIGHTS, BIASES):
        layer.set_weights([np.array(weights).T, np.array(biases)])  # Keras has sources first
    trainer = Trainer()
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
POINTS = np.array([row.split() for row in POINTS.split(",")], float)

if __name__ == "__main__":
    main()
'''


def write(segments: tuple[Lived, ...]) -> str:
    """The program of a run's current life."""
    story = story_of(segments)
    late = {"late"} if _edited_while_points_wait(story) else set()
    memory = {"memory"} if story.settings.optimiser != "sgd" or story.penalty == "l1" or late else set()
    own = {"own"} if memory or story.penalty != "none" else set()
    edits = {"edits"} if any(stage.edits for stage in story.stages) else set()
    bent = {"bent"} if "activation=tanh" in "".join(_layers(story)) else set()
    texts = common(story, "np")
    texts |= {
        "inputs": str(story.sizes[0]),
        "hidden": str(list(story.sizes[1:-1])),
        "layers": "\n".join(_layers(story)),
        "dropout": dropout(story),
        "rate": repr(story.stages[0].learning_rate),
        "calls": calls(story, _edit, "trainer.train(training)"),
    }
    return fill(TEMPLATE, story.features | memory | own | edits | bent | late, texts)


def _edited_while_points_wait(story: Story) -> bool:
    """Then their gradients, of the weights before, must be computed apart from a step."""
    waiting = 0
    for stage in story.stages:
        if waiting and stage.edits:
            return True
        if stage.epochs:
            waiting = len(stage.training) % min(story.settings.batch, len(stage.training))
    return False


def _layers(story: Story) -> list[str]:
    lines, before = [], "inputs"
    for layer, (neurons, name) in enumerate(zip(story.sizes[1:], story.activations, strict=False)):
        lines.append(f"answers = layers.Dense({neurons}, activation={ACTIVATIONS[name]})({before})")
        if "dropout" in story.features:
            lines.append(f"answers = layers.Multiply()([answers, factors[{layer}]])")
        before = "answers"
    bent = ", activation=tanh" if story.output == "tanh" and story.loss == "squared" else ""
    return [*lines, f"answers = layers.Dense({story.sizes[-1]}{bent})({before})"]


def _edit(edit: Edit) -> str:
    if edit.source is None:
        variable, place = f"dense[{edit.layer}].bias", f"{edit.neuron}"
    else:
        variable, place = f"dense[{edit.layer}].kernel", f"({edit.source}, {edit.neuron})"
    return f"trainer.set_by_hand({variable}, {place}, {edit.value!r})"
