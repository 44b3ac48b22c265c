"""Fifty tabs at once against the real server, each with a Playground that trains as fast as it can.

Every tab watches all pictures and acknowledges every frame, as the page does. The clients run on the same cores.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import msgspec
from websockets.asyncio.client import connect

from bench._serving import Served, serving

TITLE = "50 sessions at once, all pictures watched, every frame acknowledged, 10 s"
SESSIONS = 50
WARM_UP = 3.0  # seconds before the measurement
SECONDS = 10.0


class Header(msgspec.Struct):
    """The part of a frame's header that is measured."""

    frame: int
    steps: int


@dataclass
class Watched:
    """What one tab saw: the time and steps of each frame."""

    times: list[float] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)

    def within(self, start: float, end: float) -> list[tuple[float, int]]:
        return [(t, s) for t, s in zip(self.times, self.steps, strict=True) if start <= t <= end]


def measure() -> dict[str, Any]:
    """Fairness, age of the oldest frame, frames and memory."""
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as served:
        start, tabs = asyncio.run(_visit(served))
        memory = _memory(served.process.pid) / SESSIONS
    end = start + SECONDS
    advanced, gaps, frames = [], [], []
    for tab in tabs:
        seen = tab.within(start, end)
        advanced.append(seen[-1][1] - seen[0][1] if len(seen) > 1 else 0)
        moments = [start, *(t for t, _ in seen), end]
        gaps.append(max(after - before for before, after in pairwise(moments)))
        frames.append(len(seen) / SECONDS)
    return {
        "sessions": SESSIONS,
        "cores": os.cpu_count(),
        "sessions that advanced": sum(steps > 0 for steps in advanced),
        "epochs/s of the median session": median(advanced) / SECONDS,
        "slowest over median": min(advanced) / max(1.0, median(advanced)),
        "oldest frame, seconds": max(gaps),
        "frames/s of the median session": median(frames),
        "MiB per session (proportional set size of server and workers)": memory,
    }


async def _visit(served: Served) -> tuple[float, list[Watched]]:
    cookie = _cookie(served.address)
    request = urllib.request.Request(f"{served.origin}/api/house", headers={"Cookie": cookie})
    house = json.loads(await asyncio.to_thread(lambda: urllib.request.urlopen(request).read()))
    lab = next(lab for lab in house["labs"] if lab["id"] == "playground")
    pictures = {picture["name"]: {"picture": picture["name"]} for picture in lab["pictures"]}
    tabs = [Watched() for _ in range(SESSIONS)]
    playing = asyncio.Barrier(SESSIONS + 1)
    watching = [
        asyncio.create_task(_watch(served, cookie, lab["opening"], seed, pictures, tab, playing))
        for seed, tab in enumerate(tabs)
    ]
    await playing.wait()
    start = perf_counter() + WARM_UP
    await asyncio.sleep(WARM_UP + SECONDS)
    for task in watching:
        task.cancel()
    await asyncio.gather(*watching, return_exceptions=True)
    return start, tabs


async def _watch(
    served: Served,
    cookie: str,
    settings: dict[str, Any],
    seed: int,
    pictures: dict[str, Any],
    tab: Watched,
    playing: asyncio.Barrier,
) -> None:
    address = served.origin.replace("http", "ws") + "/socket"
    async with connect(
        address,
        additional_headers={"Cookie": cookie},
        origin=served.origin,  # type: ignore[arg-type]
        max_size=None,
        compression=None,
        proxy=None,
    ) as socket:

        async def send(kind: str, **more: Any) -> None:
            await socket.send(json.dumps({"type": kind, "session": "s", **more}))

        await send("open", lab="playground", seed=seed, settings=settings)
        await send("watch", pictures=pictures)
        await send("play", speed=None)
        async for message in socket:
            if isinstance(message, bytes):
                length = int.from_bytes(message[:4], "little")
                header = msgspec.json.decode(message[4 : 4 + length], type=Header)
                if not tab.times:
                    await playing.wait()
                tab.times.append(perf_counter())
                tab.steps.append(header.steps)
                await send("ack", frame=header.frame)


def _cookie(address: str) -> str:
    """The cookie that a browser gets for the start address."""
    parts = urllib.parse.urlsplit(address)
    token = urllib.parse.parse_qs(parts.query)["token"][0]
    return f"neurarium-{parts.port}={token}"


def _memory(server: int) -> float:
    """MiB of the server and its workers, shared pages counted in proportion (Linux)."""
    total = 0
    for process in [server, *_children(server)]:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
