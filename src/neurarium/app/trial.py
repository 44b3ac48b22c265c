"""What a session says about an exercise: the verdict of a trial, or how far a visitor's own run has come."""

from __future__ import annotations

import msgspec

from neurarium import library
from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal, Text
from neurarium.lab.trial import Trial


def answer(learner: Run | Population, what: str) -> str:
    """JSON of the verdict (`verdict`), or of a check (`check crash-course/two-neurons`); raises `Refusal`."""
    if isinstance(learner, Trial) and what == "verdict":
        return msgspec.json.encode(learner.verdict()).decode()
    if isinstance(learner, Run) and what.startswith("check "):
        return msgspec.json.encode(library.check(what.removeprefix("check "), learner)).decode()
    raise Refusal(
        Text(
            "Only runs that answer a question have a verdict, and only a run of one's own can be checked.",
            "Ein Urteil haben nur Läufe, die eine Frage beantworten, und prüfen lässt sich nur ein eigener Lauf.",
        )
    )
