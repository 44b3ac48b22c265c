"""Networks that come with the program, each with a card that says how it was made and how strong it was measured."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games.boards import NAMES
from neurarium.labs.games.settings import METHODS, NETWORKS, SIZES
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
    """Its weights, float32; raises `Refusal` if there is none. Those of large networks are kept as float16."""
    arrays = load(_file(game, method, network).read_bytes())
    arrays = {name: array.astype(np.float32) for name, array in arrays.items()}
    for array in arrays.values():
        array.flags.writeable = False
    return dict(sorted(arrays.items()))


def networks(game: str) -> dict[str, str]:
    """The smallest network that comes along of each generation."""
    known = sorted((key for key in files() if key[0] == game), key=lambda key: list(SIZES).index(key[2]), reverse=True)
    return {method: name for _, method, name in known}


def network(game: str, method: str = "alphazero") -> str:
    """The smallest network that comes along of a generation; the convolutional one where none does."""
    return networks(game).get(method, "convolutional")


def _file(game: str, method: str, network: str) -> Path:
    known = files()
    if (game, method, network) not in known:
        raise Refusal(Text(*(_missing(language, game, method, network) for language in ("en", "de"))))
    return known[game, method, network]


def _missing(language: str, game: str, method: str, network: str) -> str:
    def said(text: Text) -> str:
        return text.de if language == "de" else text.en

    def called(who: str, what: str) -> str:
        return f"{said(METHODS[who])} ({said(NETWORKS[what]).split(':')[0]})"

    have = ", ".join(called(who, what) for one, who, what in files() if one == game)
    this, asked = said(NAMES[game]), called(method, network)
    if language == "de":
        return f"Für {this} liegt {asked} nicht trainiert bei. Es gibt: {have or '–'}. Bitte eines davon wählen oder untrainiert beginnen."
    return f"For {this}, {asked} does not come along trained. There are: {have or '–'}. Choose one of these, or begin untrained."
