"""`neurarium course`: what a lecturer does with a course's files, without a page."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neurarium import labs
from neurarium.cli.flags import language
from neurarium.course import exchange, lab_links, places
from neurarium.course.model import Course
from neurarium.lab.files import write_whole
from neurarium.lab.text import Refusal, Text

if TYPE_CHECKING:
    from neurarium.course.exchange.incoming import Incoming

ABOUT = Text(
    "list the courses, check one, begin one, and carry questions in and out",
    "die Kurse auflisten, einen prüfen, einen anfangen und Fragen hinein- und hinaustragen",
)
CHECK = Text("tell every mistake, with file and line", "jeden Fehler nennen, mit Datei und Zeile")
NEW = Text("begin a course of your own", "einen eigenen Kurs anfangen")
EXPORT = Text("write questions to a file", "Fragen in eine Datei schreiben")
IMPORT = Text("make a course of a Moodle XML or GIFT file", "aus einer Moodle-XML- oder GIFT-Datei einen Kurs machen")
COURSE = Text("a folder, or an id [lecture]", "ein Ordner oder eine id [lecture]")
ONLY = Text("only these; may be repeated", "nur diese; mehrmals möglich")
SOLUTIONS = Text("with what is right (of a sheet)", "mit den Lösungen (eines Blattes)")
FOLDER = Text("a new folder for the course", "ein neuer Ordner für den Kurs")
GERMAN = Text(
    "the same questions in German; FILE is then in English", "dieselben Fragen auf Deutsch; FILE ist dann Englisch"
)
FINE = Text("Nothing is wrong.", "Alles ist in Ordnung.")


def add(commands: Any) -> None:
    """The command's parser."""
    speech = language()
    parser = commands.add_parser("course", help=ABOUT.say(speech), description=ABOUT.say(speech))
    does = parser.add_subparsers(dest="does", metavar="WHAT")
    check = does.add_parser("check", help=CHECK.say(speech), description=CHECK.say(speech))
    check.add_argument("course", nargs="?", default=places.LECTURE, metavar="COURSE", help=COURSE.say(speech))
    new = does.add_parser("new", help=NEW.say(speech), description=NEW.say(speech))
    new.add_argument("folder", type=Path, metavar="DIR")
    out = does.add_parser("export", help=EXPORT.say(speech), description=EXPORT.say(speech))
    out.add_argument("format", metavar="FORMAT", help=", ".join(exchange.NAMES))
    out.add_argument("file", type=Path, metavar="FILE")
    out.add_argument("--course", default=places.LECTURE, metavar="COURSE", help=COURSE.say(speech))
    out.add_argument("--language", default=speech, metavar="LANGUAGE", help=f"en, de, both [{speech}]")
    for name in ("section", "difficulty", "knowledge"):
        out.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(), help=ONLY.say(speech))
    out.add_argument("--solutions", action="store_true", help=SOLUTIONS.say(speech))
    into = does.add_parser("import", help=IMPORT.say(speech), description=IMPORT.say(speech))
    into.add_argument("file", type=Path, metavar="FILE")
    into.add_argument("folder", type=Path, metavar="DIR", help=FOLDER.say(speech))
    into.add_argument("--german", type=Path, metavar="FILE", help=GERMAN.say(speech))


def add_folders(folders: Sequence[str]) -> None:
    """Serve these courses as well; raises `Refusal` for what is no folder."""
    for name in folders:
        if not Path(name).is_dir():
            raise Refusal(
                Text(
                    f"There is no folder '{name}'. Begin a course with: neurarium course new {name}",
                    f"Einen Ordner »{name}« gibt es nicht. Einen Kurs anfangen: neurarium course new {name}",
                )
            )
        places.add(Path(name))


def run(arguments: argparse.Namespace) -> int:
    match arguments.does:
        case "check":
            return _check(places.named(arguments.course))
        case "new":
            return _begin(arguments.folder)
        case "export":
            return _export(arguments)
        case "import":
            return _import(arguments)
    for course_id in places.folders():
        _tell(places.find(course_id))
    return 0


def _check(course: Course) -> int:
    speech = language()
    problems = [*course.problems, *lab_links.problems(course, labs.find)]
    for problem in problems:
        print(problem.text.say(speech))
    _tell(course)
    if not problems:
        print(FINE.say(speech))
    return 1 if problems else 0


def _begin(folder: Path) -> int:
    from neurarium.course import writing

    writing.begin(folder)
    return _check(places.named(folder))


def _export(arguments: argparse.Namespace) -> int:
    from neurarium.course import matrix
    from neurarium.course.exchange.formats import export

    speech = language()
    course = places.named(arguments.course)
    chosen = matrix.chosen(course, arguments.section, arguments.difficulty, arguments.knowledge)
    written = export(course, chosen, arguments.format, arguments.language, arguments.solutions)
    try:
        write_whole(arguments.file, written.data)
    except OSError as problem:
        raise Refusal(
            Text(
                f"{arguments.file} cannot be written: {problem.strerror}. Name another file.",
                f"{arguments.file} lässt sich nicht schreiben: {problem.strerror}. Bitte eine andere Datei nennen.",
            )
        ) from problem
    count = len(chosen) - written.left_out
    text = Text(
        f"{count} questions written to {arguments.file}; {written.left_out} have no place in this format.",
        f"{count} Fragen in {arguments.file} geschrieben; {written.left_out} passen nicht in dieses Format.",
    )
    print(text.say(speech))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from neurarium.course import writing
    from neurarium.course.exchange import incoming

    speech = language()
    found = _read(arguments.file)
    if arguments.german is not None:
        found = incoming.merged(found, _read(arguments.german))
    writing.keep(found, arguments.folder, arguments.folder.name)
    for notice in found.notices:
        print(notice.say(speech))
    _tell(places.named(arguments.folder))
    return 0


def _read(file: Path) -> Incoming:
    from neurarium.course.exchange.formats import bring_in

    try:
        return bring_in(file.read_bytes(), file.name)
    except OSError as problem:
        raise Refusal(
            Text(f"Cannot read {file}: {problem.strerror}.", f"{file} lässt sich nicht lesen: {problem.strerror}.")
        ) from problem


def _tell(course: Course) -> None:
    speech = language()
    print(f"{course.id}: {course.title.say(speech)}")
    for chapter in course.chapters:
        print(f"  {chapter.title.say(speech)}")
        for own in chapter.sections:
            section = course.sections[own]
            lesson = "+".join(section.lesson) or "–"
            print(f"    {own:32} {lesson:6} {len(section.questions):4}  {section.heading.title.say(speech)}")
    count = len(list(course.questions()))
    print(
        Text(f"  {count} questions, {len(course.terms)} terms", f"  {count} Fragen, {len(course.terms)} Begriffe").say(
            speech
        )
    )
