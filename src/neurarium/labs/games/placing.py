"""A board that is set up by its text form: the moves that lead to it, or the reason why none do.

Positions are known by their moves, because rules look back (whose turn it is, a board repeated, a swap). So a board is
taken for what the players could have done: stones in turn, none floating, nobody ahead by two, nothing after the end. In Go
whoever has no stone left to place passes; captures are not needed, because every chain of a possible board has a liberty.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.games import visitor
from neurarium.labs.games.boards import Board
from neurarium.labs.games.settings import GamesSettings

SIGNS = {".": 0, "X": 1, "O": -1}


def read(board: Board, text: str) -> tuple[np.ndarray, int]:
    """(int8 [rows, columns] as `rules.cells`, who is said to be to move: 1, -1, or 0 where nothing is said).

    The text has a line a row (or rows separated by /), as `boards.drawn` writes it; in Go a last X or O may say whose turn
    it is. Raises `Refusal`.
    """
    rows = text.upper().replace("/", " ").split()
    turn = SIGNS[rows.pop()] if board.kind == "go" and len(rows) == board.rows + 1 and rows[-1] in ("X", "O") else 0
    fits = len(rows) == board.rows and all(len(row) == board.columns and set(row) <= set(SIGNS) for row in rows)
    if not fits:
        raise Refusal(
            Text(
                f"This is no board of {board.rows} rows: expected {board.rows} lines of {board.columns} signs each, X for the "
                "first player's stones, O for the second's, a dot where there is none.",
                f"Das ist kein Brett mit {board.rows} Reihen: erwartet werden {board.rows} Zeilen mit je {board.columns} "
                "Zeichen, X für Steine des ersten Spielers, O für die des zweiten, ein Punkt, wo keiner ist.",
            )
        )
    return np.array([[SIGNS[sign] for sign in row] for row in rows], np.int8), turn


def moves(settings: GamesSettings, board: Board, text: str) -> list[int]:
    """Moves that lead to the board of this text; raises `Refusal` where none do, or where the game is over there."""
    cells, turn = read(board, text)
    if board.kind == "go":
        return _go(settings, board, cells, turn)
    _counted(board, cells)
    ended: Refusal | None = None
    for order in _orders(board, cells):
        try:
            position = visitor.position_after(settings, order)
        except Refusal:
            continue  # somebody had won before
        if not bool(position.inner.terminated[0]):
            return order
        ended = _over()
    raise ended or _impossible(Text("no order of the moves leads to it", "keine Reihenfolge der Züge führt dorthin"))


def _counted(board: Board, cells: np.ndarray) -> None:
    first, second = int((cells == 1).sum()), int((cells == -1).sum())
    least = -1 if board.kind == "hex" else 0  # the stone that was taken over by a swap is White's
    if not least <= first - second <= 1:
        raise _impossible(
            Text(
                f"there are {first} X and {second} O, but they move in turn and X begins",
                f"es sind {first} X und {second} O, aber beide ziehen abwechselnd und X beginnt",
            )
        )


def _orders(board: Board, cells: np.ndarray) -> Iterator[list[int]]:
    """Orders of the moves, one for each stone that could have been the last one."""
    if not cells.any():
        yield []
        return
    if board.kind == "connect-four":
        yield from _stacked(cells)
        return
    flat = cells.ravel()
    firsts, seconds = (np.flatnonzero(flat == sign).tolist() for sign in (1, -1))
    if len(seconds) > len(firsts):  # a swap: White took the first stone over, mirrored
        for stone in seconds:
            rest = [one for one in seconds if one != stone]
            first = stone % board.columns * board.columns + stone // board.columns
            yield [first, board.cells, *_woven(firsts, rest)]
        return
    lasts = firsts if len(firsts) > len(seconds) else seconds
    for last in lasts:
        ordered = [*(one for one in lasts if one != last), last]
        yield _woven(ordered, seconds) if lasts is firsts else _woven(firsts, ordered)


def _woven(firsts: list[int], seconds: list[int]) -> list[int]:
    """In turn."""
    return [move for pair in zip(firsts, [*seconds, None], strict=False) for move in pair if move is not None]


def _stacked(cells: np.ndarray) -> Iterator[list[int]]:
    """Columns in an order in which the stones can have fallen: taken off from the top, last one first."""
    columns = [[int(sign) for sign in cells[::-1, column] if sign] for column in range(cells.shape[1])]
    filled = [(cells[:, column] != 0)[::-1] for column in range(cells.shape[1])]
    if any((np.diff(there.astype(int)) > 0).any() for there in filled):
        raise _impossible(Text("a stone floats", "ein Stein schwebt"))
    total = sum(map(len, columns))
    dead: set[tuple[int, ...]] = set()

    def taken_off(heights: tuple[int, ...]) -> list[int] | None:
        left = sum(heights)
        if not left:
            return []
        if heights in dead:
            return None
        sign = 1 if left % 2 else -1
        for column, height in enumerate(heights):
            if height and columns[column][height - 1] == sign:
                before = taken_off((*heights[:column], height - 1, *heights[column + 1 :]))
                if before is not None:
                    return [*before, column]
        dead.add(heights)
        return None

    heights = tuple(map(len, columns))
    for column, stack in enumerate(columns):
        if stack and stack[-1] == (1 if total % 2 else -1):
            before = taken_off((*heights[:column], len(stack) - 1, *heights[column + 1 :]))
            if before is not None:
                yield [*before, column]


def _go(settings: GamesSettings, board: Board, cells: np.ndarray, turn: int) -> list[int]:
    if (stones := _breathless(cells)) is not None:
        raise _impossible(
            Text(f"the chain at {stones} has no liberty", f"die Kette bei {stones} hat keine Freiheit"),
        )
    flat = cells.ravel()
    firsts, seconds = (np.flatnonzero(flat == sign).tolist() for sign in (1, -1))
    turn = turn or (-1 if len(firsts) > len(seconds) else 1)
    length = 2 * max(len(firsts), len(seconds))
    if len(firsts) > len(seconds):
        length -= 1  # White need not pass after the last stone
    order = [board.cells] * length
    order[: 2 * len(firsts) : 2] = firsts
    order[1 : 2 * len(seconds) : 2] = seconds
    if turn != (1 if length % 2 == 0 else -1):
        order.append(board.cells)
    position = visitor.position_after(settings, order)
    if bool(position.inner.terminated[0]):
        raise _over()
    return order


def _breathless(cells: np.ndarray) -> str | None:
    """A point of a chain without liberties, as it is written; None where every chain has one."""
    from neurarium.labs.games.boards import LETTERS

    reached = cells == 0
    while True:
        grown = reached.copy()
        for axis in (0, 1):
            for step in (1, -1):
                near, sign = np.roll(reached, step, axis), np.roll(cells, step, axis)
                edge = [slice(None), slice(None)]
                edge[axis] = slice(0, 1) if step == 1 else slice(-1, None)
                near[tuple(edge)] = False
                grown |= near & ((sign == cells) | (sign == 0))
        if (grown == reached).all():
            break
        reached = grown
    if reached.all():
        return None
    row, column = np.argwhere(~reached)[0]
    return f"{LETTERS[column]}{len(cells) - row}"


def _over() -> Refusal:
    return Refusal(
        Text(
            "The game is over on this board; set up one that is still open.",
            "Auf diesem Brett ist die Partie zu Ende; bitte eines aufstellen, das noch offen ist.",
        )
    )


def _impossible(why: Text) -> Refusal:
    return Refusal(
        Text(
            f"This board cannot arise: {why.en}. Change it so that it can.",
            f"Dieses Brett kann nicht entstehen: {why.de}. Bitte so ändern, dass es das kann.",
        )
    )
