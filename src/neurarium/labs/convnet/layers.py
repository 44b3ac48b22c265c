"""The architecture as a visitor writes it, and what each of its layers makes of the layer below.

Items stand in the order of the network, separated by commas. What is in brackets may be left out.

| item | what it is |
|---|---|
| `conv FILTERS SIZE [stride S] [pad P] [dilation D]` | convolution; without `pad`, zeros around keep the size (for odd sizes) |
| `relu`, `leaky`, `tanh`, `sigmoid` | activation |
| `pool SIZE [stride S]` | the largest value of each window; without `stride`, windows do not overlap |
| `average SIZE [stride S]` | the mean of each window |
| `batchnorm`, `layernorm` | normalisation over the batch, over the channels of each place |
| `dropout PERCENT` | so many percent of the values are 0 while it trains |
| `global` | the mean of each map |
| `flatten` | all values in a row |
| `dense UNITS` | a weighted sum of all values for each unit; `flatten` before it is added where it is missing |

The output, a dense layer with a unit for each class and the softmax, is always added.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from neurarium.lab.text import Refusal, Text
from neurarium.labs.convnet.grammar import Item, parse

KINDS = (
    "input",
    "conv",
    "pool",
    "average",
    "relu",
    "leaky",
    "tanh",
    "sigmoid",
    "batchnorm",
    "layernorm",
    "dropout",
    "flatten",
    "global",
    "dense",
    "softmax",
    "boxes",
    "masks",
)
ADDED = -1  # the item of a layer that nobody wrote
MOST_VALUES = 400_000  # of all layers of one image
MOST_PARAMETERS = 3_000_000
MOST_PRODUCTS = 150_000_000  # multiplications for one image


@dataclass(frozen=True)
class Layer:
    """A layer of a network for images of a certain size.

    Attributes:
        kind: one of `KINDS`.
        name: of its parameters, `conv1`; empty where it has none.
        item: which item of the text it is; `ADDED` for what nobody wrote.
        height, width, channels: of its answer; after `flatten` 1, 1 and the number of values.
        parameters: how many numbers it learns.
        size, stride, padding, dilation: of its window; size 0 where it has none.
        percent: of dropout.
        field: rows of the image that one value can see (its receptive field), not clipped.
        jump: rows of the image from one value to the next.
        first: the first row that the first value sees; negative where that is padding.
    """

    kind: str
    name: str
    item: int
    height: int
    width: int
    channels: int
    parameters: int = 0
    size: int = 0
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    percent: int = 0
    field: int = 1
    jump: int = 1
    first: int = 0

    @property
    def values(self) -> int:
        return self.height * self.width * self.channels

    @property
    def flat(self) -> bool:
        """Whether it has left the image: its values have no place."""
        return self.kind in ("flatten", "global", "dense", "softmax")


@lru_cache(maxsize=64)
def plan(text: str, shape: tuple[int, int, int], classes: int) -> tuple[Layer, ...]:
    """The layers of the written network for images of this shape, from the input to the softmax.

    Raises `Refusal` where the text cannot be read, or where a layer finds no room.
    """
    height, width, channels = shape
    layers = [Layer("input", "", ADDED, height, width, channels)]
    flat = False
    counts: dict[str, int] = {}
    for number, item in enumerate(parse(text)):
        if item.kind in ("flatten", "global") and flat:
            raise _refused(
                number,
                item,
                Text(
                    "there are no maps any more, only values in a row", "es gibt keine Karten mehr, nur eine Wertereihe"
                ),
                Text("Leave it out.", "Bitte weglassen."),
            )
        if item.kind == "dense" and not flat:
            layers.append(_above(layers[-1], Item("flatten"), "", ADDED))
        if item.kind in ("conv", "pool", "average") and flat:
            raise _refused(
                number,
                item,
                Text(
                    "after 'flatten', 'global' or 'dense' there is no image",
                    "nach 'flatten', 'global' oder 'dense' gibt es kein Bild",
                ),
                Text("Put it before them.", "Bitte davor setzen."),
            )
        flat = flat or item.kind in ("flatten", "global", "dense")
        counts[item.kind] = counts.get(item.kind, 0) + 1
        layer = _above(layers[-1], item, f"{item.kind}{counts[item.kind]}", number)
        if layer.height < 1 or layer.width < 1:
            raise _no_room(number, item, layers[-1])
        layers.append(layer)
    if not flat:
        layers.append(_above(layers[-1], Item("flatten"), "", ADDED))
    layers.append(_above(layers[-1], Item("dense", classes), "classes", ADDED))
    layers.append(replace(layers[-1], kind="softmax", name="", parameters=0))
    _refuse_giants(layers)
    return tuple(layers)


def _above(below: Layer, item: Item, name: str, number: int) -> Layer:
    """The layer that this item makes above another."""
    same = replace(below, kind=item.kind, name="", item=number, parameters=0, size=0, stride=1, padding=0, dilation=1)
    match item.kind:
        case "conv" | "pool" | "average":
            reach = item.dilation * (item.size - 1) + 1
            height, width = (
                (length + 2 * item.padding - reach) // item.stride + 1 if length + 2 * item.padding >= reach else 0
                for length in (below.height, below.width)
            )
            filters = item.number if item.kind == "conv" else below.channels
            weights = item.size**2 * below.channels * filters + filters if item.kind == "conv" else 0
            return replace(
                same,
                name=name if weights else "",
                height=height,
                width=width,
                channels=filters,
                parameters=weights,
                size=item.size,
                stride=item.stride,
                padding=item.padding,
                dilation=item.dilation,
                field=below.field + (reach - 1) * below.jump,
                jump=below.jump * item.stride,
                first=below.first - item.padding * below.jump,
            )
        case "batchnorm" | "layernorm":
            return replace(same, name=name, parameters=2 * below.channels)
        case "dropout":
            return replace(same, percent=item.number)
        case "flatten":
            return replace(same, height=1, width=1, channels=below.values)
        case "global":
            field = below.field + (max(below.height, below.width) - 1) * below.jump
            return replace(same, height=1, width=1, field=field)
        case "dense":
            field = below.field + (max(below.height, below.width) - 1) * below.jump
            weights = below.channels * item.number + item.number
            return replace(same, name=name, channels=item.number, parameters=weights, field=field)
    return same


def _refused(number: int, item: Item, problem: Text, remedy: Text) -> Refusal:
    return Refusal(
        Text(
            f"layers cannot have '{item.written}' as item {number + 1}: {problem.en}. {remedy.en}",
            f"layers kann '{item.written}' nicht als {number + 1}. Eintrag haben: {problem.de}. {remedy.de}",
        )
    )


def _no_room(number: int, item: Item, below: Layer) -> Refusal:
    reach = item.dilation * (item.size - 1) + 1
    return _refused(
        number,
        item,
        Text(
            f"its window of {reach} x {reach} does not fit into maps of {below.height} x {below.width}",
            f"sein Fenster von {reach} x {reach} passt nicht in Karten von {below.height} x {below.width}",
        ),
        Text(
            "Choose a smaller window, more padding, or less pooling before it.",
            "Bitte ein kleineres Fenster, mehr Padding (pad) oder davor weniger Pooling wählen.",
        ),
    )


def _refuse_giants(layers: list[Layer]) -> None:
    values = sum(layer.values for layer in layers)
    parameters = sum(layer.parameters for layer in layers)
    products = sum(layer.parameters * (layer.height * layer.width if layer.kind == "conv" else 1) for layer in layers)
    for count, most, unit in (
        (values, MOST_VALUES, Text("values for one image", "Werte für ein Bild")),
        (parameters, MOST_PARAMETERS, Text("numbers to learn", "zu lernende Zahlen")),
        (products, MOST_PRODUCTS, Text("multiplications for one image", "Multiplikationen für ein Bild")),
    ):
        if count > most:
            raise Refusal(
                Text(
                    f"layers cannot have {count:,} {unit.en}: expected are at most {most:,}. Choose fewer filters or units, "
                    "or more pooling.",
                    f"layers kann nicht {_german(count)} {unit.de} haben: erwartet werden höchstens {_german(most)}. Bitte "
                    "weniger Filter oder Einheiten oder mehr Pooling wählen.",
                )
            )


def _german(count: int) -> str:
    return f"{count:,}".replace(",", ".")
