"""A run on the stage of a notebook, driven by an event loop as a notebook's kernel has one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

import neurarium as nr
from neurarium.app import frames
from neurarium.notebook.stage import SILENT, Stage

LINE = {"line": {"picture": "line", "request": {"size": 8}}}


class Display:
    """The front end of one widget: it says what a view says and keeps what it hears."""

    def __init__(self, learner: nr.Run | nr.Population, name: str = "d1") -> None:
        self.name = name
        self.texts: list[dict[str, Any]] = []
        self.frames: list[tuple[dict[str, Any], dict[str, dict[str, np.ndarray]]]] = []
        self.stage = Stage(learner, self.hear)
        self.news = asyncio.Event()

    def hear(self, content: dict[str, Any], buffers: list[bytes]) -> None:
        if buffers:
            self.frames.append(frames.decode(buffers[0]))
        else:
            self.texts.append(content)
        self.news.set()

    def say(self, kind: str, **more: Any) -> None:
        self.stage.receive({"type": kind, "session": self.name, **more})

    def acknowledge(self) -> None:
        self.say("ack", frame=self.frames[-1][0]["frame"])

    async def until(self, true: Callable[[], bool]) -> None:
        while not true():
            self.news.clear()
            if self.frames:
                self.acknowledge()
            await asyncio.wait_for(self.news.wait(), 10)

    @property
    def header(self) -> dict[str, Any]:
        return self.frames[-1][0]


def play(story: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: a browser test before this may have left an event loop running in the main one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, story).result()


async def shown(learner: nr.Run | nr.Population) -> Display:
    """A display that watches the line."""
    display = Display(learner)
    display.say("open", lab="slope")
    display.say("watch", pictures=LINE)
    await display.until(lambda: any("line" in arrays for _, arrays in display.frames))
    return display


def test_a_display_is_told_where_the_run_stands_and_gets_the_picture_it_watches() -> None:
    async def story() -> None:
        run = nr.run("slope").advance(3)
        display = await shown(run)
        assert display.texts[0] == {"type": "opened", "session": "d1", "run": "notebook", "seeds": 1}
        assert display.header["steps"] == 3
        assert display.header["readings"] == run.readings
        drawn = next(arrays["line"]["map"] for _, arrays in display.frames if "line" in arrays)
        assert np.array_equal(drawn, run.picture("line", size=8)["map"])
        assert len(display.frames[0][1]["@history"]["steps"]) == 4

    play(story())


def test_what_a_view_does_changes_the_run() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        display.say("act", action="set_weight", arguments={"value": 1.5})
        assert run.state.weight == 1.5
        display.say("set", settings={"rate": 0.5})
        assert run.settings.plain()["rate"] == 0.5
        await display.until(lambda: display.header["settings"]["rate"] == 0.5)

    play(story())


def test_what_is_refused_is_said_in_both_languages_and_changes_nothing() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        before = run.to_bytes()
        display.say("act", action="set_weight", arguments={"value": 13})
        assert display.texts[-1]["text"]["de"].startswith("13 bringt Unglück")
        display.say("set", settings={"rate": -1})
        assert display.texts[-1]["about"] == "rate"
        display.say("act", action="jump")
        assert "There is no action 'jump'" in display.texts[-1]["text"]["en"]
        display.say("watch", pictures={"a": {"picture": "moon"}})
        assert "There is no picture 'moon'" in display.texts[-1]["text"]["en"]
        display.say("dance")
        assert display.texts[-1]["type"] == "refused"
        display.stage.receive("no message at all")
        assert display.texts[-1]["session"] == ""
        assert run.to_bytes() == before

    play(story())


def test_what_a_cell_does_is_shown_at_once_and_what_it_left_out_after_it() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        display.frames.clear()
        run.act("set_weight", value=0.5)
        assert [header["readings"] for header, _ in display.frames] == [run.readings]
        run.advance(20_000)
        during = len(display.frames)
        await display.until(lambda: display.header["steps"] == 20_000)
        curve = np.concatenate([arrays["@history"]["steps"] for _, arrays in display.frames])
        assert np.array_equal(np.unique(curve), run.history.steps)
        assert during < len(run.history) / 10

    play(story())


def test_a_cell_sends_frames_by_the_clock_though_it_hears_no_acknowledgement() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        display.frames.clear()
        while len(display.frames) < 5:
            run.advance(100)
        assert [header["steps"] for header, _ in display.frames] == sorted(
            {header["steps"] for header, _ in display.frames}
        )

    play(story())


def test_play_goes_on_between_cells_and_pauses_where_it_is_told_to() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        display.say("play", speed=None)
        await display.until(lambda: display.header["steps"] > 500)
        display.say("pause")
        await display.until(lambda: display.header["status"] == "paused")
        assert display.header["steps"] == run.steps
        display.say("step", count=7)
        await display.until(lambda: display.header["steps"] == run.steps and display.header["status"] == "paused")
        display.say("play", speed=None)
        display.say("close")
        assert not display.stage.busy

    play(story())


def test_a_run_that_leaves_the_numbers_in_a_cell_says_so_in_the_view() -> None:
    async def story() -> None:
        run = nr.run("slope", rate=100)
        display = await shown(run)
        with pytest.raises(nr.Diverged):
            run.advance(100_000)
        await display.until(lambda: display.header["status"] == "diverged")
        assert display.header["trouble"]["remedy"] == {"rate": 10}

    play(story())


def test_a_cell_interrupted_while_a_frame_is_sent_leaves_nothing_out() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        hear, display.stage._send = display.stage._send, interrupt
        with pytest.raises(KeyboardInterrupt):
            run.act("set_weight", value=0.5)
        display.stage._send = hear
        display.frames.clear()
        await display.until(lambda: bool(display.frames))
        header, arrays = display.frames[0]
        assert header["readings"] == run.readings
        assert np.array_equal(arrays["line"]["map"], run.picture("line", size=8)["map"])

    play(story())


async def turn(display: Display) -> None:
    """The time between two cells."""
    while display.stage._in_cell:
        await asyncio.sleep(0)


def interrupt(_: object, __: object) -> None:
    raise KeyboardInterrupt


def test_a_display_that_never_answers_is_no_longer_drawn_for() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        for cell in range(SILENT + 5):
            display.stage._next_in_cell = 0.0
            run.act("set_weight", value=cell / 100)
            await turn(display)
        count = len(display.frames)
        assert SILENT <= count <= SILENT + 5
        display.stage._next_in_cell = 0.0
        run.advance(1)
        await turn(display)
        assert len(display.frames) == count
        await display.until(lambda: display.header["steps"] == 1)

    play(story())


def test_two_displays_each_have_their_own_pictures_and_a_closed_one_hears_nothing() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        display.stage.receive({"type": "open", "session": "d2", "lab": "slope"})
        await display.until(lambda: any(header["session"] == "d2" for header, _ in display.frames))
        assert all("line" not in arrays for header, arrays in display.frames if header["session"] == "d2")
        display.say("close")
        display.frames.clear()
        run.advance(1)
        await display.until(lambda: bool(display.frames))
        assert {header["session"] for header, _ in display.frames} == {"d2"}

    play(story())


def test_a_population_is_shown_while_a_cell_trains_it() -> None:
    async def story() -> None:
        many = nr.population("slope", seeds=3)
        display = await shown(many)
        assert display.texts[0]["seeds"] == 3
        display.frames.clear()
        while len(display.frames) < 2:
            many.advance(1000)
        await display.until(lambda: display.header["steps"] == many.steps)
        assert np.allclose(display.header["readings"]["loss"], many.readings["loss"])

    play(story())


def test_a_thread_that_trains_is_shown_by_the_notebooks_own_thread() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        await asyncio.to_thread(run.advance, 1000)
        await display.until(lambda: display.header["steps"] == 1000)

    play(story())


def test_what_a_view_says_in_another_thread_waits_for_the_notebooks_own() -> None:
    """As in JupyterLab, which hands over the messages of widgets while a cell runs."""

    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)

        def say() -> None:
            display.say("act", action="set_weight", arguments={"value": 1.5})

        with ThreadPoolExecutor(1) as threads:
            threads.submit(say).result()  # the cell goes on meanwhile
        assert run.state.weight == 0
        await display.until(lambda: display.header["readings"] == run.readings and run.state.weight == 1.5)

    play(story())


def test_a_stage_that_was_left_says_nothing_more() -> None:
    async def story() -> None:
        run = nr.run("slope")
        display = await shown(run)
        display.stage.leave()
        count = len(display.frames)
        run.advance(10)
        assert not display.stage._in_cell
        assert len(display.frames) == count

    play(story())
