"""The experts whose games AlphaGo's first network imitates, in place of people: searches that know nothing but the rules.

Upper confidence bounds for trees (Kocsis and Szepesvári 2006): a simulation goes from the root to a move that was not
tried yet, always to the largest mean + c sqrt(ln N(s) / N(s, a)), plays random moves from there to the end of the game, and
gives what that brought to every move on the way. No network, no knowledge; some hundred games are played at once.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from neurarium.labs.games import bitboards
from neurarium.labs.games.bitboards import Shape, joined, place, play_out

CURIOSITY = 1.0  # c


def searched(shape: Shape, seen: np.ndarray, simulations: int, seeds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the experts' searches found.

    Arguments:
        shape: of the board.
        seen: bool [batch, rows, columns, planes], positions that are not over.
        simulations: of each.
        seeds: uint32 [batch], of the random moves.

    Returns:
        int32 [batch, actions]: how often each move was tried.
        float64 [batch]: the mean of what the simulations brought the player to move.
    """
    actions = shape.columns if shape.drops else shape.rows * shape.columns
    visits = np.zeros((len(seen), actions), np.int32)
    values = np.zeros(len(seen))
    _search_all(shape, bitboards.read(seen), simulations, seeds.astype(np.int64), visits, values)
    return visits, values


@njit(cache=True, nogil=True)
def _search_all(shape, boards, simulations, seeds, visits, values):
    for row in range(len(boards)):
        np.random.seed(seeds[row])
        values[row] = _search(shape, boards[row, 0], boards[row, 1], simulations, visits[row])


@njit(cache=True, nogil=True)
def _search(shape, mine, theirs, simulations, found):
    actions = len(found)
    cells = shape.rows * shape.columns
    children = np.zeros((simulations + 1, actions), np.int32)  # 0: none yet
    visits = np.zeros((simulations + 1, actions), np.int32)
    totals = np.zeros((simulations + 1, actions), np.int32)
    path, taken = np.zeros(cells, np.int32), np.zeros(cells, np.int32)
    begin, stones = cells, mine | theirs
    while stones:
        begin -= stones & 1
        stones >>= 1
    nodes, whole = 1, 0
    for _ in range(simulations):
        node, depth, free, one, other, result = 0, 0, begin, mine, theirs, 0
        while True:
            action = _choose(shape, one | other, visits[node], totals[node])
            path[depth], taken[depth] = node, action
            depth, free = depth + 1, free - 1
            one |= place(one | other, action, shape)
            if joined(one, shape):
                result = 1
                break
            if free == 0:
                break
            one, other = other, one
            if children[node, action] == 0:
                children[node, action] = nodes
                nodes += 1
                result = -play_out(one, other, free, shape)
                break
            node = children[node, action]
        for back in range(depth - 1, -1, -1):  # the result is that of whoever moved there
            visits[path[back], taken[back]] += 1
            totals[path[back], taken[back]] += result
            result = -result
        whole -= result  # turned once too often
    found[:] = visits[0]
    return whole / simulations


@njit(cache=True, nogil=True)
def _choose(shape, stones, visits, totals):
    """The move with the largest upper bound; one that was not tried yet before any other, beginning at a random one."""
    begin = np.random.randint(len(visits))
    curious = CURIOSITY * np.sqrt(np.log(max(1, visits.sum())))
    best, chosen = -np.inf, -1
    for step in range(len(visits)):
        action = (begin + step) % len(visits)
        if place(stones, action, shape) == 0:
            continue
        if visits[action] == 0:
            return action
        bound = totals[action] / visits[action] + curious / np.sqrt(visits[action])
        if bound > best:
            best, chosen = bound, action
    return chosen
