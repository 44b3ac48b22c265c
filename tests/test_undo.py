"""Whatever is done to a run of any lab is taken back, bit for bit, and done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

import neurarium as nr
from neurarium import labs
from neurarium.lab.contract import Lab
from neurarium.lab.fields import Choice, Field, Flag, Real, Whole
from neurarium.lab.run import Run


def others(field: Field, value: Any) -> list[Any]:
    """Values that a field may have besides this one, near it."""
    match field:
        case Flag():
            return [not value]
        case Choice(options=options):
            return [name for name in options if name != value]
        case Whole(low=low, high=high):
            return [number for number in (value + 1, value - 1) if low <= number <= high]
        case Real(low=low, high=high):
            return [number for number in ((low + value) / 2, (value + high) / 2) if number != value]
    return []


def deeds(lab: Lab[Any, Any], run: Run) -> Iterator[list[Callable[[], Any]]]:
    """What can be done, by kind: settings that restart or do not, actions, a restart; any of each will do."""
    for restarts in (False, True):
        yield [
            partial(run.change, **{name: value})
            for name, field in lab.Settings.fields().items()
            if field.restarts == restarts
            for value in others(field, getattr(run.settings, name))
        ]
    yield [partial(run.act, name) for name in lab.actions]
    yield [partial(run.restart, 12)]


def done(run: Run, possible: list[Callable[[], Any]]) -> bool:
    """Whether one of these could be done, and a step was trained after it."""
    before = run.undoable
    for deed in possible:
        with suppress(nr.Refusal):
            deed()
            if run.undoable is not before:
                with suppress(nr.Diverged):
                    run.advance(1)
                return True
    return False


@pytest.mark.parametrize("lab", sorted(labs.folders()))
def test_whatever_is_done_is_taken_back_bit_for_bit_and_done_again(lab: str) -> None:
    run = nr.run(lab, seed=11).advance(2)
    stages = [run.to_bytes()]
    stages += [run.to_bytes() for possible in deeds(labs.find(lab), run) if done(run, possible)]
    assert len(stages) >= 3, "a setting and a restart at least"
    for stage in reversed(stages[:-1]):
        assert run.undo().to_bytes() == stage
    assert run.undoable is None
    again = nr.run(lab, seed=run.journal.seed, **run.journal.settings).replay(run.journal.events)
    assert again.to_bytes() == stages[0], "the journal makes the same run again"
    for stage in stages[1:]:
        assert run.redo().to_bytes() == stage
