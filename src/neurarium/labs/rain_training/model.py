"""A run: one contender's numbers, how they got there, and what they were like on the way."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np

from neurarium.lab.text import Refusal, Text
from neurarium.labs.rain_training import cases
from neurarium.labs.rain_training.cases import VALIDATION
from neurarium.labs.rain_training.settings import TrainingSettings

NETWORK = 6 * 20 + 20 + 20 * 20 + 20 + 20 * 4 + 4
FOUR = 4 * (6 * 20 + 20 + 2 * (20 * 20 + 20) + 20 + 1) + 2 * 4
NUMBERS = {"corrected": NETWORK, "refitted": 8, "solved-networks": FOUR, "rate-networks": FOUR}
MEASURES = ("time", "water", "rain", "cloud")
REMEMBERED = 6  # earlier versions: those after 0, 1, 2, 4, 8, ... updates, the last of them


@dataclass(frozen=True)
class Learner:
    """`numbers`, `first` and `second` are Adam's, float64 [numbers]; `past` holds earlier `numbers` as float64 [versions, numbers],
    `ages` after how many updates they were so; `trace` the marks of the errors, float64 [marks, 1 + MEASURES]."""

    numbers: np.ndarray
    first: np.ndarray
    second: np.ndarray
    updates: int
    seed: int
    past: np.ndarray
    ages: np.ndarray
    trace: np.ndarray


def start(settings: TrainingSettings, seed: int) -> Learner:
    from neurarium.labs.rain_training.learning import first_numbers  # JAX, not needed where labs are only listed

    numbers = first_numbers(settings.contender, seed)
    still = np.zeros_like(numbers)
    begun = Learner(
        numbers, still, still, 0, seed, np.zeros((0, len(numbers))), np.zeros(0, np.int64), np.zeros((0, 5))
    )
    return _remembered(settings, begun)


def advance(settings: TrainingSettings, state: Learner, steps: int) -> Learner:
    from neurarium.labs.rain_training.learning import Adam, update

    truths = cases.taught(settings.shuffled, state.seed)
    for number in range(state.updates, state.updates + steps):
        adam = Adam(state.numbers, state.first, state.second)
        adam = update(settings.contender, adam, truths, settings.cases, settings.learning_rate, state.seed, number)
        state = _remembered(settings, replace(state, **adam._asdict(), updates=number + 1))
    return state


def _remembered(settings: TrainingSettings, state: Learner) -> Learner:
    """Notes the errors at every update at first, then ever more rarely; keeps the numbers at powers of two."""
    if not np.isfinite(state.numbers).all():
        return state
    count = state.updates
    power = max(count.bit_length() - 1, 0)
    if count % (1 << max(power - 5, 0)) == 0:
        mark = [count, *shares(settings.contender, state.numbers, settings.cases)[0]]
        state = replace(state, trace=np.concatenate([state.trace, [mark]]))
    if count == 0 or count == 1 << power:
        past, ages = np.concatenate([state.past, state.numbers[None]]), np.append(state.ages, count)
        state = replace(state, past=past[-REMEMBERED:], ages=ages[-REMEMBERED:])
    return state


def shares(contender: str, numbers: np.ndarray, taught: int) -> tuple[np.ndarray, float]:
    """float64 [MEASURES]: mean errors over the validation clouds, Seifert and Beheng's being 1; and the mean of the four over
    the first `taught` training clouds, in the same unit."""
    found, base = _errors(contender, numbers.tobytes()), _errors("seifert-beheng", b"")
    validation, training = slice(None, VALIDATION), slice(VALIDATION, VALIDATION + taught)
    quotients = found[:, training].mean(axis=1) / base[:, training].mean(axis=1)
    return found[:, validation].mean(axis=1) / base[:, validation].mean(axis=1), float(quotients.mean())


@functools.lru_cache(maxsize=32)
def _errors(contender: str, numbers: bytes) -> np.ndarray:
    from neurarium.labs.rain_training.learning import errors

    return errors(contender, np.frombuffer(numbers))


def measure(settings: TrainingSettings, state: Learner) -> dict[str, float]:
    validation, training = shares(settings.contender, state.numbers, settings.cases)
    return {**{name: float(value) for name, value in zip(MEASURES, validation, strict=True)}, "training": training}


def verify(settings: TrainingSettings, state: Learner) -> None:
    length = NUMBERS[settings.contender]
    vectors = (state.numbers, state.first, state.second)
    versions, marks = len(state.ages), len(state.trace)
    fits = (
        all(vector.shape == (length,) and vector.dtype == np.float64 for vector in vectors)
        and bool((state.second >= 0).all())
        and state.past.shape == (versions, length)
        and state.past.dtype == np.float64
        and state.ages.dtype == np.int64
        and 1 <= versions <= REMEMBERED
        and bool((state.ages >= 0).all() and (state.ages <= state.updates).all())
        and state.trace.shape == (marks, 1 + len(MEASURES))
        and state.trace.dtype == np.float64
        and marks >= 1
        and state.updates >= 0
        and state.seed >= 0
    )
    if not fits:
        raise Refusal(Text("The numbers do not fit the settings.", "Die Zahlen passen nicht zu den Einstellungen."))


def remedy(settings: TrainingSettings) -> dict[str, float]:
    return {"learning_rate": max(settings.learning_rate / 10, 1e-5)}
