"""Whatever arrives on a socket, the server answers, lives, and disturbs nobody else."""

from __future__ import annotations

import json
import random
import threading
from pathlib import Path
from typing import Any

import psutil
import pytest
from bench._serving import Served
from websockets.exceptions import ConnectionClosed

import neurarium as nr
from tests.app.visitor import Tab, house, visiting, workers

COUNT = 10_000
KINDS = ("open", "play", "pause", "step", "stop_at", "set", "act", "restart", "watch", "ack", "ask", "close", "dance")
NAMES = ("a", "b", "c", "", "zu lang " * 9, "ä")
WORDS = (
    "slope",
    "rate",
    "points",
    "set_weight",
    "value",
    "line",
    "size",
    "weight",
    "script",
    "events",
    "",
    "x" * 300,
    "self",
)
VALUES: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2, 3.5, 1e308, -1e-308, 2**53, 2**64, 10**400, "", "0.1", "true", "NaN", "\x00", "🌧", [], {},
)  # fmt: skip


def anything(dice: random.Random, depth: int = 4) -> Any:
    """A random JSON value."""
    roll = dice.random()
    if depth and roll < 0.2:
        return [anything(dice, depth - 1) for _ in range(dice.randrange(4))]
    if depth and roll < 0.45:
        return {dice.choice(WORDS): anything(dice, depth - 1) for _ in range(dice.randrange(4))}
    return dice.choice(WORDS) if roll < 0.6 else dice.choice(VALUES)


def almost_right(dice: random.Random) -> dict[str, Any]:
    """A message of a known type whose parts are right or anything."""
    right: dict[str, Any] = {
        "lab": "slope",
        "settings": {dice.choice(WORDS): anything(dice, 1)},
        "seed": dice.randrange(9),
        "seeds": dice.choice([1, 1, 1, 4]),
        "events": [["advance", 5], ["set", {"rate": 0.2}], anything(dice)],
        "run": dice.choice([None, "slope-000000", "../../etc/passwd"]),
        "speed": dice.choice([None, 100]),
        "count": dice.randrange(100),
        "step": dice.choice([None, 50, 2_000]),
        "reading": dice.choice([None, "loss"]),
        "value": dice.choice([None, 0.1]),
        "action": "set_weight",
        "arguments": {"value": dice.random()},
        "pictures": {"k": {"picture": "line", "request": {"size": dice.randrange(20)}}},
        "frame": dice.randrange(100),
        "ask": dice.randrange(9),
        "what": dice.choice(["weight", "script", "events", "nothing"]),
    }
    parts = {
        "open": ("lab", "settings", "seed", "seeds", "events", "run"),
        "play": ("speed",),
        "step": ("count",),
        "stop_at": ("step", "reading", "value"),
        "set": ("settings",),
        "act": ("action", "arguments"),
        "restart": ("seed",),
        "watch": ("pictures",),
        "ack": ("frame",),
        "ask": ("ask", "what"),
    }
    kind = dice.choice(KINDS)
    message = {"type": kind, "session": dice.choice(NAMES)}
    for part in parts.get(kind, ()):
        if dice.random() < 0.9:
            message[part] = right[part] if dice.random() < 0.8 else anything(dice)
    return message


def garbage(dice: random.Random) -> str | bytes:
    """A message that is nothing, something, or almost right."""
    roll = dice.random()
    if roll < 0.2:
        return dice.randbytes(dice.randrange(200))
    if roll < 0.3:
        return dice.randbytes(dice.randrange(200)).decode("latin-1")
    text = json.dumps(anything(dice) if roll < 0.45 else almost_right(dice))
    if roll < 0.55:  # torn or damaged
        place = dice.randrange(len(text) + 1)
        return text[:place] + dice.choice(["", "{", '"', "\\", "9" * 5000, "[" * 5000]) + text[place + 1 :]
    return text


def read_all(tab: Tab) -> None:
    try:
        while True:
            tab.next(None)  # type: ignore[arg-type]
    except ConnectionClosed:
        pass


def test_ten_thousand_messages_disturb_nobody(served: Served) -> None:
    dice = random.Random(7)
    before = {worker.pid for worker in workers(served)}
    with visiting(served) as visitor:
        neighbour, wild = visitor.tab(), visitor.tab()
        neighbour.open(seed=3)
        neighbour.send("play", speed=3000)
        reader = threading.Thread(target=read_all, args=[wild])
        reader.start()
        for count in range(COUNT):
            wild.socket.send(garbage(dice))
            if count % 1000 == 0:
                steps = neighbour.sessions["s"].steps
                neighbour.until(lambda seen, steps=steps: seen.steps > steps)  # type: ignore[misc]
        wild.send("open", "last", lab="slope")
        neighbour.until(lambda _: "last" in wild.sessions and wild.sessions["last"].frame is not None)
        wild.leave()
        reader.join()
        seen = neighbour.paused()
        assert seen.frame["readings"] == nr.run("slope", seed=3).advance(seen.steps).readings
        assert seen.of("refused") == []
        assert seen.of("notice") == []
        assert {message["type"] for session in wild.sessions.values() for message in session.told} == {
            "opened", "state", "refused", "notice", "answer",
        }  # fmt: skip
    assert before <= {worker.pid for worker in workers(served)}, "no worker died"


@pytest.mark.parametrize("size", [10_000_000, 2 * 2**20 + 1])
def test_a_message_that_is_too_large_ends_only_its_own_connection(served: Served, size: int) -> None:
    with visiting(served) as visitor:
        neighbour, large = visitor.tab(), visitor.tab()
        neighbour.open()
        with pytest.raises(ConnectionClosed):
            send_and_wait(large, "x" * size)
        neighbour.send("step")
        neighbour.until(lambda seen: seen.steps == 1)


def test_a_tab_that_never_reads_costs_little(data: Path) -> None:
    """What it sends waits in its own machine; 20,000 refusals would be some 6 MB in the server."""
    with house(data, outgoing=100_000) as served, visiting(served) as visitor:
        deaf, neighbour = visitor.tab(), visitor.tab()
        neighbour.open()
        writer = threading.Thread(target=flood, args=[deaf])
        writer.start()
        neighbour.send("step", count=100)
        neighbour.until(lambda seen: seen.steps == 100)
        assert psutil.Process(served.process.pid).memory_info().rss < 200 * 2**20
        deaf.leave()
        writer.join()


def send_and_wait(tab: Tab, text: str) -> None:
    tab.socket.send(text)
    tab.next()


def flood(tab: Tab) -> None:
    try:
        for _ in range(20_000):
            tab.socket.send('{"type": "dance", "session": "a"}')
    except ConnectionClosed:
        pass
