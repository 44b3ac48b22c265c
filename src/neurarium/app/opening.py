"""How a session begins: from what a page asks for, or from a file."""

from __future__ import annotations

import sys
import traceback
from typing import Any

import msgspec

from neurarium import labs, library
from neurarium.app.messages import Open
from neurarium.app.scene import Learner
from neurarium.app.session import Session
from neurarium.lab.population import Population, checked_seeds
from neurarium.lab.run import Run
from neurarium.lab.settings import SettingRefused, Settings
from neurarium.lab.text import Refusal, Text
from neurarium.store import StoredRun, described, new_id


def opening(message: Open) -> tuple[Learner, list[Text]]:
    """The learner that a page opens; settings that are refused stay at their defaults, with a notice each."""
    if message.exercise is not None:
        return library.trial(message.exercise), []
    lab = labs.find(message.lab)
    accepted: dict[str, Any] = {}
    notices = []
    for name, value in message.settings.items():
        try:
            accepted |= lab.Settings.checked({name: value})
        except SettingRefused as refusal:
            notices.append(_instead(lab.Settings, name, refusal.text))
    settings: Settings = lab.Settings.of(**accepted)
    seeds = checked_seeds(message.seeds)
    if seeds > 1:
        return Population(lab, settings, message.seed, seeds), notices
    return Run(lab, settings, message.seed), notices


def _instead(kind: type[Settings], name: str, refused: Text) -> Text:
    """The refusal, and what is used instead."""
    if name not in kind.fields():
        return refused
    used = kind.fields()[name].write(getattr(kind(), name)) or "—"
    return Text(f"{refused.en} '{used}' is used instead.", f"{refused.de} Stattdessen gilt '{used}'.")


def inspected(data: bytes) -> tuple[StoredRun, bytes]:
    """A snapshot from anywhere, under a new id; raises `Unreadable` for a foreign or damaged one."""
    learner = library.of_bytes(data)
    session = Session(new_id(learner.lab.id), "", learner)
    try:
        session.name = described(data).name
    except Refusal:
        session.name = session.run
    return session.snapshot()


def warm(lab: str) -> None:
    """Let a lab do one step and draw everything, so that the first visitor need not wait for its compiler."""
    try:
        found = labs.find(lab)
        run = Run(found, found.Settings.of(**found.opening), 0).advance(1)
        for picture in found.pictures:
            run.picture(picture)
    except Exception:  # a lab's mistake can be of any kind; whoever opens it will be told
        traceback.print_exc()


def described_labs() -> dict[str, dict[str, Any]]:
    """Every lab's description by its id; one that cannot even be imported closes no other."""
    described = {}
    for lab in labs.folders():
        try:
            described[lab] = {**labs.find(lab).describe(), "exercises": _exercises(lab)}
        except Exception:  # a lab's mistake can be of any kind
            traceback.print_exc()
    return described


def _exercises(lab: str) -> list[dict[str, Any]]:
    """A lesson's exercises; a mistake in their file is told to whoever started the server, and closes no lab."""
    try:
        return library.described_exercises(lab)
    except Refusal as mistake:
        print(mistake.text.en, file=sys.stderr)
        return []


def read_link(link: bytes) -> bytes:
    """JSON of what a link of the system that a lab follows means here; raises `Refusal`."""
    lab, imported = library.read_link(link.decode())
    return msgspec.json.encode({"lab": lab, **msgspec.to_builtins(imported)})
