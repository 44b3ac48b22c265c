"""Every data set by its name."""

from __future__ import annotations

import functools
from typing import Any

from neurarium.data import digits, standard
from neurarium.data.images import Split
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Text

KEPT = 4  # data sets in the memory of one process: the largest has 180 MB


def names() -> tuple[str, ...]:
    """Every name that `load` knows."""
    return ("digits", "vehicles", *standard.STANDARD, "own")


def load(name: str, **about: Any) -> Split:
    """A data set in its three fixed parts; read or drawn once a process, then shared.

    Arguments:
        name: `digits`, `vehicles`, `mnist`, `fashion-mnist`, `cifar-10` or `own`.
        about: for `vehicles` `size` 32 or 64, `count` of training scenes, `seed`, `most` vehicles in a scene; for `own`
            `content`, the id of a kept set, see `own.sets`.

    Raises:
        Refusal: the set is unknown, not on this machine, or damaged; the sentence says what to do.
    """
    return _load(name, tuple(sorted(about.items())))


@functools.lru_cache(maxsize=KEPT)
def _load(name: str, about: tuple[tuple[str, Any], ...]) -> Split:
    if name == "digits":
        return digits.read()
    if name == "vehicles":
        from neurarium.data import vehicles  # Numba takes a second to import

        return vehicles.draw(**dict(about))
    if name == "own":
        from neurarium.data import own

        return own.read(**dict(about))
    if name in standard.STANDARD:
        return standard.read(standard.STANDARD[name])
    raise unknown(name, names(), Text("data set", "Datensatz"))
