"""What a visitor takes home from a session: a lab's own files, a script, and the journal of a link."""

from __future__ import annotations

import json

from neurarium.app import trial
from neurarium.lab.journal import Journal
from neurarium.lab.population import Population
from neurarium.lab.run import Run
from neurarium.lab.text import Refusal, Text
from neurarium.lab.trial import Trial
from neurarium.logs import curves_csv, tensorboard_zip


def answer(name: str, learner: Run | Population, what: str) -> tuple[str, str | bytes]:
    """A file's name and its text or bytes; raises `Refusal` where there is none. `name`: how the run is called."""
    if isinstance(learner, Trial) or what == "verdict" or what.startswith("check "):
        return f"{name}-verdict.json", trial.answer(learner, what)
    journal = _journal(learner)
    seeds = len(learner.runs) if isinstance(learner, Population) else 1
    if what == "script":
        return f"{name}.py", journal.script(learner.lab.id, learner.lab.Settings, seeds)
    if what == "events":
        told = {
            "lab": learner.lab.id,
            "settings": learner.lab.Settings.of(**journal.settings).changed(),
            "seed": learner.seed,
            "seeds": seeds,
            "events": journal.events_or_refusal(),
        }
        return f"{name}-events.json", json.dumps(told, ensure_ascii=False)
    if what == "curves":
        return f"{name}-curves.csv", curves_csv(learner)
    if what == "tensorboard":
        return f"{name}-tensorboard.zip", tensorboard_zip(learner)
    if isinstance(learner, Population):
        raise Refusal(
            Text(
                f"A population has no single '{what[:40]}'. Open one of its seeds as a run of its own.",
                f"Eine Population hat kein einzelnes '{what[:40]}'. Bitte einen Startwert als eigenen Lauf öffnen.",
            )
        )
    kind, _, script = what.partition(":")
    if kind == "script":
        return f"{name}-{script}.py", learner.script(script)
    content = learner.export(what)
    return f"{name}-{what}{learner.lab.exports[what].suffix}", content


def _journal(learner: Run | Population) -> Journal:
    """The journal; of a population that of the member that came furthest, because one that diverged lacks the rest."""
    if isinstance(learner, Run):
        return learner.journal
    furthest = max(learner.runs, key=lambda run: run.steps).journal
    return Journal.of_plain({**furthest.plain(), "seed": learner.seed})
