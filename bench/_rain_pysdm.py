"""A box of Golovin's kernel in PySDM: steps of one second, as many as each line of standard input says.

The answer is how many seconds they took, by the clock and of the processor. The first argument is the number of
superdroplets. Started with NUMBA_NUM_THREADS=1, so that it stays on one core.
"""

from __future__ import annotations

import sys
import time

import PySDM  # type: ignore[import-not-found,unused-ignore]
from PySDM import Formulae, Particulator
from PySDM.backends import CPU  # type: ignore[import-not-found,unused-ignore]
from PySDM.dynamics import Coalescence  # type: ignore[import-not-found,unused-ignore]
from PySDM.dynamics.collisions.collision_kernels import Golovin  # type: ignore[import-not-found,unused-ignore]
from PySDM.environments import Box  # type: ignore[import-not-found,unused-ignore]
from PySDM.initialisation.sampling.spectral_sampling import (  # type: ignore[import-not-found,unused-ignore]
    ConstantMultiplicity,
)
from PySDM.initialisation.spectra import Exponential  # type: ignore[import-not-found,unused-ignore]

NUMBER, VOLUME = 2.0**23, 1e6  # m-3, m3: Shima and others 2009
MEAN = 4 / 3 * 3.141592653589793 * 30.531e-6**3  # m3
RATE = 1500.0  # s-1


def main(count: int, adaptive: bool) -> None:
    spectrum = Exponential(norm_factor=NUMBER * VOLUME, scale=MEAN)
    volume, multiplicity = ConstantMultiplicity(spectrum).sample_deterministic(count)
    particulator = Particulator(
        count,
        environment=Box(dt=1.0, dv=VOLUME, backend=CPU(Formulae(seed=1))),
        attributes={"volume": volume, "multiplicity": multiplicity},
        dynamics=(Coalescence(collision_kernel=Golovin(b=RATE), adaptive=adaptive),),
    )
    print(f"PySDM {PySDM.__version__}", flush=True)
    for line in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        particulator.advance(int(line))
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "adaptive")
