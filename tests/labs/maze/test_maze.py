"""The maze: rules, single updates, and values that are known exactly."""

from __future__ import annotations

import numpy as np
import pytest

import neurarium as nr
from neurarium.labs.maze import kernel
from neurarium.labs.maze.plans import MOVES, PLANS, read

UP, RIGHT, DOWN, LEFT = range(4)


def test_moves_walls_edges_and_traps() -> None:
    maze = read("S#X/..G")
    corner, below = 0, 3
    assert maze.leads[corner].tolist() == [corner, corner, below, corner]
    assert maze.leads[4, UP] == 4, "a wall"
    assert maze.leads[5, UP] == corner, "a trap leads back to the start"
    assert maze.reward[5, UP] == -100
    assert maze.reward[corner].tolist() == [-1.0] * len(MOVES)


@pytest.mark.parametrize(
    ("plan", "part"),
    [
        ("S.G", "2 to 16 rows"),
        ("S./.G.", "equally long"),
        ("S?/.G", "only the signs"),
        ("SS/.G", "exactly one start"),
        ("../.G", "exactly one start"),
        ("S#/#G", "No way leads"),
    ],
)
def test_a_plan_that_is_none_is_refused(plan: str, part: str) -> None:
    with pytest.raises(nr.Refusal, match=part):
        nr.run("maze", maze="own", plan=plan)


def learned(q: np.ndarray, *, follows: bool, chances: np.ndarray) -> tuple[float, int]:
    maze = read("S.G/...")
    path = np.zeros(kernel.LIMIT + 1, np.int64)
    visits = np.zeros(6, np.int64)
    return kernel.episode(
        q, visits, maze.leads, maze.reward, maze.start, maze.goal, 0.5, 1.0, 1.0, 0.0, follows, chances, path
    )


def test_one_episode_by_hand() -> None:
    # Every move is random (exploration 1), and the uniform numbers say: to the right. S - middle - goal.
    chances = np.full((kernel.LIMIT + 1, kernel.PER_MOVE), 0.3)
    for follows in (False, True):
        q = np.zeros((6, 4))
        assert learned(q, follows=follows, chances=chances) == (-2.0, 2)
        assert q[0, RIGHT] == -0.5  # half way to -1 + 0
        assert q[1, RIGHT] == -0.5
        assert learned(q, follows=follows, chances=chances) == (-2.0, 2)
        assert q[1, RIGHT] == -0.75
        # Q-learning looks at the best move of the middle (0, not tried yet), SARSA at the one that follows (-0.5).
        assert q[0, RIGHT] == (-1.0 if follows else -0.75)


def test_the_cliff_of_the_book() -> None:
    q, sarsa = (nr.run("maze", maze="cliff", method=method, seed=1).advance(500) for method in ("q", "sarsa"))
    assert q.readings["greedy_return"] == -13, "the shortest way, along the edge"
    assert sarsa.readings["greedy_return"] == -17, "the detour"
    assert sarsa.readings["recent_return"] > q.readings["recent_return"], "but safer while it explores"


@pytest.mark.parametrize(("maze", "best"), [("rooms", -16), ("cliff", -13), ("bridge", -10), ("open", -12)])
def test_the_best_is_the_shortest_way(maze: str, best: float) -> None:
    run = nr.run("maze", maze=maze, seed=2)
    assert run.lab.best(run.settings, run.state) == {"greedy_return": best}
    assert run.advance(1000).readings["greedy_return"] == best


def test_slipping_is_computed_not_tried() -> None:
    maze = read(PLANS["open"])
    policy = np.where(np.arange(48) % 8 < 7, RIGHT, DOWN)
    exact = kernel.expected(policy, maze.leads, maze.reward, maze.goal, 0.2)[maze.start]
    # The same by solving the linear equations of an endless episode; 300 moves are next to endless here.
    others = [cell for cell in range(48) if cell != maze.goal]
    steps = np.zeros((48, 48))
    for cell in others:
        for side, chance in ((0, 0.8), (1, 0.1), (3, 0.1)):
            steps[cell, maze.leads[cell, (policy[cell] + side) % 4]] += chance
    inner = np.eye(47) - steps[np.ix_(others, others)]
    assert exact == pytest.approx(np.linalg.solve(inner, -np.ones(47))[others.index(maze.start)], abs=1e-9)


def test_who_does_not_learn_goes_nowhere() -> None:
    run = nr.run("maze", rate=0, seed=3).advance(20)
    assert run.readings["greedy_return"] == -kernel.LIMIT
    assert not run.state.q.any()
