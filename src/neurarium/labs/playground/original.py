"""Reads a link copied from TensorFlow Playground: the same settings here, and a sentence for all that cannot be.

The original keeps its state behind the `#` of its address, as `key=value` pairs; what is left out is its default. It
never complains: an impossible value silently becomes the default. Here it becomes the default and is named.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from neurarium.lab.contract import Imported
from neurarium.lab.settings import SettingRefused
from neurarium.lab.text import Text
from neurarium.labs.playground.settings import PlaygroundSettings

HOST = "playground.tensorflow.org"

FEATURES = {
    "x": "x",
    "y": "y",
    "xSquared": "x2",
    "ySquared": "y2",
    "xTimesY": "xy",
    "sinX": "sin_x",
    "sinY": "sin_y",
}
SAME: dict[str, tuple[str, Callable[[str], str]]] = {
    "activation": ("activation", str),
    "batchSize": ("batch", str),
    "dataset": ("dataset", {"gauss": "gauss", "circle": "circle", "xor": "xor", "spiral": "spiral"}.get),  # type: ignore[dict-item]
    "regDataset": ("regression_dataset", {"reg-plane": "plane", "reg-gauss": "gauss"}.get),  # type: ignore[dict-item]
    "learningRate": ("learning_rate", str),
    "regularization": ("regularisation", str.lower),
    "regularizationRate": ("regularisation_rate", str),
    "noise": ("noise", str),
    "networkShape": ("hidden", str),
    "percTrainData": ("train_share", str),
    "problem": ("problem", str),
    "initZero": ("init_zero", str),
    "seed": ("original_seed", str),
}
LOOK = {"showTestData": "show_test", "discretize": "discretise"}
CONTROLS = {
    "showTestData": "show_test",
    "discretize": "discretise",
    "playButton": "play",
    "stepButton": "step",
    "resetButton": "reset",
    "learningRate": "learning_rate",
    "activation": "activation",
    "regularization": "regularisation",
    "regularizationRate": "regularisation_rate",
    "problem": "problem",
    "dataset": "dataset",
    "percTrainData": "train_share",
    "noise": "noise",
    "batchSize": "batch",
    "numHiddenLayers": "hidden",
}
SILENT = {"cosX", "cosY", "collectStats", "tutorial", "hideText"}  # without effect in the original, or on its article


def read_link(link: str) -> Imported | None:
    """The state that a link of TensorFlow Playground describes; None for any other link."""
    try:
        address = urlsplit(link.strip())
    except ValueError:
        return None
    if address.hostname != HOST:
        return None
    settings: dict[str, Any] = {}
    chosen = {"x": True, "y": True}
    look, hide, notices = [], [], []
    for key, value in parse_qsl(address.fragment, keep_blank_values=True):
        on = value == "true"
        if key in FEATURES:
            chosen[FEATURES[key]] = on
        elif key in LOOK:
            look += [LOOK[key]] * on
        elif key.removesuffix("_hide") in CONTROLS and key.endswith("_hide"):
            hide += [CONTROLS[key.removesuffix("_hide")]] * on
        elif key in SAME:
            name, translated = SAME[key]
            try:
                settings.update(PlaygroundSettings.checked({name: translated(value)}))
            except SettingRefused:
                notices.append(_instead(key, value, name))
        elif key not in SILENT:
            notices.append(_unknown(key))
    features = [name for name, wanted in chosen.items() if wanted]
    if features:
        settings.update(PlaygroundSettings.checked({"features": features}))
    else:
        notices.append(
            Text(
                "The link switches all features off; x and y are used instead.",
                "Der Link schaltet alle Merkmale aus; stattdessen werden x und y benutzt.",
            )
        )
    return Imported(settings, tuple(look), tuple(hide), tuple(notices))


def _instead(key: str, value: str, name: str) -> Text:
    used = PlaygroundSettings().written()[name]
    return Text(
        f"The link's {key} cannot be '{value[:40]}'; {used or 'none'} is used instead.",
        f"{key} kann nicht '{value[:40]}' sein, wie der Link will; stattdessen wird {used or 'keines'} benutzt.",
    )


def _unknown(key: str) -> Text:
    return Text(
        f"The link's part '{key[:40]}' is unknown and was left out.",
        f"Der Teil '{key[:40]}' des Links ist unbekannt und wurde weggelassen.",
    )
