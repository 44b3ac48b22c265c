"""Boxes as a network's answers, and how good they are.

The picture is cut into cells; the cell in which the centre of a thing lies answers for it: how sure it is that there is
one, where in the cell its centre is, how wide and high it is, and which class.

Sources: J. Redmon, A. Farhadi, YOLO9000: better, faster, stronger, 2016 (a cell answers for a centre); M. Everingham et
al., The Pascal visual object classes challenge: a retrospective, 2015, section 4 (average precision).
"""

from __future__ import annotations

import numpy as np

OVERLAP = 0.5  # of two answers of one class above which the less sure one is dropped
MOST = 20  # answers kept for each picture
LARGEST = 4.0  # |log| of a box's width in cells beyond which an answer is cut off


def encode(boxes: np.ndarray, rows: int, columns: int, height: int, width: int) -> np.ndarray:
    """What the cells should answer.

    Arguments:
        boxes: float64 [pictures, k, 5] of class, left, top, right, bottom in pixels; class -1 for none. Of two centres in
            one cell the first counts.
        rows, columns: cells of a picture.
        height, width: of a picture in pixels.

    Returns:
        float32 [pictures, rows, columns, 6]: 1 where there is a centre, else 0; class; x and y of the centre in its cell
        from 0 to 1; logarithms of width and height in cells.
    """
    targets = np.zeros((len(boxes), rows, columns, 6), np.float32)
    down, across = height / rows, width / columns
    for place in reversed(range(boxes.shape[1])):  # the first is written last
        label, left, top, right, bottom = np.moveaxis(boxes[:, place], 1, 0)
        picture = np.flatnonzero((label >= 0) & (right > left) & (bottom > top))
        x, y = (left + right)[picture] / 2 / across, (top + bottom)[picture] / 2 / down
        column = np.clip(np.floor(x).astype(int), 0, columns - 1)
        row = np.clip(np.floor(y).astype(int), 0, rows - 1)
        wide, high = (right - left)[picture] / across, (bottom - top)[picture] / down
        targets[picture, row, column] = np.stack(
            [np.ones_like(x), label[picture], x - column, y - row, np.log(wide), np.log(high)], axis=1
        )
    return targets


def decode(raw: np.ndarray, height: int, width: int, threshold: float = 0.05) -> list[np.ndarray]:
    """The boxes that a network's answers mean.

    Arguments:
        raw: float [pictures, rows, columns, 5 + classes]: logit of there being a centre, logits of x and y in the cell,
            logarithms of width and height in cells, logits of the classes.
        height, width: of a picture in pixels.
        threshold: how sure an answer must be; its score is the chance of a centre times that of the likeliest class.

    Returns:
        For each picture float64 [m, 6]: class, left, top, right, bottom, score, surest first, at most 20.
    """
    answers = np.asarray(raw, np.float64)
    _, rows, columns, _ = answers.shape
    there, x, y = (_sigmoid(answers[..., which]) for which in range(3))
    wide, high = (np.exp(np.clip(answers[..., which], -LARGEST, LARGEST)) for which in (3, 4))
    classes = answers[..., 5:] - answers[..., 5:].max(axis=3, keepdims=True)
    score = there / np.exp(classes).sum(axis=3)  # the likeliest class has the exponential 1
    down, across = height / rows, width / columns
    middle_x = (np.arange(columns) + x) * across
    middle_y = (np.arange(rows)[:, None] + y) * down
    half_x, half_y = wide * across / 2, high * down / 2
    found = np.stack(
        [
            answers[..., 5:].argmax(axis=3).astype(np.float64),
            np.clip(middle_x - half_x, 0, width),
            np.clip(middle_y - half_y, 0, height),
            np.clip(middle_x + half_x, 0, width),
            np.clip(middle_y + half_y, 0, height),
            score,
        ],
        axis=3,
    ).reshape(len(answers), rows * columns, 6)
    return [suppress(boxes[boxes[:, 5] >= threshold]) for boxes in found]


def suppress(found: np.ndarray, overlap: float = OVERLAP, most: int = MOST) -> np.ndarray:
    """Drop every answer that overlaps a surer one of its class (non-maximum suppression).

    Arguments:
        found: float64 [m, 6] of class, left, top, right, bottom, score.

    Returns:
        The others, surest first.
    """
    left = found[np.argsort(-found[:, 5], kind="stable")]
    kept: list[np.ndarray] = []
    while len(left) and len(kept) < most:
        kept.append(left[0])
        rivals = (left[:, 0] == left[0, 0]) & (intersection_over_union(left[:1, 1:5], left[:, 1:5])[0] > overlap)
        rivals[0] = True
        left = left[~rivals]
    return np.array(kept).reshape(-1, 6)


def intersection_over_union(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Shared area by area of both together, of each pair.

    Arguments:
        first, second: [m, 4] and [n, 4] of left, top, right, bottom.

    Returns:
        float64 [m, n] from 0 to 1.
    """
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=2)
    areas = [np.clip(boxes[:, 2:] - boxes[:, :2], 0, None).prod(axis=1) for boxes in (first, second)]
    together = areas[0][:, None] + areas[1][None] - shared
    return np.asarray(np.divide(shared, together, out=np.zeros_like(shared, np.float64), where=together > 0))


def mean_precision(found: list[np.ndarray], truth: np.ndarray, classes: int, overlap: float = 0.5) -> float:
    """Mean over the classes of the average precision of the boxes found.

    Arguments:
        found: for each picture [m, 6] of class, left, top, right, bottom, score.
        truth: [pictures, k, 5] of class, left, top, right, bottom; class -1 for none.
        overlap: intersection over union from which a box counts as found; each counts once.

    Returns:
        From 0 to 1, over the classes that occur; NaN where none does.
    """
    right = [_matched(answers, boxes, overlap) for answers, boxes in zip(found, truth, strict=True)]
    everything = np.concatenate([np.zeros((0, 6)), *found])
    hits = np.concatenate([np.zeros(0, bool), *right])
    precisions = []
    for label in range(classes):
        there = int((truth[..., 0] == label).sum())
        if there:
            which = everything[:, 0] == label
            order = np.argsort(-everything[which, 5], kind="stable")
            precisions.append(average_precision(hits[which][order], there))
    return float(np.mean(precisions)) if precisions else float("nan")


def average_precision(hits: np.ndarray, there: int) -> float:
    """Area under precision by recall, where precision is the best that is reached at this recall or a higher one.

    Arguments:
        hits: bool [answers], surest first.
        there: how many there were to be found.
    """
    reached = np.cumsum(hits)
    precision = reached / np.arange(1, len(hits) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float(best[np.asarray(hits, bool)].sum() / there)


def _matched(answers: np.ndarray, boxes: np.ndarray, overlap: float) -> np.ndarray:
    """Which answers are right: bool [m], surest first taking the box that they overlap most."""
    right = np.zeros(len(answers), bool)
    boxes = boxes[boxes[:, 0] >= 0]
    if not len(answers) or not len(boxes):
        return right
    shared = intersection_over_union(answers[:, 1:5], boxes[:, 1:5])
    shared[answers[:, :1] != boxes[None, :, 0]] = 0
    for answer in np.argsort(-answers[:, 5], kind="stable"):
        best = int(shared[answer].argmax())
        if shared[answer, best] >= overlap:
            right[answer] = True
            shared[:, best] = 0
    return right


def mean_overlap(found: np.ndarray, truth: np.ndarray, classes: int) -> float:
    """Mean over background and classes of intersection over union, all pixels together.

    Arguments:
        found, truth: uint8 [pictures, rows, columns], 0 for background, else class + 1.

    Returns:
        From 0 to 1, over what occurs in either; NaN where there are no pixels.
    """
    kinds = classes + 1
    pairs = np.bincount(truth.astype(np.int64).ravel() * kinds + found.ravel(), minlength=kinds * kinds)
    table = pairs.reshape(kinds, kinds)
    shared = np.diag(table)
    together = table.sum(axis=0) + table.sum(axis=1) - shared
    occurs = together > 0
    return float((shared[occurs] / together[occurs]).mean()) if occurs.any() else float("nan")


def _sigmoid(values: np.ndarray) -> np.ndarray:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * values)))
