"""The images that the settings name, and the order in which training sees them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from neurarium import data
from neurarium.lab.text import Refusal, Text
from neurarium.labs.convnet.settings import WITH_BOXES, WITH_CLASSES, WITH_MASKS, ConvNetSettings

SCENES = 4000  # vehicles that are generated where the visitor names no number


class Source(NamedTuple):
    """Images with what the network needs to know about their numbers: float32 [channels] each, of pixels from 0 to 1."""

    split: data.Split
    mean: np.ndarray
    deviation: np.ndarray


def source(settings: ConvNetSettings) -> Source:
    """The images of these settings; raises `Refusal` where they are not there, or have no boxes that are asked for."""
    found = _source(settings.data, settings.own, int(settings.size), settings.most, settings.images)
    if settings.heads != "classes" and (found.split.train.boxes is None or found.split.train.masks is None):
        raise Refusal(
            Text(
                f"heads cannot be '{settings.heads}': the images '{settings.data}' come without boxes and masks. Choose "
                "'classes', or the vehicles.",
                f"heads kann nicht '{settings.heads}' sein: Die Bilder '{settings.data}' haben weder Kästen noch Masken. "
                "Bitte 'classes' wählen oder die Fahrzeuge.",
            )
        )
    return found


def split(settings: ConvNetSettings) -> data.Split:
    return source(settings).split


@lru_cache(maxsize=4)
def _source(name: str, own: str, size: int, most: int, images: int) -> Source:
    match name:
        case "vehicles":
            whole = data.load(name, size=size, count=images or SCENES, most=most)
        case "own":
            whole = data.load(name, content=own)
        case _:
            whole = data.load(name)
    if 0 < images < len(whole.train):
        chosen = np.linspace(0, len(whole.train), images, endpoint=False).astype(np.int64)
        whole = data.Split(whole.train.take(chosen), whole.validation, whole.test, whole.about)
    mean, deviation = _moments(whole.train.pixels)
    return Source(whole, mean, deviation)


def _moments(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of each channel, of values from 0 to 1: float32 [channels]."""
    values = np.arange(256) / 255
    found = []
    for channel in range(pixels.shape[3]):
        shares = np.bincount(pixels[..., channel].ravel(), minlength=256) / max(1, pixels[..., channel].size)
        mean = float(shares @ values)
        found.append((mean, float(shares @ (values - mean) ** 2) ** 0.5))
    means, deviations = np.array(found, np.float32).T
    return means, np.maximum(deviations, np.float32(1 / 255))  # pictures of one colour have none


def heads_of(settings: ConvNetSettings) -> tuple[str, ...]:
    """What is learned: some of classes, boxes, masks."""
    learned = (("classes", WITH_CLASSES), ("boxes", WITH_BOXES), ("masks", WITH_MASKS))
    return tuple(name for name, chosen in learned if settings.heads in chosen)


def labels(settings: ConvNetSettings, seed: int) -> np.ndarray:
    """int64 [training images]: the right answers, or, for the control, dealt out at random."""
    right = split(settings).train.labels
    return _dealt_out(settings, seed) if settings.shuffled else right


@lru_cache(maxsize=8)
def _dealt_out(settings: ConvNetSettings, seed: int) -> np.ndarray:
    return np.random.default_rng([seed, 3]).permutation(split(settings).train.labels)


def steps_per_epoch(settings: ConvNetSettings) -> int:
    """Batches of an epoch; what is left over is not seen in it."""
    return max(1, len(split(settings).train) // int(settings.batch))


def planned(settings: ConvNetSettings) -> int:
    """Steps after which a run stands still: its epochs, rounded up to a step at which every run notes its readings."""
    steps = settings.epochs * steps_per_epoch(settings)
    grid = 1 << max(0, steps.bit_length() - 7)
    return -(-steps // grid) * grid


def batch(settings: ConvNetSettings, seed: int, step: int) -> np.ndarray:
    """int64 [batch]: which training images the step with this number sees."""
    size, per_epoch = int(settings.batch), steps_per_epoch(settings)
    order = _order(seed, step // per_epoch, len(split(settings).train))
    begin = step % per_epoch * size
    return np.resize(order[begin : begin + size], size)  # fewer images than a batch holds are seen several times


@lru_cache(maxsize=64)
def _order(seed: int, epoch: int, count: int) -> np.ndarray:
    return np.random.default_rng([seed, 1, epoch]).permutation(count)
