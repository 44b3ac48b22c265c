"""Questions as an Anki deck, one for each section. Imported again, a card keeps what Anki knows of it."""

from __future__ import annotations

import hashlib
import io
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from neurarium.course.exchange import cloze, hypertext, solution
from neurarium.course.exchange.bundle import SOURCE, Bundle, Languages
from neurarium.course.marking import shown_order
from neurarium.course.question import DIFFICULTIES, KNOWLEDGE, Blank, Do, Number, Order, Question
from neurarium.lab.text import Refusal, Text

MISSING = Text(
    'Anki decks are written by genanki, which is not installed: pip install "neurarium[anki]".',
    'Anki-Stapel schreibt genanki, das nicht installiert ist: pip install "neurarium[anki]".',
)
STYLE = ".card { font: 20px/1.5 system-ui, sans-serif; text-align: left; max-width: 40em; margin: auto } .source { opacity: 0.7; font-size: 15px }"
BACK = '{{FrontSide}}<hr id="answer">{{Answer}}<p class="source">{{Source}}</p>'


def holds(question: Question, _: Languages) -> bool:
    """Whether a deck can hold a question."""
    return not isinstance(question, Do)


def missing() -> Text | None:
    """What is not installed, if anything."""
    return None if find_spec("genanki") else MISSING


def write(bundle: Bundle) -> bytes:
    """The file; raises `Refusal` where genanki is not installed."""
    if (problem := missing()) is not None:
        raise Refusal(problem)
    import genanki

    model = genanki.Model(
        _number("model 1"),
        "Neurarium",
        fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Source"}],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": BACK}],
        css=STYLE,
    )
    decks: dict[str, Any] = {}
    media: dict[str, Path] = {}
    for name, question in bundle.questions.items():
        own = name.partition("/")[0]
        title = f"{bundle.course.title.say(bundle.language)}::{bundle.section(name).say(bundle.language)}"
        key = f"{bundle.course.id}/{own}/{bundle.language}"
        deck = decks.setdefault(own, genanki.Deck(_number(key), title))
        picture = bundle.picture(name, question)
        image = ""
        if picture is not None and picture.is_file():
            stored = f"{bundle.course.id}-{own}-{picture.name}"
            media[stored] = picture
            image = f'<p><img src="{stored}"></p>'
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[_front(bundle, question) + image, _back(bundle, question), _source(bundle, question)],
                guid=genanki.guid_for(bundle.course.id, name, bundle.language),
                tags=[
                    text.say(bundle.language).replace(" ", "-")
                    for text in (DIFFICULTIES[question.difficulty], KNOWLEDGE[question.knowledge])
                ],
            )
        )
    return _packed(genanki.Package(list(decks.values())), media)


def _packed(package: Any, media: dict[str, Path]) -> bytes:
    """The package; its pictures lie under names of their own while it is written."""
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in media.items():
            (Path(folder) / name).write_bytes(picture.read_bytes())
        package.media_files = [str(Path(folder) / name) for name in media]
        data = io.BytesIO()
        package.write_to_file(data)
    return data.getvalue()


def _number(key: str) -> int:
    """An id that stays the same, as Anki wants it."""
    return int.from_bytes(hashlib.sha256(f"neurarium {key}".encode()).digest()[:4]) % 2**31


def _front(bundle: Bundle, question: Question) -> str:
    language = bundle.language
    text = hypertext.to_html(question.text.say(language))
    match question:
        case Order():
            items = [question.items[index].text for index in shown_order(question)]
        case Blank():
            text = cloze.GAP.sub("_____", text)
            items = []
        case Number() | Do():
            items = []
        case _:
            items = [answer.text for answer in question.answers]
    listed = "".join(f"<li>{hypertext.inline(item.say(language))}</li>" for item in items)
    return text + (f"<ul>{listed}</ul>" if items else "")


def _back(bundle: Bundle, question: Question) -> str:
    tag = "ol" if isinstance(question, Order | Blank) else "ul"
    listed = "".join(
        f"<li><b>{right}</b>{f'<br>{why}' if why else ''}</li>"
        for right, why in solution.lines(question, bundle.language)
    )
    because = hypertext.to_html(question.because.say(bundle.language)) if question.because else ""
    return f"<{tag}>{listed}</{tag}>{because}"


def _source(bundle: Bundle, question: Question) -> str:
    return f"{SOURCE.say(bundle.language)}: {hypertext.inline(question.source)}"
