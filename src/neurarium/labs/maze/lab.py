"""Maze: learning by reward alone, the third category of machine learning.

Tabular temporal-difference control as in Sutton and Barto, "Reinforcement Learning", 2nd edition 2018, chapter 6. Nobody
says which move is right; there is only what a move brings. What was learned is measured exactly: the value of the greedy
policy is computed, not sampled, and so is the best value that any policy could have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.contract import Array, Arrays, Lab, Picture, Reading
from neurarium.lab.settings import Settings
from neurarium.lab.text import Refusal, Text
from neurarium.labs.maze import kernel
from neurarium.labs.maze.plans import PLANS, TRAP, WALL, Maze, reachable, read
from neurarium.labs.maze.settings import GROUPS, MazeSettings

RECENT = 50  # episodes over which the return is averaged
POSTER = 63  # pixels of the miniature


@dataclass(frozen=True)
class Learner:
    q: np.ndarray  # float64 [cells, 4]: what each move is worth, as far as is known
    visits: np.ndarray  # int64 [cells]
    path: np.ndarray  # int64 [LIMIT + 1]: the cells of the last episode
    moves: int  # of the last episode
    recent: np.ndarray  # float64 [RECENT]: what the last episodes brought, in a ring
    episodes: int
    seed: int


def maze_of(settings: MazeSettings) -> Maze:
    maze = read(settings.plan if settings.maze == "own" else PLANS[settings.maze])
    if not reachable(maze):
        raise Refusal(
            Text(
                "No way leads from the start to the goal; open a wall.",
                "Kein Weg führt vom Start zum Ziel; bitte eine Wand öffnen.",
            )
        )
    return maze


def start(settings: MazeSettings, seed: int) -> Learner:
    cells = maze_of(settings).cells.size
    path = np.zeros(kernel.LIMIT + 1, np.int64)
    return Learner(np.zeros((cells, kernel.MOVES)), np.zeros(cells, np.int64), path, 0, np.zeros(RECENT), 0, seed)


def advance(settings: MazeSettings, state: Learner, steps: int) -> Learner:
    """So many episodes more; each has random numbers of its own, so that it does not matter how they are counted."""
    maze = maze_of(settings)
    q, visits, path, recent = (array.copy() for array in (state.q, state.visits, state.path, state.recent))
    moves = state.moves
    for number in range(state.episodes, state.episodes + steps):
        chances = np.random.default_rng([state.seed, number]).random((kernel.LIMIT + 1, kernel.PER_MOVE))
        total, moves = kernel.episode(
            q,
            visits,
            maze.leads,
            maze.reward,
            maze.start,
            maze.goal,
            settings.rate,
            settings.discount,
            settings.exploration,
            settings.slip,
            settings.method == "sarsa",
            chances,
            path,
        )
        recent[number % RECENT] = total
    return replace(
        state, q=q, visits=visits, path=path, moves=int(moves), recent=recent, episodes=state.episodes + steps
    )


def policy_of(q: np.ndarray) -> np.ndarray:
    """int64 [cells]: the move that is thought best; the first of equal ones."""
    return np.asarray(q.argmax(axis=1))


def greedy_return(settings: MazeSettings, q: np.ndarray) -> float:
    maze = maze_of(settings)
    return float(kernel.expected(policy_of(q), maze.leads, maze.reward, maze.goal, settings.slip)[maze.start])


def best_return(settings: MazeSettings) -> float:
    maze = maze_of(settings)
    free = np.full(maze.cells.size, -1)
    return float(kernel.expected(free, maze.leads, maze.reward, maze.goal, settings.slip)[maze.start])


def measure(settings: MazeSettings, state: Learner) -> dict[str, float]:
    lived = min(state.episodes, RECENT)
    return {
        "greedy_return": greedy_return(settings, state.q),
        "recent_return": float(state.recent[:lived].mean()) if lived else 0.0,
    }


def verify(settings: MazeSettings, state: Learner) -> None:
    cells = maze_of(settings).cells.size
    fits = (
        state.q.shape == (cells, kernel.MOVES)
        and state.visits.shape == (cells,)
        and state.path.shape == (kernel.LIMIT + 1,)
        and state.recent.shape == (RECENT,)
        and [array.dtype for array in (state.q, state.visits, state.path, state.recent)]
        == [np.float64, np.int64, np.int64, np.float64]
        and 0 <= state.moves <= kernel.LIMIT
        and state.episodes >= 0
        and state.seed >= 0
        and bool(((state.path >= 0) & (state.path < cells)).all())
    )
    if not fits:
        raise Refusal(
            Text("What was learned does not fit the maze.", "Das Gelernte passt nicht zum Labyrinth."),
        )


def draw(settings: MazeSettings, state: Learner, _: Settings) -> Arrays:
    maze = maze_of(settings)
    rows, columns = maze.cells.shape
    policy = policy_of(state.q)
    known = (state.q != 0).any(axis=1)
    return {
        "cells": maze.cells,
        "q": state.q.reshape(rows, columns, kernel.MOVES),
        "policy": np.where(known, policy, -1).astype(np.int32).reshape(rows, columns),
        "visits": state.visits.reshape(rows, columns),
        "path": state.path[: state.moves + 1].astype(np.int32),
    }


def poster(settings: MazeSettings, state: Learner, _: Settings) -> Arrays:
    """The value of each cell from 0 to 254, walls and traps dark, enlarged to a square."""
    cells = maze_of(settings).cells
    values = state.q.max(axis=1).reshape(cells.shape)
    low = min(values.min(), -1e-9)
    shown = np.round(127 + 127 * (1 - values / low)).astype(np.uint8)
    shown[cells == WALL] = 127
    shown[cells == TRAP] = 0
    rows, columns = (np.arange(POSTER) * side // POSTER for side in cells.shape)
    return {"map": shown[np.ix_(rows, columns)]}


LAB = Lab(
    id="maze",
    title=Text("Maze", "Labyrinth"),
    promise=Text(
        "Reinforcement learning: nobody says which way is right, only what a move has cost.",
        "Bestärkendes Lernen: Niemand sagt, welcher Weg richtig ist, nur was ein Zug gekostet hat.",
    ),
    unit=Text("episode", "Episode"),
    units=Text("episodes", "Episoden"),
    Settings=MazeSettings,
    State=Learner,
    start=start,
    advance=advance,
    readings={
        "greedy_return": Reading(
            Text("Return of what was learned", "Ertrag des Gelernten"),
            Text(
                "What an episode brings on average that always makes the move thought best: computed, not tried. A move "
                f"costs 1, a trap 100, and after {kernel.LIMIT} moves it is over.",
                "Was eine Episode im Mittel bringt, die immer den für besten gehaltenen Zug macht: berechnet, nicht "
                f"ausprobiert. Ein Zug kostet 1, eine Falle 100, und nach {kernel.LIMIT} Zügen ist Schluss.",
            ),
            lower_is_better=False,
        ),
        "recent_return": Reading(
            Text("Return while learning", "Ertrag beim Lernen"),
            Text(
                f"What the last {RECENT} episodes brought on average, with all the moves made at random; 0 before the first.",
                f"Was die letzten {RECENT} Episoden im Mittel brachten, mit allen zufälligen Zügen; 0 vor der ersten.",
            ),
            lower_is_better=False,
        ),
    },
    measure=measure,
    best=lambda settings, _: {"greedy_return": best_return(settings)},
    pictures={
        "maze": Picture(
            Text(
                "The maze, what each move is worth, and the last way.",
                "Das Labyrinth, der Wert jedes Zugs, der letzte Weg.",
            ),
            {
                "cells": Array("uint8", ("rows", "columns")),
                "q": Array("float64", ("rows", "columns", kernel.MOVES)),
                "policy": Array("int32", ("rows", "columns")),
                "visits": Array("int64", ("rows", "columns")),
                "path": Array("int32", ("moves",)),
            },
            draw,
        ),
        "poster": Picture(
            Text("The value of each cell.", "Der Wert jedes Feldes."), {"map": Array("uint8", (POSTER, POSTER))}, poster
        ),
    },
    verify=verify,
    groups=GROUPS,
    room=22,
    takes=Text("live, 1 s", "live, 1 s"),
    poster=("poster", "map"),
)
