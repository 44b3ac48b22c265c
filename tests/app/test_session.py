"""What a page can do with a session, over a real socket, and that the numbers are the library's."""

from __future__ import annotations

import json
from time import monotonic
from typing import Any

import numpy as np
import pytest

import neurarium as nr
from tests.app.visitor import Tab, Visitor


def test_opens_with_the_librarys_first_numbers(tab: Tab) -> None:
    seen = tab.open(seed=3, settings={"points": 30})
    run = nr.run("slope", seed=3, points=30)
    assert seen.of("state")[0]["state"] == "preparing"
    assert seen.of("opened") == [{"type": "opened", "session": "s", "run": seen.run, "seeds": 1}]
    assert seen.frame["settings"] == {"points": 30, "rate": 0.1}
    assert seen.frame["readings"] == run.readings
    assert (seen.steps, seen.frame["status"], seen.frame["seed"], seen.frame["trouble"]) == (0, "paused", 3, None)


def test_plays_and_pauses_with_the_librarys_numbers(tab: Tab) -> None:
    tab.open(seed=3)
    tab.send("play", speed=None)
    tab.until(lambda seen: seen.steps > 3000)
    seen = tab.paused()
    run = nr.run("slope", seed=3).advance(seen.steps)
    assert seen.frame["readings"] == run.readings
    assert np.array_equal(seen.curves["steps"], run.history.steps)
    assert np.array_equal(seen.curves["loss"], run.history.of("loss"))
    assert max(frame["rate"] for frame in seen.frames) > 0
    assert seen.frame["rate"] == 0


def test_speed_is_kept_by_the_clock(tab: Tab) -> None:
    tab.open()
    start = monotonic()
    tab.send("play", speed=40)
    seen = tab.until(lambda seen: seen.steps >= 40)
    seconds = monotonic() - start
    assert seconds >= 0.97, "40 steps at 40 a second take a second"
    assert seen.frame["speed"] == 40
    assert seen.steps <= 40 * seconds + 1


def test_steps_are_exactly_as_many_as_asked(tab: Tab) -> None:
    tab.open()
    tab.send("play", speed=None)
    tab.until(lambda seen: seen.steps > 0)
    before = tab.paused().steps
    tab.send("step", count=5)
    tab.until(lambda seen: seen.frame["status"] == "paused" and seen.steps == before + 5)
    tab.send("step")
    tab.until(lambda seen: seen.steps == before + 6)


def test_many_steps_can_be_paused(tab: Tab) -> None:
    tab.open()
    tab.send("step", count=1_000_000)
    tab.until(lambda seen: seen.steps > 0)
    assert tab.paused().steps < 1_000_000


def test_a_setting_takes_effect_at_once_and_keeps_the_steps(tab: Tab) -> None:
    seen = tab.open(seed=1)
    tab.send("step", count=10)
    tab.until(lambda seen: seen.steps == 10)
    tab.send("set", settings={"rate": 0.5})
    tab.until(lambda seen: seen.frame["settings"]["rate"] == 0.5)
    assert seen.steps == 10
    tab.send("step", count=10)
    tab.until(lambda seen: seen.steps == 20)
    assert seen.frame["readings"] == nr.run("slope", seed=1).advance(10).change(rate=0.5).advance(10).readings


def test_a_restarting_setting_begins_anew(tab: Tab) -> None:
    seen = tab.open()
    tab.send("step", count=10)
    life = tab.until(lambda seen: seen.steps == 10).frame["life"]
    tab.send("set", settings={"points": 40})
    tab.until(lambda seen: seen.frame["settings"]["points"] == 40)
    assert (seen.steps, seen.frame["from"], seen.curves["steps"].tolist()) == (0, 0, [0])
    assert seen.frame["life"] > life


def test_restart_takes_another_seed(tab: Tab) -> None:
    tab.open(seed=1)
    tab.send("step", count=10)
    tab.until(lambda seen: seen.steps == 10)
    tab.send("restart", seed=7)
    seen = tab.until(lambda seen: seen.frame["seed"] == 7)
    assert seen.steps == 0
    assert seen.frame["readings"] == nr.run("slope", seed=7).readings


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ({"type": "set", "settings": {"rate": -1}}, "rate"),
        ({"type": "set", "settings": {"rate": 0.2, "points": "many"}}, "points"),
        ({"type": "set", "settings": {"colour": "red"}}, "colour"),
        ({"type": "set", "settings": {"self": 1}}, "self"),
        ({"type": "act", "action": "jump"}, None),
        ({"type": "act", "action": "set_weight", "arguments": {"value": 13}}, None),
        ({"type": "act", "action": "set_weight", "arguments": {"value": 1e300}}, "value"),
        ({"type": "act", "action": "set_weight", "arguments": {"name": 1}}, "name"),
        ({"type": "watch", "pictures": {"k": {"picture": "nothing"}}}, None),
        ({"type": "watch", "pictures": {"k": {"picture": "line", "request": {"size": 1000}}}}, "size"),
        ({"type": "restart", "seed": -1}, "seed"),
        ({"type": "ask", "ask": 1, "what": "nothing"}, None),
        ({"type": "step", "count": 0}, None),
        ({"type": "step", "count": 1e9}, None),
        ({"type": "play", "speed": "fast"}, None),
        ({"type": "dance"}, None),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    tab: Tab, message: dict[str, Any], about: str | None
) -> None:
    before = tab.open(seed=2).frame
    tab.send(message.pop("type"), **message)
    refused = tab.answer("refused")
    assert refused["about"] == about
    assert refused["text"]["en"]
    assert refused["text"]["de"]
    assert refused["text"]["en"] != refused["text"]["de"]
    tab.send("step", count=3)
    seen = tab.until(lambda seen: seen.steps == 3)
    assert seen.frame["settings"] == before["settings"]
    assert seen.frame["readings"] == nr.run("slope", seed=2).advance(3).readings


def test_an_action_is_performed(tab: Tab) -> None:
    tab.open(seed=2)
    before = tab.sessions["s"].frame["readings"]
    tab.send("act", action="set_weight", arguments={"value": 1.5})
    seen = tab.until(lambda seen: seen.frame["readings"] != before)
    assert seen.frame["readings"] == nr.run("slope", seed=2).act("set_weight", value=1.5).readings


def test_only_watched_pictures_are_sent_and_only_when_they_change(tab: Tab) -> None:
    seen = tab.open(seed=2)
    assert seen.pictures == {}
    tab.send("watch", pictures={"a": {"picture": "line"}, "b": {"picture": "line", "request": {"size": 8}}})
    tab.until(lambda seen: seen.pictures.keys() == {"a", "b"})
    run = nr.run("slope", seed=2)
    assert np.array_equal(seen.pictures["a"]["map"], run.picture("line")["map"])
    assert np.array_equal(seen.pictures["b"]["map"], run.picture("line", size=8)["map"])
    tab.send("act", action="set_weight", arguments={"value": 5})
    tab.until(lambda seen: seen.sent[-1] == {"a", "b"} and len(seen.sent) > 2)
    losses = seen.frame["readings"]
    tab.send("act", action="set_weight", arguments={"value": 6})  # drawn alike: the line is clipped at 1
    tab.until(lambda seen: seen.frame["readings"] != losses)
    assert seen.sent[-1] == set()
    assert np.array_equal(seen.pictures["b"]["map"], run.act("set_weight", value=6).picture("line", size=8)["map"])
    tab.send("watch", pictures={})
    tab.send("step")
    tab.until(lambda seen: seen.steps == 1)
    assert seen.sent[-1] == set()


def test_at_most_two_frames_are_unacknowledged(tab: Tab) -> None:
    tab.acknowledges = False
    tab.send("open", lab="slope")
    seen = tab.until(lambda seen: seen.frame is not None)
    tab.send("play", speed=None)
    tab.until(lambda seen: len(seen.frames) == 2)
    tab.send("ask", ask=1, what="script")  # all that was sent before the answer arrives before it
    tab.answer("answer")
    assert [frame["frame"] for frame in seen.frames] == [1, 2]
    before = seen.steps
    tab.send("ack", frame=2)
    tab.until(lambda seen: len(seen.frames) >= 3)
    assert seen.steps > before
    assert np.array_equal(seen.curves["steps"], nr.run("slope").advance(seen.steps).history.steps)


def test_takes_home_an_export_a_script_and_the_events(tab: Tab) -> None:
    tab.open(seed=4, settings={"points": 50})
    tab.send("step", count=7)
    tab.until(lambda seen: seen.steps == 7)
    tab.send("set", settings={"rate": 0.2})
    tab.send("step", count=3)
    seen = tab.until(lambda seen: seen.steps == 10)
    run = nr.run("slope", seed=4, points=50).advance(7).change(rate=0.2).advance(3)

    tab.send("ask", ask=1, what="weight")
    answer = tab.answer("answer")
    assert (answer["ask"], answer["text"]) == (1, run.export("weight"))
    assert answer["name"].endswith(".txt")

    tab.send("ask", ask=2, what="script")
    again: dict[str, Any] = {}
    exec(tab.answer("answer")["text"], again)  # a script that we ourselves have just written
    assert again["run"].readings == seen.frame["readings"]

    tab.send("ask", ask=3, what="events")
    events = json.loads(tab.answer("answer")["text"])
    assert events == {
        "lab": "slope",
        "settings": {"points": 50},
        "seed": 4,
        "seeds": 1,
        "events": [["advance", 7], ["set", {"rate": 0.2}], ["advance", 3]],
    }
    replayed = tab.open(session="again", **events)
    tab.until(lambda seen: seen.steps == 10, "again")
    assert replayed.frame["readings"] == seen.frame["readings"]


def test_a_journal_is_followed_as_far_as_it_can_be(tab: Tab) -> None:
    tab.open(events=[["advance", 5], ["set", {"rate": "fast"}], ["advance", 5]])
    seen = tab.until(lambda seen: seen.of("notice") != [] and seen.frame["status"] == "paused")
    assert seen.steps == 5
    assert "rate" in seen.of("notice")[0]["text"]["de"]


def test_commands_wait_for_the_end_of_a_journal(tab: Tab) -> None:
    tab.send("open", lab="slope", events=[["advance", 20_000]])
    tab.send("set", settings={"rate": 0.2})
    seen = tab.until(lambda seen: bool(seen.frames) and seen.frame["settings"]["rate"] == 0.2)
    assert seen.steps == 20_000
    assert seen.frame["readings"] == nr.run("slope").advance(20_000).change(rate=0.2).readings


def test_a_refused_setting_of_a_link_stays_at_its_default(tab: Tab) -> None:
    seen = tab.open(settings={"points": 30, "rate": 1e9, "colour": "red"})
    assert seen.frame["settings"] == {"points": 30, "rate": 0.1}
    assert len(seen.of("notice")) == 2


@pytest.mark.parametrize("wrong", [{"lab": "nothing"}, {"seed": "x"}, {"seeds": 0}, {"seeds": 1e9}, {"run": "nothing"}])
def test_what_cannot_be_opened_is_refused(tab: Tab, wrong: dict[str, Any]) -> None:
    tab.send("open", **{"lab": "slope", **wrong})
    assert tab.answer("refused")["text"]["de"]
    tab.send("play", speed=None)
    assert tab.answer("refused")["text"]["de"]


def test_a_diverging_run_stops_at_its_last_numbers(tab: Tab) -> None:
    tab.open(settings={"rate": 100}, seed=1)
    tab.send("play", speed=None)
    seen = tab.until(lambda seen: seen.frame["status"] == "diverged")
    run = nr.run("slope", seed=1, rate=100)
    with pytest.raises(nr.Diverged) as diverged:
        run.advance(10_000)
    assert seen.frame["trouble"] == {
        "steps": diverged.value.steps,
        "text": {"en": diverged.value.text.en, "de": diverged.value.text.de},
        "remedy": {"rate": 10},
    }
    assert seen.steps == run.steps
    tab.send("set", settings=seen.frame["trouble"]["remedy"])
    tab.until(lambda seen: seen.frame["trouble"] is None and seen.frame["status"] == "paused")


def test_a_population_is_the_librarys(tab: Tab) -> None:
    tab.open(seed=5, seeds=3)
    tab.send("watch", pictures={"k": {"picture": "line"}})
    tab.send("step", count=20)
    seen = tab.until(lambda seen: seen.steps == 20 and "k" in seen.pictures)
    population = nr.population("slope", seed=5, seeds=3).advance(20)
    assert seen.of("opened")[0]["seeds"] == 3
    assert seen.frame["readings"]["loss"] == population.readings["loss"].tolist()
    steps, curves = population.curves
    assert np.array_equal(seen.curves["steps"], steps)
    assert np.array_equal(seen.curves["loss"], curves["loss"])
    assert np.array_equal(seen.pictures["k"]["map"], population.picture("line")["map"])
    tab.send("ask", ask=1, what="script")
    again: dict[str, Any] = {}
    exec(tab.answer("answer")["text"], again)  # a script that we ourselves have just written
    assert again["run"].readings["loss"].tolist() == seen.frame["readings"]["loss"]


def test_a_population_of_lost_runs_has_diverged(tab: Tab) -> None:
    tab.open(settings={"rate": 100}, seeds=2)
    tab.send("play", speed=None)
    seen = tab.until(lambda seen: seen.frame["status"] == "diverged")
    assert seen.frame["readings"] == {"loss": [None, None]}
    assert seen.frame["trouble"]["text"]["en"].startswith("2 of 2 runs")


def test_sessions_run_side_by_side(tab: Tab) -> None:
    for seed in range(4):
        tab.open(session=f"s{seed}", seed=seed)
        tab.send("play", f"s{seed}", speed=None)
    for seed in range(4):
        tab.until(lambda seen: seen.steps > 1000, f"s{seed}")
    for seed in range(4):
        seen = tab.paused(f"s{seed}")
        assert seen.frame["readings"] == nr.run("slope", seed=seed).advance(seen.steps).readings


def test_two_tabs_share_a_live_run(visitor: Visitor) -> None:
    first, second = visitor.tab(), visitor.tab()
    run = first.open(seed=2).run
    first.send("step", count=4)
    first.until(lambda seen: seen.steps == 4)
    assert second.open(session="other", run=run).run == run
    second.send("step", "other", count=3)
    second.until(lambda seen: seen.steps == 7, "other")
    seen = first.until(lambda seen: seen.steps == 7)
    assert np.array_equal(seen.curves["loss"], second.sessions["other"].curves["loss"])
    first.send("close")
    first.until(lambda seen: seen.of("state")[-1]["state"] == "closed")
    second.send("step", "other")
    second.until(lambda seen: seen.steps == 8, "other")


def test_a_closed_session_stays_in_the_store(visitor: Visitor, tab: Tab) -> None:
    run = tab.open(seed=6).run
    tab.send("step", count=9)
    tab.until(lambda seen: seen.steps == 9)
    tab.send("close")
    tab.until(lambda seen: seen.of("state")[-1]["state"] == "closed")
    listed = visitor.until_listed(lambda listed: listed["id"] == run and listed["status"] == "paused")
    assert (listed["lab"], listed["seed"], listed["seeds"], listed["steps"]) == ("slope", 6, 1, 9)
    tab.send("step")
    assert tab.answer("refused")["text"]["de"]
    again = tab.open(session="again", run=run)
    assert again.steps == 9
    assert np.array_equal(again.curves["steps"], np.arange(10))


def test_an_untouched_session_leaves_no_trace(visitor: Visitor, tab: Tab) -> None:
    run = tab.open().run
    tab.send("close")
    tab.until(lambda seen: seen.of("state")[-1]["state"] == "closed")
    assert run not in [listed["id"] for listed in visitor.runs()]


def test_a_run_that_is_not_kept_leaves_no_trace(visitor: Visitor, tab: Tab) -> None:
    opened = tab.open(events=[["advance", 5]], kept=False)
    tab.send("step", count=4)
    tab.until(lambda seen: seen.steps == 9)
    tab.send("close")
    tab.until(lambda seen: seen.of("state")[-1]["state"] == "closed")
    assert opened.run not in [listed["id"] for listed in visitor.runs()]


def test_what_was_done_is_taken_back_in_every_tab_and_done_again(visitor: Visitor) -> None:
    tab, other = visitor.tab(), visitor.tab()
    run = tab.open(seed=1).run
    other.open(session="other", run=run)
    tab.send("step", count=300)
    trained = tab.until(lambda seen: seen.steps == 300).frame
    assert (trained["undo"], trained["redo"]) == (None, None)
    tab.send("restart", seed=7)
    seen = tab.until(lambda seen: seen.frame["seed"] == 7)
    assert seen.frame["undo"] == {"type": "restart", "names": []}
    tab.send("step", count=2)
    restarted = tab.until(lambda seen: seen.steps == 2).frame
    other.send("undo", "other")
    tab.until(lambda seen: seen.frame["seed"] == 1)
    library = nr.run("slope", seed=1).advance(300)
    for seen in (seen, other.until(lambda seen: seen.frame["redo"] is not None, "other")):
        for name in ("seed", "steps", "settings", "readings", "undo"):
            assert seen.frame[name] == trained[name], name
        assert seen.frame["redo"] == {"type": "restart", "names": []}
        assert seen.frame["life"] > restarted["life"], "the curves are others than those before"
    assert np.array_equal(tab.sessions["s"].curves["steps"], library.history.steps)
    assert np.array_equal(tab.sessions["s"].curves["loss"], library.history.of("loss"))
    tab.send("ask", ask=1, what="script")
    assert tab.answer("answer")["text"] == library.script()
    tab.send("redo")
    assert tab.until(lambda seen: seen.frame["seed"] == 7).frame["readings"] == restarted["readings"]


def test_curves_are_sent_anew_where_others_of_the_same_steps_have_taken_their_place(tab: Tab) -> None:
    tab.acknowledges = False
    tab.open(seed=1)
    tab.send("set", settings={"rate": 0.5})
    tab.send("step", count=9)
    seen = tab.until(lambda seen: len(seen.frames) == 2)  # no more come: what follows is seen only at its end
    tab.send("undo")
    tab.send("step", count=9)
    tab.send("ask", ask=1, what="script")
    while "advance(9)" not in tab.answer("answer")["text"]:
        tab.send("ask", ask=1, what="script")
    tab.acknowledges = True
    tab.send("ack", frame=2)
    tab.until(lambda seen: seen.steps == 9 and seen.frame["settings"]["rate"] == 0.1)
    assert np.array_equal(seen.curves["loss"], nr.run("slope", seed=1).advance(9).history.of("loss"))


def test_a_dragged_slider_is_taken_back_as_one_and_another_setting_is_not(tab: Tab) -> None:
    tab.open()
    for settings in ({"points": 40}, {"rate": 0.2}, {"rate": 0.3}, {"rate": 0.4}):
        tab.send("set", settings=settings)
    seen = tab.until(lambda seen: seen.frame["settings"] == {"points": 40, "rate": 0.4})
    assert seen.frame["undo"] == {"type": "set", "names": ["rate"]}
    tab.send("undo")
    tab.until(lambda seen: seen.frame["settings"] == {"points": 40, "rate": 0.1})
    assert seen.frame["redo"] == {"type": "set", "names": ["rate"]}
    tab.send("undo")
    tab.until(lambda seen: seen.frame["settings"] == {"points": 20, "rate": 0.1})
    tab.send("undo")
    assert tab.answer("refused")["text"]["de"].startswith("Es gibt nichts zurückzunehmen")


def test_a_population_takes_back_what_was_done_to_all(tab: Tab) -> None:
    tab.open(seed=5, seeds=3)
    tab.send("step", count=4)
    before = tab.until(lambda seen: seen.steps == 4).frame
    tab.send("act", action="set_weight", arguments={"value": 1.5})
    tab.until(lambda seen: seen.frame["undo"] == {"type": "act", "names": ["set_weight"]})
    tab.send("undo")
    seen = tab.until(lambda seen: seen.frame["undo"] is None)
    assert seen.frame["readings"] == before["readings"]
