"""Episodes of temporal-difference learning, and the exact value of a policy; loops over moves.

Watkins' Q-learning (1989) learns of the best move that could follow, SARSA (Rummery and Niranjan, 1994) of the move that
does follow. With the chance `slip` a move goes astray to one of its two sides.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

MOVES = 4
LIMIT = 300  # moves of an episode
PER_MOVE = 4  # uniform numbers that a move may use up


@njit(nogil=True, cache=True)
def choose(values, exploration, chances):
    """A move: any one with the chance `exploration`, otherwise one of the best; `chances` [2] are uniform numbers."""
    if chances[0] < exploration:
        return min(int(chances[1] * MOVES), MOVES - 1)
    best, ties = -math.inf, 0
    for move in range(MOVES):
        if values[move] > best:
            best, ties = values[move], 1
        elif values[move] == best:
            ties += 1
    wanted = min(int(chances[1] * ties), ties - 1)
    for move in range(MOVES):
        if values[move] == best:
            if wanted == 0:
                return move
            wanted -= 1
    return MOVES - 1


@njit(nogil=True, cache=True)
def astray(move, slip, chance):
    """The move that is really made."""
    if chance < slip / 2:
        return (move + 1) % MOVES
    if chance < slip:
        return (move + 3) % MOVES
    return move


@njit(nogil=True, cache=True)
def episode(q, visits, leads, reward, start, goal, rate, discount, exploration, slip, follows, chances, path):
    """Learn `q` [cells, MOVES] in place over one episode; the sum of its rewards, and its moves.

    `follows`: SARSA instead of Q-learning. `chances` [LIMIT + 1, PER_MOVE]: uniform numbers. `path` [LIMIT + 1] gets the
    cells one after the other.
    """
    cell = start
    path[0] = cell
    visits[cell] += 1
    move = choose(q[cell], exploration, chances[LIMIT, :2])
    total = 0.0
    for step in range(LIMIT):
        made = astray(move, slip, chances[step, 2])
        after, gain = leads[cell, made], reward[cell, made]
        onward = choose(q[after], exploration, chances[step, :2])
        ahead = 0.0
        if after != goal:
            ahead = q[after, onward] if follows else q[after].max()
        q[cell, move] += rate * (gain + discount * ahead - q[cell, move])
        total += gain
        cell = after
        path[step + 1] = cell
        visits[cell] += 1
        if cell == goal:
            return total, step + 1
        move = onward if follows else choose(q[cell], exploration, chances[step, :2])
    return total, LIMIT


@njit(nogil=True, cache=True)
def expected(policy, leads, reward, goal, slip):
    """float64 [cells]: the expected sum of rewards of at most LIMIT moves, from each cell on.

    `policy` [cells] says the move; where it is below 0, it is the best one at each time, so that no policy brings more.
    """
    cells = len(policy)
    value = np.zeros(cells)
    for _ in range(LIMIT):
        before = value.copy()
        for cell in range(cells):
            if cell == goal:
                continue
            best = -math.inf
            for move in range(MOVES):
                if policy[cell] >= 0 and move != policy[cell]:
                    continue
                total = 0.0
                for side, chance in ((0, 1 - slip), (1, slip / 2), (3, slip / 2)):
                    made = (move + side) % MOVES
                    total += chance * (reward[cell, made] + before[leads[cell, made]])
                best = max(best, total)
            value[cell] = best
        if (value == before).all():
            break
    return value
