"""Points as CSV and weights as JSON come back bit for bit; whatever else arrives is refused in one clear sentence."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurarium as nr
from neurarium.lab.run import Run
from neurarium.labs.playground.network import layer_sizes
from neurarium.labs.playground.points import Points
from neurarium.labs.playground.table import MOST_POINTS, points_csv, read_points
from neurarium.labs.playground.weights import read_weights, weights_json

NUMBERS = st.floats(-1e6, 1e6)
CLASSES = "x,y,label\n0,1,1\n1,0,-1\n2,2,1\n3,3,-1\n"


@settings(max_examples=60, deadline=None)
@given(points=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=2, max_size=30), data=st.data())
def test_points_come_back_bit_for_bit(points: list[tuple[float, float, float]], data: st.DataObject) -> None:
    x, y, label = np.array(points).T.copy()
    training = data.draw(st.integers(1, len(points) - 1))
    text = points_csv(Points(x, y, label, training, seed=3, own=True))
    back = read_points(text, 50, classes=1, seed=3)
    assert (back.x.tobytes(), back.y.tobytes(), back.label.tobytes()) == (x.tobytes(), y.tobytes(), label.tobytes())
    assert back.training == training
    assert points_csv(back) == text


@settings(max_examples=30, deadline=None)
@given(hidden=st.lists(st.integers(1, 9), max_size=4), seed=st.integers(0, 1000))
def test_weights_come_back_bit_for_bit(hidden: list[int], seed: int) -> None:
    sizes = layer_sizes(("x", "y"), tuple(hidden))
    random = np.random.default_rng(seed)
    weights = random.normal(size=int(np.sum(sizes[1:] * sizes[:-1])))
    biases = random.normal(size=int(np.sum(sizes[1:])))
    back = read_weights(weights_json(sizes, weights, biases), sizes)
    assert (back[0].tobytes(), back[1].tobytes()) == (weights.tobytes(), biases.tobytes())


def test_what_is_taken_home_makes_the_same_curve_elsewhere() -> None:
    there = nr.run("playground", dataset="spiral", noise=20, hidden=[5, 3], batch=30, seed=9)
    here = nr.run("playground", dataset="circle", hidden=[5, 3], batch=30, seed=1)
    here.act("load_points", csv=there.export("points"))
    here.act("load_weights", json=there.export("weights"))
    assert here.advance(40).readings == there.advance(40).readings
    assert here.export("weights") == there.export("weights")


def test_points_that_are_brought_say_so_and_begin_the_curves_anew() -> None:
    run = nr.run("playground").advance(5)
    weights = run.picture("network")["weights"].tolist()
    run.act("load_points", csv=CLASSES)
    assert run.steps == 0
    assert run.picture("points")["own"].tolist() == [1]
    assert run.picture("points")["test"].tolist() == [0, 0, 1, 1]  # half of them, in their order
    assert run.picture("network")["weights"].tolist() == weights
    run.advance(3)


def test_a_spreadsheets_table_is_read() -> None:
    text = "\ufeffX, Y ,Label,Split\r\n0, 1.5 ,1,Train\r\n\r\n1,0,-1,TEST\r\n"
    points = read_points(text, 50, classes=2, seed=0)
    assert (points.x.tolist(), points.y.tolist(), points.label.tolist()) == ([0, 1], [1.5, 0], [1, -1])
    assert points.training == 1


def test_a_table_with_semicolons_and_decimal_commas_is_read() -> None:
    run = nr.run("playground").act("load_points", csv="x;y;label;split\r\n1,5;-2;1;train\r\n0;0,25;-1;test\r\n")
    assert run.picture("points")["x"].tolist() == [1.5, 0.0]
    assert run.picture("points")["y"].tolist() == [-2.0, 0.25]


def test_training_points_come_first_whatever_their_lines() -> None:
    text = "x,y,label,split\n0,0,1,test\n1,0,1,train\n2,0,-1,test\n3,0,-1,train\n"
    points = read_points(text, 50, classes=2, seed=0)
    assert points.x.tolist() == [1, 3, 0, 2]
    assert points.training == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1 must be the header"),
        ("1,2,1\n3,4,-1\n", "Line 1 must be the header"),
        ("x,y\n1,2\n", "Line 1 must be the header"),
        ('"' + "x" * 200_000, "Line"),
        ("x,y,label\n", "Of 0 in all, 0 would be for training"),
        ("x,y,label\n1,2,1\n", "Of 1 in all, 0 would be for training and 1 for the test"),
        ("x,y,label\n1,2,1\n3,four,-1\n", "Line 3, y: 'four' is no number"),
        ("x,y,label\n1,2,1\n3,,-1\n", "Line 3, y: '' is no number"),
        ("x,y,label\n1,2,\n3,4,\n", "Line 2, label: '' is no number"),
        ("x,y,label\n1,2,1\n3,4,red\n", "Line 3, label: 'red' is no number"),
        ("x,y,label\n1,2,red\n3,4,red\n", "There is 1 class in the column label ('red'); the problem has 2"),
        (
            "x,y,label\n1,2,a\n3,4,b\n5,6,c\n",
            "There are 3 classes in the column label ('a', 'b', 'c'); the problem has 2",
        ),
        ("x,y,label\n1,2,1\n3,4\n", "Line 3 has 2 cells; 3 are expected"),
        ("x,y,label\n1,2,1\n3,4,-1,train\n", "Line 3 has 4 cells; 3 are expected"),
        ("x,y,label\n1,2,1\nnan,4,-1\n", "Line 3, x: 'nan' is no number"),
        ("x,y,label\n1,2,1\n3,inf,-1\n", "Line 3, y: 'inf' is no number"),
        ("x,y,label\n1,2,1\n3,1e7,-1\n", "Line 3, y: '1e7' is no number from -1,000,000 to 1,000,000"),
        ("x,y,label\n1,2,1\n3,4,0\n", "Line 3, label: 0 is no class; expected 1 or -1"),
        ("x,y,label\n1,2,1\n3,4,1\n5,6,1\n", "All labels are equal"),
        ("x,y,label,split\n1,2,1,train\n3,4,-1,train\n", "Of 2 in all, 2 would be for training and 0 for the test"),
        ("x,y,label,split\n1,2,1,test\n3,4,-1,test\n", "Of 2 in all, 0 would be for training"),
        ("x,y,label,split\n1,2,1,train\n3,4,-1,maybe\n", "Line 3, split: 'maybe' is neither 'train' nor 'test'"),
        ("x,y,label\n" + "1,2,1\n" * 1_000_000, f"more than {MOST_POINTS:,} points (line 20002)"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_wrong_table_is_refused_by_its_line(text: str, said: str) -> None:
    run = nr.run("playground").advance(2)
    before = run.to_bytes()
    with pytest.raises(nr.Refusal) as refusal:
        run.act("load_points", csv=text)
    assert said in refusal.value.text.en
    assert refusal.value.text.de != refusal.value.text.en
    assert run.to_bytes() == before


def test_twenty_thousand_points_are_taken() -> None:
    run = nr.run("playground").act("load_points", csv="x,y,label\n" + "1,2,1\n0,0,-1\n" * (MOST_POINTS // 2))
    assert len(run.picture("points")["x"]) == MOST_POINTS
    run.act("load_points", csv=run.export("points"))  # a table that was written can be read
    assert math.isfinite(run.advance(1).readings["test_loss"])


def test_regression_takes_any_label_and_classification_then_refuses_it() -> None:
    run = nr.run("playground", problem="regression").act("load_points", csv="x,y,label\n0,0,2.5\n1,0,-7\n")
    with pytest.raises(nr.Refusal, match="labels other than 1 and -1"):
        run.change(problem="classification")
    run.change(problem="classification", dataset="xor")
    assert run.picture("points")["own"].tolist() == [0]


def labels(run: Run) -> list[float]:
    values: list[float] = run.picture("points")["label"].tolist()
    return values


def test_words_become_classes_in_the_order_of_the_alphabet() -> None:
    run = nr.run("playground").act("load_points", csv="x,y,label\n1,2,pear\n3,4, apple\n5,6,pear\n7,8,apple\n")
    assert labels(run) == [1, -1, 1, -1]
    assert bytes(run.picture("points")["names"]).decode() == "apple\npear"
    assert run.export("points").splitlines()[1] == "1.0,2.0,pear,train"
    again = nr.run("playground").act("load_points", csv=run.export("points"))
    assert again.export("points") == run.export("points")
    run.act("add_points", csv="x,y,label\n0,0,apple\n")
    assert sorted(labels(run)) == [-1, -1, -1, 1, 1]
    with pytest.raises(nr.Refusal, match="There is 1 class in the column label"):
        run.act("add_points", csv="x,y,label\n0,0,plum\n")


def test_three_words_need_three_classes() -> None:
    table = 'x,y,label\n1,2,b\n3,4,"a, or so"\n5,6,c\n7,8,b\n'
    run = nr.run("playground", problem="classes", classes=3).act("load_points", csv=table)
    assert labels(run) == [1, 0, 2, 1]
    assert nr.run("playground", problem="classes").act("load_points", csv=run.export("points")).export(
        "points"
    ) == run.export("points")
    with pytest.raises(nr.Refusal, match="There are 3 classes"):
        nr.run("playground", problem="classes", classes=4).act("load_points", csv=table)
    with pytest.raises(nr.Refusal, match="labels other than 1 and -1"):
        run.change(problem="classification")
    run.change(classes=4)  # there is still a class for each label
    assert labels(run) == [1, 0, 2, 1]


def test_numbers_of_classes_are_taken_as_they_are() -> None:
    run = nr.run("playground", problem="classes", classes=4)
    run.act("load_points", csv="x,y,label\n1,2,3\n3,4,0\n")
    assert labels(run) == [3, 0]
    with pytest.raises(nr.Refusal, match="Line 2, label: 4 is no class; expected a whole number from 0 to 3"):
        run.act("load_points", csv="x,y,label\n1,2,4\n3,4,0\n")


def test_drawn_points_are_added_and_every_other_one_tests() -> None:
    run = nr.run("playground").advance(5)
    weights = run.export("weights")
    run.act("add_points", csv="x,y,label\n" + "".join(f"{index},0,1\n" for index in range(5)))
    drawn = run.picture("points")
    assert len(drawn["x"]) == 505
    assert drawn["own"].tolist() == [1]
    assert drawn["x"][250:253].tolist() == [0, 2, 4]
    assert drawn["test"].tolist() == [0] * 253 + [1] * 252
    assert drawn["x"][-2:].tolist() == [1, 3]
    assert (run.steps, run.export("weights")) == (5, weights), "training goes on with the same weights"
    run.act("add_points", csv="x,y,label,split\n9,9,-1,test\n")
    assert run.picture("points")["x"][-1] == 9
    run.advance(1)


@pytest.mark.parametrize("csv", ["x,y,label\n", "x,y,label,split\n\n"])
def test_drawing_no_points_is_said(csv: str) -> None:
    run = nr.run("playground")
    with pytest.raises(nr.Refusal, match="No points were drawn"):
        run.act("add_points", csv=csv)
    assert run.picture("points")["own"].tolist() == [0]


def test_more_points_than_there_may_be_are_not_added() -> None:
    run = nr.run("playground")
    with pytest.raises(nr.Refusal, match="more than 20,000 points"):
        run.act("add_points", csv="x,y,label\n" + "0,0,1\n" * 19_501)


def test_an_eraser_takes_what_lies_under_it_and_leaves_something_for_training_and_test() -> None:
    run = nr.run("playground", dataset="gauss", seed=1)
    before = run.picture("points")
    far = np.hypot(before["x"] - 2, before["y"] - 2) > 1
    run.act("erase_points", x=2, y=2, radius=1)
    after = run.picture("points")
    assert after["x"].tolist() == before["x"][far].tolist()
    assert after["test"].tolist() == before["test"][far].tolist()
    with pytest.raises(nr.Refusal, match="Of 0 in all"):
        run.act("erase_points", x=0, y=0, radius=100)
    run.advance(3)


def any_table() -> st.SearchStrategy[str]:
    cell = st.one_of(
        NUMBERS.map(repr), st.sampled_from(["1", "-1", "train", "test", "", '"', "nan", "1e999"]), st.text(max_size=5)
    )
    row = st.lists(cell, max_size=5).map(",".join)
    header = st.sampled_from(["x,y,label", "x,y,label,split", "x,y", ""])
    return st.one_of(
        st.text(max_size=80), st.tuples(header, st.lists(row, max_size=6)).map(lambda t: "\n".join([t[0], *t[1]]))
    )


@settings(max_examples=400, deadline=None)
@given(text=any_table(), classes=st.sampled_from([1, 2, 3]), share=st.sampled_from([10, 50, 90]))
def test_any_text_is_a_table_or_refused(text: str, classes: int, share: int) -> None:
    try:
        points = read_points(text, share, classes, 0)
    except nr.Refusal as refusal:
        assert refusal.text.en
        assert refusal.text.de
    else:
        assert 1 <= points.training < len(points.x)
        assert np.isfinite([points.x, points.y, points.label]).all()
        allowed = {2: {1.0, -1.0}, 3: {0.0, 1.0, 2.0}}
        assert classes == 1 or set(points.label) <= allowed[classes]
        assert points_csv(read_points(points_csv(points), share, classes, 0)) == points_csv(points)


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ([], "There are 0 layers; this network has 2"),
        ([{"weights": [[1, 2]], "biases": [0]}], "There are 1 layers; this network has 2"),
        ([{"weights": [[1, 2]], "biases": [0]}] * 2, "Layer 1, weights: expected 3 x 2 numbers"),
        ([{"weights": [[1, 2]] * 3, "biases": [0]}] * 2, "Layer 1, biases: expected 3 numbers"),
        ([{"weights": [[1, 2]] * 3, "biases": [0] * 3}, {"weights": [[1, 2]], "biases": [0]}], "Layer 2, weights"),
        ([{"weights": [[1, None]] * 3, "biases": [0] * 3}] * 2, "Layer 1, weights"),
        ([{"weights": [[1, 2], [1], [1, 2]], "biases": [0] * 3}] * 2, "Layer 1, weights"),
        ([{"weights": [[1, 1e7]] * 3, "biases": [0] * 3}] * 2, "Layer 1, weights"),
        ([{"weights": [[1, float("nan")]] * 3, "biases": [0] * 3}] * 2, "Layer 1, weights"),
        ([{"weights": [[1, 10**400]] * 3, "biases": [0] * 3}] * 2, "Layer 1, weights"),
        ([{"biases": [0] * 3}] * 2, "Layer 1, weights"),
        (["ab", "cd"], "Layer 1, weights"),
        (7, "Expected JSON like"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_wrong_weights_are_refused_by_their_layer(layers: Any, said: str) -> None:
    run = nr.run("playground", hidden=[3])
    before = run.to_bytes()
    with pytest.raises(nr.Refusal) as refusal:
        run.act("load_weights", json=json.dumps({"layers": layers}))
    assert said in refusal.value.text.en
    assert run.to_bytes() == before


def any_json() -> st.SearchStrategy[Any]:
    leaf = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4))
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["layers", "weights", "biases"]), inner, max_size=3)
        ),
        max_leaves=12,
    )


@settings(max_examples=400, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=60), any_json().map(json.dumps), any_json().map(lambda inner: json.dumps({"layers": inner}))
    )
)
def test_any_text_is_weights_or_refused(text: str) -> None:
    run: Run = nr.run("playground", hidden=[])
    try:
        run.act("load_weights", json=text)
    except nr.Refusal as refusal:
        assert refusal.text.en
        assert refusal.text.de
    else:
        assert math.isfinite(run.readings["test_loss"])


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"layers":' * 5000, "NaN", "9" * 5000, "\x00"], ids=lambda text: text[:12]
)
def test_hostile_json_is_refused(text: str) -> None:
    with pytest.raises(nr.Refusal, match="Expected JSON like"):
        nr.run("playground").act("load_weights", json=text)
