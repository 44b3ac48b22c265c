"""A contact sheet: a row of pictures of each class."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from neurarium.data.images import Images

ACROSS = 8
CLASSES = 12


def sheet(images: Images) -> bytes:
    """The first pictures of the first classes as a PNG, 8 across, a row for each class."""
    rows, columns, _ = images.shape
    canvas = np.full((min(len(images.names), CLASSES) * (rows + 1) - 1, ACROSS * (columns + 1) - 1, 3), 128, np.uint8)
    for label in range(min(len(images.names), CLASSES)):
        for place, which in enumerate(np.flatnonzero(images.labels == label)[:ACROSS]):
            top, left = label * (rows + 1), place * (columns + 1)
            canvas[top : top + rows, left : left + columns] = images.pixels[which]
    out = io.BytesIO()
    Image.fromarray(canvas).save(out, "PNG")
    return out.getvalue()
