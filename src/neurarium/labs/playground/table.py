"""Points as CSV, out and in; what cannot be read is named by its line."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.playground.points import Points

MOST_POINTS = 20_000
LARGEST = 1e6
SPLITS = ("train", "test")
LONGEST_NAME = 40  # characters of a class


@dataclass(frozen=True)
class Table:
    """The rows of a CSV text: places, labels, and whether each is for training where a column says so."""

    places: list[tuple[float, float]]
    labels: list[float]
    splits: list[str]  # "train", "test", or "" where there is no such column
    names: tuple[str, ...]  # of the classes, where the labels are words


def points_csv(points: Points) -> str:
    """`x,y,label,split`, one line a point, in the order of training; numbers come back bit for bit."""
    lines = ["x,y,label,split"]
    for index, (x, y, label) in enumerate(zip(points.x, points.y, points.label, strict=True)):
        said = _name(points, float(label)) if points.names else repr(float(label))
        lines.append(f"{float(x)!r},{float(y)!r},{said},{SPLITS[index >= points.training]}")
    return "\n".join(lines) + "\n"


def _name(points: Points, label: float) -> str:
    """A class's name as a cell of a table."""
    buffer = io.StringIO()
    index = int(label) if len(points.names) > 2 else int(label > 0)
    csv.writer(buffer, lineterminator="").writerow([points.names[index]])
    return buffer.getvalue()


def read_points(text: str, train_share: int, classes: int, seed: int) -> Points:
    """The points of a CSV text; without a column `split` the first `train_share` percent are for training.

    `classes`: 1 for a regression. Raises `Refusal` naming the line.
    """
    table = read_table(text, classes)
    count = len(table.labels)
    given = count > 0 and table.splits[0] != ""
    training = table.splits.count("train") if given else count * train_share // 100
    _check_split(count, training)
    if classes > 1 and len(set(table.labels)) < 2:
        raise Refusal(
            Text(
                "All labels are equal; a classification needs points of two classes at least.",
                "Alle Klassen sind gleich; eine Klassifikation braucht Punkte aus mindestens zwei Klassen.",
            )
        )
    order = sorted(range(count), key=lambda index: table.splits[index] == "test") if given else list(range(count))
    x, y = np.array([table.places[index] for index in order], dtype=np.float64).T.copy()
    label = np.array([table.labels[index] for index in order], dtype=np.float64)
    return Points(x, y, label, training, seed, own=True, names=table.names)


def add_points(points: Points, text: str, train_share: int, classes: int) -> Points:
    """The points and those of a CSV text; without a column `split` every so many are for training, the first always."""
    table = read_table(text, classes, points.names)
    if not table.labels:
        raise Refusal(
            Text(
                "No points were drawn: there is nothing to add.", "Kein Punkt gezeichnet: Es gibt nichts hinzuzufügen."
            )
        )
    if len(points.x) + len(table.labels) > MOST_POINTS:
        raise Refusal(
            Text(
                f"That would be more than {MOST_POINTS:,} points; erase some first.",
                f"Das wären mehr als {MOST_POINTS:_} Punkte; bitte zuerst einige löschen.".replace("_", "."),
            )
        )
    first = len(points.x)
    training = [
        split == "train" if split else -(-(index + 1) * train_share // 100) > -(-index * train_share // 100)
        for index, split in enumerate(table.splits, start=first)
    ]
    place = np.where(training, points.training, first)
    x, y = np.array(table.places, dtype=np.float64).T
    return Points(
        np.insert(points.x, place, x),
        np.insert(points.y, place, y),
        np.insert(points.label, place, table.labels),
        points.training + sum(training),
        points.seed,
        own=True,
        names=points.names,
    )


def without(points: Points, x: float, y: float, radius: float) -> Points:
    """The points without those within `radius` of a place; raises `Refusal` where too few would be left."""
    kept = np.hypot(points.x - x, points.y - y) > radius
    training = int(kept[: points.training].sum())
    _check_split(int(kept.sum()), training)
    return Points(
        points.x[kept], points.y[kept], points.label[kept], training, points.seed, own=True, names=points.names
    )


def read_table(text: str, classes: int, names: tuple[str, ...] = ()) -> Table:
    """The rows of a CSV text; words as labels become classes, in the order of `names` or of the alphabet."""
    text = text.removeprefix("\ufeff")  # a mark that spreadsheets put in front
    # Spreadsheets of many countries write semicolons between cells and commas in numbers.
    semicolons = ";" in text[: (text + "\n").index("\n")]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolons else ",")
    places: list[tuple[float, float]] = []
    said: list[tuple[int, str]] = []
    splits: list[str] = []
    try:
        header = _header(next(rows, []))
        for row in rows:
            if not row:
                continue
            _check_width(rows.line_num, row, len(header))
            if len(said) == MOST_POINTS:
                raise Refusal(
                    Text(
                        f"There are more than {MOST_POINTS:,} points (line {rows.line_num}); leave some out.",
                        f"Es sind mehr als {MOST_POINTS:_} Punkte (Zeile {rows.line_num}); bitte einige "
                        "weglassen.".replace("_", "."),
                    )
                )
            cells = [cell.replace(",", ".") for cell in row] if semicolons else row
            places.append((_number(rows.line_num, "x", cells[0]), _number(rows.line_num, "y", cells[1])))
            if not cells[2].strip():
                raise _no_number(rows.line_num, "label", cells[2])
            said.append((rows.line_num, cells[2]))
            splits.append(_split(rows.line_num, row[3]) if len(header) == 4 else "")
    except csv.Error as problem:
        raise Refusal(
            Text(
                f"Line {rows.line_num} cannot be read ({problem}).", f"Zeile {rows.line_num} ist unlesbar ({problem})."
            )
        ) from problem
    if classes > 1 and (names or (said and not _is_number(said[0][1]))):
        labels, names = _named(said, classes, names)
    else:
        labels = [_label(line, _number(line, "label", cell), classes) for line, cell in said]
    return Table(places, labels, splits, names)


def _is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def _named(
    said: Sequence[tuple[int, str]], classes: int, names: tuple[str, ...]
) -> tuple[list[float], tuple[str, ...]]:
    """The labels of words, and the words in the order of the classes."""
    found = {cell.strip() for _, cell in said}
    names = names or tuple(sorted(found))
    if len(names) != classes or not found <= set(names) or any(not 0 < len(name) <= LONGEST_NAME for name in names):
        listed = ", ".join(f"'{name[:20]}'" for name in sorted(found)[:8])
        raise Refusal(
            Text(
                f"{'There is 1 class' if len(found) == 1 else f'There are {len(found)} classes'} in the column label ({listed}); the problem has {classes}. Two need the "
                "problem 'Classification', 3 to 6 'Several classes' with as many classes; a name has 1 to "
                f"{LONGEST_NAME} characters.",
                f"In der Spalte label {'steht 1 Klasse' if len(found) == 1 else f'stehen {len(found)} Klassen'} ({listed}); die Aufgabe hat {classes}. Zwei brauchen die "
                "Aufgabe „Klassifikation“, 3 bis 6 „Mehrere Klassen“ mit ebenso vielen Klassen; ein Name hat 1 bis "
                f"{LONGEST_NAME} Zeichen.",
            )
        )
    values = (-1.0, 1.0) if classes == 2 else tuple(float(index) for index in range(classes))
    return [values[names.index(cell.strip())] for _, cell in said], names


def _header(row: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in row]
    if names not in (["x", "y", "label"], ["x", "y", "label", "split"]):
        raise Refusal(
            Text(
                "Line 1 must be the header 'x,y,label' or 'x,y,label,split'.",
                "Zeile 1 muss die Kopfzeile 'x,y,label' oder 'x,y,label,split' sein.",
            )
        )
    return names


def _check_split(count: int, training: int) -> None:
    if training < 1 or training >= count:
        raise Refusal(
            Text(
                f"Of {count} in all, {training} would be for training and {count - training} for the test; both need at "
                "least one point.",
                f"Von insgesamt {count} wären {training} für das Training und {count - training} für den Test; beide "
                "brauchen mindestens einen Punkt.",
            )
        )


def _check_width(line: int, row: list[str], width: int) -> None:
    if len(row) != width:
        raise Refusal(
            Text(
                f"Line {line} has {len(row)} cells; {width} are expected.",
                f"Zeile {line} hat {len(row)} Zellen; erwartet werden {width}.",
            )
        )


def _number(line: int, name: str, cell: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        number = math.nan
    if not abs(number) <= LARGEST:
        raise _no_number(line, name, cell)
    return number


def _no_number(line: int, name: str, cell: str) -> Refusal:
    return Refusal(
        Text(
            f"Line {line}, {name}: '{cell[:20]}' is no number from {-LARGEST:,.0f} to {LARGEST:,.0f}.",
            f"Zeile {line}, {name}: '{cell[:20]}' ist keine Zahl von −1.000.000 bis 1.000.000.",
        )
    )


def _label(line: int, label: float, classes: int) -> float:
    allowed: Sequence[float] = {1: [label], 2: [-1.0, 1.0]}.get(classes, list(map(float, range(classes))))
    if label not in allowed:
        listed_en = "1 or -1" if classes == 2 else f"a whole number from 0 to {classes - 1}"
        listed_de = "1 oder -1" if classes == 2 else f"eine ganze Zahl von 0 bis {classes - 1}"
        raise Refusal(
            Text(
                f"Line {line}, label: {label:g} is no class; expected {listed_en} (or choose regression).",
                f"Zeile {line}, label: {label:g} ist keine Klasse; erwartet wird {listed_de} (oder Regression wählen).",
            )
        )
    return label


def _split(line: int, cell: str) -> str:
    if cell.strip().lower() not in SPLITS:
        raise Refusal(
            Text(
                f"Line {line}, split: '{cell[:20]}' is neither 'train' nor 'test'.",
                f"Zeile {line}, split: '{cell[:20]}' ist weder 'train' noch 'test'.",
            )
        )
    return cell.strip().lower()
