"""Mazes as text, and as a table of where each move may lead.

A plan is written row by row, rows separated by `/`: `S` start, `G` goal, `#` wall, `X` trap, `.` free. A move costs 1. A
trap costs 100 and leads back to the start, as the cliff does in Sutton and Barto, "Reinforcement Learning", 2nd edition
2018, example 6.6. Who runs into a wall or the edge stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from neurarium.lab.text import Refusal, Text

FREE, WALL, START, GOAL, TRAP = range(5)
SIGNS = ".#SGX"
MOVES = ((-1, 0), (0, 1), (1, 0), (0, -1))  # up, right, down, left; (rows down, columns right)
LARGEST = 16  # rows and columns
STEP, FALL = -1.0, -100.0  # rewards

PLANS = {
    "rooms": "S...#..../....#..../........./....#..../##.###.##/....#..../........./....#..../....#...G",
    "cliff": "............/............/............/SXXXXXXXXXXG",
    "bridge": "...#XXX#.../...#XXX#.../S.........G/...#XXX#.../.....X...../...........",
    "open": "S......./......../......../......../......../.......G",
}


@dataclass(frozen=True)
class Maze:
    """`leads` [cells, moves]: the cell a move leads to; `reward` [cells, moves]: what it brings."""

    cells: np.ndarray  # uint8 [rows, columns]
    start: int
    goal: int
    leads: np.ndarray  # int64 [cells, moves]
    reward: np.ndarray  # float64 [cells, moves]


@lru_cache(maxsize=64)
def read(plan: str) -> Maze:
    """The maze that a plan means; raises `Refusal` for anything that is none."""
    lines = [line.strip() for line in plan.strip().upper().split("/")]
    if any(sign not in SIGNS for line in lines for sign in line):
        raise Refusal(
            Text(
                "A plan holds only the signs . # S G X, with / between rows.",
                "Ein Plan enthält nur die Zeichen . # S G X und / zwischen den Zeilen.",
            )
        )
    if not 2 <= len(lines) <= LARGEST or not 2 <= len(lines[0]) <= LARGEST or len({len(line) for line in lines}) > 1:
        raise Refusal(
            Text(
                f"A plan has 2 to {LARGEST} rows of 2 to {LARGEST} signs each, all equally long.",
                f"Ein Plan hat 2 bis {LARGEST} Zeilen mit je 2 bis {LARGEST} Zeichen, alle gleich lang.",
            )
        )
    cells = np.array([[SIGNS.index(sign) for sign in line] for line in lines], np.uint8)
    if (cells == START).sum() != 1 or (cells == GOAL).sum() != 1:
        raise Refusal(
            Text(
                "A plan has exactly one start S and one goal G.",
                "Ein Plan hat genau einen Start S und genau ein Ziel G.",
            )
        )
    return _table(cells)


def _table(cells: np.ndarray) -> Maze:
    rows, columns = cells.shape
    kinds = cells.ravel()
    start, goal = (int(np.flatnonzero(kinds == kind)[0]) for kind in (START, GOAL))
    leads = np.empty((rows * columns, len(MOVES)), np.int64)
    reward = np.full(leads.shape, STEP)
    for cell in range(rows * columns):
        row, column = divmod(cell, columns)
        for move, (down, right) in enumerate(MOVES):
            to = (row + down, column + right)
            inside = 0 <= to[0] < rows and 0 <= to[1] < columns and cells[to] != WALL
            target = to[0] * columns + to[1] if inside else cell
            if kinds[target] == TRAP:
                target, reward[cell, move] = start, FALL
            leads[cell, move] = target
    for array in (cells, leads, reward):
        array.setflags(write=False)
    return Maze(cells, start, goal, leads, reward)


def reachable(maze: Maze) -> bool:
    """Whether any way leads from the start to the goal."""
    seen, front = {maze.start}, [maze.start]
    while front:
        for cell in maze.leads[front.pop()].tolist():
            if cell not in seen:
                seen.add(cell)
                front.append(cell)
    return maze.goal in seen
