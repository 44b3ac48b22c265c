"""Questions from Moodle XML. What Moodle knows and we do not is told and passed over."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from neurarium.course.exchange import cloze, hypertext, safe_xml, said
from neurarium.course.exchange.incoming import Found, Passed
from neurarium.course.question import DIFFICULTIES, KINDS, KNOWLEDGE
from neurarium.lab.text import LANGUAGES, Text

Table = dict[str, Any]
LONGEST = 20_000  # characters of a text


def read(data: bytes) -> Iterator[Found | Passed]:
    """What stands in a file, question by question; raises `Refusal` for one that is no Moodle XML."""
    quiz = safe_xml.root(data)
    if quiz.tag != "quiz":
        raise safe_xml.other(quiz.tag, "quiz", "Moodle XML")
    path: list[str] = []
    for element in quiz.iterfind("question"):
        kind, line = element.get("type", ""), safe_xml.line(element)
        if kind == "category":
            path = category(_text(element.find("category")))
        elif any(len(text.text or "") > LONGEST for text in element.iter("text")):
            yield Passed(line, said.too_long(LONGEST))
        elif kind in READERS:
            found = _question(element, path)
            yield found if isinstance(found, Found) else Passed(line, found)
        else:
            yield Passed(line, said.unknown_kind(kind))


def category(path: str) -> list[str]:
    """A category's path in its parts, without the place where it hangs."""
    parts = [part.replace("\0", "/").strip() for part in path.replace("//", "\0").split("/")]
    return [part for part in parts if part not in ("", "top") and not re.fullmatch(r"\$\w+\$", part)]


def _question(element: Element, path: list[str]) -> Found | Text:
    table: Table = {}
    text = element.find("questiontext")
    table["text"] = _said(text)
    table |= after(_text(element.find("generalfeedback")))
    pictures = dict(_pictures(text))
    if image := next((name for name in pictures if name in _text(text)), None):
        table["image"] = image
        table["alt"] = {language: _alt(_languages(_text(text))[language], image) for language in LANGUAGES}
    tags = {_text(tag).casefold() for tag in element.iterfind("tags/tag")}
    words = {*tags, *(part.casefold() for one in path for part in (one, *one.split(" – ")))}
    table |= {key: value for key, value in cell(words) if value}
    problem = READERS[element.get("type", "")](element, table)
    if problem is not None:
        return problem
    if table["kind"] == "single" and tags & {word.casefold() for word in both(KINDS["true-statement"])}:
        table["kind"] = "true-statement"
    number = (element.findtext("idnumber") or "").strip()
    return Found(safe_xml.line(element), table, _text(element.find("name")), number, path, pictures)


def cell(words: set[str]) -> Iterator[tuple[str, str | None]]:
    """Difficulty and knowledge, where a tag or the category names them in one of our languages."""
    for key, known in (("difficulty", DIFFICULTIES), ("knowledge", KNOWLEDGE)):
        yield key, next((own for own, text in known.items() if words & _names(own, text)), None)


ALSO = {"recall": {"reproduktion", "wiedergabewissen", "faktenwissen"}, "application": {"anwendungswissen", "transfer"}}


def _names(own: str, text: Text) -> set[str]:
    return {word.casefold() for word in both(text)} | ALSO.get(own, set())


def both(text: Text) -> tuple[str, str]:
    """A word in both languages."""
    return text.en, text.de


def _multichoice(element: Element, table: Table) -> Text | None:
    single = (element.findtext("single") or "true").strip() in ("true", "1")
    answers = [(_fraction(answer), answer) for answer in element.iterfind("answer")]
    highest = max((fraction for fraction, _ in answers), default=0.0)
    table["kind"] = "single" if single else "several"
    table["answers"] = [
        _answer(_said(answer), answer, fraction > 0 and (not single or fraction == highest))
        for fraction, answer in answers
    ]
    return None


def _answer(text: dict[str, str], answer: Element, right: bool) -> Table:
    why = _said(answer.find("feedback"))
    return {"text": text, "right": right, "why": why if any(why.values()) else said.plain(right)}


def _truefalse(element: Element, table: Table) -> Text | None:
    names = {"true": {"en": "True", "de": "Wahr"}, "false": {"en": "False", "de": "Falsch"}}
    table["kind"] = "single"
    table["answers"] = [
        _answer(names.get(_text(answer).strip().lower(), _said(answer)), answer, _fraction(answer) > 0)
        for answer in element.iterfind("answer")
    ]
    return None


def _ordering(element: Element, table: Table) -> Text | None:
    table["kind"] = "order"
    items = sorted(element.iterfind("answer"), key=_fraction)
    table["items"] = []
    for item in items:
        why = _said(item.find("feedback"))
        table["items"].append({"text": _said(item), **({"why": why} if any(why.values()) else {})})
    return None


def _numerical(element: Element, table: Table) -> Text | None:
    table["kind"] = "number"
    table["answers"] = []
    for answer in element.iterfind("answer"):
        why = _said(answer.find("feedback"))
        number = _text(answer).strip().replace(",", ".")
        if number == "*":
            if any(why.values()):
                table["otherwise"] = why
            continue
        right = _fraction(answer) > 0
        try:
            amount = {"number": float(number), "tolerance": abs(float(answer.findtext("tolerance") or 0))}
        except ValueError:
            return said.no_number(number)
        table["answers"].append({**amount, "right": right, "why": why if any(why.values()) else said.plain(right)})
    units = [unit.strip() for one in element.iterfind("units/unit") if (unit := one.findtext("unit_name"))]
    if units:
        table["unit"] = {"en": units[0], "de": units[-1] if len(units) == 2 else units[0]}
    return None


def _shortanswer(element: Element, table: Table) -> Text | None:
    answers = [answer for answer in element.iterfind("answer") if _fraction(answer) == 100 and _text(answer) != "*"]
    if not answers:
        return said.NOTHING_RIGHT
    accept = {language: [_languages(_text(answer))[language] for answer in answers] for language in LANGUAGES}
    why = _said(answers[0].find("feedback"))
    table["kind"] = "blank"
    gap = "\n\n{1}" if not re.search("_{3,}", _text(element.find("questiontext"))) else ""
    table["text"] = {
        language: words + gap if gap else re.sub(r"(?:\\?_){3,}", "{1}", words, count=1)
        for language, words in table["text"].items()
    }
    table["gaps"] = [{"accept": accept, "why": why if any(why.values()) else said.plain(True)}]
    return None


def _cloze(element: Element, table: Table) -> Text | None:
    gaps: dict[str, list[cloze.Embedded]] = {}
    for language, words in _languages(_text(element.find("questiontext"))).items():
        bare, gaps[language] = cloze.read(words)
        table["text"][language] = hypertext.of_html(_without_pictures(bare))
    english, german = gaps["en"], gaps["de"]
    if not english or len(english) != len(german):
        return said.NO_GAPS
    for one in (*english, *german):
        if one.kind not in cloze.SHORT and not cloze.CHOICE.fullmatch(one.kind):
            return said.unknown_kind(one.kind)
        if not one.right:
            return said.NOTHING_RIGHT
    table["kind"] = "blank"
    table["gaps"] = [
        {"accept": {"en": en.right, "de": de.right}, "why": _why(en.why, de.why)}
        for en, de in zip(english, german, strict=True)
    ]
    if all(one.kind not in cloze.SHORT for one in english):
        table["words"] = {"en": _further(english), "de": _further(german)}
    return None


def _why(en: str, de: str) -> dict[str, str]:
    why = {"en": hypertext.of_html(en), "de": hypertext.of_html(de)}
    return why if any(why.values()) else said.plain(True)


def _further(gaps: list[cloze.Embedded]) -> list[str]:
    """The words to choose from that stand in no gap."""
    right = {gap.right[0] for gap in gaps}
    return list(dict.fromkeys(word for gap in gaps for word in gap.wrong if word not in right))


READERS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "ordering": _ordering,
    "numerical": _numerical,
    "shortanswer": _shortanswer,
    "cloze": _cloze,
}
_RUN = re.compile(
    r"(?:<span(?:\s+lang=\"[\w-]+\"|\s+class=\"multilang\"){2}\s*>.*?</span>\s*)+"
    r"|(?:\{mlang\s+[\w,-]+\}.*?\{mlang\}\s*)+",
    re.DOTALL | re.IGNORECASE,
)
_ONE = re.compile(
    r"<span[^>]*?\blang=\"([\w-]+)\"[^>]*>(.*?)</span>|\{mlang\s+([\w,-]+)\}(.*?)\{mlang\}", re.DOTALL | re.IGNORECASE
)


def _languages(text: str) -> dict[str, str]:
    """A text in each of our languages; the same for both where it is in one alone."""

    def pick(run: re.Match[str], language: str) -> str:
        parts = {(one[1] or one[3]).lower()[:2]: one[2] if one[1] else one[4] for one in _ONE.finditer(run[0])}
        return parts.get(language, next(iter(parts.values()), run[0]))

    # Beyond the last mark that closes, every mark that opens would be followed to the end of the text in vain.
    closed = max(text.rfind("</span>") + len("</span>"), text.rfind("{mlang}") + len("{mlang}"), 0)
    if closed < len("{mlang}"):
        return dict.fromkeys(LANGUAGES, text)
    head, tail = text[:closed], text[closed:]
    return {language: _RUN.sub(lambda run, own=language: pick(run, own), head) + tail for language in LANGUAGES}  # type: ignore[misc]


def _text(element: Element | None) -> str:
    """What stands in an element's `<text>`, or in itself."""
    if element is None:
        return ""
    inner = element.find("text")
    return (inner.text if inner is not None else element.text) or ""


def _said(element: Element | None) -> dict[str, str]:
    """An element's text in both languages, as our own marks."""
    plain = element is not None and element.get("format") in ("plain_text", "markdown")
    return _each(_languages(_text(element)), str.strip if plain else _own)


def _own(text: str) -> str:
    return hypertext.of_html(_without_pictures(text))


def _each(words: dict[str, str], change: Callable[[str], str]) -> dict[str, str]:
    """Both languages changed; one that is the same in both only once."""
    changed = {text: change(text) for text in words.values()}
    return {language: changed[text] for language, text in words.items()}


_AFTER = re.compile(r"<p class=\"(source|live)\">\s*[^:<]*:\s*(.*?)</p>", re.DOTALL)


def after(feedback: str) -> Table:
    """What is said at the end, and the source and the place to see it live that we have written there."""
    words = _languages(feedback[:LONGEST])
    table: Table = {name: hypertext.of_html(inner) for name, inner in _AFTER.findall(words["en"])}
    if "live" in table:
        table["live"] = table["live"].strip("`")
    because = _each(words, lambda text: hypertext.of_html(_AFTER.sub("", text)))
    return table | ({"because": because} if any(because.values()) else {})


def _fraction(answer: Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


def _without_pictures(text: str) -> str:
    return _IMAGE.sub("", text)


def _alt(text: str, image: str) -> str:
    for tag in _IMAGE.findall(text):
        alt = re.search(r"\balt=\"([^\"]+)\"", tag)
        if image in tag and alt:
            return hypertext.unescaped(alt[1])
    return image


def _pictures(text: Element | None) -> Iterator[tuple[str, bytes]]:
    for file in text.iterfind("file") if text is not None else ():
        try:
            yield file.get("name", ""), b64decode("".join((file.text or "").split()), validate=True)
        except ValueError:
            continue
