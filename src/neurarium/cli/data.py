"""`neurarium data`: which pictures there are, fetching a standard set, bringing a folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from neurarium.cli.flags import language
from neurarium.lab.refusals import unknown
from neurarium.lab.text import Text

ABOUT = Text(
    "pictures for the labs: list, fetch, bring your own", "Bilder für die Labore: auflisten, holen, mitbringen"
)
LIST = Text("list every data set and where it lies", "jeden Datensatz auflisten, und wo er liegt")
FETCH = Text(
    "fetch a standard set from the hosts of its authors",
    "einen Standarddatensatz von den Rechnern seiner Urheber holen",
)
FROM = Text(
    "take over a folder or a zip: the files of a standard set, or a folder for each class",
    "einen Ordner oder ein Zip übernehmen: die Dateien eines Standarddatensatzes, oder ein Ordner je Klasse",
)
FORGET = Text("delete pictures of one's own", "eigene Bilder löschen")
SIZE = Text("pixels a side of own pictures [32]", "Pixel je Seite eigener Bilder [32]")
GREY = Text("own pictures in grey", "eigene Bilder in Grau")
TITLE = Text("what own pictures are called", "wie eigene Bilder heißen")
WHICH = Text("which standard set it is", "welcher Standarddatensatz es ist")


def add(commands: Any) -> None:
    speech = language()
    parser = commands.add_parser("data", help=ABOUT.say(speech), description=ABOUT.say(speech))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("list", help=LIST.say(speech), description=LIST.say(speech))
    fetch = verbs.add_parser("fetch", help=FETCH.say(speech), description=FETCH.say(speech))
    fetch.add_argument("name", metavar="NAME")
    bring = verbs.add_parser("from", help=FROM.say(speech), description=FROM.say(speech))
    bring.add_argument("folder", metavar="FOLDER", type=Path)
    bring.add_argument("--as", dest="name", metavar="NAME", help=WHICH.say(speech))
    bring.add_argument("--size", type=int, default=32, help=SIZE.say(speech))
    bring.add_argument("--grey", action="store_true", help=GREY.say(speech))
    bring.add_argument("--title", default="", help=TITLE.say(speech))
    forget = verbs.add_parser("forget", help=FORGET.say(speech), description=FORGET.say(speech))
    forget.add_argument("id", metavar="ID")


def run(arguments: argparse.Namespace) -> int:
    match arguments.verb:
        case "fetch":
            return _fetch(arguments.name)
        case "from":
            return _bring(arguments)
        case "forget":
            from neurarium.data import own

            own.delete(arguments.id)
            return 0
    return _list()


def _list() -> int:
    from neurarium.data import own, standard

    speech = language()
    bundled = Text("comes with Neurarium", "liegt Neurarium bei")
    drawn = Text("drawn from a seed", "wird aus einem Startwert gezeichnet")
    print(f"{'digits':18} {bundled.say(speech)}")
    print(f"{'vehicles':18} {drawn.say(speech)}")
    for known in standard.STANDARD.values():
        files = known.found()
        missing = Text(
            f"not here ({known.size / 1e6:.0f} MB to fetch)", f"nicht hier ({known.size / 1e6:.0f} MB zu holen)"
        )
        print(f"{known.name:18} {files[0].parent if files else missing.say(speech)}")
    for kept in own.sets():
        classes = ", ".join(f"{name} {count}" for name, count in kept.classes)
        print(f"{'own ' + kept.id:22} {kept.title}: {classes}")
    return 0


def _fetch(name: str) -> int:
    from tqdm import tqdm

    from neurarium.data import fetching, standard

    if name not in standard.STANDARD:
        raise unknown(name, tuple(standard.STANDARD), Text("data set", "Datensatz"))
    known = standard.STANDARD[name]
    with tqdm(total=known.size, unit="B", unit_scale=True, desc=known.name) as bar:

        def report(progress: fetching.Progress) -> None:
            bar.set_postfix_str(progress.host, refresh=False)
            bar.update(progress.fetched - bar.n)

        folder = fetching.fetch(known, report)
    print(folder)
    return 0


def _bring(arguments: argparse.Namespace) -> int:
    from tqdm import tqdm

    from neurarium.data import brought
    from neurarium.data.own import OwnSet

    speech = language()
    with tqdm(total=None, unit="", leave=False, disable=None) as bar:

        def report(done: int, everything: int) -> None:
            bar.total = everything
            bar.update(done - bar.n)

        taken = brought.bring(arguments.folder, arguments.name, arguments.size, arguments.grey, arguments.title, report)
    if not isinstance(taken, OwnSet):
        print(taken.name)
        return 0
    print(f"own {taken.id}: " + ", ".join(f"{name} {count}" for name, count in taken.classes))
    if taken.left_out_count:
        words = Text(f"left out ({taken.left_out_count}):", f"ausgelassen ({taken.left_out_count}):")
        print(words.say(speech))
    for item in taken.left_out:
        print(f"  {item.file}: {item.reason.say(speech)}")
    return 0
