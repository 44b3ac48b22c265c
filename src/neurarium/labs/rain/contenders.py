"""The schemes that were trained here, beside the published ones, and the files in which they come along.

    refitted           B: Seifert and Beheng's constants, each times exp(a number), fitted through the solver
    rate-networks      C: one network a rate, trained on counted rates, as in the paper
    solved-networks    D: the same networks, trained on through the solver
    corrected          E: Seifert and Beheng's rates, each times exp(network), trained through the solver

All see water and number of cloud and rain, and the shape of the cloud's spectrum at the beginning, and nothing else. Files
hold plain numbers and a card that says how they came about (`study`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from neurarium.lab.files import write_whole
from neurarium.lab.state import from_bytes, to_bytes
from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain import networks
from neurarium.labs.rain.networks import HIDDEN, INPUTS, Scaled, corrected, first_layers, of_networks
from neurarium.labs.rain.schemes import PUBLISHED, SCHEMES, Array, Bulk, Rates, Scheme, SeifertBeheng, seifert_beheng

VERSION = 1  # of what the numbers mean: inputs, scales, order
FOLDER = Path(__file__).parent / "trained"
KINDS = ("refitted", "rate-networks", "solved-networks", "corrected")
Model = Any


def refitted(logarithms: SeifertBeheng) -> Scheme:
    """B: constants stay positive."""
    constants = SeifertBeheng(*(value * jnp.exp(by) for value, by in zip(PUBLISHED, logarithms, strict=True)))

    def scheme(bulk: Bulk, shape: Array) -> Rates:
        return seifert_beheng(bulk, shape, constants)

    return scheme


SCHEMES_OF: dict[str, Callable[[Any], Scheme]] = {
    "refitted": refitted,
    "rate-networks": of_networks,
    "solved-networks": of_networks,
    "corrected": corrected,
}


def first_model(kind: str, seed: int = 0) -> Model:
    """The model with which training begins: B and E are Seifert and Beheng's scheme itself."""
    random = np.random.default_rng(seed)
    match kind:
        case "refitted":
            return SeifertBeheng(*(jnp.zeros(()) for _ in PUBLISHED))
        case "corrected":
            return first_layers((INPUTS, 20, 20, 4), random, last=0.0)
        case _:
            layers = [first_layers((INPUTS, *HIDDEN, 1), random) for _ in range(4)]
            return Scaled((layers[0], layers[1], layers[2], layers[3]), jnp.zeros(4), jnp.ones(4))


def write(path: Path, kind: str, model: Model, card: dict[str, Any]) -> Path:
    leaves = {f"{index:03d}": np.asarray(leaf, np.float64) for index, leaf in enumerate(jax.tree.leaves(model))}
    return write_whole(path, to_bytes({"kind": kind, "version": VERSION, "card": card}, leaves))


def read(path: Path, kind: str) -> tuple[Model, dict[str, Any]]:
    """A trained model and its card; raises `Refusal` naming the file if it is damaged, another's or another version's."""
    try:
        about, arrays = from_bytes(path.read_bytes())
        if about["version"] != VERSION or about["kind"] != kind:
            raise ValueError(
                f"it holds '{about['kind']}' of version {about['version']}, expected '{kind}' of {VERSION}"
            )
        template, structure = jax.tree.flatten(first_model(kind))
        leaves = [arrays[f"{index:03d}"] for index in range(len(template))]
        wrong = [leaf.shape for leaf, like in zip(leaves, template, strict=True) if leaf.shape != like.shape]
        if wrong or len(arrays) != len(template) or not all(np.isfinite(leaf).all() for leaf in leaves):
            raise ValueError("its numbers have another shape, or some are none")
    except (Refusal, OSError, KeyError, TypeError, ValueError) as problem:
        raise Refusal(
            Text(
                f"{path.name} cannot be used ({problem}); make it again with `python -m neurarium.labs.rain.study`.",
                f"{path.name} ist nicht zu gebrauchen ({problem}); bitte mit `python -m neurarium.labs.rain.study` neu "
                "erzeugen.",
            )
        ) from problem
    # NumPy's arrays: what is read while a program is traced must not become a part of it.
    return jax.tree.unflatten(structure, leaves), dict(about["card"])


@functools.cache
def shipped(kind: str) -> Model:
    with jax.enable_x64(True):
        return read(FOLDER / f"{kind}.safetensors", kind)[0]


def find(name: str) -> Scheme:
    """A scheme by its name, published or trained; raises `Refusal` where there is none."""
    if name not in SCHEMES and name not in SCHEMES_OF:
        raise Refusal(
            Text(
                f"There is no scheme '{name}'; there are {', '.join((*SCHEMES, *KINDS))}.",
                f"Ein Schema '{name}' gibt es nicht; es gibt {', '.join((*SCHEMES, *KINDS))}.",
            )
        )
    return SCHEMES[name] if name in SCHEMES else SCHEMES_OF[name](shipped(name))


def learn_rates(
    states: np.ndarray, shapes: np.ndarray, rates: np.ndarray, seed: int = 0, updates: int = 4000
) -> Scaled:
    """C: each network learns the logarithm of one counted rate, by mean absolute error as the paper's re-implementation.

    Arguments:
        states: float64 [samples, 4], cloud water, cloud number, rain water, rain number; `shapes` [samples].
        rates: float64 [samples, 4], autoconversion, accretion, cloud and rain self-collection.
    """
    import optax

    model = first_model("rate-networks", seed)
    targets = np.log(rates + networks.LOWEST)
    middle, width = targets.mean(axis=0), targets.std(axis=0)
    inputs = networks.features(Bulk(*jnp.asarray(states.T)), jnp.asarray(shapes))
    wanted = jnp.asarray((targets - middle) / width)
    optimiser = optax.adam(optax.cosine_decay_schedule(3e-3, updates))

    def loss(layers: Any, seen: Array, right: Array) -> Array:
        answers = jnp.stack([networks.apply(one, seen)[..., 0] for one in layers], axis=-1)
        return jnp.abs(answers - right).mean()

    @jax.jit
    def update(layers: Any, state: Any, which: Array) -> tuple[Any, Any]:
        slopes = jax.grad(loss)(layers, inputs[which], wanted[which])
        moves, state = optimiser.update(slopes, state, layers)
        return optax.apply_updates(layers, moves), state

    layers, state = model.layers, optimiser.init(model.layers)
    random = np.random.default_rng(seed)
    for _ in range(updates):
        layers, state = update(layers, state, jnp.asarray(random.integers(0, len(states), 1024)))
    return Scaled(layers, jnp.asarray(middle), jnp.asarray(width))
