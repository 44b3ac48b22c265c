"""Networks that come with the program, each with a card that says how it was made and how strong it was measured."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from safetensors.numpy import load

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games.state import Parameters

FOLDER = Path(__file__).parent / "trained"


def files() -> dict[tuple[str, str, str], Path]:
    """Each network's file, by game, generation and network."""
    found = {}
    for card in sorted(FOLDER.glob("*.json")):
        about = json.loads(card.read_text(encoding="utf-8"))
        found[tuple(about["settings"][name] for name in ("game", "method", "network"))] = card.with_suffix(
            ".safetensors"
        )
    return found


def card(game: str, method: str, network: str) -> dict[str, Any]:
    """What is known of a network that comes along; raises `Refusal` if there is none."""
    file = _file(game, method, network).with_suffix(".json")
    about: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return about


@cache
def parameters(game: str, method: str, network: str) -> Parameters:
    """Its weights; raises `Refusal` if there is none."""
    arrays = load(_file(game, method, network).read_bytes())
    for array in arrays.values():
        array.flags.writeable = False
    return dict(sorted(arrays.items()))


def _file(game: str, method: str, network: str) -> Path:
    known = files()
    if (game, method, network) not in known:
        have = ", ".join(f"{one} ({who}, {other})" for one, who, other in known) or "—"
        raise Refusal(
            Text(
                f"No trained network for {game} ({method}, {network}) comes along; there are: {have}. Choose one of these, or begin "
                "untrained.",
                f"Für {game} ({method}, {network}) liegt kein trainiertes Netz bei; es gibt: {have}. Bitte eines davon wählen oder "
                "untrainiert beginnen.",
            )
        )
    return known[game, method, network]
