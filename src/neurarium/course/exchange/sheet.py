"""A printable sheet of questions, with or without solutions: one HTML file that needs nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from mimetypes import guess_type

from neurarium.course.exchange import cloze, formula_html, hypertext, solution
from neurarium.course.exchange.bundle import SOURCE, Bundle, Languages
from neurarium.course.marking import shown_order
from neurarium.course.question import DIFFICULTIES, KNOWLEDGE, Blank, Do, Number, Order, Question, Several
from neurarium.lab.text import Text

STYLE = """
@page { size: A4; margin: 20mm 18mm }
body { font: 11pt/1.45 Charter, Georgia, serif; color: #15181c; max-width: 44em; margin: 2em auto; padding: 0 1em }
header { display: flex; justify-content: space-between; gap: 2em; border-bottom: 1.5pt solid; padding-bottom: 6pt }
h1 { font-size: 18pt; margin: 0 } h2 { font-size: 13pt; margin: 1.6em 0 0.4em }
.name { align-self: end; white-space: nowrap } .line { display: inline-block; border-bottom: 0.7pt solid; min-width: 9em }
ol.questions { padding-left: 1.6em } ol.questions > li { break-inside: avoid; margin: 0 0 1.4em }
li p { margin: 0.35em 0 } li > p { margin-top: 0 } ul, ol.given { list-style: none; padding: 0; margin: 0.4em 0 }
ul li, ol.given li { display: flex; gap: 0.6em; margin: 0.25em 0 }
.box { flex: none; width: 0.9em; height: 0.9em; border: 0.8pt solid; margin-top: 0.25em; text-align: center; line-height: 0.85em }
.round { border-radius: 50% } .cell { float: right; font: 8.5pt system-ui, sans-serif; color: #555 }
.right { font-weight: bold } .why { color: #444 } .solution { border-left: 2pt solid #15181c; padding-left: 0.8em; margin-top: 0.5em }
.source { font-size: 9pt; color: #555 } img { max-width: 100%; max-height: 80mm } code { font-size: 0.92em }
i.f { font-style: italic } .frac { white-space: nowrap }
@media print { body { margin: 0; max-width: none; padding: 0 } }
"""
NAME, DATE = Text("Name", "Name"), Text("Date", "Datum")
HINTS = {
    "several": Text("Several may be right.", "Mehrere können richtig sein."),
    "order": Text("Number in the right order.", "In der richtigen Reihenfolge nummerieren."),
}
CHOOSE = Text("Words to choose from", "Zur Auswahl")
DO = Text("At the computer", "Am Rechner")


def holds(_question: Question, _languages: Languages) -> bool:
    """A sheet holds every question."""
    return True


def write(bundle: Bundle, solutions: bool = False) -> bytes:
    """The file."""
    return "".join(_page(bundle, solutions)).encode("utf-8", "replace")


def _page(bundle: Bundle, solutions: bool) -> Iterator[str]:
    language = bundle.language
    title = hypertext.escaped(bundle.course.title.say(language))
    yield f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    yield f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head><body>'
    yield f"<header><h1>{title}</h1>"
    if not solutions:
        yield "".join(
            f'<span class="name">{what.say(language)} <span class="line"></span></span>' for what in (NAME, DATE)
        )
    yield "</header>"
    section, number = "", 1
    for name, question in bundle.questions.items():
        own = name.partition("/")[0]
        if own != section:
            yield "</ol>" if section else ""
            section = own
            heading = hypertext.escaped(bundle.section(name).say(language))
            yield f'<h2>{heading}</h2><ol class="questions" start="{number}">'
        number += 1
        yield _question(bundle, name, question, solutions)
    yield ("</ol>" if section else "") + "</body></html>\n"


def _question(bundle: Bundle, name: str, question: Question, solutions: bool) -> str:
    language = bundle.language
    cell = (DIFFICULTIES[question.difficulty], KNOWLEDGE[question.knowledge])
    text = hypertext.to_html(question.text.say(language))
    if isinstance(question, Blank):
        text = cloze.GAP.sub(r'<span class="line">&nbsp;</span><sub>\1</sub>', text)
    parts = [f'<span class="cell">{" · ".join(one.say(language) for one in cell)}</span>', text]
    parts += [_picture(bundle, name, question), "".join(_given(bundle, question, solutions))]
    if solutions:
        parts.append(_solution(bundle, question))
    return f"<li>{formula_html.replaced(''.join(parts))}</li>\n"


def _picture(bundle: Bundle, name: str, question: Question) -> str:
    picture = bundle.picture(name, question)
    if picture is None or not picture.is_file():
        return ""
    kind = guess_type(picture.name)[0] or "image/png"
    alt = hypertext.escaped(question.alt.say(bundle.language) if question.alt else "")
    return f'<p><img src="data:{kind};base64,{b64encode(picture.read_bytes()).decode()}" alt="{alt}"></p>'


def _given(bundle: Bundle, question: Question, solutions: bool) -> Iterator[str]:
    """What there is to tick, to number or to fill in."""
    language = bundle.language
    match question:
        case Order():
            yield f"<p><small>{HINTS['order'].say(language)}</small></p><ul>"
            for index in shown_order(question):
                mark = str(index + 1) if solutions else ""
                yield f'<li><span class="box">{mark}</span><span>{_inline(question.items[index].text, bundle)}</span></li>'
            yield "</ul>"
        case Blank():
            if question.words is not None:
                words = {*question.words.say(language), *(gap.accept.say(language)[0] for gap in question.gaps)}
                listed = " · ".join(map(hypertext.escaped, sorted(words, key=str.casefold)))
                yield f"<p><small>{CHOOSE.say(language)}: {listed}</small></p>"
        case Number():
            unit = f" {hypertext.escaped(question.unit.say(language))}" if question.unit else ""
            yield f'<p><span class="line">&nbsp;</span>{unit}</p>'
        case Do():
            yield f"<p><small>{DO.say(language)}: {hypertext.escaped(question.task.lab)}</small></p>"
        case _:
            several = isinstance(question, Several)
            yield f"<p><small>{HINTS['several'].say(language)}</small></p>" if several else ""
            yield "<ul>"
            for answer in question.answers:
                shape, mark = ("" if several else " round"), ("×" if solutions and answer.right else "")
                strong = ' class="right"' if solutions and answer.right else ""
                why = f'<br><span class="why">{_inline(answer.why, bundle)}</span>' if solutions else ""
                said = f"<span{strong}>{_inline(answer.text, bundle)}</span>{why}"
                yield f'<li><span class="box{shape}">{mark}</span><span>{said}</span></li>'
            yield "</ul>"


def _solution(bundle: Bundle, question: Question) -> str:
    language = bundle.language
    parts = []
    told = isinstance(question, Order) and not any(item.why for item in question.items)  # by the numbers in the boxes
    if isinstance(question, Order | Blank | Number) and not told:
        for index, (right, why) in enumerate(solution.lines(question, language), 1):
            number = "" if isinstance(question, Number) else f"{index}. "
            parts.append(f"<p>{number}<b>{right}</b>{f' <span class=why>{why}</span>' if why else ''}</p>")
    if question.because:
        parts.append(hypertext.to_html(question.because.say(language)))
    parts.append(f'<p class="source">{SOURCE.say(language)}: {hypertext.inline(question.source)}</p>')
    return f'<div class="solution">{"".join(parts)}</div>'


def _inline(text: Text, bundle: Bundle) -> str:
    return re.sub(r"\s+", " ", "<br>".join(map(hypertext.inline, hypertext.paragraphs(text.say(bundle.language)))))
