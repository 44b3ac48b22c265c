"""`neurarium bench`: the measurements of `bench/`, printed as tables or JSON."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import neurarium
from neurarium.cli.flags import language
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Text

BENCH = Text(
    "measure this machine, side by side with named peers",
    "diesen Rechner messen, Seite an Seite mit Vergleichbarem",
)


def add(commands: Any) -> None:
    about = BENCH.say(language())
    parser = commands.add_parser("bench", help=about, description=about)
    parser.add_argument("name", nargs="?", metavar="NAME", help="which measurement; all without one")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")


def run(arguments: argparse.Namespace) -> int:
    names = measurements()
    if arguments.name is not None and arguments.name not in names:
        raise unknown(arguments.name, tuple(names), Text("measurement", "Messung"))
    chosen = [arguments.name] if arguments.name else list(names)
    results = {}
    for name in chosen:
        module = _module(name, names[name])
        results[name] = module.measure()
        if not arguments.json:
            print(f"{name}: {module.TITLE}")
            for key, value in results[name].items():
                print(f"  {key:56} {value:,.3f}" if isinstance(value, float) else f"  {key:56} {value}")
    if arguments.json:
        print(json.dumps(results))
    return 0


def measurements() -> dict[str, Path]:
    """Each measurement's file by name: installed beside the package, or in the source checkout."""
    package = Path(neurarium.__file__).parent
    for folder in (package / "bench", package.parents[1] / "bench"):
        if folder.is_dir():
            return {file.stem: file for file in sorted(folder.glob("*.py")) if not file.stem.startswith("_")}
    return {}


def _module(name: str, file: Path) -> Any:
    if file.parent.name == "bench" and file.parent.parent.name == "neurarium":
        return importlib.import_module(f"neurarium.bench.{name}")
    if str(file.parents[1]) not in sys.path:
        sys.path.insert(0, str(file.parents[1]))
    return importlib.import_module(f"bench.{name}")
