"""A run's current life, since its curves began, as what was trained and what was done in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neurarium.lab.contract import Segment
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Text

if TYPE_CHECKING:
    from neurarium.lab.run import Run

Life = tuple[Segment[Any, Any], ...]
LONGEST = 32  # segments, two states each, that a run keeps; of a longer life the journal still knows everything


def longer(life: Life | None, trained: Segment[Any, Any]) -> Life | None:
    """A life with more training at its end; None, not known by heart, where it was so or became too long."""
    if life is None or len(life) == LONGEST:
        return None
    if life and life[-1].end is trained.begin and life[-1].settings is trained.settings:
        last = life[-1]
        return (*life[:-1], Segment(last.settings, last.begin, last.steps + trained.steps, trained.end))
    return (*life, trained)


def segments(run: Run) -> Life:
    """The whole current life of a run; the last segment ends where the run stands.

    Raises `Refusal` if neither the run nor its journal knows everything that was done.
    """
    return _to_where_it_stands(run, run.lived) if run.lived is not None else _lived_again(run)


def _to_where_it_stands(run: Run, life: Life) -> Life:
    if life and life[-1].end is run.state and life[-1].settings is run.settings:
        return life
    return (*life, Segment(run.settings, run.state, 0, run.state))


def _lived_again(run: Run) -> Life:
    """The life of a run made again from its journal."""
    events = run.journal.events_or_refusal()
    again = type(run)(run.lab, run.lab.Settings.of(**run.journal.settings), run.journal.seed)
    life: list[Segment[Any, Any]] = []
    for event in events:
        count, begin, steps = again.life, again.state, again.steps
        again.replay([event])
        if again.life != count:
            life = []
        elif event[0] == "advance":
            life.append(Segment(again.settings, begin, again.steps - steps, again.state))
    return _to_where_it_stands(again, tuple(life))


def script(run: Run, name: str) -> str:
    """The current life of a run as a program of another library; raises `Refusal` where there is none of that name."""
    if name not in run.lab.scripts:
        raise unknown(name, tuple(run.lab.scripts), Text("script", "Skript"))
    return run.lab.scripts[name].write(segments(run))
