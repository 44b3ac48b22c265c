"""Flags of the command line, made from a lab's settings."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from typing import Any, NoReturn

from neurarium.lab.contract import Lab
from neurarium.lab.settings import Settings
from neurarium.lab.text import Language, Text


def language(environment: Mapping[str, str] = os.environ) -> Language:
    """German where the environment asks for it, English otherwise."""
    asked = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "de" if asked.lower().startswith("de") else "en"


class Parser(argparse.ArgumentParser):
    """Says one sentence for a wrong value and ends with code 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def add_settings(parser: argparse.ArgumentParser, lab: Lab[Any, Any]) -> None:
    """One flag for each setting, grouped as on the page; values are checked by the settings themselves."""
    speech = language()
    groups = {name: parser.add_argument_group(label.say(speech).lower()) for name, label in lab.groups.items()}
    defaults = lab.Settings()
    for name, field in lab.Settings.fields().items():
        written = field.write(getattr(defaults, name))
        about = f"{field.label.say(speech)}: {field.expected().say(speech)} [{written}]. {field.help.say(speech)}"
        groups.get(field.group, parser).add_argument(
            flag(name),
            dest=f"set:{name}",
            metavar="VALUE",
            default=None,
            help=about.replace("%", "%%").strip(),
        )


def flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def given(arguments: argparse.Namespace, kind: type[Settings], before: Mapping[str, Any]) -> Settings:
    """The settings `before`, overruled by the flags that were given; raises `SettingRefused`."""
    values = {
        name.removeprefix("set:"): value
        for name, value in vars(arguments).items()
        if name.startswith("set:") and value is not None
    }
    return kind.of(**{**before, **values})


def condition(text: str) -> tuple[str, str, float] | Text:
    """`test_loss<0.177` as reading, comparison and bound, or the sentence that says what is wrong."""
    for sign in ("<=", ">=", "<", ">"):
        name, found, bound = text.partition(sign)
        if found:
            try:
                return name.strip(), sign, float(bound)
            except ValueError:
                break
    return Text(
        f"--until cannot be '{text[:40]}': expected a reading, one of < <= > >= and a number, like 'test_loss<0.177'.",
        f"--until kann nicht '{text[:40]}' sein: erwartet werden ein Messwert, eines von < <= > >= und eine Zahl, "
        "etwa 'test_loss<0.177'.",
    )
