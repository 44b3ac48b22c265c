"""A question is answered by runs on the server, and a goal is checked there on the visitor's own run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

import neurarium as nr
from tests.app.visitor import Seen, Tab, Visitor
from tests.conftest import TINY


def over(seen: Seen) -> bool:
    return bool(seen.frame["status"] != "playing" and seen.steps == 10)


def asked(tab: Tab, what: str, session: str = "s") -> dict[str, object]:
    tab.send("ask", session, ask=7, what=what)
    return dict(json.loads(tab.answer("answer", session)["text"]))


def test_the_page_gets_exercises_but_no_solutions(visitor: Visitor) -> None:
    labs = {lab["id"]: lab for lab in visitor.http.get("/api/house").json()["labs"]}
    faster, learned = labs["slope"]["exercises"]
    assert (faster["id"], faster["kind"], faster["lab"]) == ("faster", "predict", "slope")
    assert faster["choices"][0] == {"words": {"en": "Less", "de": "Weniger"}, "low": None, "high": 0.9, "reply": None}
    assert (learned["id"], learned["kind"]) == ("learned", "do")
    assert "solution" not in learned


def test_runs_give_the_librarys_verdict_at_any_speed(tab: Tab) -> None:
    verdict = json.loads(msgspec.json.encode(nr.trial("slope/faster").finish()))
    for session, play in (("a", {"speed": 100}), ("b", {"speed": None})):
        seen = tab.open(session=session, exercise="slope/faster")
        assert seen.of("opened")[0]["seeds"] == 8
        tab.send("play", session, **play)
        tab.until(over, session)
        assert asked(tab, "verdict", session) == verdict


def test_the_verdict_comes_at_the_end_and_nothing_can_be_changed(tab: Tab) -> None:
    tab.open(exercise="slope/faster")
    for kind, more in (
        ("ask", {"ask": 1, "what": "verdict"}),
        ("ask", {"ask": 1, "what": "script"}),
        ("set", {"settings": {"rate": 1}}),
        ("act", {"action": "set_weight", "arguments": {"value": 2}}),
        ("restart", {"seed": 1}),
    ):
        tab.send(kind, **more)
        assert tab.answer("refused")["text"]["de"]


def test_runs_of_a_question_are_not_stored(visitor: Visitor) -> None:
    tab = visitor.tab()
    run = tab.open(exercise="slope/faster").run
    tab.send("play", speed=None)
    tab.until(over)
    tab.send("close")
    tab.until(lambda seen: any(told["state"] == "closed" for told in seen.of("state")))
    assert run not in {listed["id"] for listed in visitor.runs()}


def test_an_unknown_exercise_is_refused(tab: Tab) -> None:
    for wrong in ("slope/no-such", "no-such/faster", "slope/learned", ""):
        tab.send("open", lab="slope", exercise=wrong)
        assert tab.answer("refused")["text"]["en"]


def test_a_goal_is_checked_on_ones_own_run(tab: Tab) -> None:
    tab.open(seed=2, settings={"rate": 0.5})
    first = asked(tab, "check slope/learned")
    assert first["reached"] is False
    tab.send("step", count=100)
    tab.until(lambda seen: seen.steps == 100)
    run = nr.run("slope", seed=2, rate=0.5).advance(100)
    assert asked(tab, "check slope/learned") == json.loads(msgspec.json.encode(nr.check("slope/learned", run)))
    tab.send("act", action="set_weight", arguments={"value": 2})
    after = asked(tab, "check slope/learned")
    assert after["reached"] is False


def test_a_goal_of_another_lab_is_refused(tab: Tab) -> None:
    tab.open()
    for what in ("check crash-course/two-neurons", "check slope/faster", "check", "check no-such/one"):
        tab.send("ask", ask=1, what=what)
        assert tab.answer("refused")["text"]["de"]


def test_a_mistake_in_the_file_is_told_at_the_start_and_closes_no_lab(tmp_path: Path) -> None:
    shutil.copytree(TINY / "slope", tmp_path / "slope")
    file = tmp_path / "slope" / "exercises.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("rate = 0.2", "rat = 0.2"), encoding="utf-8")
    ask = "from neurarium.app.opening import described_labs; print(described_labs()['slope']['exercises'])"
    environment = {**os.environ, "NEURARIUM_LABS": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
    assert "exercises.toml, line 22 (faster.groups.1.settings.rat): There is no setting 'rat'" in done.stderr
