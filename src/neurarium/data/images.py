"""What every image lab works on: pictures with their labels, and a fixed split into three parts."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from hashlib import blake2b

import numpy as np

from neurarium.lab.text import Text


@dataclass(frozen=True, eq=False)
class Images:
    """Pictures with what is known about them. The arrays are shared, and therefore read-only.

    Attributes:
        pixels: uint8 [pictures, rows, columns, channels], 1 channel (grey, 255 = ink or white) or 3 (RGB).
        labels: int64 [pictures], an index into `names`.
        names: of the classes.
        boxes: float64 [pictures, k, 5] of class, left, top, right, bottom in pixels from the upper left corner, right
            and bottom exclusive; rows of -1 fill up. None where there are none.
        masks: uint8 [pictures, rows, columns], 0 for background, else class + 1. None where there are none.
    """

    pixels: np.ndarray
    labels: np.ndarray
    names: tuple[Text, ...]
    boxes: np.ndarray | None = None
    masks: np.ndarray | None = None

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                if len(value) != len(self.labels):
                    raise ValueError(f"{item.name} has {len(value)} entries for {len(self.labels)} labels")
                value.setflags(write=False)

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Rows, columns and channels of each picture."""
        _, rows, columns, channels = self.pixels.shape
        return rows, columns, channels

    def take(self, which: np.ndarray) -> Images:
        """The pictures that an index array or a mask selects, in its order."""
        return replace(
            self,
            pixels=self.pixels[which],
            labels=self.labels[which],
            boxes=None if self.boxes is None else self.boxes[which],
            masks=None if self.masks is None else self.masks[which],
        )


@dataclass(frozen=True, eq=False)
class Split:
    """One data set in three parts that never change: learn from the first, choose by the second, report the third.

    Attributes:
        about: how the parts were made, in a sentence that a visitor reads.
    """

    train: Images
    validation: Images
    test: Images
    about: Text

    @property
    def names(self) -> tuple[Text, ...]:
        return self.train.names

    @property
    def shape(self) -> tuple[int, int, int]:
        return self.train.shape


def by_fingerprint(pixels: np.ndarray) -> np.ndarray:
    """An order of pictures that looks random and depends on nothing but each picture's own pixels.

    A split made along it stays the same when a file holds the pictures in another order, and puts equal pictures next
    to each other.

    Arguments:
        pixels: uint8 [pictures, ...].

    Returns:
        int64 [pictures], indices.
    """
    prints = b"".join(blake2b(picture.tobytes(), digest_size=8).digest() for picture in pixels)
    numbers = np.frombuffer(prints, ">u8")
    return np.argsort(numbers, kind="stable").astype(np.int64)


def divide(images: Images, shares: tuple[float, float]) -> tuple[Images, Images, Images]:
    """Train, validation and test, class by class along the fingerprints.

    Arguments:
        shares: of each class for validation and for test; each gets at least one picture of every class that has three.
    """
    order = by_fingerprint(images.pixels)
    parts: tuple[list[np.ndarray], ...] = ([], [], [])
    for label in range(len(images.names)):
        members = order[images.labels[order] == label]
        validation, test = (max(round(share * len(members)), min(1, len(members) // 3)) for share in shares)
        pieces = np.split(members, [len(members) - validation - test, len(members) - test])
        for part, piece in zip(parts, pieces, strict=True):
            part.append(piece)
    train, held, last = (images.take(np.sort(np.concatenate(part))) for part in parts)
    return train, held, last
