"""The boards: what a game looks like and how its moves are written. Nothing here needs the rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from neurarium.lab.text import Refusal, Text

LETTERS = "ABCDEFGHJ"  # as Go counts: without I


@dataclass(frozen=True)
class Board:
    """One game's board.

    Attributes:
        id, kind: "go-7", "go".
        rows, columns: of the board.
        actions: how many moves there are; the last of Go is to pass, the last of Hex to swap.
        longest: moves after which every game is over.
        planes: of what a network sees.
        komi: points that the second player of Go gets for moving second.
        komis: those that a network is taught to play by, in ascending order.
    """

    id: str
    kind: str
    rows: int
    columns: int
    actions: int
    longest: int
    planes: int
    komi: float = 0.0
    komis: tuple[float, ...] = ()

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def _go(size: int, komi: float, *others: float) -> Board:
    points, komis = size * size, tuple(sorted((komi, *others)))
    return Board(f"go-{size}", "go", size, size, points + 1, 2 * points, 4 + len(komis), komi, komis)


def _hex(size: int) -> Board:
    points = size * size
    return Board(f"hex-{size}", "hex", size, size, points + 1, points + 1, 4)


# Komi: on 5x5 perfect play wins the whole board for Black (van der Werf et al. 2003), on 7x7 nine points (Li 2015). The first
# is what is fair between GNU Go and itself, from whose games Black emerges about nine points ahead on either board.
BOARDS = {
    board.id: board
    for board in (
        Board("tic-tac-toe", "tic-tac-toe", 3, 3, 9, 9, 2),
        Board("connect-four", "connect-four", 6, 7, 7, 42, 2),
        _go(5, 9.5, 0.5, 4.5, 14.5, 19.5, 24.5),
        _go(7, 9.5, 0.5, 4.5, 8.5, 14.5),
        _go(9, 7.5, 0.5, 5.5, 6.5),
        _hex(5),
    )
}
NAMES = {
    "tic-tac-toe": Text("Tic-tac-toe", "Tic-Tac-Toe"),
    "connect-four": Text("Connect Four", "Vier gewinnt"),
    "go-5": Text("Go, 5 x 5", "Go, 5 x 5"),
    "go-7": Text("Go, 7 x 7", "Go, 7 x 7"),
    "go-9": Text("Go, 9 x 9", "Go, 9 x 9"),
    "hex-5": Text("Hex, 5 x 5", "Hex, 5 x 5"),
}
LARGEST = max(board.actions for board in BOARDS.values())


def written(board: Board, action: int) -> str:
    """A move as people write it: a column of Connect Four (1 to 7), otherwise a point (B2, row 1 at the bottom)."""
    if board.kind == "connect-four":
        return str(action + 1)
    if action == board.cells:
        return "pass" if board.kind == "go" else "swap"
    row, column = divmod(action, board.columns)
    return f"{LETTERS[column]}{board.rows - row}"


def read(board: Board, word: str) -> int:
    """The move that a word means; raises `Refusal`."""
    known = {written(board, action).upper(): action for action in range(board.actions)}
    if word.strip().upper() not in known:
        first, last = written(board, 0), written(board, board.actions - 1)
        raise Refusal(
            Text(
                f"'{word[:20]}' is no move here: expected something like '{first}' or '{last}'.",
                f"'{word[:20]}' ist hier kein Zug: erwartet wird etwas wie '{first}' oder '{last}'.",
            )
        )
    return known[word.strip().upper()]


def read_moves(board: Board, text: str) -> list[int]:
    """The moves of a text, separated by spaces or commas; of Connect Four the columns may stand close together."""
    words = text.replace(",", " ").split()
    if board.kind == "connect-four":
        words = list("".join(words))
    return [read(board, word) for word in words]


def drawn(cells: np.ndarray) -> str:
    """The board as text, a line a row: X for the first player's stones, O for the second's, a dot where there is none."""
    return "\n".join("".join(".XO"[value] for value in row) for row in cells)


@cache
def symmetries(board: Board) -> tuple[np.ndarray, np.ndarray]:
    """The ways to turn and mirror a board that leave the game the same; the first leaves everything where it is.

    Returns:
        int64 [symmetries, cells]: the cell of the old board that each cell of the new one shows.
        int64 [symmetries, actions]: the same for moves.
    """
    grid = np.arange(board.cells).reshape(board.rows, board.columns)
    match board.kind:
        case "connect-four":
            grids = [grid, grid[:, ::-1]]
        case "hex":  # another turn would exchange whose sides are whose
            grids = [grid, grid[::-1, ::-1]]
        case _:
            turns = [np.rot90(grid, times) for times in range(4)]
            grids = [*turns, *(turned[:, ::-1] for turned in turns)]
    places = np.array([turned.ravel() for turned in grids])
    if board.kind == "connect-four":
        return places, np.array([turned[0] for turned in grids])
    more = np.full((len(places), board.actions - board.cells), board.cells)
    return places, np.concatenate([places, more], axis=1)
