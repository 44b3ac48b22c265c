"""The vote as the slide prints it. It cannot be computed: the printed votes do not follow from the printed values.

The voters are Rohrer's thick lines. With equal say the values give .912 and .5175, printed are .92 and .51; and the
values themselves are none that any of the three letters gives. So they are shown as printed.
"""

from __future__ import annotations

import numpy as np

_VALUES = np.array((90, 65, 45, 87, 96, 73, 23, 63, 44, 89, 94, 53))  # hundredths
_VOTERS = np.array((1, -1, -1, 1, 1, 0, 0, 0, -1, 1, 1, -1))  # 1 for X, -1 for O

SLIDE = {
    "values": _VALUES,
    "votes": np.array((92, 51)),  # for X and O, hundredths
    "right": np.array((100, 0)),
    "errors": np.array((8, 49)),
    "means": np.array([100 * _VALUES[side == _VOTERS].sum() // np.sum(side == _VOTERS) for side in (1, -1)]),
    "voters": _VOTERS,
}
