"""The generations against one another: `python -m neurarium.labs.games.tournament`.

The networks that come along for a game, each with its own generation's search and equally many simulations, in a round robin:
every pair of generations plays pairs of games with exchanged colours after the same random moves. Strengths are Elo's (Elo
1978), fitted to all games at once by maximum likelihood (Zermelo 1929), with 95 % intervals from the curvature there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from math import log
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import generations, rules, search, shipped, strength
from neurarium.labs.games.boards import BOARDS, NAMES
from neurarium.labs.games.self_play import GAMES
from neurarium.labs.games.settings import METHODS, GamesSettings
from neurarium.labs.games.strength import Z95, Score

FOLDER = Path(__file__).parent / "tournaments"
OPENING = 2  # random moves
NONE: dict[str, Any] = {
    "methods": [],
    "networks": [],
    "scores": [],
    "simulations": 0,
    "processor_seconds": 0,
    "date": "",
    "command": "",
}
NATURAL = 400 / log(10)  # Elo points of one natural unit


class Result(NamedTuple):
    """What a tournament said.

    Attributes:
        methods: the generations.
        scores: int64 [generations, generations, 3]: games won, drawn and lost by the first against the second.
        simulations: of every move.
    """

    methods: tuple[str, ...]
    scores: np.ndarray
    simulations: int


def entrants(game_id: str) -> dict[str, GamesSettings]:
    """The generations for which a network comes along, each with its smallest, in the order of their papers.

    Raises `Refusal` for fewer than two.
    """
    nets = shipped.networks(game_id)
    if len(nets) < 2:
        raise Refusal(
            Text(
                f"For {NAMES[game_id].en} there are trained networks of {len(nets)} generations; a tournament needs two.",
                f"Für {NAMES[game_id].de} gibt es trainierte Netze von {len(nets)} Generationen; ein Turnier braucht zwei.",
            )
        )
    return {
        method: GamesSettings.of(game=game_id, method=method, network=nets[method])
        for method in METHODS
        if method in nets
    }


def player(settings: GamesSettings, simulations: int, seed: int) -> strength.Player:
    """A generation's network that comes along, with its own search."""
    game = rules.find(settings.game)
    parameters = shipped.parameters(settings.game, settings.method, settings.network)
    run = search.searching(game, generations.of(settings).model(settings), "puct", simulations)
    return strength.search_player(run, parameters, search.effort(game, simulations, simulations), GAMES, seed)


def play(generation: dict[str, GamesSettings], games: int, simulations: int, seed: int = 0) -> Result:
    """The round robin of these `entrants`; `games`, an even number, of each pair."""
    players = [player(settings, simulations, seed + number) for number, settings in enumerate(generation.values())]
    (game_id,) = {settings.game for settings in generation.values()}
    scores = np.zeros((len(players), len(players), 3), np.int64)
    for one, other in combinations(range(len(players)), 2):
        random = np.random.default_rng([seed, one, other])
        score = strength.match(rules.find(game_id), players[one], players[other], games, OPENING, random)
        scores[one, other] = score
        scores[other, one] = score[::-1]
    return Result(tuple(generation), scores, simulations)


def ratings(scores: np.ndarray) -> np.ndarray:
    """Elo of everybody, 0 on the mean, with the 95 % interval.

    A draw is half a point, and half a game is added to either side of each pair, so that all stays finite.

    Arguments:
        scores: int [players, players, 3], see `Result`.

    Returns:
        float64 [players, 3]: rating, low, high.
    """
    count = len(scores)
    if not count:
        return np.zeros((0, 3))
    apart = 1 - np.eye(count)
    points = (scores[..., 0] + scores[..., 1] / 2 + 0.5) * apart
    games = (scores.sum(axis=2) + 1) * apart
    strengths = np.zeros(count)  # natural logarithms
    for _ in range(100):  # Newton's steps; the likelihood has one maximum
        expected = 1 / (1 + np.exp(strengths[None, :] - strengths[:, None]))
        curvature = games * expected * (1 - expected)
        information = np.diag(curvature.sum(axis=1)) - curvature
        slope = (points - games * expected).sum(axis=1)
        strengths = strengths + np.clip(np.linalg.pinv(information) @ slope, -1, 1)
    spread = Z95 * np.sqrt(np.diag(np.linalg.pinv(information)))
    middle = strengths - strengths.mean()
    found: np.ndarray = NATURAL * np.stack([middle, middle - spread, middle + spread], axis=1)
    return found


def card(game_id: str) -> dict[str, Any] | None:
    """The tournament that was played with the networks that come along; None where there was none."""
    file = FOLDER / f"{game_id}.json"
    if not file.is_file():
        return None
    about: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return about


def fingerprints(game_id: str, methods: Iterable[str]) -> list[str]:
    """The SHA-256 sum of each generation's network that comes along."""
    files, nets = shipped.files(), shipped.networks(game_id)
    return [hashlib.sha256(files[game_id, method, nets[method]].read_bytes()).hexdigest() for method in methods]


def current(game_id: str, about: dict[str, Any]) -> bool:
    """Whether the networks that come along are those that played."""
    return (
        set(shipped.networks(game_id)) == set(about["methods"])
        and fingerprints(game_id, about["methods"]) == about["networks"]
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.games.tournament", description=__doc__)
    parser.add_argument("--game", choices=sorted(BOARDS), default="connect-four")
    parser.add_argument("--games", type=int, default=128, help="of each pair [128]")
    parser.add_argument("--simulations", type=int, default=64, help="of each move [64]")
    parser.add_argument("--write", action="store_true", help="as the result that the page shows")
    asked = parser.parse_args()
    begun = process_time()
    try:
        result = play(entrants(asked.game), asked.games, asked.simulations)
    except Refusal as refusal:
        parser.error(refusal.text.en)
    for method, (rating, low, high) in zip(result.methods, ratings(result.scores), strict=True):
        print(f"{METHODS[method].en:20} Elo {rating:+5.0f}  ({low:+.0f} to {high:+.0f})")
    for one, other in combinations(range(len(result.methods)), 2):
        score = Score(*map(int, result.scores[one, other]))
        low, high = score.interval
        names = f"{METHODS[result.methods[one]].en} against {METHODS[result.methods[other]].en}"
        counts = f"{score.wins} won, {score.draws} drawn, {score.losses} lost"
        print(f"{names}: {counts}, {score.share:.1%} ({low:.1%} to {high:.1%})")
    seconds = process_time() - begun
    print(f"{seconds:.0f} s of the processor")
    if asked.write:
        about = {
            "command": f"python -m neurarium.labs.games.tournament --game {asked.game} --games {asked.games} "
            f"--simulations {asked.simulations}",
            "date": date.today().isoformat(),
            "processor_seconds": round(seconds),
            "simulations": asked.simulations,
            "methods": list(result.methods),
            "networks": fingerprints(asked.game, result.methods),
            "scores": result.scores.tolist(),
        }
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{asked.game}.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
