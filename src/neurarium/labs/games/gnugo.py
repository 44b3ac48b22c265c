"""Go against GNU Go, or any engine that speaks GTP: `python -m neurarium.labs.games.gnugo --size 5 --games 200`.

Colours alternate from game to game, always from the empty board; so that games differ, ours draws its first moves in
proportion to the visits, and GNU Go gets a seed of its own for each game. The rules are those of `go`, to which GNU Go's are
set: area counting, everything on the board alive (so it has to capture what it holds for dead), no board twice. The engine
is asked for its own count too, and every disagreement is reported. A game in which the engine hangs, dies or answers
nonsense is not counted for anybody, and said; an illegal move loses.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load

from neurarium.lab.text import Refusal
from neurarium.labs.games import boards, rules, search, self_play, shipped, strength
from neurarium.labs.games.engine import Declined, Engine
from neurarium.labs.games.network import Blueprint, predicting
from neurarium.labs.games.rules import Game, Position
from neurarium.labs.games.settings import CONVOLUTIONAL, SIZES

OPTIONS = ("--mode", "gtp", "--chinese-rules", "--capture-all-dead", "--positional-superko")
HOPE = 0.5
DOUBT = search.Doubt(4.0, 2.0)
FAULTS = 3  # after so many a match ends early
Mind = Callable[[Position, np.random.Generator], int]  # a position of one game -> our move


@dataclass(frozen=True)
class Played:
    """One game.

    Attributes:
        outcome: 1 we won, -1 they won, None not counted.
        reason: how it ended.
        moves: as GTP writes them.
        theirs: the engine's own count, "" where it was not asked.
    """

    outcome: int | None
    reason: str
    moves: tuple[str, ...]
    theirs: str = ""

    @property
    def agreed(self) -> bool:
        """Whether the engine counts the end as we do."""
        return not self.theirs or self.theirs[0] == self.reason[-1]


def command(program: str, level: int, seed: int) -> list[str]:
    """GNU Go's command line; of another program only its name and own arguments, separated by spaces."""
    words = program.split()
    if Path(words[0]).name != "gnugo":
        return words
    return [*words, *OPTIONS, "--level", str(level), "--seed", str(seed)]


def mind(
    game: Game,
    network: str,
    parameters: Any,
    simulations: int,
    drawn: int,
    hope: float = HOPE,
    doubt: search.Doubt = DOUBT,
) -> Mind:
    """Ours: the search with so many simulations; its first moves drawn in proportion to the visits.

    Where all is lost every move is as good as another, and nobody resists. So whoever expects less than `-hope` plays on as
    if komi were kinder to them, at the nearest that the network knows at which there is hope again (as Baudis 2011 does
    with rollouts, "Balancing MCTS by dynamically adjusting the komi value"), and searches for what is hardest to answer
    instead of what is best against perfect answers (`doubt`). `hope` 1: never.
    """
    blueprint = Blueprint(game.board, network, *SIZES[network])
    run = search.searching(game, (search.with_network, blueprint), "puct", simulations)
    resist = search.searching(game, (search.with_network, blueprint), doubt, simulations)
    effort = search.effort(game, simulations, simulations)
    answer = predicting(blueprint)

    def lost(position: Position) -> bool:
        return float(answer(parameters, rules.observe(position))[1][0]) <= -hope

    def kindest(position: Position) -> Position:
        real, black = float(position.inner.komi[0]), int(position.plies[0]) % 2 == 0
        kinder = [komi for komi in game.board.komis if (komi < real if black else komi > real)]
        for komi in reversed(kinder) if black else kinder:
            position = rules.with_komi(game, position, komi)
            if not lost(position):
                break
        return position

    def move(position: Position, random: np.random.Generator) -> int:
        hopeless = hope < 1 and lost(position)
        look, imagined = (resist, kindest(position)) if hopeless else (run, position)
        found = look(parameters, np.zeros(2, np.uint32), imagined, effort)
        policy = np.asarray(found.policy)
        if int(position.plies[0]) < drawn:
            return int(self_play.drawn_by(policy, random)[0])
        return lasting(game, position, policy[0])

    return move


def lasting(game: Game, position: Position, policy: np.ndarray) -> int:
    """The likeliest move that does not lose at once, as one does that repeats a board; to pass where all do."""
    step = rules.stepping(game)
    order = [int(action) for action in np.argsort(-policy, kind="stable") if policy[action] > 0]
    for action in order:
        _, reward = step(position, np.array([action], np.int32))
        if float(reward[0]) >= 0:
            return action
    return game.board.cells


def game_of(game: Game, ours: Mind, engine: Engine, first: bool, komi: float, random: np.random.Generator) -> Played:
    """One game from the empty board; we are Black if we are `first`. Raises nothing that the engine can cause."""
    board, step = game.board, rules.stepping(game)
    position: Any = rules.with_komi(game, rules.first(game), komi)
    moves: list[str] = []
    try:
        for word in (f"boardsize {board.rows}", "clear_board", f"komi {komi:g}"):
            engine.ask(word)
        while not bool(rules.over(position)[0]):
            colour, own = "bw"[len(moves) % 2], (len(moves) % 2 == 0) == first
            if own:
                action = ours(position, random)
                engine.ask(f"play {colour} {boards.written(board, action)}")
            else:
                word = engine.ask(f"genmove {colour}")
                if word.lower() == "resign":
                    return Played(1, "resigned", tuple(moves))
                action = boards.read(board, word)
                if not bool(rules.legal(position)[0, action]):
                    return Played(1, f"illegal move {word[:20]}", tuple(moves))
            moves.append(boards.written(board, action))
            position, reward = step(position, np.array([action], np.int32))
        won = float(reward[0]) * (1 if own else -1)
        return _counted(engine, moves, round(won), first)
    except Refusal as fault:
        return Played(None, fault.text.en, tuple(moves))


def _counted(engine: Engine, moves: list[str], outcome: int, first: bool) -> Played:
    winner = "B" if (outcome == 1) == first else "W"
    if moves[-2:] != ["pass", "pass"]:
        return Played(outcome, f"repeated or too long, for {winner}", tuple(moves))
    try:
        return Played(outcome, f"counted for {winner}", tuple(moves), engine.ask("final_score"))
    except Declined as declined:
        return Played(outcome, f"counted for {winner}", tuple(moves), declined.text.en)


def match(
    game: Game, ours: Mind, program: str, level: int, games: int, komi: float, seed: int, seconds: float
) -> Iterator[Played]:
    """So many games with alternating colours, each with an engine of its own; ends early after some faults."""
    faults = 0
    for number in range(games):
        random = np.random.default_rng([seed, number])
        with Engine(command(program, level, seed * 10_000 + number + 1), seconds) as engine:
            played = game_of(game, ours, engine, number % 2 == 0, komi, random)
        yield played
        faults += played.outcome is None
        if faults >= FAULTS:
            return


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m neurarium.labs.games.gnugo", description=__doc__)
    parser.add_argument("--size", type=int, default=5, choices=(5, 7, 9), help="of the board [5]")
    parser.add_argument("--games", type=int, default=200)
    parser.add_argument("--simulations", type=int, default=200, help="of ours [200]; 1 is the network alone")
    parser.add_argument(
        "--drawn", type=int, default=2, help="moves of the beginning of which ours are drawn by visits [2]"
    )
    parser.add_argument("--hope", type=float, default=HOPE, help=f"see `mind`; 1 plays at the real komi only [{HOPE}]")
    parser.add_argument("--komi", type=float, help="the board's own without it")
    parser.add_argument("--level", type=int, default=10, help="of GNU Go [10]")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=120, help="that the engine has for an answer [120]")
    parser.add_argument("--engine", default="gnugo", help="another program that speaks GTP, with its arguments")
    parser.add_argument("--network", choices=CONVOLUTIONAL, help="its size; the smallest that comes along without it")
    parser.add_argument("--weights", type=Path, help="exported weights; the network that comes along without them")
    asked = parser.parse_args()
    game, own = rules.find(f"go-{asked.size}"), asked.weights
    komi = game.board.komi if asked.komi is None else asked.komi
    try:
        if komi not in game.board.komis:
            have = ", ".join(f"{each:g}" for each in game.board.komis)
            parser.error(f"komi cannot be {komi:g}: the network knows {have}.")
        if not 1 <= asked.simulations <= 10_000:
            parser.error(f"simulations cannot be {asked.simulations}: expected a whole number from 1 to 10,000.")
        with Engine(command(asked.engine, asked.level, 1), asked.seconds) as engine:
            print(engine.ask("name"), engine.ask("version"), "|", " ".join(engine.command), flush=True)
        network = asked.network or shipped.network(game.board.id)
        parameters = load(own.read_bytes()) if own else shipped.parameters(game.board.id, "alphazero", network)
        ours = mind(game, network, parameters, asked.simulations, asked.drawn, asked.hope)
        played = []
        for one in match(game, ours, asked.engine, asked.level, asked.games, komi, asked.seed, asked.seconds):
            played.append(one)
            print(len(played), one.outcome, one.reason, one.theirs, " ".join(one.moves), flush=True)
    except (Refusal, OSError) as refusal:
        parser.error(refusal.text.en if isinstance(refusal, Refusal) else str(refusal))
    print(f"Go {asked.size}x{asked.size}, komi {komi:g}, ours {asked.simulations} simulations, seed {asked.seed}")
    print(summary(played))


def summary(played: list[Played]) -> str:
    """The score with its interval, by colours too; and what else is to be known."""
    lines = []
    for name, some in (("all", played), ("ours Black", played[::2]), ("ours White", played[1::2])):
        outcomes = [one.outcome for one in some]
        if not outcomes:
            continue
        score = strength.Score(outcomes.count(1), 0, outcomes.count(-1))
        low, high = score.interval
        lines.append(f"{name}: won {score.wins} of {score.games}, {score.share:.1%} ({low:.1%} to {high:.1%})")
    faults = sum(one.outcome is None for one in played)
    others = sum(not one.agreed for one in played)
    different = len({one.moves for one in played})
    lines.append(f"different games: {different}; not counted: {faults}; counted otherwise by the engine: {others}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
