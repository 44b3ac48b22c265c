"""One frozen record of settings is the form on the page, the flags, the link, the call and the errors.

A lab declares its settings once:

    @dataclass(frozen=True)
    class Rates(Settings):
        rate: float = real(0.03, low=0, high=10, label=Text("Rate", "Rate"), help=Text(..., ...))

Everything else is derived: `Rates.of(rate="0.1")` checks and converts, `Rates.describe()` is the form.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from neurarium.lab.fields import Choice, Field, Flag, Real, Sequence, Several, Sizes, Whole, Words
from neurarium.lab.text import Refusal, Text


class SettingRefused(Refusal):
    """A setting that does not exist, or a value that it cannot take."""

    def __init__(self, name: str, text: Text) -> None:
        super().__init__(text)
        self.name = name


def _field(kind: Field, default: Any) -> Any:
    return field(default=default, metadata={"field": kind})


def whole(default: int, *, low: int, high: int, label: Text, **about: Any) -> Any:
    """A whole number from `low` to `high`; `step` is the slider's grid, not a limit."""
    return _field(Whole(label=label, low=low, high=high, **about), default)


def real(default: float, *, low: float, high: float, label: Text, **about: Any) -> Any:
    """A finite number from `low` to `high`; `marks` are the values the page offers."""
    return _field(Real(label=label, low=low, high=high, **about), default)


def flag(default: bool, *, label: Text, **about: Any) -> Any:
    """On or off."""
    return _field(Flag(label=label, **about), default)


def choice(default: str, options: Mapping[str, Text], *, label: Text, **about: Any) -> Any:
    """One of the named options."""
    return _field(Choice(label=label, options=dict(options), **about), default)


def several(default: tuple[str, ...], options: Mapping[str, Text], *, label: Text, **about: Any) -> Any:
    """Some of the named options, at least `fewest`, in the order of the options."""
    return _field(Several(label=label, options=dict(options), **about), default)


def sequence(default: tuple[str, ...], options: Mapping[str, Text], *, longest: int, label: Text, **about: Any) -> Any:
    """Up to `longest` of the named options in any order, with repetitions; written `relu,tanh`."""
    return _field(Sequence(label=label, options=dict(options), longest=longest, **about), default)


def sizes(default: tuple[int, ...], *, low: int, high: int, longest: int, label: Text, **about: Any) -> Any:
    """A list of up to `longest` whole numbers, each from `low` to `high`; written `4,2`."""
    return _field(Sizes(label=label, low=low, high=high, longest=longest, **about), default)


def words(default: str = "", *, longest: int, label: Text, **about: Any) -> Any:
    """Free text of up to `longest` characters."""
    return _field(Words(label=label, longest=longest, **about), default)


@dataclass(frozen=True)
class Settings:
    """Base of every record of settings, of arguments of an action and of requests for a picture."""

    @classmethod
    @functools.cache
    def fields(cls) -> dict[str, Field]:
        """Each setting's kind, by name, in the order of the form."""
        return {item.name: item.metadata["field"] for item in dataclasses.fields(cls)}

    @classmethod
    def of(cls, /, **values: Any) -> Self:
        """The record with these values, each checked and converted; raises `SettingRefused`."""
        return cls().replace(**values)

    def replace(self, /, **values: Any) -> Self:
        """A copy with these values, each checked and converted; raises `SettingRefused`."""
        return dataclasses.replace(self, **self.checked(values))

    @classmethod
    def checked(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values, each checked and converted; raises `SettingRefused` for the first that is not accepted."""
        kinds = cls.fields()
        checked = {}
        for name, value in values.items():
            if name not in kinds:
                raise SettingRefused(name, _unknown(name, kinds))
            problem_or_value = kinds[name].check(name, value)
            if isinstance(problem_or_value, Text):
                raise SettingRefused(name, problem_or_value)
            checked[name] = problem_or_value.value
        return checked

    def plain(self) -> dict[str, Any]:
        """The values as JSON holds them."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in ((name, getattr(self, name)) for name in self.fields())
        }

    def changed(self) -> dict[str, Any]:
        """Only what differs from the defaults, as JSON holds it: what a link carries."""
        defaults = type(self)().plain()
        return {name: value for name, value in self.plain().items() if value != defaults[name]}

    def written(self) -> dict[str, str]:
        """The values as the command line and the link write them."""
        return {name: kind.write(getattr(self, name)) for name, kind in self.fields().items()}

    @classmethod
    def describe(cls) -> list[dict[str, Any]]:
        """The form: each setting's name, kind, bounds, default and texts in both languages."""
        default = cls().plain()
        return [{"name": name, "default": default[name], **kind.describe()} for name, kind in cls.fields().items()]


def _unknown(name: str, kinds: Mapping[str, Field]) -> Text:
    import difflib

    near = difflib.get_close_matches(name, kinds, n=1)
    known = ", ".join(kinds) or "—"
    hint_en, hint_de = (f" Did you mean '{near[0]}'?", f" War '{near[0]}' gemeint?") if near else ("", "")
    return Text(
        f"There is no setting '{name}'.{hint_en} Known are: {known}.",
        f"Eine Einstellung '{name}' gibt es nicht.{hint_de} Bekannt sind: {known}.",
    )
