"""Every button in a lesson leads to a state that exists."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl

import pytest

import neurarium as nr
from neurarium import labs

LINKS = [
    (file.name, lab_id, query)
    for folder in labs.folders().values()
    for file in sorted(folder.glob("lesson.*.md"))
    for lab_id, query in re.findall(r"\(lab:([\w-]+)(?:\?([^)]*))?\)", file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("file", "lab_id", "query"), LINKS)
def test_the_state_exists(file: str, lab_id: str, query: str) -> None:
    settings = dict(parse_qsl(query, keep_blank_values=True))
    look, events = (json.loads(settings.pop(name, empty)) for name, empty in (("look", "{}"), ("events", "[]")))
    assert settings.keys() <= {*labs.find(lab_id).Settings.fields(), "seed"}, file
    assert all(isinstance(value, str | int | float) for value in look.values()), file
    assert {event[0] for event in events} <= {"advance", "set", "act"}, file
    nr.run(lab_id, **settings).replay([event for event in events if event[0] != "advance"])


def test_both_languages_lead_to_the_same_states() -> None:
    english = [link[1:] for link in LINKS if link[0].endswith(".en.md")]
    german = [link[1:] for link in LINKS if link[0].endswith(".de.md")]
    assert english == german
