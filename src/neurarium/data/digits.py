"""The handwritten digits that come with scikit-learn: 1,797 grey pictures of 8 x 8.

Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998 (the test set of 13 writers).
"""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

import numpy as np

from neurarium.data.images import Images, Split, divide
from neurarium.lab.text import Text

INK = 16  # the darkest value of the original
NAMES = tuple(Text(str(digit), str(digit)) for digit in range(10))
SHARES = (0.1, 0.2)
ABOUT = Text(
    "Of each digit 70 % train, 10 % decide between networks (validation) and 20 % test, by a fingerprint of the pixels: "
    "the same pictures on every machine.",
    "Von jeder Ziffer dienen 70 % dem Training, 10 % der Wahl zwischen Netzen (Validierung) und 20 % dem Test, nach einem "
    "Fingerabdruck der Pixel: auf jedem Rechner dieselben Bilder.",
)


def read() -> Split:
    """All digits, ink 255 on 0."""
    values, labels = _table()
    pixels = np.rint(values * (255 / INK)).astype(np.uint8).reshape(-1, 8, 8, 1)
    return Split(*divide(Images(pixels, labels.astype(np.int64), NAMES), SHARES), about=ABOUT)


def _table() -> tuple[np.ndarray, np.ndarray]:
    """Values [1797, 64] from 0 to 16, and labels.

    The file is read where it lies, because importing scikit-learn takes two seconds; where it lies elsewhere,
    scikit-learn is asked.
    """
    found = importlib.util.find_spec("sklearn")
    for folder in (found.submodule_search_locations or []) if found else []:
        file = Path(folder) / "datasets" / "data" / "digits.csv.gz"
        if file.is_file():
            with gzip.open(file, "rt", encoding="ascii") as table:
                numbers = np.loadtxt(table, delimiter=",")
            return numbers[:, :-1], numbers[:, -1]
    from sklearn.datasets import load_digits

    values, labels = load_digits(return_X_y=True)
    return values, labels
