"""Commands of the command line; each is a few lines over the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version

from neurarium.cli import bench, course, data, exercise, train
from neurarium.cli.flags import Parser, language
from neurarium.lab.text import Refusal, Text

PORT = 8765

ABOUT = Text(
    "The famous neural networks of a lecture, each of them running. Without a command: serve the page and open it.",
    "Die berühmten neuronalen Netze einer Vorlesung, jedes davon in Betrieb. Ohne Befehl: die Seite bereitstellen "
    "und öffnen.",
)
SERVE = Text(
    "serve the page to a browser on this machine",
    "die Seite für einen Browser auf diesem Rechner bereitstellen",
)
LABS = Text("list the labs", "die Labore auflisten")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0, 1 for a run that failed, 2 for a wrong request."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] and words[0] in ("--host", "--port", "--no-browser", "--course"):
        words.insert(0, "serve")
    speech = language()
    parser = Parser(prog="neurarium", description=ABOUT.say(speech))
    parser.add_argument("--version", action="version", version=f"neurarium {version('neurarium')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help=SERVE.say(speech), description=SERVE.say(speech)))
    commands.add_parser("labs", help=LABS.say(speech), description=LABS.say(speech))
    train.add(commands, words)
    bench.add(commands)
    exercise.add(commands)
    course.add(commands)
    data.add(commands)
    parsed = parser.parse_args(words)
    try:
        match parsed.command:
            case "labs":
                return _labs()
            case "run":
                return train.run(parsed)
            case "exercise":
                return exercise.run(parsed)
            case "course":
                return course.run(parsed)
            case "data":
                return data.run(parsed)
            case "bench":
                return bench.run(parsed)
            case "serve":
                return _serve(parsed.host, parsed.port, not parsed.no_browser, parsed.course)
        return _serve("127.0.0.1", PORT, browser=True)
    except Refusal as refusal:
        print(f"neurarium: {refusal.text.say(speech)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on [127.0.0.1]")
    parser.add_argument("--port", type=_port, default=PORT, help=f"port to listen on, 0 for a free one [{PORT}]")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--course", action="append", default=[], metavar="DIR", help="a course of your own; see docs/course.md"
    )


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no port: expected a whole number from 0 to 65535")


def _serve(host: str, port: int, browser: bool, courses: Sequence[str] = ()) -> int:
    from neurarium.app.server import serve

    course.add_folders(courses)
    return serve(host, port, browser)


def _labs() -> int:
    from neurarium import labs

    speech = language()
    for lab_id in labs.folders():
        lab = labs.find(lab_id)
        print(f"{lab_id:16} {lab.title.say(speech)}: {lab.promise.say(speech)}")
    return 0
