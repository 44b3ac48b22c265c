"""`neurarium run LAB`: train without a page."""

from __future__ import annotations

import argparse
import json
import operator
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from neurarium import labs
from neurarium.cli.flags import Parser, add_settings, condition, given, language
from neurarium.lab.files import write_whole
from neurarium.lab.history import next_mark
from neurarium.lab.population import Population
from neurarium.lab.refusals import Diverged, checked_seed, no_text, unknown
from neurarium.lab.run import Run
from neurarium.lab.settings import SettingRefused
from neurarium.lab.text import Refusal, Text
from neurarium.library import read_link
from neurarium.logs import check_tensorboard, curves_csv, write_tensorboard

COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
RUN = Text("train a lab and print its readings", "ein Labor trainieren und seine Messwerte ausgeben")


def add(commands: Any, words: list[str]) -> None:
    """The command's parser; with the flags of the lab that the words name."""
    speech = language()
    known = labs.folders()
    named = next((word for word in words[1:] if not word.startswith("-")), None) if words[:1] == ["run"] else None
    about = RUN.say(speech)
    parser: Parser = commands.add_parser("run", help=about, description=about)
    parser.add_argument("lab", metavar="LAB", help=", ".join(known))
    parser.add_argument("--seed", default="0", help="where all randomness comes from [0]")
    parser.add_argument("--seeds", default=None, help="train a population: this many seeds from --seed on")
    parser.add_argument("--steps", default=None, help="train for so many steps [1000; with --until 100000]")
    parser.add_argument("--until", default=None, metavar="'READING<NUMBER'", help="stop as soon as this holds")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--out", type=Path, default=None, metavar="DIR", help="save run, curves and exports there")
    parser.add_argument(
        "--tensorboard",
        type=Path,
        default=None,
        metavar="DIR",
        help="write the curves there as event files of TensorBoard",
    )
    parser.add_argument(
        "--load",
        action="append",
        default=[],
        metavar="ACTION=FILE",
        help="before training, an action on a file's text",
    )
    parser.add_argument(
        "--link", default=None, help="begin with the settings of a link copied from the original system"
    )
    if named in known:
        add_settings(parser, labs.find(named))


def run(arguments: argparse.Namespace) -> int:
    lab = labs.find(arguments.lab)
    settings = given(arguments, lab.Settings, _of_link(arguments.lab, arguments.link))
    seed = checked_seed(arguments.seed)
    until = _until(arguments.until, lab.measured(settings))
    steps = _count("steps", arguments.steps if arguments.steps is not None else ("100000" if until else "1000"))
    if arguments.tensorboard is not None:
        check_tensorboard()  # before hours of training
    trained: Run | Population
    if arguments.seeds is None:
        trained = Run(lab, settings, seed)
    else:
        trained = Population(lab, settings, seed, _count("seeds", arguments.seeds))
    for pair in arguments.load:
        _load(trained, pair)
    complaint = _train(trained, steps, until, sys.stderr.isatty() and not arguments.json)
    if arguments.out is not None:
        _write(arguments.out, lambda folder: _take_home(trained, folder))
    if arguments.tensorboard is not None:
        _write(arguments.tensorboard, lambda folder: write_tensorboard(trained, folder))
    _print(trained, arguments.json)
    if complaint is not None:
        print(f"neurarium: {complaint.say(language())}", file=sys.stderr)
        return 1
    return 0


def _of_link(lab: str, link: str | None) -> dict[str, Any]:
    if link is None:
        return {}
    found, imported = read_link(link)
    if found != lab:
        raise Refusal(Text(f"This link is for the lab '{found}'.", f"Dieser Link ist für das Labor '{found}'."))
    for notice in imported.notices:
        print(f"neurarium: {notice.say(language())}", file=sys.stderr)
    return imported.settings


def _count(name: str, text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    raise SettingRefused(
        name,
        Text(
            f"{name} cannot be '{text[:40]}': expected a whole number from 0.",
            f"{name} kann nicht '{text[:40]}' sein: erwartet wird eine ganze Zahl ab 0.",
        ),
    )


def _until(text: str | None, readings: tuple[str, ...]) -> tuple[str, str, float] | None:
    if text is None:
        return None
    parsed = condition(text)
    if isinstance(parsed, Text):
        raise SettingRefused("until", parsed)
    if parsed[0] not in readings:
        raise unknown(parsed[0], readings, Text("reading", "Messwert"))
    return parsed


def _load(trained: Run | Population, pair: str) -> None:
    name, _, file = pair.partition("=")
    action = trained.lab.actions.get(name)
    if action is None or len(action.Arguments.fields()) != 1:
        single = tuple(key for key, item in trained.lab.actions.items() if len(item.Arguments.fields()) == 1)
        raise unknown(name, single, Text("action on a file", "Aktion auf einer Datei"))
    try:
        text = Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise no_text(Text(f"The file '{file}'", f"Die Datei '{file}'"), problem) from problem
    except OSError as problem:
        reason = problem.strerror or problem
        raise Refusal(
            Text(
                f"The file '{file}' cannot be read ({reason}).",
                f"Die Datei '{file}' ist nicht lesbar ({reason}).",
            )
        ) from problem
    trained.act(name, **{next(iter(action.Arguments.fields())): text})


def _train(trained: Run | Population, steps: int, until: tuple[str, str, float] | None, bar: bool) -> Text | None:
    """Advance mark by mark (see `history.next_mark`), where the readings are looked at; the sentence if it diverged."""
    with tqdm(total=steps, unit=f" {trained.lab.units.say(language())}", disable=not bar, leave=False) as progress:
        while trained.steps < steps and not _reached(trained, until):
            before = trained.steps
            try:
                trained.advance(min(next_mark(before), steps) - before)
            except Diverged as trouble:
                return trouble.text
            if trained.steps == before:  # a population of which every member diverged
                break
            progress.update(trained.steps - before)
            progress.set_postfix(
                {name: f"{_middle(value):.3g}" for name, value in trained.readings.items()}, refresh=False
            )
    if isinstance(trained, Population) and trained.trouble:
        return next(iter(trained.trouble.values())).text
    return None


def _middle(value: Any) -> float:
    import numpy as np

    return float(np.nanmedian(value))


def _reached(trained: Run | Population, until: tuple[str, str, float] | None) -> bool:
    """Whether the condition holds: in a population, for every member that has not diverged."""
    if until is None:
        return False
    name, sign, bound = until
    members = trained.runs if isinstance(trained, Population) else (trained,)
    return all(
        name in run.readings and COMPARE[sign](run.readings[name], bound) for run in members if run.trouble is None
    )


def _record(run: Run) -> dict[str, Any]:
    return {
        "lab": run.lab.id,
        "settings": run.settings.plain(),
        "seed": run.seed,
        "steps": run.steps,
        "readings": run.readings,
    }


def _print(trained: Run | Population, as_json: bool) -> None:
    if as_json:
        whole = (
            {"runs": [_record(run) for run in trained.runs]} if isinstance(trained, Population) else _record(trained)
        )
        print(json.dumps(whole, allow_nan=False))
        return
    speech = language()
    for run in trained.runs if isinstance(trained, Population) else (trained,):
        values = ", ".join(
            f"{run.lab.readings[name].label.say(speech)} {value:.6g}" for name, value in run.readings.items()
        )
        print(f"{run.lab.id}, seed {run.seed}, {run.steps} {run.lab.units.say(speech)}: {values}")


def _write(folder: Path, write: Callable[[Path], object]) -> None:
    try:
        write(folder)
    except OSError as problem:
        raise Refusal(
            Text(
                f"The results cannot be written to '{folder}' ({problem.strerror}). Choose another folder.",
                f"Die Ergebnisse lassen sich nicht nach '{folder}' schreiben ({problem.strerror}). Bitte einen anderen "
                "Ordner wählen.",
            )
        ) from problem


def _take_home(trained: Run | Population, folder: Path) -> None:
    """The snapshot and the curves, and for a single run its scripts and all exports of its lab."""
    trained.save(folder / "run.safetensors")
    files: dict[str, str | bytes] = {"curves.csv": curves_csv(trained)}
    if isinstance(trained, Run):
        files["run.py"] = trained.script()
        wanted: dict[str, Callable[[], str | bytes]]
        wanted = {f"{name}{item.suffix}": partial(trained.export, name) for name, item in trained.lab.exports.items()}
        wanted |= {f"script_{name}.py": partial(trained.script, name) for name in trained.lab.scripts}
        for name, write in wanted.items():
            try:
                files[name] = write()
            except Refusal as refusal:  # the others can be written all the same
                print(f"neurarium: {name}: {refusal.text.say(language())}", file=sys.stderr)
    for name, content in files.items():
        write_whole(folder / name, content.encode() if isinstance(content, str) else content)
