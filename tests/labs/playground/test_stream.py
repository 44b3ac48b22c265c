"""The stream equals that of the npm package seedrandom 2.4.3, which the original uses."""

from __future__ import annotations

import pytest

from neurarium.labs.playground.stream import Stream, key_of

# Printed with Node 20 and `npm install seedrandom@2.4.3`:
#   const draw = require("seedrandom")(seed); console.log(draw(), draw(), draw())
GOLDEN = {
    "0": (0.7803563384230067, 0.05144520047760746, 0.5317574394273067),
    "1": (0.2694488477791326, 0.43440878183925163, 0.8740779300873869),
    "42": (0.00701751618236155, 0.17185490054868188, 0.967001069269818),
    "0.12345": (0.9152007406557323, 0.4702753218035592, 0.2736265229359467),
    "9007199254740991": (0.3669125993459986, 0.2521463115209522, 0.7460568974378425),
    "hello.": (0.9282578795792454, 0.3752569768646784, 0.7316977468919549),
}


@pytest.mark.parametrize("seed", GOLDEN)
def test_numbers_are_seedrandoms(seed: str) -> None:
    stream = Stream(seed)
    assert tuple(stream.uniform() for _ in range(3)) == GOLDEN[seed]


def test_the_ten_thousandth_number_is_seedrandoms() -> None:
    stream = Stream("7")
    assert [stream.uniform() for _ in range(10_000)][-1] == 0.42157623247126597


def test_a_key_longer_than_the_box_wraps_around() -> None:
    stream = Stream("a key longer than the box " * 20)
    assert (stream.uniform(), stream.uniform()) == (0.6425159507915156, 0.2419179432842754)


def test_numbers_are_scaled_to_their_bounds() -> None:
    assert Stream("42").uniform(-6, 6) == 0.00701751618236155 * 12 - 6


def test_normal_numbers_have_their_mean_and_variance() -> None:
    stream = Stream("1")
    numbers = [stream.normal(2.0, 4.0) for _ in range(20_000)]
    mean = sum(numbers) / len(numbers)
    variance = sum((number - mean) ** 2 for number in numbers) / len(numbers)
    assert abs(mean - 2) < 5 * (4 / 20_000) ** 0.5  # five standard errors of the mean
    assert abs(variance - 4) < 5 * 4 * (2 / 20_000) ** 0.5  # five standard errors of a normal sample's variance


def test_whole_numbers_are_different_streams() -> None:
    """As bare texts 1, 11 and 111 would be the same ARC4 key, repeated."""
    firsts = {Stream(key_of(seed)).uniform() for seed in range(2000)}
    assert len(firsts) == 2000
