"""The kinds of settings: each checks a value, writes it, and describes itself to the page.

`check` takes what arrives from anywhere (Python values, JSON, a command line's or a link's text) and returns
either the accepted value or the sentence that says why not; the same sentence everywhere.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from numbers import Integral
from typing import Any, NamedTuple

from neurarium.lab.text import Text

SHOWN = 40  # characters of a wrong value that an error repeats


class Accepted(NamedTuple):
    value: Any


@dataclass(frozen=True, kw_only=True)
class Field:
    """What all kinds share.

    `restarts`: a change starts the run anew. `folded`: rarely used, closed at first. `group`: a heading of the form.
    `when`: of use only while another setting has one of these values; the form leaves it out otherwise.
    """

    label: Text
    help: Text = Text("", "")
    group: str = ""
    restarts: bool = False
    folded: bool = False
    when: tuple[str, tuple[str, ...]] | None = None

    def check(self, name: str, value: object) -> Accepted | Text:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        return str(value)

    def describe(self) -> dict[str, Any]:
        """The field as the page reads it: its kind and everything it declares."""
        about = {item.name: _plain(getattr(self, item.name)) for item in dataclasses.fields(self)}
        return {"kind": type(self).__name__.lower(), **about}

    def expected(self) -> Text:
        """What a right value looks like, in a few words; the command line's help shows it."""
        raise NotImplementedError


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return dataclasses.asdict(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def refused(name: str, value: object, expected: Text) -> Text:
    """The one sentence for every wrong value: what it was, and what was expected."""
    shown = value if isinstance(value, str) else repr(value)
    shown = shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"
    return Text(
        f"{name} cannot be '{shown}': expected {expected.en}.",
        f"{name} kann nicht '{shown}' sein: erwartet wird {expected.de}.",
    )


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    low: int
    high: int
    step: int = 1
    zero: Text | None = None  # what 0 means, where it is no amount: "all"

    def expected(self) -> Text:
        return Text(
            f"a whole number from {self.low} to {self.high}",
            f"eine ganze Zahl von {self.low} bis {self.high}",
        )

    def check(self, name: str, value: object) -> Accepted | Text:
        number = whole_of(value)
        if number is None or not self.low <= number <= self.high:
            return refused(name, value, self.expected())
        return Accepted(number)


def whole_of(value: object) -> int | None:
    """The whole number that a value means, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):  # also those of NumPy
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and len(value) <= SHOWN:
        try:
            return int(value)
        except ValueError:
            return None
    return None


@dataclass(frozen=True, kw_only=True)
class Real(Field):
    low: float
    high: float
    marks: tuple[float, ...] = ()

    def expected(self) -> Text:
        return Text(f"a number from {self.low:g} to {self.high:g}", f"eine Zahl von {self.low:g} bis {self.high:g}")

    def check(self, name: str, value: object) -> Accepted | Text:
        number = real_of(value)
        if number is None or not self.low <= number <= self.high:
            return refused(name, value, self.expected())
        return Accepted(number)

    def write(self, value: Any) -> str:
        return repr(float(value))


def real_of(value: object) -> float | None:
    """The finite number that a value means, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > SHOWN:
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    def expected(self) -> Text:
        return Text("true or false", "true oder false")

    def check(self, name: str, value: object) -> Accepted | Text:
        known = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}
        if isinstance(value, bool):
            return Accepted(value)
        if isinstance(value, str) and value.lower() in known:
            return Accepted(known[value.lower()])
        return refused(name, value, self.expected())

    def write(self, value: Any) -> str:
        return "true" if value else "false"


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    options: dict[str, Text] = field(default_factory=dict)

    def expected(self) -> Text:
        known = list(self.options)
        return Text("one of " + ", ".join(known), "eines von " + ", ".join(known))

    def check(self, name: str, value: object) -> Accepted | Text:
        if isinstance(value, str) and value in self.options:
            return Accepted(value)
        return refused(name, value, self.expected())


@dataclass(frozen=True, kw_only=True)
class Several(Field):
    options: dict[str, Text] = field(default_factory=dict)
    fewest: int = 0

    def expected(self) -> Text:
        known = ",".join(self.options)
        return Text(
            f"at least {self.fewest} of {known}, separated by commas",
            f"mindestens {self.fewest} von {known}, durch Kommas getrennt",
        )

    def check(self, name: str, value: object) -> Accepted | Text:
        items = items_of(value)
        if items is None or not all(isinstance(item, str) and item in self.options for item in items):
            return refused(name, value, self.expected())
        chosen = tuple(option for option in self.options if option in items)
        return Accepted(chosen) if len(chosen) >= self.fewest else refused(name, value, self.expected())

    def write(self, value: Any) -> str:
        return ",".join(value)


def items_of(value: object) -> list[object] | None:
    """The items of a list, a tuple or a text separated by commas; None for anything else."""
    if isinstance(value, str):
        return [item.strip() for item in value.split(",")] if value.strip() else []
    return list(value) if isinstance(value, list | tuple) else None


@dataclass(frozen=True, kw_only=True)
class Sequence(Field):
    """Options in an order of the visitor's, each as often as wanted."""

    options: dict[str, Text] = field(default_factory=dict)
    longest: int

    def expected(self) -> Text:
        known = ",".join(self.options)
        return Text(
            f"up to {self.longest} of {known}, separated by commas",
            f"bis zu {self.longest} von {known}, durch Kommas getrennt",
        )

    def check(self, name: str, value: object) -> Accepted | Text:
        items = items_of(value)
        if items is None or len(items) > self.longest:
            return refused(name, value, self.expected())
        if not all(isinstance(item, str) and item in self.options for item in items):
            return refused(name, value, self.expected())
        return Accepted(tuple(items))

    def write(self, value: Any) -> str:
        return ",".join(value)


@dataclass(frozen=True, kw_only=True)
class Sizes(Field):
    low: int
    high: int
    longest: int

    def expected(self) -> Text:
        return Text(
            f"up to {self.longest} whole numbers from {self.low} to {self.high}, separated by commas",
            f"bis zu {self.longest} ganze Zahlen von {self.low} bis {self.high}, durch Kommas getrennt",
        )

    def check(self, name: str, value: object) -> Accepted | Text:
        items = items_of(value)
        if items is None and whole_of(value) is not None:
            items = [value]
        numbers = [whole_of(item) for item in items or []]
        if items is None or len(numbers) > self.longest:
            return refused(name, value, self.expected())
        if any(number is None or not self.low <= number <= self.high for number in numbers):
            return refused(name, value, self.expected())
        return Accepted(tuple(numbers))

    def write(self, value: Any) -> str:
        return ",".join(str(item) for item in value)


@dataclass(frozen=True, kw_only=True)
class Words(Field):
    longest: int

    def expected(self) -> Text:
        return Text(f"a text of at most {self.longest} characters", f"ein Text mit höchstens {self.longest} Zeichen")

    def check(self, name: str, value: object) -> Accepted | Text:
        if isinstance(value, str) and len(value) <= self.longest:
            return Accepted(value)
        return refused(name, value, self.expected())
