"""Reads the text of an architecture, item by item, and says in words what it cannot read (see `layers`)."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from neurarium.lab.text import Refusal, Text

LONGEST = 30  # items
BOUNDS = {  # of each number: lowest, highest, and what it is
    "FILTERS": (1, 256, Text("filters", "Filter")),
    "SIZE": (1, 11, Text("size of the window", "Größe des Fensters")),
    "UNITS": (1, 1024, Text("units", "Einheiten")),
    "PERCENT": (0, 90, Text("percent", "Prozent")),
    "stride": (1, 8, Text("stride", "Schrittweite")),
    "pad": (0, 8, Text("padding", "Padding")),
    "dilation": (1, 8, Text("dilation", "Dilatation")),
}
FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # numbers that follow, and words that may follow
    "conv": (("FILTERS", "SIZE"), ("stride", "pad", "dilation")),
    "pool": (("SIZE",), ("stride",)),
    "average": (("SIZE",), ("stride",)),
    "relu": ((), ()),
    "leaky": ((), ()),
    "tanh": ((), ()),
    "sigmoid": ((), ()),
    "batchnorm": ((), ()),
    "layernorm": ((), ()),
    "dropout": (("PERCENT",), ()),
    "flatten": ((), ()),
    "global": ((), ()),
    "dense": (("UNITS",), ()),
}


@dataclass(frozen=True)
class Item:
    """One item; `number` is that of filters, units or percent, `written` what the visitor wrote."""

    kind: str
    number: int = 0
    size: int = 0
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    written: str = ""


def parse(text: str) -> tuple[Item, ...]:
    """The items of a text; raises `Refusal` for the first that cannot be read."""
    words = [item.split() for item in text.lower().split(",")] if text.strip() else []
    if len(words) > LONGEST:
        raise Refusal(
            Text(
                f"layers cannot have {len(words)} items: expected are at most {LONGEST}.",
                f"layers kann nicht {len(words)} Einträge haben: erwartet werden höchstens {LONGEST}.",
            )
        )
    return tuple(_item(number, item) for number, item in enumerate(words))


def _item(number: int, words: list[str]) -> Item:
    written = " ".join(words)
    if not words or words[0] not in FORMS:
        near = difflib.get_close_matches(words[0], FORMS, n=1) if words else []
        hint = Text(f" Did you mean '{near[0]}'?", f" War '{near[0]}' gemeint?") if near else Text("", "")
        known = ", ".join(FORMS)
        raise _refused(number, written, Text(f"one of {known}.{hint.en}", f"eines von {known}.{hint.de}"))
    kind = words[0]
    wanted, optional = FORMS[kind]
    form = Text(_form(kind), _form(kind))
    if len(words) < 1 + len(wanted):
        raise _refused(number, written, form)
    values = {name: _number(number, written, name, word) for name, word in zip(wanted, words[1:], strict=False)}
    rest = words[1 + len(wanted) :]
    if len(rest) % 2:
        raise _refused(number, written, form)
    for name, word in zip(rest[::2], rest[1::2], strict=True):
        if name not in optional or name in values:
            raise _refused(number, written, form)
        values[name] = _number(number, written, name, word)
    return _made(kind, values, written)


def _made(kind: str, values: dict[str, int], written: str) -> Item:
    size, dilation = values.get("SIZE", 0), values.get("dilation", 1)
    return Item(
        kind,
        number=next((values[name] for name in ("FILTERS", "UNITS", "PERCENT") if name in values), 0),
        size=size,
        stride=values.get("stride", size if kind in ("pool", "average") else 1),
        padding=values.get("pad", dilation * (size - 1) // 2 if kind == "conv" else 0),
        dilation=dilation,
        written=written,
    )


def _number(number: int, written: str, name: str, word: str) -> int:
    low, high, what = BOUNDS[name]
    value = int(word) if word.isascii() and word.isdigit() and len(word) < 9 else -1
    if not low <= value <= high:
        raise _refused(
            number,
            written,
            Text(
                f"a whole number from {low} to {high} as {what.en}",
                f"eine ganze Zahl von {low} bis {high} als {what.de}",
            ),
        )
    return value


def _form(kind: str) -> str:
    wanted, optional = FORMS[kind]
    return " ".join([kind, *wanted, *(f"[{word} N]" for word in optional)])


def _refused(number: int, written: str, expected: Text) -> Refusal:
    shown = written if len(written) <= 40 else written[:40] + "…"
    ends = "" if expected.en.endswith("?") else "."
    return Refusal(
        Text(
            f"layers cannot have '{shown}' as item {number + 1}: expected {expected.en}{ends}",
            f"layers kann '{shown}' nicht als {number + 1}. Eintrag haben: erwartet wird {expected.de}{ends}",
        )
    )
