"""Settings accept what they declare, refuse everything else with one sentence, and survive being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurarium.lab.settings import (
    SettingRefused,
    Settings,
    choice,
    flag,
    real,
    several,
    sizes,
    whole,
    words,
)
from neurarium.lab.text import Text

WORD = Text("word", "Wort")
OPTIONS = {"circle": Text("Circle", "Kreis"), "spiral": Text("Spiral", "Spirale")}


@dataclass(frozen=True)
class Everything(Settings):
    count: int = whole(3, low=1, high=9, label=WORD, restarts=True)
    rate: float = real(0.03, low=0, high=10, label=WORD, marks=(0.03, 0.1))
    on: bool = flag(False, label=WORD)
    kind: str = choice("circle", OPTIONS, label=WORD)
    some: tuple[str, ...] = several(("circle",), OPTIONS, fewest=1, label=WORD)
    layers: tuple[int, ...] = sizes((4, 2), low=1, high=32, longest=3, label=WORD)
    note: str = words("", longest=5, label=WORD)


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("count", "7", 7),
        ("count", 7.0, 7),
        ("rate", "1e-1", 0.1),
        ("rate", 1, 1.0),
        ("on", "true", True),
        ("on", "no", False),
        ("kind", "spiral", "spiral"),
        ("some", "spiral,circle", ("circle", "spiral")),
        ("some", ["spiral"], ("spiral",)),
        ("layers", "8, 8", (8, 8)),
        ("layers", "", ()),
        ("layers", 5, (5,)),
        ("layers", [1, 2.0, "3"], (1, 2, 3)),
        ("note", "abc", "abc"),
    ],
)
def test_accepts(name: str, value: object, accepted: object) -> None:
    assert getattr(Everything.of(**{name: value}), name) == accepted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("count", value) for value in (0, 10, 2.5, "x", "", None, True, [], float("nan"), "9" * 99)],
        *[("rate", value) for value in (-1, 11, "nan", "inf", float("inf"), float("nan"), None, True, 10**400, "x")],
        *[("on", value) for value in (1, 0, None, "perhaps", [])],
        *[("kind", value) for value in ("square", None, 3, ["circle"])],
        *[("some", value) for value in ("", [], "square", ["circle", 3], [["circle"]], 7, None)],
        *[("layers", value) for value in ("0", "33", "1,2,3,4", "a", [None], [[1]], 2.5, None, {})],
        *[("note", value) for value in ("abcdef", 3, None)],
    ],
)
def test_refuses_with_one_sentence_in_both_languages(name: str, value: Any) -> None:
    with pytest.raises(SettingRefused) as refusal:
        Everything.of(**{name: value})
    assert refusal.value.name == name
    assert refusal.value.text.en.startswith(f"{name} cannot be '")
    assert ": expected " in refusal.value.text.en
    assert refusal.value.text.de.startswith(f"{name} kann nicht '")
    assert len(refusal.value.text.en) < 250


def test_the_sentence_names_value_and_bounds() -> None:
    with pytest.raises(SettingRefused, match=r"^count cannot be '12': expected a whole number from 1 to 9\.$"):
        Everything.of(count=12)


def test_unknown_setting_suggests_a_near_one() -> None:
    with pytest.raises(SettingRefused, match=r"There is no setting 'layer'\. Did you mean 'layers'\?"):
        Everything.of(layer="4")


accepted = st.builds(
    dict,
    count=st.integers(1, 9),
    rate=st.floats(0, 10),
    on=st.booleans(),
    kind=st.sampled_from(sorted(OPTIONS)),
    some=st.sets(st.sampled_from(sorted(OPTIONS)), min_size=1).map(list),
    layers=st.lists(st.integers(1, 32), max_size=3),
    note=st.text(max_size=5),
)


@given(accepted)
def test_written_and_plain_come_back_the_same(values: dict[str, Any]) -> None:
    settings = Everything.of(**values)
    assert Everything.of(**settings.written()) == settings
    assert Everything.of(**settings.plain()) == settings
    assert Everything.of(**settings.changed()) == settings


@given(st.sampled_from(sorted(Everything.fields())), st.recursive(st.none() | st.floats() | st.text(), st.lists))
def test_anything_is_accepted_or_refused(name: str, value: Any) -> None:
    try:
        Everything.of(**{name: value})
    except SettingRefused as refusal:
        assert refusal.text.de


def test_only_changed_values_stand_in_a_link() -> None:
    assert Everything.of(count=3, layers=[8]).changed() == {"layers": [8]}


def test_description_holds_kind_bounds_and_default() -> None:
    fields = {field["name"]: field for field in Everything.describe()}
    assert fields["count"] | {"kind": "whole", "low": 1, "high": 9, "default": 3, "restarts": True} == fields["count"]
    assert fields["rate"]["marks"] == [0.03, 0.1]
    assert fields["some"]["default"] == ["circle"]
    assert fields["kind"]["options"]["circle"] == {"en": "Circle", "de": "Kreis"}
