"""A run: a lab, its settings and seed, the state they led to, its curves, and the journal that makes it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np

from neurarium.lab.contract import Action, Arrays, Lab, Segment
from neurarium.lab.fields import whole_of
from neurarium.lab.files import write_whole
from neurarium.lab.history import History, next_mark
from neurarium.lab.journal import Journal, follow
from neurarium.lab.life import Life, longer, script
from neurarium.lab.past import Deed, Past, Undoable
from neurarium.lab.refusals import Diverged, checked_seed, infinite, unknown
from neurarium.lab.settings import SettingRefused, Settings
from neurarium.lab.state import Unreadable, finite, put_together, same, take_apart, to_bytes
from neurarium.lab.text import Refusal, Text

BESIDE = {"lab", "past", "_observers"}  # what a run has that does not belong to how it stands


class Run(Undoable):
    """One training run of one lab, from its first state to wherever it stands.

    Every state is kept by value: an action that is refused, or a step that leaves the numbers, changes nothing.
    """

    _birth: tuple[Settings, Any, int] | None = None  # settings, state, events when the curves began
    lived: Life | None = None  # the current life, if known by heart; `lab.life.segments` knows it always

    def __init__(self, lab: Lab[Any, Any], settings: Settings, seed: int) -> None:
        self.lab = lab
        self.past = Past()
        self.settings = settings
        self.seed = checked_seed(seed)
        self.journal = Journal(settings.plain(), self.seed)
        self.life = 0
        self.trouble: Diverged | None = None
        self._begin(lab.start(settings, self.seed))

    def _begin(self, state: Any) -> None:
        self.lived = ()
        self._stand(state, 0, self.lab.measure(self.settings, state))
        self.life += 1
        self.history = History(tuple(self.lab.readings))
        self.history.note(0, self._readings)
        self._birth = (self.settings, state, len(self.journal.events))

    def _stand(self, state: Any, steps: int, readings: dict[str, float]) -> None:
        self.state = state
        self.steps = steps
        self._readings = readings
        self.trouble = None

    def _moment(self) -> dict[str, Any]:
        moment = {name: value for name, value in vars(self).items() if name not in BESIDE}
        return moment | {"journal": self.journal.copy(), "history": self.history.copy()}

    def _return_to(self, moment: dict[str, Any]) -> None:
        vars(self).update(moment)

    def __repr__(self) -> str:
        values = ", ".join(f"{name} {value:.6g}" for name, value in self._readings.items())
        return f"<{self.lab.id}, seed {self.seed}, {self.steps} {self.lab.units}: {values}>"

    @property
    def readings(self) -> dict[str, float]:
        """Each reading's value now."""
        return dict(self._readings)

    def advance(self, steps: int = 1) -> Self:
        """Train for so many steps; raises `Diverged` at the first that leaves the numbers."""
        if (whole := whole_of(steps)) is None or whole < 0:
            raise SettingRefused(
                "steps",
                Text(
                    f"steps cannot be {steps}: expected a whole number from 0.",
                    f"steps kann nicht {steps} sein: erwartet wird eine ganze Zahl ab 0.",
                ),
            )
        target = self.steps + whole
        while self.steps < target and not self.lab.finished(self.settings, self.state):
            mark = next_mark(self.steps)
            self._go(min(mark, target))
            if self.steps == mark:
                self.history.note(mark, self._readings)
            self._tell()
        return self

    def _go(self, target: int) -> None:
        state = self.lab.advance(self.settings, self.state, target - self.steps)
        readings = self._numbers(self.settings, state, self.state)
        if readings is None:
            self._stop_before_divergence()
        else:
            self._trained(target - self.steps, state, readings)

    def _trained(self, steps: int, state: Any, readings: dict[str, float]) -> None:
        self.journal.advanced(steps)
        self.lived = longer(self.lived, Segment(self.settings, self.state, steps, state))
        self._stand(state, self.steps + steps, readings)

    def _numbers(self, settings: Settings, state: Any, known: Any = None) -> dict[str, float] | None:
        """The readings of a state, if it and they are finite; `known` is a state that was found so before."""
        if not finite(state, known):
            return None
        with np.errstate(over="ignore", invalid="ignore"):
            readings = self.lab.measure(settings, state)
        return readings if finite(readings) else None

    def _stop_before_divergence(self) -> None:
        while True:
            state = self.lab.advance(self.settings, self.state, 1)
            readings = self._numbers(self.settings, state)
            if readings is None:
                break
            self._trained(1, state, readings)
        self.history.note(self.steps, self._readings)
        self.trouble = infinite(self.lab.unit, self.steps + 1, self.lab.remedy(self.settings))
        self._tell()
        raise self.trouble

    def change(self, /, **values: Any) -> Self:
        """Change settings; one marked `restarts` begins the run anew, the others go on with it."""
        settings = self.settings.replace(**values)
        changed = [name for name in values if getattr(settings, name) != getattr(self.settings, name)]
        if not changed:
            return self
        restarts = any(settings.fields()[name].restarts for name in changed)
        state = self._changed(self.settings, self.state, settings, restarts)
        self._refuse_infinite(", ".join(changed), settings, state)
        with self._doing(Deed("set", tuple(changed))):
            if restarts:
                self._shorten(state, lambda before, first: self._changed(before, first, settings, restarts))
            self.settings = settings
            if restarts and same(state, self.lab.start(settings, self.seed)):
                self.journal = Journal(settings.plain(), self.seed)
            else:
                self.journal.changed({name: settings.plain()[name] for name in changed}, restarts)
            self._became(state, restarts)
        return self

    def _changed(self, before: Settings, state: Any, settings: Settings, restarts: bool) -> Any:
        if self.lab.change is not None:
            return self.lab.change(state, before, settings, self.seed)
        return self.lab.start(settings, self.seed) if restarts else state

    def act(self, name: str, /, **arguments: Any) -> Self:
        """Perform an action; raises `Refusal` and changes nothing if it cannot be done."""
        action = self._action(name)
        checked = action.Arguments.of(**arguments)
        state = self.outcome(name, **arguments)
        with self._doing(Deed("act", (name,))):
            if action.restarts:
                self._shorten(state, lambda before, first: action.perform(before, first, checked))
            self.journal.acted(name, checked.plain())
            self._became(state, action.restarts)
        return self

    def outcome(self, name: str, /, **arguments: Any) -> Any:
        """The state to which an action would lead; raises `Refusal` if it cannot be done."""
        action = self._action(name)
        state = action.perform(self.settings, self.state, action.Arguments.of(**arguments))
        self._refuse_infinite(name, self.settings, state)
        return state

    def _shorten(self, state: Any, again: Callable[[Settings, Any], Any]) -> None:
        """Forget what was done since the curves began, if doing it `again` from there leads to the same state."""
        if self._birth is not None:
            settings, first, events = self._birth
            try:
                if same(state, again(settings, first)):
                    self.journal.forget(events)
            except Refusal:  # possible only after what was done since
                return

    def _action(self, name: str) -> Action[Any, Any]:
        if name not in self.lab.actions:
            raise unknown(name, tuple(self.lab.actions), Text("action", "Aktion"))
        return self.lab.actions[name]

    def _refuse_infinite(self, name: str, settings: Settings, state: Any) -> None:
        if self._numbers(settings, state) is None:
            raise Refusal(
                Text(
                    f"'{name}' would leave the numbers; nothing was changed. Choose smaller values.",
                    f"'{name}' würde die Zahlen sprengen; nichts wurde geändert. Bitte kleinere Werte wählen.",
                )
            )

    def _became(self, state: Any, restarts: bool) -> None:
        if restarts:
            self._begin(state)
        else:
            self._stand(state, self.steps, self.lab.measure(self.settings, state))
            self.history.note(self.steps, self._readings)

    def restart(self, seed: int | None = None) -> Self:
        """Begin anew with the current settings, and another seed if one is given."""
        seed = self.seed if seed is None else checked_seed(seed)
        with self._doing(Deed("restart")):
            self.seed = seed
            self.journal = Journal(self.settings.plain(), self.seed)
            self._begin(self.lab.start(self.settings, self.seed))
        return self

    def picture(self, name: str, /, **request: Any) -> Arrays:
        """The arrays of a picture; `request` as the picture declares it."""
        if name not in self.lab.pictures:
            raise unknown(name, tuple(self.lab.pictures), Text("picture", "Bild"))
        picture = self.lab.pictures[name]
        return picture.draw(self.settings, self.state, picture.Request.of(**request))

    def export(self, name: str) -> str | bytes:
        """A file to take home: its text, or its bytes."""
        if name not in self.lab.exports:
            raise unknown(name, tuple(self.lab.exports), Text("export", "Datei"))
        return self.lab.exports[name].write(self.settings, self.state)

    def replay(self, events: list[Any]) -> Self:
        """Do what a journal says, in its order."""
        for event in events:
            follow(event, self)
        return self

    def script(self, name: str | None = None) -> str:
        """Python that makes this run again, number for number; `name`: in another library, one of the lab's `scripts`."""
        return self.journal.script(self.lab.id, self.lab.Settings) if name is None else script(self, name)

    def to_bytes(self, /, **about: Any) -> bytes:
        """The whole run as one file; `about` is kept with it. Equal runs give equal bytes."""
        plain, arrays = take_apart(self.state)
        return to_bytes(
            {
                "lab": self.lab.id,
                "settings": self.settings.plain(),
                "seed": self.seed,
                "steps": self.steps,
                "life": self.life,
                "journal": self.journal.plain(),
                "readings": list(self.history.names),
                "state": plain,
                "about": about,
            },
            {
                **{f"state/{name}": array for name, array in arrays.items()},
                "history/steps": self.history.steps,
                "history/values": self.history.values,
            },
        )

    @classmethod
    def of_parts(cls, lab: Lab[Any, Any], header: dict[str, Any], arrays: dict[str, np.ndarray]) -> Self:
        """The run that `to_bytes` wrote; raises `Unreadable` for anything that does not fit the lab."""
        run = cls.__new__(cls)
        run.lab = lab
        run.past = Past()
        run.trouble = run.lived = run._birth = None
        try:
            run.settings = lab.Settings.of(**header["settings"])
            run.seed = checked_seed(header["seed"])
            run.steps = msgspec.convert(header["steps"], int)
            run.life = msgspec.convert(header["life"], int)
            run.journal = Journal.of_plain(header["journal"])
            state = {name.removeprefix("state/"): a for name, a in arrays.items() if name.startswith("state/")}
            run.state = put_together(lab.State, header["state"], state)
            names = tuple(header["readings"])
            history = History.of_arrays(names, arrays["history/steps"], arrays["history/values"])
            run.history = history.named(tuple(lab.readings))  # a lab may have learnt to measure more since
            if run.steps < 0:
                raise ValueError("steps below zero")
            lab.verify(run.settings, run.state)
            readings = run._numbers(run.settings, run.state)
            if readings is None:
                raise ValueError("it holds numbers that are none")
            run._readings = readings
        except (Refusal, KeyError, ValueError, TypeError, AttributeError) as problem:
            raise Unreadable(
                Text(
                    f"This saved run does not fit the lab '{lab.id}' and was left alone ({problem}).",
                    f"Dieser gespeicherte Lauf passt nicht zum Labor '{lab.id}' und wurde nicht angerührt ({problem}).",
                )
            ) from problem
        return run

    def save(self, path: str | Path) -> Path:
        """Write the run to a file, whole or not at all."""
        return write_whole(Path(path), self.to_bytes())
