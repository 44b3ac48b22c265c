"""The run as a program of JAX: pure functions, gradients by transformation, and the whole training compiled."""

from __future__ import annotations

from neurarium.labs.playground.scripts.parts import calls, common
from neurarium.labs.playground.scripts.story import Edit, Lived, story_of
from neurarium.labs.playground.scripts.template import fill

ACTIVATIONS = {
    "relu": "jax.nn.relu",
    "tanh": "jnp.tanh",
    "sigmoid": "jax.nn.sigmoid",
    "linear": "lambda z: z",
    "leaky_relu": "lambda z: jnp.where(z > 0, z, 0.01 * z)",
    "elu": "jax.nn.elu",
    "gelu": "partial(jax.nn.gelu, approximate=False)",
    "silu": "jax.nn.silu",
    "mish": "jax.nn.mish",
    "sine": "jnp.sin",
}

TEMPLATE = '''
"""A small neural network, trained with JAX.

$summary
"""

from functools import partial  #: gelu
  #: gelu
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

BATCH = $batch
PENALTY = $penalty_rate  #: l1
PENALTY = $penalty_rate  #: l2

# The activation of each hidden layer.
ACTIVATIONS = [$activations]


def features(points):
    """What the network gets to see of each point."""
    x, y = points[:, 0], points[:, 1]
    return jnp.stack([$features], axis=1)


def dropout_factors(seen, count, dropout):  #: dropout
    """For `count` points and each hidden neuron 0, switched off, or the factor that makes up for those that are off.  #: dropout
  #: dropout
    The chances are numbers of the random stream SplitMix64, at the places that point and neuron have in it.  #: dropout
    """  #: dropout
    places = (seen + jnp.arange(count))[:, None] * $neurons + jnp.arange(sum($hidden)) + 1  #: dropout
    state = jnp.uint64($key) + places.astype(jnp.uint64) * jnp.uint64(0x9E3779B97F4A7C15)  #: dropout
    state = (state ^ (state >> 30)) * jnp.uint64(0xBF58476D1CE4E5B9)  #: dropout
    state = (state ^ (state >> 27)) * jnp.uint64(0x94D049BB133111EB)  #: dropout
    state = state ^ (state >> 31)  #: dropout
    chances = (state >> 11).astype(float) / 2.0**53  #: dropout
    return jnp.split((chances >= dropout) / (1 - dropout), $cuts, axis=1)  #: dropout


def output_sums(parameters, points, factors=None):  #: dropout
def output_sums(parameters, points):  #: not dropout
    """The sums of the output's neurons for each point: [points, $outputs]."""
    answers = features(points)
    for layer, activation in enumerate(ACTIVATIONS):
        answers = activation(answers @ parameters["weights"][layer].T + parameters["biases"][layer])
        if factors is not None:  #: dropout
            answers = answers * factors[layer]  #: dropout
    return answers @ parameters["weights"][-1].T + parameters["biases"][-1]


def losses(parameters, points, factors=None):  #: dropout
def losses(parameters, points):  #: not dropout
    """$meaning_each"""
    sums = output_sums(parameters, points, factors)  #: dropout
    sums = output_sums(parameters, points)  #: not dropout
    errors = sums - points[:, 2:]  #: regression
    errors = jnp.tanh(sums) - points[:, 2:]  #: squared, classification
    targets = jnp.where(points[:, 2:] == jnp.arange($outputs), 1.0, -1.0)  #: squared, classes
    errors = jnp.tanh(sums) - targets  #: squared, classes
    return 0.5 * jnp.sum(errors**2, axis=1)  #: squared
    # A tanh of the sum would be 2 p - 1, where p is the probability of +1.  #: cross_entropy, not classes
    return -jax.nn.log_sigmoid(2 * points[:, 2] * sums[:, 0])  #: cross_entropy, not classes
    right = points[:, 2:].astype(int)  #: cross_entropy, classes
    return -jnp.take_along_axis(jax.nn.log_softmax(sums), right, axis=1)[:, 0]  #: cross_entropy, classes


def total(parameters, points, factors=None):  #: dropout
def total(parameters, points):  #: not dropout
    return losses(parameters, points, factors).sum()  #: dropout
    return losses(parameters, points).sum()  #: not dropout


def begin(parameters):
    """Everything that training changes."""
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    return {
        "parameters": parameters,
        "gradients": zeros,  # the sum over the points that wait for their step
        "waiting": 0,  # how many these are
        "seen": 0,  # points that went through the network in training  #: dropout
        "momentum": zeros,  #: momentum
        "squares": zeros,  # mean of the squared gradients  #: rmsprop
        "means": zeros,  # of the gradients  #: adam
        "squares": zeros,  # mean of the squared gradients  #: adam
        "steps": 0,  #: adam
        "alive": [jnp.full(weights.shape, True) for weights in parameters["weights"]],  # L1 switches weights off for good  #: l1
    }


def add_gradients(state, points, dropout):  #: dropout
def add_gradients(state, points):  #: not dropout
    """The state in which the gradients of these points wait, too."""
    factors = dropout_factors(state["seen"], len(points), dropout)  #: dropout
    added = jax.grad(total)(state["parameters"], points, factors)  #: dropout
    added = jax.grad(total)(state["parameters"], points)  #: not dropout
    gradients = jax.tree.map(jnp.add, state["gradients"], added)
    seen = state["seen"] + len(points)  #: dropout
    return {**state, "gradients": gradients, "waiting": state["waiting"] + len(points), "seen": seen}  #: dropout
    return {**state, "gradients": gradients, "waiting": state["waiting"] + len(points)}  #: not dropout


def step(state, learning_rate):
    """$rule"""
    gradients = jax.tree.map(lambda sums: sums / state["waiting"], state["gradients"])
    changes = jax.tree.map(lambda slope: learning_rate * slope, gradients)  #: sgd
    state["momentum"] = jax.tree.map(lambda kept, slope: 0.9 * kept + slope, state["momentum"], gradients)  #: momentum
    changes = jax.tree.map(lambda kept: learning_rate * kept, state["momentum"])  #: momentum
    state["squares"] = jax.tree.map(  #: rmsprop
        lambda square, slope: 0.9 * square + (1 - 0.9) * slope**2, state["squares"], gradients  #: rmsprop
    )  #: rmsprop
    changes = jax.tree.map(  #: rmsprop
        lambda slope, square: learning_rate * slope / (jnp.sqrt(square) + 1e-8), gradients, state["squares"]  #: rmsprop
    )  #: rmsprop
    state["steps"] += 1  #: adam
    state["means"] = jax.tree.map(lambda mean, slope: 0.9 * mean + (1 - 0.9) * slope, state["means"], gradients)  #: adam
    state["squares"] = jax.tree.map(  #: adam
        lambda square, slope: 0.999 * square + (1 - 0.999) * slope**2, state["squares"], gradients  #: adam
    )  #: adam
    # Means and squares begin at 0; dividing by their missing shares makes up for it.  #: adam
    first, second = 1 - 0.9 ** state["steps"], 1 - 0.999 ** state["steps"]  #: adam
    changes = jax.tree.map(  #: adam
        lambda mean, square: learning_rate * (mean / first) / (jnp.sqrt(square / second) + 1e-8),  #: adam
        state["means"],  #: adam
        state["squares"],  #: adam
    )  #: adam
    before = state["parameters"]["weights"]  #: l1
    before = state["parameters"]["weights"]  #: l2
    state["parameters"] = jax.tree.map(jnp.subtract, state["parameters"], changes)
    state["parameters"]["weights"] = [  #: l2
        moved - learning_rate * PENALTY * weights  #: l2
        for moved, weights in zip(state["parameters"]["weights"], before)  #: l2
    ]  #: l2
    for layer, weights in enumerate(before):  #: l1
        moved, alive = state["parameters"]["weights"][layer], state["alive"][layer]  #: l1
        pulled = moved - learning_rate * PENALTY * jnp.sign(weights)  #: l1
        crossed = moved * pulled < 0  # a weight pulled across 0 stays there  #: l1
        state["parameters"]["weights"][layer] = jnp.where(alive, jnp.where(crossed, 0.0, pulled), weights)  #: l1
        state["alive"][layer] = alive & ~crossed  #: l1
    return {**state, "gradients": jax.tree.map(jnp.zeros_like, gradients), "waiting": 0}


@jax.jit
def train(state, points, epochs, learning_rate, dropout):  #: dropout
def train(state, points, epochs, learning_rate):  #: not dropout
    batch = min(BATCH, len(points))
    whole = len(points) // batch * batch
    batches = points[:whole].reshape(-1, batch, 3)

    def learn(state, part):
        return step(add_gradients(state, part, dropout), learning_rate), None  #: dropout
        return step(add_gradients(state, part), learning_rate), None  #: not dropout

    def epoch(_, state):
        state, _ = jax.lax.scan(learn, state, batches)
        if whole < len(points):  # the points after the last whole batch wait for the next epoch's first  #: partial
            state = add_gradients(state, points[whole:], dropout)  #: partial, dropout
            state = add_gradients(state, points[whole:])  #: partial, not dropout
        return state

    return jax.lax.fori_loop(0, epochs, epoch, state)


def main():
    weights = [jnp.array(values) for values in WEIGHTS]
    biases = [jnp.array(values) for values in BIASES]
    state = begin({"weights": weights, "biases": biases})
$calls
    print(f"training loss {losses(state['parameters'], training).mean():.10f}")
    print(f"test loss {losses(state['parameters'], test).mean():.10f}")


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
    texts = common(story, "jnp")
    ends = [sum(story.sizes[1:layer]) for layer in range(2, len(story.sizes) - 1)]
    texts |= {
        "activations": ", ".join(ACTIVATIONS[name] for name in story.activations),
        "hidden": str(list(story.sizes[1:-1])),
        "neurons": str(sum(story.sizes[1:])),
        "cuts": str(ends),
        "key": str(story.key),
        "calls": calls(story, _edit, "state = train(state, training)"),
    }
    return fill(TEMPLATE, story.features, texts)


def _edit(edit: Edit) -> str:
    kind, place = ("biases", f"{edit.neuron}") if edit.source is None else ("weights", f"{edit.neuron}, {edit.source}")
    target = f'state["parameters"]["{kind}"][{edit.layer}]'
    return f"{target} = {target}.at[{place}].set({edit.value!r})"
