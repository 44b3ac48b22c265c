"""Images per second in training, side by side with PyTorch on the same processor: the same networks, batch 64, Adam.

PyTorch is no part of this package. Where this interpreter has none, NEURARIUM_TORCH names one that has.

On a machine that does other work too, the clock says little, and least about threads that wait for each other; there the
processor's seconds on a single thread can be compared. NEURARIUM_THREADS=1 measures these alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

TITLE = "training of convolutional networks, images/s (batch 64, Adam)"
BATCH = 64
ROUNDS = 7
NETWORKS = {"28": ("28x28, 16 and 32 filters", 30), "32": ("32x32x3, 32, 64 and 128 filters", 6)}  # batches a round
LAYOUTS = ("first", "last")
Train = Callable[[str, str, int], tuple[float, float]]  # network, layout, batches -> seconds: clock, processor


@contextmanager
def trainer(python: str, script: str, threads: int) -> Iterator[tuple[str, Train]]:
    """A process that trains on demand, and what it says of itself; nothing where it cannot begin."""
    file = Path(__file__).with_name(script)
    process = subprocess.Popen(
        [python, str(file), str(threads)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    questions, answers = process.stdin, process.stdout

    def train(name: str, layout: str, batches: int) -> tuple[float, float]:
        print(name, layout, batches, file=questions, flush=True)
        clock, processor = map(float, answers.readline().split())
        return clock, processor

    try:
        yield answers.readline().strip(), train
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def measure() -> dict[str, float | str]:
    """Medians of interleaved rounds; the ratio is that of ours to PyTorch's quicker layout, round by round."""
    results: dict[str, float | str] = {}
    modes = [int(os.environ["NEURARIUM_THREADS"])] if "NEURARIUM_THREADS" in os.environ else [0, 1]
    for threads in modes:
        kind = "one thread, per processor second" if threads == 1 else "all cores"
        with ExitStack() as stack:
            _, ours = stack.enter_context(trainer(sys.executable, "_convolution_ours.py", threads))
            python = os.environ.get("NEURARIUM_TORCH", sys.executable)
            version, theirs = stack.enter_context(trainer(python, "_convolution_torch.py", threads))
            results[f"{kind}: PyTorch"] = version or "not there: name an interpreter that has it in NEURARIUM_TORCH"
            for name, (words, batches) in NETWORKS.items():
                times = _rounds(name, batches, ours, theirs if version else None, threads == 1)
                images = batches * BATCH
                results[f"{words}, {kind}: ours"] = images / median(times["ours"])
                if version:
                    for layout in LAYOUTS:
                        results[f"{words}, {kind}: PyTorch, channels {layout}"] = images / median(times[layout])
                    best = min(LAYOUTS, key=lambda layout: median(times[layout]))
                    results[f"{words}, {kind}: ratio"] = median(
                        peer / own for own, peer in zip(times["ours"], times[best], strict=True)
                    )
    return results


def _rounds(name: str, batches: int, ours: Train, theirs: Train | None, processor: bool) -> dict[str, list[float]]:
    """The seconds of each round, after one that warms up; of the processor, or by the clock."""
    times: dict[str, list[float]] = {"ours": [], **{layout: [] for layout in LAYOUTS}}
    for number in range(ROUNDS + 1):
        taken = {"ours": ours(name, "last", batches)}
        if theirs is not None:
            taken |= {layout: theirs(name, layout, batches) for layout in LAYOUTS}
        if number:
            for which, seconds in taken.items():
                times[which].append(seconds[processor])
    return times
