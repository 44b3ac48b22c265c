"""What the programs of all libraries have in common: their first words, the table of points, the calls of a run."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

import numpy as np

from neurarium.labs.playground.scripts.story import Edit, Story

WIDTH = 116
MEANINGS = {
    "squared": "Half the squared error",
    "cross_entropy": "Cross-entropy, minus the logarithm of the right class's probability",
}
RULES = {
    "sgd": "Gradient descent with the mean gradient of the waiting points",
    "momentum": "A step with the waiting points' mean gradient and nine tenths of the step before (Polyak 1964)",
    "rmsprop": "RMSProp (Hinton 2012) with the mean gradient of the waiting points",
    "adam": "Adam (Kingma & Ba 2015) with the mean gradient of the waiting points",
}
PULLS = {"none": "", "l1": ", and L1's steady pull of every weight to 0", "l2": ", and L2's pull of every weight to 0"}
TAME = 1e-8
WILD = """

Training is wild here: one first bias that differs by 0.000000000000001 moves the final test loss by {:.1g}. Every
library adds in another order, so that the last digits differ: expect about that deviation, or more."""
FEATURES = {"x": "x", "y": "y", "x2": "x * x", "y2": "y * y", "xy": "x * y", "sin_x": "sin(x)", "sin_y": "sin(y)"}
OPTIMISERS = {"sgd": "gradient descent", "momentum": "momentum", "rmsprop": "RMSProp", "adam": "Adam"}
LOSSES = {"squared": "squared error", "cross_entropy": "cross-entropy"}


def common(story: Story, module: str) -> dict[str, str]:
    """The texts that every template needs; `module` is the one that knows `sin`."""
    settings = story.settings
    return {
        "summary": summary(story),
        "batch": str(settings.batch),
        "features": ", ".join(
            FEATURES[name].replace("sin", f"{module}.sin") for name in FEATURES if name in settings.features
        ),
        "penalty_rate": repr(settings.regularisation_rate),
        "meaning": f"{MEANINGS[story.loss]}, on average over the points.",
        "meaning_each": f"{MEANINGS[story.loss]}, of each point.",
        "rule": RULES[story.settings.optimiser] + PULLS[story.penalty] + ".",
        "otherwise": "0.0" if story.loss == "cross_entropy" else "-1.0",
        "weights": arrays(story.weights),
        "biases": arrays(story.biases),
        "outputs": str(story.sizes[-1]),
        "points": table(story.points),
    }


def summary(story: Story) -> str:
    """What the program does, in a few lines."""
    settings, first = story.settings, story.stages[0]
    layers = [
        f"{story.sizes[0]} inputs",
        *(f"{width} {name}" for width, name in zip(story.sizes[1:-1], story.activations, strict=True)),
        f"{story.sizes[-1]} {story.output}",
    ]
    rates = [f"batches of {settings.batch}", OPTIMISERS[settings.optimiser], LOSSES[story.loss]]
    if story.penalty != "none":
        rates.append(f"{story.penalty.upper()} {settings.regularisation_rate:g}")
    learned = dict.fromkeys(f"{stage.learning_rate:g}" for stage in story.stages if stage.epochs)
    rates += [f"learning rate {', then '.join(learned)}"] if learned else []
    if "dropout" in story.features:
        rates.append(f"dropout {max(stage.dropout for stage in story.stages):g}")
    lines = [
        " - ".join(layers),
        f"{len(first.training)} points for training, {len(first.test)} for the test",
        f"{sum(stage.epochs for stage in story.stages)} epochs, " + ", ".join(rates),
    ]
    told = "\n".join(f"    {line}" for text in lines for line in textwrap.wrap(text, WIDTH - 4))
    wild = WILD.format(story.wildness) if story.wildness > TAME else ""
    return (
        f"{told}\n\nThe points, the first weights and every step are those of a run in Neurarium, which ended with\n"
        f"    test loss {story.readings['test_loss']:.10f}, training loss {story.readings['train_loss']:.10f}{wild}"
    )


def table(points: np.ndarray) -> str:
    """Rows of numbers, several on a line; they come back bit for bit."""
    return _wrapped((" ".join(_number(value) for value in row) for row in points.tolist()), ",  ")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _wrapped(items: Iterable[str], gap: str) -> str:
    lines, line = [], ""
    for item in items:
        if line and len(line) + len(item) + len(gap) > WIDTH:
            lines.append(line + gap.rstrip())
            line = ""
        line += (gap if line else "") + item
    return "\n".join([*lines, line])


def array(values: np.ndarray, indent: str) -> str:
    """Nested lists of numbers as Python writes them, wrapped."""
    written = repr(values.tolist())
    if len(written) + len(indent) <= WIDTH:
        return written
    return _wrapped(written.split(", "), ", ").replace("\n", "\n" + indent)


def arrays(parts: Iterable[np.ndarray]) -> str:
    """One array a line, each followed by a comma."""
    return "\n".join(f"    {array(part, '    ')}," for part in parts)


def rows(places: tuple[int, ...]) -> str:
    """An index of rows: `0:250`, or a list of ranges and single ones."""
    stretches: list[list[int]] = []
    for place in places:
        if stretches and stretches[-1][1] == place:
            stretches[-1][1] += 1
        else:
            stretches.append([place, place + 1])
    if len(stretches) == 1:
        return f"{stretches[0][0]}:{stretches[0][1]}"
    return f"[{', '.join(str(low) if high == low + 1 else f'*range({low}, {high})' for low, high in stretches)}]"


def calls(story: Story, edit: Callable[[Edit], str], train: str) -> str:
    """What was done, in order: which points there are, numbers set by hand, training.

    `edit` is the statement that sets a number by hand; `train` the call that trains, to which epochs and rates are added.
    """
    lines: list[str] = []
    known = None
    for stage in story.stages:
        if (stage.training, stage.test) != known:
            known = (stage.training, stage.test)
            chosen = f"training = POINTS[{rows(stage.training)}]", f"test = POINTS[{rows(stage.test)}]"
            lines += [textwrap.fill(line, WIDTH - 4, subsequent_indent="    ") for line in chosen]
        lines += ["# Set by hand:"] * bool(stage.edits) + [edit(item) for item in stage.edits]
        if stage.epochs:
            rates = f"epochs={stage.epochs}, learning_rate={stage.learning_rate!r}"
            rates += f", dropout={stage.dropout!r}" if "dropout" in story.features else ""
            lines.append(train.replace(")", f", {rates})"))
    return textwrap.indent("\n".join(lines), "    ")


def dropout(story: Story) -> str:
    """The function that says which neurons are off, in NumPy; nothing where there is no dropout."""
    if "dropout" not in story.features:
        return ""
    return DROPOUT.format(hidden=list(story.sizes[1:-1]), neurons=sum(story.sizes[1:]), key=story.key)


DROPOUT = '''def dropout_factors(seen, count, dropout):
    """For `count` points and each hidden neuron 0, switched off, or the factor that makes up for those that are off.

    The chances are numbers of the random stream SplitMix64, at the places that point and neuron have in it.
    """
    neurons = {hidden}
    places = np.arange(seen, seen + count)[:, None] * {neurons} + np.arange(sum(neurons)) + 1
    state = np.uint64({key}) + places.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    state = state ^ (state >> np.uint64(31))
    chances = (state >> np.uint64(11)) / 2.0**53
    return np.split((chances >= dropout) / (1 - dropout), np.cumsum(neurons)[:-1], axis=1)'''
