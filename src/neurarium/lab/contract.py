"""What a lab is: pure functions on frozen records, and nothing else.

Whatever is written for this contract (page, command line, notebook, link, snapshot, population, export, tests)
holds for every lab. A lab never draws, never keeps time, never remembers: the run around it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np

from neurarium.lab.settings import Settings
from neurarium.lab.text import Text

S = TypeVar("S", bound=Settings)
T = TypeVar("T")

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Reading:
    """A number that is plotted, logged and compared.

    `lower_is_better` orders runs; None where neither is. `percent`: a share from 0 to 1. `when`: measured only while a
    setting has one of these values.
    """

    label: Text
    help: Text
    lower_is_better: bool | None = None
    percent: bool = False
    when: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Array:
    """The promise of a picture about one of its arrays.

    `shape` holds numbers and names; a name stands for one length throughout the picture, and a name that is a field
    of the request has that field's value.
    """

    dtype: str
    shape: tuple[int | str, ...]


@dataclass(frozen=True)
class Picture(Generic[S, T]):
    """What a view may ask for; `draw` runs only when one asks."""

    help: Text
    arrays: Mapping[str, Array]
    draw: Callable[[S, T, Any], Arrays]
    Request: type[Settings] = Settings


@dataclass(frozen=True)
class Action(Generic[S, T]):
    """What a visitor may do to a running state; a wrong argument raises `Refusal` and leaves the state alone.

    `restarts`: the count of steps and the curves begin again.
    """

    label: Text
    help: Text
    perform: Callable[[S, T, Any], T]
    Arguments: type[Settings] = Settings
    restarts: bool = False


@dataclass(frozen=True)
class Export(Generic[S, T]):
    """A file that a visitor takes home: a text, or bytes. What cannot be written now raises `Refusal`."""

    label: Text
    suffix: str  # ".csv"
    write: Callable[[S, T], str | bytes]


@dataclass(frozen=True)
class Segment(Generic[S, T]):
    """A stretch of a run in which its state was only advanced, by so many steps, with the same settings throughout."""

    settings: S
    begin: T
    steps: int
    end: T


@dataclass(frozen=True)
class Script(Generic[S, T]):
    """A program of another library that does what a run did and arrives at its readings, without Neurarium.

    `write` gets the run's current life: between two segments something was done (a setting changed, a weight edited),
    so that the second does not begin with the settings and the state with which the first ended.
    """

    label: Text
    write: Callable[[tuple[Segment[S, T], ...]], str]


@dataclass(frozen=True)
class Imported:
    """What a link of the system that a lab follows means here.

    `look` and `hide` are the view's state and the hidden controls; `notices` names each part that could not be taken
    over and what was used instead.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    look: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    notices: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Lab(Generic[S, T]):
    """One system of the lecture.

    Attributes:
        id: the folder's name, with hyphens instead of underscores; what links and the command line say.
        Settings, State: the two records everything else works on.
        start: (settings, seed) -> state. All randomness comes from the seed.
        advance: (settings, state, n) -> state after n natural units more; n and m units equal n + m, bit for bit.
            Releases the interpreter's lock where it can, so that a population uses every core.
        measure: (settings, state) -> the value of each reading that `measured` names; one of which there is nothing yet
            is left out.
        best: (settings, state) -> the best value that anything could reach, of the readings for which it is known.
        change: (state, old settings, new settings, seed) -> state; keeps what the change does not touch. Called for
            every change of settings; without one, a restarting change starts anew and any other keeps the state.
        verify: raises `Refusal` if a state read from a file does not fit the settings.
        remedy: settings that would tame a run that left the numbers, or nothing.
        finished: whether there is nothing left to do; a run then stands still.
        read_link: what a link of the system that the lab follows means here; None for any other link.
        groups: the headings of the form, by the name that the fields carry.
        opening: settings of the state at which the page opens.
        room: the number of the system in the lecture (0 for a lab that the lecture does not show).
        takes: what it takes, for the map: "live, 20 s".
        poster: name of a picture and of its uint8 array of two axes, the lab's miniature on the map.
    """

    id: str
    title: Text
    promise: Text
    unit: Text
    units: Text
    Settings: type[S]
    State: type[T]
    start: Callable[[S, int], T]
    advance: Callable[[S, T, int], T]
    readings: Mapping[str, Reading]
    measure: Callable[[S, T], dict[str, float]]
    pictures: Mapping[str, Picture[S, T]]
    verify: Callable[[S, T], None]
    actions: Mapping[str, Action[S, T]] = field(default_factory=dict)
    exports: Mapping[str, Export[S, T]] = field(default_factory=dict)
    scripts: Mapping[str, Script[S, T]] = field(default_factory=dict)
    change: Callable[[T, S, S, int], T] | None = None
    best: Callable[[S, T], dict[str, float]] = lambda _settings, _state: {}
    remedy: Callable[[S], dict[str, Any]] = lambda _: {}
    groups: Mapping[str, Text] = field(default_factory=dict)
    finished: Callable[[S, T], bool] = lambda _settings, _state: False
    read_link: Callable[[str], Imported | None] = lambda _: None
    opening: Mapping[str, Any] = field(default_factory=dict)
    room: int = 0
    takes: Text = Text("live", "live")
    poster: tuple[str, str] | None = None

    def measured(self, settings: S) -> tuple[str, ...]:
        """The names of the readings that there are with these settings, in the order of `readings`."""
        return tuple(
            name
            for name, item in self.readings.items()
            if item.when is None or getattr(settings, item.when[0]) in item.when[1]
        )

    def describe(self) -> dict[str, Any]:
        """The lab as the page reads it: texts, form, readings, pictures, actions and exports."""
        return {
            "id": self.id,
            "title": _both(self.title),
            "promise": _both(self.promise),
            "unit": _both(self.unit),
            "units": _both(self.units),
            "room": self.room,
            "takes": _both(self.takes),
            "poster": self.poster,
            "groups": [{"name": name, "label": _both(label)} for name, label in self.groups.items()],
            "settings": self.Settings.describe(),
            "opening": self.Settings.of(**self.opening).plain(),
            "readings": [
                {
                    "name": name,
                    "label": _both(item.label),
                    "help": _both(item.help),
                    "lower_is_better": item.lower_is_better,
                    "percent": item.percent,
                    "when": item.when,
                }
                for name, item in self.readings.items()
            ],
            "pictures": [
                {"name": name, "help": _both(item.help), "request": item.Request.describe()}
                for name, item in self.pictures.items()
            ],
            "actions": [
                {
                    "name": name,
                    "label": _both(item.label),
                    "help": _both(item.help),
                    "restarts": item.restarts,
                    "arguments": item.Arguments.describe(),
                }
                for name, item in self.actions.items()
            ],
            "exports": [
                {"name": name, "label": _both(item.label), "suffix": item.suffix} for name, item in self.exports.items()
            ],
            "scripts": [{"name": name, "label": _both(item.label)} for name, item in self.scripts.items()],
        }


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "de": text.de}
