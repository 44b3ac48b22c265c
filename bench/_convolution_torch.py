"""The networks of `convolution` in PyTorch: trains for as many batches as each line of standard input says.

A line is `NETWORK LAYOUT BATCHES`; the answer is how many seconds they took, by the clock and of the processor. The first
argument is the number of threads, 0 for PyTorch's own choice.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import torch  # type: ignore[import-not-found,unused-ignore]

CLASSES = 10
BATCH = 64
NETWORKS = {"28": (28, 1, (16, 32)), "32": (32, 3, (32, 64, 128))}


def made(side: int, channels: int, filters: tuple[int, ...], channels_last: bool) -> Any:
    """A step that trains on one batch with Adam."""
    layers: list[Any] = []
    below, size = channels, side
    for count in filters:
        layers += [torch.nn.Conv2d(below, count, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
        below, size = count, size // 2
    network = torch.nn.Sequential(*layers, torch.nn.Flatten(), torch.nn.Linear(size * size * below, CLASSES))
    images = torch.randn(BATCH, channels, side, side)
    if channels_last:
        network = network.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    labels = torch.randint(0, CLASSES, (BATCH,))
    optimiser = torch.optim.Adam(network.parameters(), 1e-3)
    loss = torch.nn.CrossEntropyLoss()

    def step() -> None:
        optimiser.zero_grad()
        loss(network(images), labels).backward()
        optimiser.step()

    return step


def main(threads: int) -> None:
    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(0)
    steps = {
        (name, layout): made(*shape, channels_last=layout == "last")
        for name, shape in NETWORKS.items()
        for layout in ("first", "last")
    }
    print(f"{torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    for line in sys.stdin:
        name, layout, batches = line.split()
        clock, processor = time.perf_counter(), time.process_time()
        for _ in range(int(batches)):
            steps[name, layout]()
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
